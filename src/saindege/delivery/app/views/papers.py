"""Certificates: the public check, one's own, the paper, revocation."""

from __future__ import annotations

import io
import zipfile
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import download_table, page_of, public_address
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, actions, queries
from saindege.delivery.app.forms import ReasonForm, SearchForm
from saindege.delivery.app.forms.signing import AnewForm, SignedFileForm
from saindege.delivery.app.models import Certificate
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.app.views.words import in_words, is_too_often, refuse, tries, visitor

# Checking a stack of papers stays below this; trying codes by machine does not.
MOST_UNKNOWN, UNKNOWN_SECONDS = 30, 300


@require_safe
def certificate_search(request: HttpRequest) -> HttpResponse:
    """Ask for a code; whoever is signed in also sees the certificates at hand."""
    if "kode" in request.GET:
        form = SearchForm(request.GET)
        if form.is_valid() and (issued := queries.certificate_by_code(form.cleaned_data["kode"])):
            return redirect("delivery:certificate", number=issued.number)
        if form.is_valid():
            return _unknown(request, form.cleaned_data["kode"])
    else:
        form = SearchForm()
    page: dict[str, object] = {"form": form}
    if request.user.is_authenticated:
        text = request.GET.get("q", "").strip()
        found = queries.search_certificates(queries.certificates_visible_to(request.user), text)
        if request.GET.get("unduh"):
            return _download(found, request.GET["unduh"])
        page |= {
            "certificates": page_of(request, found, 30),
            "taught": list(queries.speaker_certificates_visible_to(request.user)),
            "search": text,
            "sees_all": access.may_organise(request.user),
        }
        return render(request, "delivery/certificates.html", page)
    return render(request, "delivery/certificate_search.html", page)


@require_safe
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Say whether a certificate is genuine: anybody may ask, and sees what the paper shows."""
    issued = queries.certificate_by_code(number)
    if issued is None:
        return _unknown(request, number)
    if issued.number != number:
        return redirect("delivery:certificate", number=issued.number)
    return check_page(request, issued)


@require_safe
def certificate_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the paper to its owner and to organisers."""
    issued = queries.certificate_by_code(number)
    if issued is None:
        raise Http404
    require(access.may_take_certificate(request.user, issued))
    unsigned = request.GET.get("tanda-tangan") == "tidak"
    try:
        content = _pdf(request, issued, unsigned=unsigned)
    except actions.NotYetSigned as error:
        refuse(request, error)
        return redirect("delivery:certificate", number=issued.number)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sertifikat-{issued.number}.pdf"'
    return response


@require_safe
def batch_zip(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Hand out all papers of a batch in one file, each named by NIP."""
    require(access.may_organise(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    content, waiting, total = io.BytesIO(), [], 0
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for issued in queries.certificates_of(found).filter(revoked_at=None):
            nip = queries.content_of_certificate(issued).nip
            # A fixed day, so that the same papers give the same file.
            name = zipfile.ZipInfo(f"{nip or 'tanpa-nip'}-{issued.number}.pdf", (2000, 1, 1, 0, 0, 0))
            total += 1
            try:
                archive.writestr(name, _pdf(request, issued))
            except actions.NotYetSigned:
                waiting.append(f"{queries.content_of_certificate(issued).name} {issued.number}")
        if waiting:
            told = "\r\n".join([_("Menunggu tanda tangan, jadi tidak dimuat:"), *waiting, ""])
            archive.writestr(zipfile.ZipInfo("BELUM-DITANDATANGANI.txt", (2000, 1, 1, 0, 0, 0)), told)
    if waiting and len(waiting) == total:
        messages.error(request, _("Belum ada sertifikat yang ditandatangani. Tandatangani dulu di sini."))
        return redirect("delivery:gateway", course=found.course_id, batch=found.pk)
    response = HttpResponse(content.getvalue(), content_type="application/zip")
    mark = "-data-contoh" if found.is_example else ""
    response["Content-Disposition"] = f'attachment; filename="sertifikat-{slugify(str(found))}{mark}.zip"'
    return response


@require_POST
def revoke(request: HttpRequest, number: str) -> HttpResponse:
    """Revoke a certificate, for ever."""
    require(access.may_organise(request.user))
    issued = queries.certificate_by_code(number)
    if issued is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return check_page(request, issued, form=form, status=422)
    was_revoked = issued.revoked_at is not None
    try:
        actions.revoke_certificate(
            request.user, issued, reason=form.cleaned_data["reason"], at=timezone.now()
        )
    except SaindegeError as error:
        form.add_error("reason", in_words(error))
        return check_page(request, issued, form=form, status=422)
    if was_revoked:
        messages.info(
            request, _("Sertifikat ini sudah dicabut sebelumnya; alasan yang pertama yang berlaku.")
        )
    else:
        messages.success(request, _("Sertifikat dicabut. Halaman periksa sudah mengatakannya."))
    return redirect("delivery:certificate", number=issued.number)


def _pdf(request: HttpRequest, issued: queries.AnyCertificate, *, unsigned: bool = False) -> bytes:
    """The signed file; of a revoked certificate a paper that says so, which nobody signs."""
    if unsigned or issued.revoked_at is not None:
        address = public_address(request, reverse("delivery:certificate", args=[issued.number]))
        return queries.certificate_pdf(issued, address=address)
    house = public_address(request, "")
    signed = actions.sign_certificate(request.user, issued, address=house, at=timezone.now())
    return queries.signed_file(signed).read_bytes()


def check_page(
    request: HttpRequest,
    issued: queries.AnyCertificate,
    *,
    form: ReasonForm | None = None,
    anew: ReasonForm | None = None,
    upload: SignedFileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show what a certificate says, and to organisers what they may do with it."""
    content = queries.content_of_certificate(issued)
    signed_in = request.user.is_authenticated
    may_organise = signed_in and access.may_organise(request.user)
    page = {
        "issued": issued,
        "content": content,
        "span": queries.span_in_words(content.first_on, content.last_on),
        "hours": queries.hours_in_words(content.learning_hours),
        "now": timezone.now(),
        "form": SearchForm(),
        "may_take": signed_in and access.may_take_certificate(request.user, issued),
        "may_organise": may_organise,
        "signed": queries.signed_paper_of(issued),
        "waits": gateway_queries.waits_for_signature(issued),
        "replacement": queries.replacement_of(issued),
        "is_reissuable": isinstance(issued, Certificate) and issued.is_current,
        "revoking": form or ReasonForm(),
        "anew": anew or AnewForm(),
        "upload": upload or SignedFileForm(),
    }
    response = render(request, "delivery/certificate.html", page, status=status)
    # Whoever holds the paper finds this page; a search engine has no business to list its names.
    response["X-Robots-Tag"] = "noindex"
    return response


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    key = f"delivery.unknown_certificate:{visitor(request)}"
    too_often = is_too_often(key, most=MOST_UNKNOWN, seconds=UNKNOWN_SECONDS) or tries(key) > MOST_UNKNOWN
    page = {
        "typed": typed[:60],
        "is_register_number": "/" in typed,
        "too_often": too_often,
        "form": SearchForm(initial={"kode": typed[:60]}),
    }
    return render(request, "delivery/certificate_unknown.html", page, status=429 if too_often else 404)


def _download(found: object, kind: str) -> HttpResponse:
    header = [
        "nomor_registrasi", "kode", "nip", "nama", "unit_kerja", "kursus", "mulai", "selesai", "jp", "terbit", "dicabut"
    ]  # fmt: skip
    rows, is_example = [], False
    for issued in found:
        content = queries.content_of_certificate(issued)
        is_example = is_example or issued.is_example
        rows.append(
            [
                content.register_number,
                issued.number,
                content.nip,
                content.name,
                content.office,
                content.course,
                content.first_on,
                content.last_on,
                content.learning_hours,
                content.issued_on,
                issued.revoked_at,
            ]
        )
    return download_table("sertifikat", header, rows, kind, is_example=is_example)
