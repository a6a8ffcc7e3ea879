"""The papers of a batch: one by one, all in one archive, and what the expense report lacks."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import reader_language
from saindege.base.errors import SaindegeError
from saindege.delivery import evidence
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions import bundles as actions
from saindege.delivery.app.models import BundleKind
from saindege.delivery.app.queries import bundles, committee, documents
from saindege.delivery.app.queries import evidence as evidence_queries
from saindege.delivery.app.queries.documents import FORMS
from saindege.delivery.app.views.words import refuse
from saindege.delivery.official import letters
from saindege.delivery.official.form import PaperForm
from saindege.programme.app.models import Batch, Session

# What an archive of each kind is called on the reader's disk.
FILE_NAMES = {
    BundleKind.ALL: "berkas",
    BundleKind.ASSIGNMENT: "surat-tugas",
    BundleKind.EXPENSES: "spj",
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def papers(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show the papers of a batch and what its expense report lacks."""
    found, language = _find(request, course, batch), reader_language()
    rows = evidence_queries.evidence_of(found)
    page = {
        "batch": found,
        "kinds": [(one.key, one.name_in(language)) for one in FORMS if one.unit != "session"],
        "rows": [(row, row.item.name_in(language)) for row in rows],
        "there": sum(row.is_there for row in rows),
        "bundles": bundles.bundles_of(found)[:6],
        "archives": BundleKind.choices,
        "checklist": evidence.load(),
        "sessions": found.sessions.order_by("starts_at", "id"),
        "committee": committee.members_of(found),
    }
    return render(request, "delivery/batch_papers.html", page)


@require_safe
def paper(request: HttpRequest, course: int, batch: UUID, paper: str) -> HttpResponse:
    """Set one paper as PDF."""
    found, form = _find(request, course, batch), _form(paper)
    if form.unit == "session":
        # Sheets that can be read back are printed one by one, from their own address.
        raise Http404
    try:
        return _handed(found, form, documents.pdf_of(form, found, timezone.now()), "pdf")
    except SaindegeError as error:
        refuse(request, error)
        return redirect("delivery:batch_papers", course, batch)


@require_safe
def paper_docx(request: HttpRequest, course: int, batch: UUID, paper: str) -> HttpResponse:
    """Fill the template in force, to be edited further in Word."""
    found, form = _find(request, course, batch), _form(paper)
    try:
        return _handed(found, form, documents.docx_of(form, found, timezone.now()), "docx")
    except SaindegeError as error:
        refuse(request, error)
        return redirect("delivery:batch_papers", course, batch)


@require_safe
def sheet_docx(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Fill the template of one session's attendance sheet."""
    require(access.may_organise(request.user))
    meeting = get_object_or_404(
        Session.objects.select_related("batch__course"), pk=session, batch__course_id=course
    )
    now, form = timezone.now(), letters.ATTENDANCE_SHEET
    found = documents.documents_of(form, meeting.batch, now, session=meeting)
    try:
        return _handed(meeting.batch, form, documents.docx_of(form, meeting.batch, now, found), "docx")
    except SaindegeError as error:
        refuse(request, error)
        return redirect("delivery:batch_papers", course, meeting.batch_id)


@require_POST
def make_all(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Ask for many papers in one archive."""
    found = _find(request, course, batch)
    back = reverse("delivery:batch_papers", args=[course, batch])
    kind = request.POST.get("kind", BundleKind.ALL)
    if kind not in BundleKind.values:
        raise Http404
    try:
        job = actions.ask_for_papers(request.user, found, kind=kind, at=timezone.now(), result_url=back)
    except SaindegeError as error:
        refuse(request, error)
        return redirect(back)
    return redirect("base:job", job.pk)


@require_safe
def bundle(request: HttpRequest, course: int, batch: UUID, bundle: UUID) -> HttpResponseBase:
    """Hand out an archive."""
    found = _find(request, course, batch)
    kept = get_object_or_404(bundles.bundles_of(found), pk=bundle)
    where = bundles.bundle_file(kept)
    if not where.is_file():
        raise Http404
    mark = "-data-contoh" if found.is_example else ""
    name = f"{FILE_NAMES[kept.kind]}-{slugify(str(found))}{mark}.zip"
    return FileResponse(where.open("rb"), as_attachment=True, filename=name, content_type="application/zip")


@require_POST
def mark(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Write down where a paper lies, or take it back."""
    found, item = _find(request, course, batch), request.POST.get("item", "")
    try:
        if request.POST.get("hapus"):
            actions.unmark_evidence(request.user, found, item, at=timezone.now())
        else:
            note = request.POST.get("note", "")
            actions.mark_evidence(request.user, found, item, note=note, at=timezone.now())
            messages.success(request, _("Dicatat."))
    except SaindegeError as error:
        refuse(request, error)
    return redirect(reverse("delivery:batch_papers", args=[course, batch]) + "#spj")


def _form(paper: str) -> PaperForm:
    form = documents.form_by_key(paper)
    if form is None:
        raise Http404
    return form


def _handed(batch: Batch, form: PaperForm, content: bytes, ending: str) -> HttpResponse:
    mark = "-data-contoh" if batch.is_example else ""
    way = "inline" if ending == "pdf" else "attachment"
    response = HttpResponse(content, content_type="application/pdf" if ending == "pdf" else WORD)
    response["Content-Disposition"] = f'{way}; filename="{form.key}-{slugify(str(batch))}{mark}.{ending}"'
    return response


def _find(request: HttpRequest, course: int, key: UUID) -> Batch:
    require(access.may_organise(request.user))
    return get_object_or_404(queries.batches(), pk=key, course_id=course)
