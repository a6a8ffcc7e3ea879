"""Pages of the evaluation: all courses, one batch, and what a training officer brings in."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput, Language, Problem, SaindegeError
from saindege.impact import evaluation, marks_list
from saindege.impact.app import access, actions, forms, queries
from saindege.impact.evaluation.behaviour import Share
from saindege.impact.outcome import say_number
from saindege.programme.app.models import Batch

SHOWN = 20
COMPARED = {"kursus", "metode", "narasumber"}


@require_safe
def evaluation_list(request: HttpRequest) -> HttpResponse:
    """All courses that are over with their chains, and groups side by side."""
    require(access.may_see_evaluation(request.user))
    language = pages.reader_language()
    batches = queries.batches_over(timezone.now())
    rows = queries.evaluation_rows(batches, language)
    by = request.GET.get("menurut", "kursus")
    measure = request.GET.get("ukuran", "tanggapan")
    if by not in COMPARED or measure not in queries.MEASURES:
        raise Http404
    compared = queries.compare(rows, by, measure, language)
    if request.GET.get("unduh"):
        return _download(request, rows, compared)
    page = pages.page_of(request, rows, SHOWN)
    shown = [(row, queries.chain_words(row, language)) for row in page]
    return render(
        request,
        "impact/evaluation_list.html",
        {
            "page": page,
            "rows": shown,
            "n": len(rows),
            "broken": sum(row.chain.is_broken for row in rows),
            "whole": sum(row.chain.breaks_at is None for row in rows),
            "compared": compared,
            "by": by,
            "measure": measure,
            "measures": [(key, words.in_language(language)) for key, words in queries.MEASURES.items()],
            "measure_words": queries.MEASURES[measure].in_language(language),
            "bys": [
                ("kursus", pgettext("impact", "Kursus")),
                ("metode", _("Metode")),
                ("narasumber", _("Narasumber")),
            ],
            "compared_header": [
                _("Nama"),
                _("n"),
                _("Rata-rata sendiri"),
                _("Setelah penyusutan"),
                _("Selang"),
            ],
            "compared_rows": _compared_rows(compared),
            "due": queries.due_overview(timezone.now()),
            "rules": evaluation.load(),
            "source": evaluation.load().source.in_language(language),
        },
    )


def _compared_rows(compared: queries.Comparison) -> list[list[object]]:
    if compared.found is None:
        return []
    language = pages.reader_language()

    def say(value: float | None) -> str:
        return "-" if value is None else say_number(value, compared.decimals, language)

    return [
        [
            row.name,
            row.n,
            say(row.mean),
            say(row.shrunk),
            "-" if row.ci95 is None else f"{say(row.ci95[0])} – {say(row.ci95[1])}",
        ]
        for row in compared.found.groups
    ]


def _download(
    request: HttpRequest, rows: list[queries.EvaluationRow], compared: queries.Comparison
) -> HttpResponse:
    example = any(row.is_example for row in rows)
    if request.GET.get("tabel") == "banding":
        header = [_("Nama"), _("n"), _("Rata-rata sendiri"), _("Setelah penyusutan"), _("Bawah"), _("Atas")]
        found = compared.found.groups if compared.found else ()
        table = [(g.name, g.n, g.mean, g.shrunk, *(g.ci95 or (None, None))) for g in found]
        return pages.download_table(
            _("perbandingan"), header, table, request.GET["unduh"], is_example=example
        )
    language = pages.reader_language()
    header = [
        pgettext("impact", "Kursus"),
        pgettext("impact", "Angkatan"),
        pgettext("impact", "Selesai"),
        pgettext("impact", "Hadir"),
    ]
    header += [words.name for words in queries.chain_words(rows[0], language)] if rows else []
    table = [
        (
            row.batch.course.title,
            row.batch.name,
            row.last_on,
            row.attended,
            *(f"{words.state}: {words.sentence}" for words in queries.chain_words(row, language)),
        )
        for row in rows
    ]
    return pages.download_table(_("evaluasi"), header, table, request.GET["unduh"], is_example=example)


@require_safe
def evaluation_batch(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """One batch as a chain, with what stands behind each link."""
    require(access.may_see_evaluation(request.user))
    language = pages.reader_language()
    found = Batch.objects.select_related("course").filter(pk=batch)
    this = get_object_or_404(found)
    over = queries.batches_over(timezone.now()).filter(pk=batch)
    rows = queries.evaluation_rows(over, language)
    row = rows[0] if rows else None
    rules = evaluation.load()
    statements = _statements(row, language) if row else []
    comments = row.evidence.comments if row else []
    return render(
        request,
        "impact/evaluation_batch.html",
        {
            "batch": this,
            "row": row,
            "links": queries.chain_words(row, language) if row else [],
            "broken": queries.break_words(row, language) if row else "",
            "statements": statements,
            "statement_header": [_("Pernyataan"), _("Rata-rata"), _("Bawah"), _("Atas")],
            "statement_rows": [
                [each["label"], *(say_number(each[end], 1, language) for end in ("value", "low", "high"))]
                for each in statements
            ],
            "comments": comments if len(comments) >= rules.smallest_comments else [],
            "comments_hidden": len(comments),
            "behaviour": _by_day(row, language) if row else [],
            "sources": _sources(),
            "step": queries.trace_of(this.course),
            "rules": rules,
            "cost": queries.cost_of(this),
            "may_keep": access.may_keep_evaluation(request.user),
        },
    )


def _statements(row: queries.EvaluationRow, language: Language) -> list[dict[str, Any]]:
    rules, found = evaluation.load(), row.reaction
    if found is None:
        return []
    return [
        {
            "label": rules.statements[key].in_language(language),
            "value": value,
            "low": found.statement_ci95[key][0],
            "high": found.statement_ci95[key][1],
            "tone": "plain",
        }
        for key, value in found.statements.items()
    ]


def _sources() -> list[str]:
    return [_("Atasan"), _("Diri sendiri"), _("Rekan"), _("Buku catatan"), _("Log layanan")]


def _by_day(row: queries.EvaluationRow, language: Language) -> list[tuple[int, list[tuple[str, str, int]]]]:
    """Each day with its cells: source, figure, n."""
    found = []
    for day in queries.behaviour_by_day(row, timezone.localdate()):
        said = [_say_share(share, language) for share in day.ordered]
        said.append((queries.day_words(day.use, language) or "–", 0))
        found.append((day.day, [(name, *cell) for name, cell in zip(_sources(), said, strict=True)]))
    return found


def _say_share(share: Share | None, language: Language) -> tuple[str, int]:
    if share is None or not share.n:
        return "–", 0
    if share.is_hidden or share.share is None:
        return _("terlalu sedikit"), 0
    return f"{say_number(share.share * 100, 0, language)} %", share.n


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_marks(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Bring in marks before and after."""
    require(access.may_keep_evaluation(request.user))
    this = get_object_or_404(Batch.objects.select_related("course"), pk=batch)
    form = forms.MarksForm(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        known = {name.casefold(): person for name, person in queries.people_by_number(this).items()}
        try:
            read = _read_marks(form.cleaned_data["file"], known)
        except BadInput as refusal:
            form.add_error("file", refusal.sentence.in_language(pages.reader_language()))
            problems = refusal.problems
        else:
            marks = {known[name].pk: pair for name, pair in read.marks.items()}
            kept = actions.keep_marks(request.user, this, marks, at=timezone.now())
            told = ngettext("Nilai %(n)s peserta disimpan.", "Nilai %(n)s peserta disimpan.", kept) % {
                "n": kept
            }
            messages.success(request, told)
            if not read.problems:
                return redirect("impact:evaluation_batch", batch=this.pk)
            problems = read.problems
    status = 422 if form.errors else 200
    context = {"batch": this, "form": form, "problems": problems}
    return render(request, "impact/evaluation_marks.html", context, status=status)


def _read_marks(file: UploadedFile, known: dict[str, object]) -> marks_list.MarksList:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        with path.open("wb") as copy:
            for piece in file.chunks():
                copy.write(piece)
        return marks_list.read_marks(path, known)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_cost(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Write down the full cost of a batch."""
    require(access.may_keep_evaluation(request.user))
    this = get_object_or_404(Batch.objects.select_related("course"), pk=batch)
    known = queries.cost_of(this)
    form = forms.CostForm(request.POST or None, initial=queries.cost_initial(this))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.keep_cost(request.user, this, form.figures(), version=version, at=timezone.now())
        except SaindegeError as refusal:
            messages.warning(request, refusal.sentence.in_language(pages.reader_language()))
            return redirect("impact:evaluation_cost", batch=this.pk)
        messages.success(request, _("Biaya penuh disimpan."))
        return redirect("impact:evaluation_batch", batch=this.pk)
    context = {"batch": this, "form": form, "cost": known}
    return render(request, "impact/evaluation_cost.html", context, status=422 if form.errors else 200)
