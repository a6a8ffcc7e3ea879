"""A log on its way in: upload, columns by looking at them, faults by row, what became of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.app.models import JobState
from saindege.base.errors import SaindegeError
from saindege.service.app import access, actions, forms, queries
from saindege.service.app.models import EventLog
from saindege.service.app.views import words

ROWS_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a log in and go on to its columns; a file that was here before leads to what became of it."""
    require(access.may_bring_logs(request.user))
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = [actions.LogFile(file.name, file.chunks()) for file in form.cleaned_data["file"]]
        try:
            stored = actions.store_together(request.user, files, at=timezone.now())
        except SaindegeError as error:
            form.add_error("file", words.say(error.sentence))
        else:
            if not stored.is_new:
                messages.info(request, _same_file(stored.log))
            return redirect("service:log", stored.log.pk)
    logs = [(log, *words.LOG_STATES[log.state]) for log in queries.logs_for_page(request.user)[:20]]
    return render(
        request, "service/upload.html", {"form": form, "logs": logs}, status=422 if form.errors else 200
    )


def _same_file(log: EventLog) -> str:
    if log.state == "measured":
        return _("Berkas yang sama sudah pernah diunggah. Ini hasilnya.")
    return _("Berkas yang sama sudah pernah diunggah dan belum dihitung. Lanjutkan dari sini.")


@require_http_methods(["GET", "HEAD", "POST"])
def log_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show one log: its first rows with a choice above each column, or what became of it."""
    require(access.may_bring_logs(request.user))
    logs = queries.logs_visible_to(request.user).select_related("service", "uploaded_by")
    log = get_object_or_404(logs, pk=key)
    if request.method == "POST":
        return _act(request, log)
    if request.GET.get("unduh"):
        return _download_refused(request, log)
    form = forms.ColumnsForm(log, queries.remembered_columns(log))
    return render(request, "service/log.html", _context(log, form))


def _act(request: HttpRequest, log: EventLog) -> HttpResponse:
    at = timezone.now()
    asked = request.POST.get("langkah", "kolom")
    form = forms.ColumnsForm(log, queries.remembered_columns(log))
    try:
        if asked == "buang":
            actions.discard_log(request.user, log, at=at)
            messages.success(request, _("Log %(name)s dibuang.") % {"name": log.file_name})
            return redirect("service:upload")
        if asked == "akhir":
            job = actions.name_final_activity(request.user, log, request.POST.get("akhir", ""), at=at)
            return redirect("base:job", job.pk)
        form = forms.ColumnsForm(log, queries.remembered_columns(log), request.POST)
        if form.is_valid():
            job = actions.confirm_columns(request.user, log, form.choice(), at=at)
            return redirect("base:job", job.pk)
    except actions.NotChosen as error:
        for problem in error.problems:
            form.add_error(
                form.field_of(problem.column) if form.is_bound else None, words.say(problem.sentence)
            )
    except SaindegeError as error:
        messages.error(request, words.say(error.sentence))
        return redirect("service:log", log.pk)
    return render(request, "service/log.html", _context(log, form), status=422)


def _context(log: EventLog, form: forms.ColumnsForm) -> dict[str, Any]:
    job = queries.job_of(log) if log.state == "queued" else None
    if job is not None and job.state == JobState.FAILED:
        # Cut off for good, or a fault of ours: a person may choose again.
        log.state, log.fault = "refused", job.fault
    tone, word = words.LOG_STATES[log.state]
    refused = _refused_rows(log)
    depth = max((len(column["cells"]) for column in log.columns), default=0)
    fields = form.column_fields()
    return {
        "log": log,
        "form": form,
        "tone": tone,
        "word": word,
        "fields": fields,
        "first_rows": [[_cell(column, at) for column, _field in fields] for at in range(depth)],
        "column_faults": [field for _column, field in fields if field.errors],
        "unclear": [(forms.ROLE_NAMES[role], headers) for role, headers in form.guess.unclear.items()],
        "guessed": bool(form.guess.likely) and not form.remembered,
        "refused": refused[:ROWS_SHOWN],
        "refused_count": max(
            len(refused), log.refused if log.state == "measured" else log.fault.get("count", 0)
        ),
        "refused_told": len(refused),
        "fault": _fault_words(log),
        "activities": log.fault.get("activities", []),
        "marks": [words.say(mark) for mark in log.fault.get("marks", [])],
        "unknown_offices": log.fault.get("unknown_offices", []),
        "job": job,
        "asks_date_order": log.fault.get("code") == "ambiguous_date" or bool(log.mapping.get("date_order")),
    }


def _cell(column: dict[str, Any], at: int) -> str:
    return column["cells"][at] if at < len(column["cells"]) else ""


def _fault_words(log: EventLog) -> str:
    """Return what is wrong with the whole log, without words of the command line."""
    if log.state != "refused":
        return ""
    by_code = {
        "too_many_refused": _(
            "Lebih dari sepersepuluh baris tidak dapat dibaca, jadi tidak ada yang dihitung. Biasanya ada kolom "
            "yang keliru dipilih. Periksa pilihan di bawah, atau perbaiki baris yang disebut."
        ),
        "ambiguous_date": _(
            "Tanggal di log ini dapat dibaca dengan dua cara. Jawab di bawah: hari dulu, atau bulan dulu?"
        ),
        "conflict": _("Dua kolom dapat berarti hal yang sama. Pilih satu di bawah."),
        "missing_column": _("Ada kolom yang belum dipilih. Pilih di bawah."),
    }
    return by_code.get(log.fault.get("code", "")) or words.say(log.fault)


def _refused_rows(log: EventLog) -> list[tuple[object, str, str]]:
    """Return row, column and words of each fault: of the rows left out, or of those that stopped the reading."""
    return [
        (
            f"{problem['file']}: {problem['row']}" if problem.get("file") else problem["row"],
            str(forms.ROLE_NAMES.get(problem["column"], problem["column"] or "")),
            words.say(problem),
        )
        for problem in queries.refused_rows(log)
        if problem["row"] is not None
    ]


def _download_refused(request: HttpRequest, log: EventLog) -> HttpResponse:
    header = [_("baris"), _("kolom"), _("masalah")]
    name = _("Baris ditolak %(name)s") % {"name": log.file_name}
    return pages.download_table(
        name, header, _refused_rows(log), request.GET["unduh"], is_example=log.is_example
    )
