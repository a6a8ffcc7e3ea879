"""Signing the certificates of a batch by the national service; the passphrase lives as long as the work."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from saindege.base.app import held
from saindege.base.app.access import require
from saindege.base.app.models import Job
from saindege.base.app.pages import public_address
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, actions, queries
from saindege.delivery.app.forms.signing import SignatoryForm
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.app.views.words import in_words, refuse
from saindege.delivery.signing.gateway import Gateway, Signatory
from saindege.programme.app.models import Batch


@sensitive_post_parameters("nik", "passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show what waits, and begin to sign it."""
    require(access.may_organise(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    gateway = gateway_queries.gateway()
    form, status, refusal = SignatoryForm(), 200, ""
    waiting = gateway_queries.waiting_for_gateway(found)
    unsure = [one for one in waiting if one.sent_to_sign_at is not None]
    if request.method == "POST" and gateway is not None:
        form, status = SignatoryForm(request.POST, only_unsure=len(unsure) == len(waiting) > 0), 422
        if form.is_valid():
            try:
                job = _begin(request, found, gateway, form)
                return redirect("base:job", job.pk)
            except SaindegeError as error:
                refusal = in_words(error)
    page = {
        "batch": found,
        "is_on": gateway is not None,
        "running": gateway_queries.signing_jobs(found.pk).first(),
        "waiting": waiting,
        "unsure": unsure,
        "ready": len(waiting) - len(unsure),
        "by_house": gateway_queries.signed_by_house(found),
        "signers": gateway_queries.signers_elsewhere(found),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "delivery/gateway.html", page, status=status)


@require_POST
def use_house(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Let the house sign what waits, because an officer has chosen so."""
    require(access.may_organise(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    here = reverse("delivery:gateway", args=[found.course_id, found.pk])
    try:
        job = actions.ask_for_house_signatures(
            request.user, found, address=public_address(request, ""), result_url=here, at=timezone.now()
        )
    except SaindegeError as error:
        refuse(request, error)
        return redirect(here)
    return redirect("base:job", job.pk)


@sensitive_variables("signatory", "form")
def _begin(request: HttpRequest, found: Batch, gateway: Gateway, form: SignatoryForm) -> Job:
    """Begin to sign in this process, and leave the request alone: many papers take minutes."""
    signatory = Signatory(form.cleaned_data["nik"], form.cleaned_data["passphrase"])
    address, again, by = public_address(request, ""), form.cleaned_data["again"], request.user
    here = reverse("delivery:gateway", args=[found.course_id, found.pk])

    def work(_job: Job, tell: held.Tell) -> None:
        actions.sign_waiting(
            by,
            found,
            gateway,
            signatory,
            address=address,
            again=again,
            clock=timezone.now,
            tell=lambda done, total: tell(done, total, f"Tanda tangan {done} dari {total}"),
        )

    job = actions.begin_signing(by, found, result_url=here, at=timezone.now())
    held.start(job, work)
    messages.info(request, _("Frasa sandi hanya ada di ingatan server sampai pekerjaan ini selesai."))
    return job
