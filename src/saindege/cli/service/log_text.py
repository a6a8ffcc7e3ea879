"""Figures of a log for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from saindege.base.errors import Language
from saindege.cli import frame

if TYPE_CHECKING:
    from saindege.service.event_log import EventLog
    from saindege.service.measure import ServiceFigures
    from saindege.service.process_map import ActivityCount, ProcessMap
    from saindege.service.turnaround import Turnaround

_EDGES, _VARIANTS, _REFUSED = 25, 10, 20
_HEADERS = {
    "id": {
        "figure": ("Ukuran", "Nilai"),
        "time": ("Waktu penyelesaian (jam)", "Rata-rata", "Median", "90 % berkas dalam"),
        "group": ("Kelompok", "Berkas", "Median jam", "Median jam kerja", "Berulang (%)", "Tepat waktu (%)"),
        "refused": ("Baris", "Kolom", "Sebab ditolak"),
        "edge": ("Dari", "Ke", "Kali", "Median jam", "Rata-rata jam"),
        "variant": ("Berkas", "Urutan kegiatan"),
        "count": ("Kegiatan", "Berkas"),
    },
    "en": {
        "figure": ("Figure", "Value"),
        "time": ("Turnaround (hours)", "Mean", "Median", "90 % of cases within"),
        "group": ("Group", "Cases", "Median hours", "Median working hours", "Rework (%)", "On time (%)"),
        "refused": ("Row", "Column", "Why refused"),
        "edge": ("From", "To", "Times", "Median hours", "Mean hours"),
        "variant": ("Cases", "Order of activities"),
        "count": ("Activity", "Cases"),
    },
}


def measured(figures: ServiceFigures, log: EventLog, language: Language) -> Iterator[str]:
    """Yield the lines of ``service measure``."""
    headers = _HEADERS[language]
    yield _say(
        language,
        f"{log.file}: {frame.number(figures.cases)} berkas, {frame.number(figures.events)} kejadian, "
        f"{figures.first_event:%d-%m-%Y} sampai {figures.last_event:%d-%m-%Y} ({log.timezone})",
        f"{log.file}: {frame.number(figures.cases)} cases, {frame.number(figures.events)} events, "
        f"{figures.first_event:%Y-%m-%d} to {figures.last_event:%Y-%m-%d} ({log.timezone})",
    )
    yield ""
    yield from frame.text_table(headers["time"], _times(figures.turnaround, language), lang=language)
    yield ""
    yield from frame.text_table(headers["figure"], _shares(figures, language), lang=language)
    if figures.groups is not None:
        yield ""
        rows = [
            (
                _say(language, "(tanpa kelompok)", "(no group)") if group.group is None else group.group,
                group.cases,
                group.turnaround.median_hours,
                group.turnaround.median_working_hours,
                _percent(group.rework_share),
                _percent(group.on_time_share),
            )
            for group in figures.groups
        ]
        yield from frame.text_table(headers["group"], rows, lang=language)
    yield from _refused(figures, language)


def _times(times: Turnaround, language: Language) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        (
            _say(language, "menurut jam dinding", "by the clock"),
            times.mean_hours,
            times.median_hours,
            times.p90_hours,
        )
    ]
    if times.mean_working_hours is not None:
        working = (times.mean_working_hours, times.median_working_hours, times.p90_working_hours)
        rows.append((_say(language, "dalam jam kerja", "in working time"), *working))
    return rows


def _shares(figures: ServiceFigures, language: Language) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        (
            _say(language, "Benar sekali jalan (%)", "Right first time (%)"),
            _percent(figures.accuracy.first_time_right_share),
        ),
        (
            _say(language, "Berkas dengan kegiatan berulang (%)", "Cases with rework (%)"),
            _percent(figures.accuracy.rework_share),
        ),
        (_say(language, "Perpindahan tangan per berkas", "Handovers per case"), figures.handovers_per_case),
        (_say(language, "Macam kegiatan", "Activities"), figures.activities),
        (_say(language, "Petugas", "People and desks"), figures.resources),
        (_say(language, "Macam urutan", "Variants"), figures.variant_count),
    ]
    if figures.standard.promise is not None:
        rows.insert(0, (_say(language, "Tepat waktu (%)", "On time (%)"), _percent(figures.on_time_share)))
    if figures.unfinished_cases is not None:
        rows.append((_say(language, "Berkas belum selesai", "Unfinished cases"), figures.unfinished_cases))
    if figures.ignored_events:
        rows.append(
            (
                _say(language, "Kejadian lain, tidak dihitung", "Other events, not counted"),
                figures.ignored_events,
            )
        )
    if figures.left_out:
        rows.append((_say(language, "Kejadian jenis lain", "Events of other objects"), figures.left_out))
    return rows


def _refused(figures: ServiceFigures, language: Language) -> Iterator[str]:
    if not figures.refused:
        return
    count = frame.number(len(figures.refused))
    yield ""
    yield _say(
        language, f"{count} baris ditolak dan tidak dihitung:", f"{count} rows are refused and not counted:"
    )
    rows = [
        (str(one.row), one.column, one.sentence.in_language(language)) for one in figures.refused[:_REFUSED]
    ]
    yield from frame.text_table(_HEADERS[language]["refused"], rows, lang=language)
    yield from _more(len(figures.refused) - _REFUSED, language)


def mapped(drawn: ProcessMap, language: Language) -> Iterator[str]:
    """Yield the lines of ``service map``."""
    headers = _HEADERS[language]
    yield from frame.text_table(
        headers["edge"],
        [
            (one.source, one.target, one.count, one.median_hours, one.mean_hours)
            for one in drawn.edges[:_EDGES]
        ],
        lang=language,
    )
    yield from _more(len(drawn.edges) - _EDGES, language)
    yield from _ends(drawn.start, _say(language, "Dimulai dengan", "Begins with"), language)
    yield from _ends(drawn.end, _say(language, "Berakhir dengan", "Ends with"), language)
    yield ""
    count = frame.number(len(drawn.variants))
    yield _say(
        language, f"{count} macam urutan, yang paling sering:", f"{count} variants, the most frequent:"
    )
    rows = [(one.count, " → ".join(one.activities)) for one in drawn.variants[:_VARIANTS]]
    yield from frame.text_table(headers["variant"], rows, lang=language)
    yield from _more(len(drawn.variants) - _VARIANTS, language)


def _ends(counts: tuple[ActivityCount, ...], title: str, language: Language) -> Iterator[str]:
    yield ""
    yield title
    rows = [(one.activity, one.count) for one in counts[:_VARIANTS]]
    yield from frame.text_table(_HEADERS[language]["count"], rows, lang=language)
    yield from _more(len(counts) - _VARIANTS, language)


def _more(count: int, language: Language) -> Iterator[str]:
    if count > 0:
        yield _say(
            language,
            f"... dan {frame.number(count)} lagi; --json memuat semuanya.",
            f"... and {frame.number(count)} more; --json holds them all.",
        )


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100


def _say(language: Language, indonesian: str, english: str) -> str:
    return english if language == "en" else indonesian
