"""The weekly note of an office: what one week holds beside the office's own weeks, in three sentences and one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from saindege.base.errors import Sentence
from saindege.base.interval import share_interval
from saindege.service.control import WeekValue, draw_chart
from saindege.service.portrait.rules import Rules, load_rules

SERIES_WEEKS = 26
# More names than these make no sentence.
_MOST_NAMED = 3
_MONTHS_ID = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class OfficeWeeks:
    """The weeks of one service in one office, as ``list_office_weeks`` keeps them.

    Attributes
    ----------
    service, name : key and name
    monday : of the first week
    columns : ``n``, ``came``, ``median``, ``on_time``, ``back``
    decisions : Mondays on which a phase of the service begins, with the reason
    in_working_hours : whether medians are open hours
    """

    service: int
    name: str
    monday: date
    columns: Mapping[str, Any]
    decisions: Sequence[tuple[date, str]] = ()
    in_working_hours: bool = True


def note_of_week(services: Sequence[OfficeWeeks], monday: date, rules: Rules | None = None) -> dict[str, Any]:
    """Return the content of a note as plain values; ``services`` is empty where nothing came in or was finished.

    Only what was known at the end of that week counts: a note of an old week says what it would have said then.
    """
    rules = rules or load_rules()
    rows = [row for one in services if (row := _row(one, monday, rules)) is not None]
    rows.sort(key=lambda row: (-_weight(row), -row["n"], row["name"]))
    return {"monday": monday.isoformat(), "services": rows}


def _row(one: OfficeWeeks, monday: date, rules: Rules) -> dict[str, Any] | None:
    place = (monday - one.monday).days // 7
    columns = one.columns
    if not 0 <= place < len(columns["n"]) or not (columns["n"][place] or columns["came"][place]):
        return None
    weeks = [
        WeekValue(one.monday + timedelta(weeks=at), columns["n"][at], columns["median"][at])
        for at in range(place + 1)
    ]
    while weeks and not weeks[0].n:
        weeks.pop(0)
    chart = draw_chart(weeks, one.decisions, rules)
    phase = chart.phases[-1] if chart.phases else None
    before = place - 52
    known = columns["median"][place] is not None
    return {
        "service": one.service,
        "name": one.name,
        "in_working_hours": one.in_working_hours,
        "n": columns["n"][place],
        "came": columns["came"][place],
        "median": columns["median"][place],
        "centre": phase.centre if phase else None,
        "low": phase.low if phase else None,
        "high": phase.high if phase else None,
        "on_time": columns["on_time"][place] if columns["on_time"] is not None else None,
        "back": columns["back"][place],
        "before": {"n": columns["n"][before], "median": columns["median"][before]} if before >= 0 else None,
        "signals": [
            {
                "rule": signal.rule,
                "direction": signal.direction,
                "first_on": signal.first_on.isoformat(),
                "weeks": (signal.last_on - signal.first_on).days // 7 + 1,
            }
            for signal in chart.current
            if known
        ],
        "series": [
            {
                "monday": point.monday.isoformat(),
                "value": point.value,
                **_limits_of(chart.phases[point.phase].low, chart.phases[point.phase].high),
            }
            for point in chart.points[-SERIES_WEEKS:]
        ],
    }


def _limits_of(low: float | None, high: float | None) -> dict[str, float | None]:
    return {"low": low, "high": high}


def _weight(row: Mapping[str, Any]) -> int:
    """Return how much a service asks for a look: slower, then faster, then the rest."""
    ways = {signal["direction"] for signal in row["signals"]}
    return 2 if "above" in ways else 1 if ways else 0


def told_first(note: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the service that the chart shows: the one with a signal, else the one with most cases."""
    return note["services"][0] if note["services"] else None


def three_sentences(note: Mapping[str, Any]) -> tuple[Sentence, Sentence, Sentence]:
    """Return how much, how fast, how right."""
    return _how_much(note), _how_fast(note), _how_right(note)


def _how_much(note: Mapping[str, Any]) -> Sentence:
    rows = note["services"]
    n, came = sum(row["n"] for row in rows), sum(row["came"] for row in rows)
    year = [row["before"]["n"] for row in rows if row["before"] is not None]
    whole = len(year) == len(rows) and rows
    return Sentence(
        id=f"{n} berkas selesai dan {came} masuk"
        + (f"; pekan yang sama tahun lalu {sum(year)} selesai." if whole else "."),
        en=f"{n} cases were finished and {came} came in"
        + (f"; in the same week a year before {sum(year)} were finished." if whole else "."),
    )


def _how_fast(note: Mapping[str, Any]) -> Sentence:
    slower = [row for row in note["services"] if _weight(row) == 2]
    faster = [row for row in note["services"] if _weight(row) == 1]
    if slower or faster:
        row = (slower or faster)[0]
        way = ("lebih lambat", "slower") if slower else ("lebih cepat", "faster")
        since = min(date.fromisoformat(signal["first_on"]) for signal in row["signals"])
        others = len(slower or faster) - 1
        return Sentence(
            id=f"{row['name']} {way[0]} daripada biasanya sejak pekan {day_id(since)}: separuh berkas selesai dalam "
            f"{number_id(row['median'])} {_unit_id(row)}, biasanya sekitar {number_id(row['centre'])}"
            + (f"; begitu juga {others} layanan lain." if others else "."),
            en=f"{row['name']} has been {way[1]} than usual since the week of {day_en(since)}: half the cases are "
            f"finished within {number_en(row['median'])} {_unit_en(row)}, usually about {number_en(row['centre'])}"
            + (f"; so are {others} other services." if others else "."),
        )
    judged = [row for row in note["services"] if row["centre"] is not None and row["median"] is not None]
    if not judged:
        return Sentence(
            id="Berkas atau pekan yang tercatat belum cukup untuk mengatakan cepat atau lambat.",
            en="Too few cases or weeks are known to call the week fast or slow.",
        )
    names = ", ".join(row["name"] for row in judged[:_MOST_NAMED])
    more = len(judged) - _MOST_NAMED
    return Sentence(
        id=f"Waktu penyelesaian wajar di {names}" + (f" dan {more} layanan lain." if more > 0 else "."),
        en=f"Times are as usual in {names}" + (f" and {more} other services." if more > 0 else "."),
    )


def _how_right(note: Mapping[str, Any]) -> Sentence:
    rows = note["services"]
    n, back = sum(row["n"] for row in rows), sum(row["back"] for row in rows)
    promised = [row for row in rows if row["on_time"] is not None]
    kept, due = sum(row["on_time"] for row in promised), sum(row["n"] for row in promised)
    redone = Sentence(
        id=f"{back} dari {n} kembali atau diulang." if back else "tidak ada yang kembali atau diulang.",
        en=f"{back} of {n} came back or were redone." if back else "none came back or was redone.",
    )
    if not due:
        return Sentence(id=redone.id[:1].upper() + redone.id[1:], en=redone.en[:1].upper() + redone.en[1:])
    return Sentence(
        id=f"{kept} dari {due} berkas tepat janji; {redone.id}",
        en=f"{kept} of {due} kept the promise; {redone.en}",
    )


def what_to_do(note: Mapping[str, Any], rules: Rules | None = None) -> Sentence:
    """Return the one act that the week asks for."""
    rules = rules or load_rules()
    rows = note["services"]
    slower = next((row for row in rows if _weight(row) == 2), None)
    if slower is not None:
        return Sentence(
            id=f"Bahas {slower['name']} di rapat pekan ini: apa yang berubah, jumlah berkas, petugas, aplikasi, atau "
            "syarat? Tulis jawabannya sebelum mengubah cara kerja.",
            en=f"Talk about {slower['name']} this week: what changed, the number of cases, officers, application or "
            "requirements? Write the answer down before changing how you work.",
        )
    late = next((row for row in rows if _is_late(row, rules)), None)
    if late is not None:
        return Sentence(
            id=f"Ambil tiga berkas {late['name']} yang lewat janji dan telusuri di langkah mana mereka menunggu.",
            en=f"Take three late cases of {late['name']} and trace at which step they waited.",
        )
    if any(row["back"] * 4 > row["n"] >= rules.least_group for row in rows):
        return Sentence(
            id="Lebih dari seperempat berkas kembali atau diulang: tulis alasannya tiap kali, lalu perbaiki daftar syarat "
            "di loket.",
            en="More than a quarter came back or was redone: write down why each time, then mend the list of "
            "requirements at the counter.",
        )
    if any(_weight(row) == 1 for row in rows):
        return Sentence(
            id="Tanyakan apa yang membantu dan tuliskan, supaya bertahan dan dapat ditiru.",
            en="Ask what helped and write it down, so that it lasts and others can do the same.",
        )
    return Sentence(
        id="Tidak ada tanda yang perlu ditindaklanjuti. Jangan mengubah apa pun karena satu pekan naik atau turun.",
        en="Nothing asks for an act. Change nothing because one week went up or down.",
    )


def _is_late(row: Mapping[str, Any], rules: Rules) -> bool:
    if row["on_time"] is None or row["n"] < rules.least_group:
        return False
    return share_interval(row["n"] - row["on_time"], row["n"]).low > rules.late_share_allowed


def day_id(day: date) -> str:
    """Write a date in Indonesian."""
    return f"{day.day} {_MONTHS_ID[day.month - 1]} {day.year}"


def day_en(day: date) -> str:
    """Write a date in English."""
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def number_en(value: float | None) -> str:
    """Write hours with one decimal."""
    return "-" if value is None else f"{value:,.1f}"


def number_id(value: float | None) -> str:
    """Write hours with one decimal, as Indonesian has it."""
    return number_en(value).translate(str.maketrans(",.", ".,"))


def _unit_id(row: Mapping[str, Any]) -> str:
    return "jam kerja" if row["in_working_hours"] else "jam"


def _unit_en(row: Mapping[str, Any]) -> str:
    return "working hours" if row["in_working_hours"] else "hours"
