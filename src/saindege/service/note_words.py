"""What a weekly note says: three sentences and one act, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from saindege.base.errors import Sentence
from saindege.base.interval import share_interval
from saindege.service.portrait.rules import Rules, load_rules
from saindege.service.weekly_note import is_faster, is_judged, is_slower, standing_of

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
_WAYS = {
    "slower": ("lebih lambat", "has been slower"),
    "slowing": ("tampak lebih lambat", "has seemed slower"),
    "faster": ("lebih cepat", "has been faster"),
    "improving": ("tampak lebih cepat", "has seemed faster"),
}


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
    slower = [row for row in note["services"] if is_slower(row)]
    faster = [row for row in note["services"] if is_faster(row)]
    if slower or faster:
        row = (slower or faster)[0]
        way = _WAYS[standing_of(row)]
        # Since when: of the signal that is told first, as on the control chart.
        since = date.fromisoformat(row["signals"][0]["first_on"])
        others = len(slower or faster) - 1
        return Sentence(
            id=f"{row['name']} {way[0]} daripada biasanya sejak pekan {day_id(since)}: separuh berkas selesai dalam "
            f"{number_id(row['median'])} {_unit_id(row)}, biasanya sekitar {number_id(row['centre'])}"
            + (f"; begitu juga {others} layanan lain." if others else "."),
            en=f"{row['name']} {way[1]} than usual since the week of {day_en(since)}: half the cases are "
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
    slower = next((row for row in rows if is_slower(row)), None)
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
    if not is_judged(note):
        return _one_by_one(rows)
    if any(row["back"] * 4 > row["n"] >= rules.least_group for row in rows):
        return Sentence(
            id="Lebih dari seperempat berkas kembali atau diulang: tulis alasannya tiap kali, lalu perbaiki daftar syarat "
            "di loket.",
            en="More than a quarter came back or was redone: write down why each time, then mend the list of "
            "requirements at the counter.",
        )
    if any(is_faster(row) for row in rows):
        return Sentence(
            id="Tanyakan apa yang membantu dan tuliskan, supaya bertahan dan dapat ditiru.",
            en="Ask what helped and write it down, so that it lasts and others can do the same.",
        )
    return Sentence(
        id="Tidak ada tanda yang perlu ditindaklanjuti. Jangan mengubah apa pun karena satu pekan naik atau turun.",
        en="Nothing asks for an act. Change nothing because one week went up or down.",
    )


def _one_by_one(rows: Sequence[Mapping[str, Any]]) -> Sentence:
    """Return the act of a small office: single cases tell it more than figures."""
    late = sum(row["n"] - row["on_time"] for row in rows if row["on_time"] is not None)
    back = sum(row["back"] for row in rows)
    if not late and not back:
        return Sentence(
            id="Berkas pekan ini terlalu sedikit untuk dinilai dengan angka, dan tidak ada yang lewat janji atau kembali. "
            "Teruskan.",
            en="Too few cases this week for figures, and none was late or came back. Go on.",
        )
    return Sentence(
        id=f"Berkas pekan ini terlalu sedikit untuk dinilai dengan angka. Bahas satu per satu: {late} yang lewat janji, "
        f"{back} yang kembali atau diulang.",
        en=f"Too few cases this week for figures. Go through them one by one: {late} that were late, {back} that came "
        "back or were redone.",
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
