"""Tables of standards, assessments and diplomas on their way in: file, what it says, applied."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput, SaindegeError, Sentence
from saindege.people.app import access, actions, forms, queries
from saindege.people.app.models import LevelList

COLUMN_NAMES = {
    "person": gettext_lazy("NIP"),
    "post": gettext_lazy("Jabatan"),
    "competency": gettext_lazy("Kompetensi"),
    "level": gettext_lazy("Level"),
    "source": gettext_lazy("Sumber"),
    "date": gettext_lazy("Tanggal"),
    "kind": gettext_lazy("Jenis"),
    "year": gettext_lazy("Tahun lulus"),
}
MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Take a table in, and show those that came before."""
    require(access.may_keep_levels(request.user))
    form = forms.LevelListForm(request.POST or None, request.FILES or None, initial={"kind": "assessments"})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            stored = actions.store_level_list(
                request.user,
                kind=form.cleaned_data["kind"],
                file_name=file.name,
                chunks=file.chunks(),
                at=timezone.now(),
            )
            return redirect("people:level_list", stored.pk)
        except BadInput as error:
            form.add_error("file", error.sentence.in_language(pages.reader_language()))
    lists = LevelList.objects.defer("report").select_related("uploaded_by")
    context = {"form": form, "page": pages.page_of(request, lists, 20)}
    return render(request, "people/level_lists.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def level_list(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show what one table says and does, and do what a button asks."""
    require(access.may_keep_levels(request.user))
    shown = get_object_or_404(LevelList.objects.select_related("uploaded_by"), pk=key)
    error: SaindegeError | None = None
    if request.method == "POST":
        try:
            _act(request, shown)
            return redirect("people:level_list", shown.pk)
        except SaindegeError as refused:
            error = refused
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return _download_refused(shown, request.GET["unduh"])
    refused_rows = [
        {
            "row": each["row"],
            "column": COLUMN_NAMES.get(each["column"], each["column"]),
            "said": Sentence(**each["sentence"]),
        }
        for each in shown.report["problems"][:MOST_SHOWN]
    ]
    context = {"shown": shown, "report": shown.report, "refused_rows": refused_rows, "error": error}
    context["most_shown"] = MOST_SHOWN
    context["differences"] = queries.named_differences(shown.report.get("differences", []))
    return render(request, "people/level_list.html", context, status=422 if error else 200)


def _act(request: HttpRequest, shown: LevelList) -> None:
    act, at = request.POST.get("langkah", ""), timezone.now()
    if act == "lembar":
        sheet = request.POST.get("lembar", "")
        require(sheet in shown.sheets)
        actions.choose_levels_sheet(request.user, shown.pk, sheet, at=at)
    elif act == "batalkan":
        actions.discard_level_list(request.user, shown.pk, at=at)
    else:
        require(act == "terapkan")
        stored = actions.apply_level_list(request.user, shown.pk, at=at).report["new"]
        messages.success(
            request,
            ngettext("%(n)d baris disimpan.", "%(n)d baris disimpan.", stored) % {"n": stored},
        )


def _download_refused(shown: LevelList, kind: str) -> HttpResponse:
    """The table is read again: the page keeps the first refused rows only."""
    if shown.state == "checked":
        problems = queries.find_changes(shown, as_of=timezone.localdate()).problems
        rows = [(each.row, each.column or "", each.sentence) for each in problems]
    else:
        rows = [
            (each["row"], each["column"], Sentence(**each["sentence"])) for each in shown.report["problems"]
        ]
    return pages.download_table(
        _("baris ditolak %(file)s") % {"file": shown.file_name},
        [_("Baris"), _("Kolom"), _("Masalah dan cara memperbaiki")],
        [
            (row, str(COLUMN_NAMES.get(column, column)), said.in_language(pages.reader_language()))
            for row, column, said in rows
        ],
        kind,
    )
