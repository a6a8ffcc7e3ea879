"""Certificates beside the paper: credential, public key, a file signed elsewhere, issue anew, speakers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import public_address
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, actions, queries
from saindege.delivery.app.forms.signing import AnewForm, SignedFileForm
from saindege.delivery.app.models import Certificate
from saindege.delivery.app.queries.printing import revocation_of
from saindege.delivery.app.views.papers import check_page
from saindege.delivery.app.views.words import in_words


@require_safe
def public_key(request: HttpRequest) -> HttpResponse:
    """Hand out what a reader needs to trust the signatures of this house."""
    response = HttpResponse(
        queries.authority(timezone.now()).public_pem(), content_type="application/x-pem-file"
    )
    response["Content-Disposition"] = 'attachment; filename="kunci-publik-sertifikat.pem"'
    return response


@require_safe
def badge(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the credential to its owner and to organisers; a revoked certificate gives none."""
    issued = _find(number)
    require(access.may_take_certificate(request.user, issued))
    if issued.revoked_at is not None:
        raise Http404
    address = public_address(request, reverse("delivery:certificate", args=[issued.number]))
    token = queries.badge_of(issued, address=address, now=timezone.now())
    response = HttpResponse(token, content_type="application/jwt")
    response["Content-Disposition"] = f'attachment; filename="lencana-{issued.number}.jwt"'
    return response


@require_safe
def badge_status(request: HttpRequest, number: str) -> JsonResponse:
    """Say to a wallet whether a credential still stands; anybody may ask, as on the page of the certificate."""
    issued = _find(number)
    address = public_address(request, reverse("delivery:certificate", args=[issued.number]))
    return JsonResponse(revocation_of(issued, address=address, now=timezone.now()))


@require_POST
def upload(request: HttpRequest, number: str) -> HttpResponse:
    """Take a file that was signed elsewhere."""
    require(access.may_organise(request.user))
    issued = _find(number)
    form = SignedFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return check_page(request, issued, upload=form, status=422)
    try:
        kept = actions.put_signed_file(
            request.user, issued, form.cleaned_data["file"].read(), at=timezone.now()
        )
    except SaindegeError as error:
        form.add_error("file", in_words(error))
        return check_page(request, issued, upload=form, status=422)
    messages.success(request, _("Berkas bertanda tangan %(signer)s dipakai.") % {"signer": kept.signer})
    return redirect("delivery:certificate", number=issued.number)


@require_POST
def reissue(request: HttpRequest, number: str) -> HttpResponse:
    """Issue a certificate anew."""
    require(access.may_organise(request.user))
    issued = _find(number)
    if not isinstance(issued, Certificate):
        raise Http404
    form = AnewForm(request.POST)
    if not form.is_valid():
        return check_page(request, issued, anew=form, status=422)
    try:
        fresh = actions.reissue_certificate(
            request.user, issued, reason=form.cleaned_data["why"], at=timezone.now()
        )
    except SaindegeError as error:
        form.add_error("why", in_words(error))
        return check_page(request, issued, anew=form, status=422)
    messages.success(request, _("Sertifikat baru terbit. Yang lama dicabut dan menunjuk ke sini."))
    return redirect("delivery:certificate", number=fresh.number)


@require_POST
def issue_to_speakers(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Issue the certificates of those who taught."""
    require(access.may_organise(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    count = actions.issue_speaker_certificates(request.user, found, at=timezone.now())
    words = ngettext("%(n)d sertifikat narasumber terbit.", "%(n)d sertifikat narasumber terbit.", count)
    messages.success(request, words % {"n": count})
    last = found.sessions.order_by("-starts_at").first()
    if last is None:
        raise Http404
    return redirect(f"{reverse('delivery:session', args=[found.course_id, last.pk])}#sertifikat")


def _find(number: str) -> queries.AnyCertificate:
    issued = queries.certificate_by_code(number)
    if issued is None:
        raise Http404
    return issued
