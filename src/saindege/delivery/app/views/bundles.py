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
from saindege.delivery.app.queries import bundles
from saindege.delivery.app.views.words import refuse
from saindege.programme.app.models import Batch


@require_safe
def papers(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show the papers of a batch and what its expense report lacks."""
    found, language = _find(request, course, batch), reader_language()
    rows = bundles.evidence_of(found)
    page = {
        "batch": found,
        "kinds": [(one.key, one.english if language == "en" else one.name) for one in bundles.KINDS],
        "rows": [(row, row.item.name_in(language)) for row in rows],
        "there": sum(row.is_there for row in rows),
        "bundles": bundles.bundles_of(found)[:5],
        "checklist": evidence.load(),
        "sessions": found.sessions.order_by("starts_at", "id"),
    }
    return render(request, "delivery/batch_papers.html", page)


@require_safe
def paper(request: HttpRequest, course: int, batch: UUID, paper: str) -> HttpResponse:
    """Set one paper."""
    found, kind = _find(request, course, batch), bundles.kind_by_key(paper)
    if kind is None:
        raise Http404
    response = HttpResponse(kind.make(found, timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind.key}-{slugify(str(found))}.pdf"'
    return response


@require_POST
def make_all(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Ask for all papers in one archive."""
    found = _find(request, course, batch)
    back = reverse("delivery:batch_papers", args=[course, batch])
    job = actions.ask_for_papers(request.user, found, at=timezone.now(), result_url=back)
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
    name = f"berkas-{slugify(str(found))}{mark}.zip"
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


def _find(request: HttpRequest, course: int, key: UUID) -> Batch:
    require(access.may_organise(request.user))
    return get_object_or_404(queries.batches(), pk=key, course_id=course)
