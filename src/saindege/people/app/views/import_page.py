"""What the page of one import shows, step by step, and its downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from saindege.base.app import pages
from saindege.base.errors import SaindegeError, Sentence
from saindege.people.app import forms, queries
from saindege.people.app.models import ImportState, StaffImport
from saindege.people.app.views import words

DOWNLOADS = ("salah", "perbedaan")
# More are in the download; a page of thousands of faults helps nobody.
MOST_FAULTS = 100
STEPS = (
    gettext_lazy("Berkas"),
    pgettext_lazy("daftar", "Kolom"),
    gettext_lazy("Kesalahan"),
    gettext_lazy("Perbedaan"),
    gettext_lazy("Terapkan"),
)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of the file: what it holds, what it becomes, what came of it.

    Attributes
    ----------
    tone, result : badge of the result; empty before the check
    fault : why this choice cannot stand
    """

    position: int
    header: str
    examples: Sequence[str]
    ours: str
    tone: str
    result: str
    fault: Sentence | None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of difference with its people."""

    word: str
    name: str
    count: int
    effect: str
    can_open: bool


def context_of(
    request: HttpRequest,
    shown: StaffImport,
    *,
    error: SaindegeError | None = None,
    sent: QueryDict | None = None,
) -> dict[str, Any]:
    """Return everything that the template needs."""
    report = shown.report
    checked = shown.state in (ImportState.CHECKED, ImportState.APPLIED)
    is_open = shown.state in (ImportState.UPLOADED, ImportState.CHECKED)
    mapping = shown.mapping
    if sent is not None and sent.get("langkah") == "kolom":
        mapping = forms.read_mapping(sent, shown.columns)
    faults = report.get("faults", [])
    opened = request.GET.get("lihat", "")
    columns = _columns(shown, mapping, error)
    used = sum(bool(column.ours) for column in columns)
    people = _people_of(report, opened) if shown.state == ImportState.CHECKED else []
    return {
        "shown": shown,
        "report": report,
        "is_open": is_open,
        "checked": checked,
        "error": error,
        # Two headers for one thing are one sentence.
        "said": list(dict.fromkeys(problem.sentence for problem in error.problems)) if error else [],
        "steps": _steps(shown),
        "columns": columns,
        "used": used,
        "unused": len(columns) - used,
        "columns_open": bool(error) or any(column.tone == "bad" for column in columns),
        # One example is enough once the columns are confirmed.
        "example_slice": ":1" if checked else ":3",
        "column_names": forms.COLUMN_NAMES.items(),
        "faults": [_shown_fault(each) for each in faults if each["code"] != "unknown_office"][:MOST_FAULTS],
        "fault_count": sum(each["code"] != "unknown_office" for each in faults),
        "most_faults": MOST_FAULTS,
        "warnings": [_shown_fault(each) for each in report.get("warnings", [])][:MOST_FAULTS],
        "warning_count": len(report.get("warnings", [])),
        "office_rows": _office_rows(report) if is_open else [],
        "undecided": sum(not each["choice"] for each in report.get("offices", [])),
        "offices": queries.office_choices() if is_open and report.get("offices") else [],
        "kinds": _kinds(report) if checked else [],
        "opened": opened,
        "people_page": pages.page_of(request, people, 50) if people else None,
        "is_stale": shown.state == ImportState.CHECKED and shown.base_version != queries.register_version(),
        "can_undo": queries.can_be_undone(shown, timezone.now()),
        "undo_until": queries.undo_until(shown),
        "without_superior": queries.without_superior_count() if shown.state == ImportState.APPLIED else 0,
        "earlier": queries.earlier_use(shown) if is_open else None,
    }


def download(shown: StaffImport, what: str) -> HttpResponse:
    """Return faults or differences as a workbook to mend the list with."""
    if what == "salah":
        header = [
            _("Baris"),
            _("Kolom"),
            _("Tertulis"),
            _("Masalah dan cara memperbaiki"),
            _("Ikut diterapkan"),
        ]
        report = shown.report
        rows = [
            (words.joined_rows(each["rows"]), each["header"], each["written"], _said(each), included)
            for marked, included in ((report.get("faults", []), False), (report.get("warnings", []), True))
            for each in marked
        ]
        return pages.download_table(_("kesalahan %(file)s") % {"file": shown.file_name}, header, rows, "xlsx")
    header = [_("Perubahan"), _("Nama"), _("Baris"), _("Kolom"), _("Sebelum"), _("Sesudah")]
    return pages.download_table(
        _("perbedaan %(file)s") % {"file": shown.file_name}, header, _difference_rows(shown.report), "xlsx"
    )


def _steps(shown: StaffImport) -> list[tuple[int, str, str]]:
    """Return number, name and state ('done', 'now', '') of each step."""
    if shown.state == ImportState.CHECKED:
        now = 3 if shown.report["faults"] or any(not o["choice"] for o in shown.report["offices"]) else 4
    else:
        now = {ImportState.APPLIED: 6, ImportState.DISCARDED: 1}.get(shown.state, 2)
    return [
        (number, str(name), "done" if number < now else "now" if number == now else "")
        for number, name in enumerate(STEPS, start=1)
    ]


def _columns(shown: StaffImport, mapping: Mapping[str, str], error: SaindegeError | None) -> list[ColumnRow]:
    faults = {problem.column: problem.sentence for problem in (error.problems if error else ())}
    report = shown.report
    results = report.get("columns", {})
    undecided = sum(not each["choice"] for each in report.get("offices", []))
    rows = []
    for position, header in enumerate(shown.columns):
        if not header or header in shown.columns[:position]:
            continue
        ours = mapping.get(header, "")
        tone, result = "", ""
        if results and not ours:
            tone, result = "plain", _("Dilewati")
        elif header in results:
            tone, result = _result(results[header], report["rows"], undecided)
        examples = report.get("examples", {}).get(header, [])
        rows.append(ColumnRow(position, header, examples, ours, tone, result, faults.get(header)))
    return rows


def _result(result: Mapping[str, Any], rows: int, undecided: int) -> tuple[str, str]:
    if result["ours"] == "office" and undecided:
        return "wait", _("%(n)d nama belum dikenal") % {"n": undecided}
    matched = result["matched"]
    tone = "good" if matched * 2 > rows else "bad"
    return tone, _("Cocok %(n)s") % {"n": f"{matched:,}".replace(",", ".")}


def _shown_fault(each: Mapping[str, Any]) -> dict[str, str]:
    return {
        "rows": words.joined_rows(each["rows"]),
        "header": each["header"] or words.field_name(each["column"]),
        "written": each["written"] or _("kosong"),
        "said": _said(each),
    }


def _said(each: Mapping[str, Any]) -> str:
    return Sentence(**each["sentence"]).in_language("en" if get_language() == "en" else "id")


def _office_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {**each, "place": place, "best": each["suggestions"][0] if each["suggestions"] else None}
        for place, each in enumerate(report.get("offices", []))
    ]


def _kinds(report: Mapping[str, Any]) -> list[Kind]:
    kinds = {**report["kinds"], "doubled": report["doubled"]}
    table = (
        ("new", "baru", _("Pegawai baru"), _("Masuk daftar")),
        ("moved", "pindah", _("Pindah unit"), _("Atasan lama dilepas; tentukan atasan baru")),
        ("rank", "pangkat", _("Naik atau ganti golongan"), _("Golongan diperbarui")),
        ("other", "lain", _("Perubahan lain"), _("Isian diperbarui")),
        ("vanished", "hilang", _("Tidak ada lagi di berkas"), _("Ditandai, tidak dihapus")),
        ("doubled", "", _("Tercatat dua kali"), _("Baris pertama dipakai, yang lain ada di Kesalahan")),
        ("same", "", _("Sama"), _("Tidak berubah")),
    )
    return [
        Kind(word, name, kinds[key], effect, bool(word and report["new" if key == "new" else _list_of(key)]))
        for key, word, name, effect in table
        if kinds[key] or key in ("new", "moved", "vanished", "same")
    ]


def _list_of(key: str) -> str:
    return "vanished" if key == "vanished" else "changed"


def _people_of(report: Mapping[str, Any], word: str) -> list[dict[str, str]]:
    if word == "baru":
        return [
            {
                "name": each["name"],
                "row": str(each["row"]),
                "said": f"{each['post'] or '-'}, {each['office_name']}",
            }
            for each in report["new"]
        ]
    if word == "hilang":
        return [{"name": each["name"], "row": "", "said": each["office_name"]} for each in report["vanished"]]
    kind = {"pindah": "moved", "pangkat": "rank", "lain": "other"}.get(word)
    return [
        {"name": each["name"], "row": str(each["row"]), "said": _all_changes(each)}
        for each in report["changed"]
        if kind and _kind_of(each) == kind
    ]


def _kind_of(each: Mapping[str, Any]) -> str:
    touched = [field for field, _before, _after in each["changes"]]
    return "moved" if "office" in touched else "rank" if "rank" in touched else "other"


def _all_changes(each: Mapping[str, Any]) -> str:
    said = [
        f"{words.field_name(field)}: {words.say_change(field, before, after)}"
        for field, before, after in each["changes"]
    ]
    if each["came_back"]:
        said.append(_("Ada lagi di daftar"))
    return "; ".join(said)


def _difference_rows(report: Mapping[str, Any]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        (_("Pegawai baru"), each["name"], each["row"], _("Unit kerja"), "", each["office_name"])
        for each in report["new"]
    ]
    for each in report["changed"]:
        rows += [
            (
                _("Berubah"), each["name"], each["row"], words.field_name(field),
                words.shown_value(field, before), words.shown_value(field, after),
            )
            for field, before, after in each["changes"]
        ]  # fmt: skip
    rows += [
        (_("Tidak ada lagi di berkas"), each["name"], None, _("Unit kerja"), each["office_name"], "")
        for each in report["vanished"]
    ]
    return rows
