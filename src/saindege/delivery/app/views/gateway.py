"""Signing the certificates of a batch by the national service; the passphrase lives as long as one request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, actions, queries
from saindege.delivery.app.forms.signing import SignatoryForm
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.app.views.words import in_words, public_address
from saindege.delivery.signing.gateway import Gateway, Signatory, require_able
from saindege.programme.app.models import Batch

# A page that takes longer is cut off on the way; what is left is signed with the next press of the button.
LONGEST = timedelta(seconds=20)


@sensitive_post_parameters("nik", "passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show what waits, and sign as much of it as one request may take."""
    require(access.may_organise(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    gateway = gateway_queries.gateway()
    form, status, refusal = SignatoryForm(), 200, ""
    if request.method == "POST" and gateway is not None:
        form = SignatoryForm(request.POST)
        if form.is_valid():
            refusal = _sign_what_waits(request, found, gateway, form)
            if not refusal:
                return redirect("delivery:gateway", course=found.course_id, batch=found.pk)
        status = 422
    page = {
        "batch": found,
        "is_on": gateway is not None,
        "waiting": gateway_queries.waiting_for_gateway(found),
        "signed": gateway_queries.signed_elsewhere(found),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "delivery/gateway.html", page, status=status)


@sensitive_variables("signatory", "form")
def _sign_what_waits(request: HttpRequest, found: Batch, gateway: Gateway, form: SignatoryForm) -> str:
    """Sign one after the other until time is up or nothing waits; returns why the service refused, if it did."""
    signatory = Signatory(form.cleaned_data["nik"], form.cleaned_data["passphrase"])
    waiting = gateway_queries.waiting_for_gateway(found)
    done, until, refusal = 0, timezone.now() + LONGEST, ""
    try:
        if waiting:
            require_able(gateway, signatory.nik)
        for issued in waiting:
            if done and timezone.now() > until:
                break
            actions.sign_by_gateway(
                request.user,
                issued,
                gateway,
                signatory,
                address=public_address(request, ""),
                at=timezone.now(),
            )
            done += 1
    except SaindegeError as error:
        refusal = in_words(error)
    left = len(waiting) - done
    if done:
        words = ngettext("%(n)d sertifikat ditandatangani.", "%(n)d sertifikat ditandatangani.", done)
        messages.success(request, words % {"n": done})
    if left and not refusal:
        words = ngettext(
            "%(n)d sertifikat lagi menunggu. Ketik frasa sandi sekali lagi untuk meneruskan.",
            "%(n)d sertifikat lagi menunggu. Ketik frasa sandi sekali lagi untuk meneruskan.",
            left,
        )
        messages.info(request, words % {"n": left})
    if not waiting:
        messages.info(request, _("Tidak ada sertifikat yang menunggu."))
    return refusal
