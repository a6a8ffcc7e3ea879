"""The list of who passes a batch: counts first, those who do not with the reason, and a file to take away."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import download_table, page_of
from saindege.delivery.app import access, queries
from saindege.delivery.app.views.passing import lacks_in_words, lines_of
from saindege.programme.app.models import Batch

PAGE = 25


@require_safe
def pass_list(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show who passes; narrowed by state, by what is missing, or by name."""
    require(access.may_organise(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    passing = queries.passing_of(found, queries.parts_of_batch(found), timezone.now())
    words = request.GET.get("q", "").strip()[:80]
    # Whoever looks here wants to know who does not pass yet; where all do, or a name is sought, everybody is shown.
    usual = "all" if words or passing.passed == len(passing.rows) else "not"
    state = request.GET.get("keadaan", usual)
    states = [
        ("all", _("Semua"), len(passing.rows)),
        ("not", _("Belum"), len(passing.rows) - passing.passed),
        ("pass", _("Lulus"), passing.passed),
        ("issued", _("Sertifikat terbit"), len(passing.rows_where("issued"))),
    ]
    if state not in {*passing.lacking, *(key for key, _words, _n in states)}:
        state = usual
    rows = passing.rows_where(state, words)
    if request.GET.get("unduh"):
        return _download(found, rows, request.GET["unduh"])
    last = found.sessions.order_by("-starts_at").first()
    page = page_of(request, rows, PAGE)
    context = {
        "batch": found,
        "session": last,
        "passing": passing,
        "passing_lines": lines_of(found, passing, page),
        "page": page,
        "lacks": lacks_in_words(passing),
        "states": states,
        "state": state,
        "words": words,
        "open_sessions": queries.open_sessions_of_batch(last) if last is not None else 0,
    }
    return render(request, "delivery/pass_list.html", context)


def _download(found: Batch, rows: list[queries.PassingRow], kind: str) -> HttpResponse:
    header = [
        "nip", "nama", "unit_kerja", "hadir_persen", "post", "praktik_persen", "keadaan", "yang_kurang", "nomor_registrasi", "kode",
    ]  # fmt: skip
    table = []
    for row in rows:
        state = _("Sertifikat terbit") if row.is_issued else _("Lulus") if row.passes else _("Belum lulus")
        lacks = () if row.passes else row.lacks
        issued = row.certificate
        table.append(
            [
                row.person.nip or "",
                row.person.name,
                row.person.office.name,
                round(row.attended_percent, 1),
                row.marks.post,
                row.marks.practice,
                _("Dicabut") if issued is not None and issued.revoked_at else state,
                "; ".join(queries.lack_in_words(lack) for lack in lacks),
                queries.content_of_certificate(issued).register_number if issued is not None else "",
                issued.number if issued is not None else "",
            ]
        )
    return download_table(f"kelulusan {found}", header, table, kind, is_example=found.is_example)
