"""The attendance sheet on paper: print it, send photos of it, look at each row, store who was there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions import sheet as actions
from saindege.delivery.app.models import PhotoState, SheetPhoto
from saindege.delivery.app.queries import sheet_photos
from saindege.delivery.app.views.words import in_words, refuse
from saindege.programme.app.models import Session

TONES = {"waiting": "plain", "read": "wait", "refused": "bad", "confirmed": "good", "dropped": "plain"}
NOBODY = "-"
REASONS = {
    "row": gettext_lazy("Kode baris tidak terbaca; pilih namanya"),
    "mark": gettext_lazy("Tanda di kotak kurang jelas"),
    "several": gettext_lazy("Lebih dari satu kotak ditandai"),
    "note": gettext_lazy("Ditandai Ket.; baca keterangannya"),
    "unsigned": gettext_lazy("Ditandai hadir, tanpa tanda tangan"),
    "only_signed": gettext_lazy("Ada tanda tangan, kotaknya kosong"),
    "contradiction": gettext_lazy("Ditandai tidak hadir, tetapi ada tanda tangan"),
    "spare": gettext_lazy("Ditulis tangan; pilih namanya"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Show how to use the sheet and the photos that were sent; take more photos."""
    found = _find(request, course, session)
    faults: list[str] = []
    if request.method == "POST":
        answer, faults = _take(request, found)
        if answer is not None:
            return answer
    photos = [
        (one, TONES[one.state], [fault for _place, fault in sheet_photos.faults_of(one)])
        for one in sheet_photos.photos_of(found)
    ]
    page = {"session": found, "photos": photos, "faults": faults, "most": actions.MOST_PHOTOS}
    return render(request, "delivery/sheets.html", page, status=422 if faults else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def photo(request: HttpRequest, course: int, session: UUID, photo: UUID) -> HttpResponse:
    """Show each row beside what was read on it; store what a person confirms."""
    found = _find(request, course, session)
    sent = _photo(found, photo)
    if sent.state not in (PhotoState.READ, PhotoState.CONFIRMED):
        return redirect("delivery:sheets", course, session)
    fault = ""
    if request.method == "POST":
        try:
            added = actions.confirm_photo(request.user, sent, _decisions(request.POST), at=timezone.now())
        except SaindegeError as error:
            fault = in_words(error)
        else:
            words = ngettext(
                "Disimpan: %(n)d orang baru tercatat hadir dari lembar kertas.",
                "Disimpan: %(n)d orang baru tercatat hadir dari lembar kertas.",
                added,
            )
            messages.success(request, words % {"n": added})
            return redirect("delivery:sheets", course, session)
    review = sheet_photos.review_of(sent)
    present, count = found.check_ins.count(), queries.head_count_of(found)
    page = {
        "session": found,
        "photo": sent,
        "review": review,
        "kept": _kept(sent) if sent.state == PhotoState.CONFIRMED else [],
        "fault": fault,
        "unsure": _with_choice(review.unsure, request.POST),
        "sure": _with_choice(review.sure, request.POST),
        "present": present,
        "after": present + review.adds,
        "head_count": count,
        "nobody": NOBODY,
    }
    return render(request, "delivery/sheet_photo.html", page, status=422 if fault else 200)


@require_POST
def drop(request: HttpRequest, course: int, session: UUID, photo: UUID) -> HttpResponse:
    """Throw a photo away."""
    found = _find(request, course, session)
    try:
        actions.drop_photo(request.user, _photo(found, photo), at=timezone.now())
        messages.success(request, _("Foto dibuang. Tidak ada kehadiran yang berubah."))
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:sheets", course, session)


@require_safe
def crop(
    request: HttpRequest, course: int, session: UUID, photo: UUID, place: int, row: int
) -> HttpResponseBase:
    """Hand out the picture of one row."""
    where = sheet_photos.crop_file(_photo(_find(request, course, session), photo), place, row)
    if not where.is_file():
        raise Http404
    return FileResponse(where.open("rb"), content_type="image/jpeg")


@require_safe
def original(request: HttpRequest, course: int, session: UUID, photo: UUID) -> HttpResponseBase:
    """Hand out the photo as it was sent."""
    sent = _photo(_find(request, course, session), photo)
    where = sheet_photos.photo_file(sent)
    if not where.is_file():
        raise Http404
    return FileResponse(where.open("rb"), as_attachment=True, filename=sent.file_name)


def _find(request: HttpRequest, course: int, key: UUID) -> Session:
    found = get_object_or_404(queries.sessions_visible_to(request.user), pk=key, batch__course_id=course)
    require(access.may_run_session(request.user, found))
    return found


def _photo(found: Session, key: UUID) -> SheetPhoto:
    return get_object_or_404(sheet_photos.photos_of(found).select_related("session"), pk=key)


def _take(request: HttpRequest, found: Session) -> tuple[HttpResponse | None, list[str]]:
    """Keep the files that were sent; returns where to go on, or what was wrong."""
    files: list[UploadedFile] = request.FILES.getlist("photos") + request.FILES.getlist("camera")
    if not files:
        return None, [_("Pilih atau potret dulu lembarnya.")]
    if len(files) > actions.MOST_PHOTOS:
        words = _("Kirim paling banyak %(n)d berkas sekali kirim.")
        return None, [words % {"n": actions.MOST_PHOTOS}]
    fresh, faults = [], []
    for file in files:
        try:
            kept, is_new = actions.keep_photo(
                request.user, found, file_name=file.name or "foto", content=file.read(), at=timezone.now()
            )
        except SaindegeError as error:
            faults.append(in_words(error))
            continue
        if is_new:
            fresh.append(kept)
        else:
            words = _("%(name)s sudah pernah dikirim untuk sesi ini; tidak dihitung dua kali.")
            messages.info(request, words % {"name": file.name})
    for fault in faults if fresh else ():
        messages.error(request, fault)
    here = reverse("delivery:sheets", args=[found.batch.course_id, found.pk])
    if fresh:
        job = actions.ask_to_read(request.user, found, fresh, result_url=f"{here}#foto")
        return redirect("base:job", job.pk), []
    return (None, faults) if faults else (redirect(here), [])


def _with_choice(
    rows: Sequence[sheet_photos.ReviewRow], sent: Mapping[str, str]
) -> list[tuple[sheet_photos.ReviewRow, str, str]]:
    """Return each row with the reason why a person must decide, and what is chosen for it."""
    told = []
    for row in rows:
        read = "" if row.judgement.reason else ("ya" if row.is_here else "tidak")
        told.append((row, str(REASONS.get(row.judgement.reason, "")), sent.get(f"baris-{row.key}", read)))
    return told


def _decisions(sent: Mapping[str, str]) -> dict[str, actions.Decision]:
    """Return what the form says of each row: ``ya``, ``tidak``, a person's key, or nobody."""
    told = {}
    for name, value in sent.items():
        key = name.removeprefix("baris-")
        if key == name or not value:
            continue
        if value in ("ya", "tidak", NOBODY):
            told[key] = actions.Decision(None, value == "ya")
            continue
        try:
            told[key] = actions.Decision(UUID(value), True)
        except ValueError:
            continue
    return told


def _kept(photo: SheetPhoto) -> list[tuple[str, bool, bool]]:
    """Return name, whether here and whether a person decided, for each row that was stored."""
    names = {str(one.pk): one.name for one in sheet_photos.people_in(photo)}
    rows = (one for one in photo.decisions.values() if one["person"])
    return sorted((names.get(one["person"], "–"), one["is_here"], one["by_hand"]) for one in rows)
