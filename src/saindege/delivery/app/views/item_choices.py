"""The page that says who chooses which option of a test, and which options to look at."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import Cell, download_table, page_of
from saindege.delivery import choices
from saindege.delivery.app import access, queries
from saindege.delivery.app.models import Phase
from saindege.delivery.app.queries.item_choices import ExamChoices, choices_of, table_of

HEADER = [
    "tes", "soal", "dijawab_benar", "daya_beda", "pilihan", "kunci", "dipilih", "bagian", "bagian_kelompok_atas",
    "bagian_kelompok_bawah", "korelasi", "temuan", "lembar",
]  # fmt: skip
WORDS = {
    "nobody": (_("Tidak ada yang memilih"), _("Pengecoh ini tidak bekerja. Ganti dengan kesalahan yang sering terjadi di kantor."), "wait"),
    "few": (_("Hampir tidak dipilih"), _("Pengecoh ini hampir tidak bekerja. Perbaiki atau hapus."), "plain"),
    "attracts_strong": (_("Menarik yang pandai"), _("Yang nilainya baik justru memilih ini. Periksa kunci dan bunyi soalnya; mungkin pilihan ini juga benar."), "bad"),
    "key_fails": (_("Kunci dipilih yang lemah"), _("Yang nilainya baik justru menjauhi kunci. Periksa kuncinya."), "bad"),
}  # fmt: skip


@require_safe
def item_choices(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show the options of one test of a batch, those to look at first."""
    require(access.may_organise(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    exams = queries.exams_of(found)
    asked_for = request.GET.get("tes", "")
    phase = (
        asked_for if asked_for in exams else (Phase.POST if Phase.POST in exams else next(iter(exams), None))
    )
    shown = choices_of(exams[phase]) if phase else None
    if request.GET.get("unduh") and shown is not None:
        name = f"pilihan jawaban {found} {phase}"
        return download_table(name, HEADER, _rows(shown), request.GET["unduh"], is_example=found.is_example)
    wants_all = request.GET.get("lihat") == "semua"
    analysis = shown.analysis if shown is not None else None
    odd = shown.odd if shown is not None else []
    rows = list(analysis.items) if analysis is not None and (wants_all or not odd) else odd
    page = page_of(request, rows, 10)
    context = {
        "batch": found,
        "exams": exams,
        "phase": phase,
        "shown": shown,
        "analysis": analysis,
        "odd": len(odd),
        "wants_all": wants_all or not odd,
        "page": page,
        "cards": [_card(shown, item) for item in page] if shown is not None else [],
        "rules": choices.load_rules(),
    }
    return render(request, "delivery/item_choices.html", context)


def _card(shown: ExamChoices, item: choices.ItemChoices) -> dict[str, object]:
    """One question as the page shows it: what it asks, how it works, and each option with what to look at."""
    return {
        "item": item,
        "text": shown.texts[item.name],
        "quality": shown.quality[item.name],
        "choices": [(one, *(WORDS[one.finding] if one.finding else ("", "", ""))) for one in item.choices],
    }


def _rows(shown: ExamChoices) -> Iterator[list[Cell]]:
    for *front, finding, sheets in table_of(shown):
        yield [*front, str(WORDS[str(finding)][0]) if finding else "", sheets]
