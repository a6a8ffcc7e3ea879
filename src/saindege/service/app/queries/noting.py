"""Reads for the weekly notes of offices: what a week holds, which notes are missing, the note on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from saindege.base.app import paper
from saindege.base.app import queries as base_queries
from saindege.base.app.models import Account
from saindege.people.app.models import Office
from saindege.service.app.models import Measurement, WeeklyNote
from saindege.service.app.queries.services import own_office_keys
from saindege.service.app.queries.surveys import TEMPLATES
from saindege.service.app.queries.watching import decisions_of
from saindege.service.note_words import day_id, number_id, three_sentences, what_to_do
from saindege.service.weekly_note import OfficeWeeks, note_of_week, standing_of, told_first, weekly_counts

#: Weeks for which a note that is missing is still made.
WEEKS_BACK = 4
# A service that rested so long is not waited for.
_RESTING_WEEKS = 8
# After so many days a note is made from what is there.
_LATEST_DAYS = 14
_ROWS = 14
_SIGNS = {
    "slower": "lebih lambat",
    "slowing": "tampak melambat",
    "faster": "lebih cepat",
    "improving": "tampak lebih cepat",
}


@dataclass(frozen=True, slots=True)
class KeptWeeks:
    """The weeks of all services, read once.

    Attributes
    ----------
    of_office : key of an office to its services
    reach : key of a service to the Monday of its last whole week
    """

    of_office: Mapping[int, tuple[OfficeWeeks, ...]]
    reach: Mapping[int, date]


def kept_weeks(offices: Iterable[int] | None = None) -> KeptWeeks:
    """Return the weeks of some offices, or of all."""
    wanted = None if offices is None else {str(key) for key in offices}
    decisions = decisions_of()
    of_office: dict[int, list[OfficeWeeks]] = {}
    reach: dict[int, date] = {}
    rows = Measurement.objects.order_by("service__name").values_list(
        "service_id", "service__name", "office_weeks", "figures__in_working_hours"
    )
    for key, name, kept, in_working_hours in rows.iterator(chunk_size=1):
        if not kept or not kept.get("monday"):
            continue
        first = date.fromisoformat(kept["monday"])
        for office, columns in kept["offices"].items():
            reach[key] = first + timedelta(weeks=len(columns["n"]) - 1)
            if wanted is None or office in wanted:
                one = OfficeWeeks(key, name, first, columns, decisions.get(key, ()), bool(in_working_hours))
                of_office.setdefault(int(office), []).append(one)
    return KeptWeeks({key: tuple(found) for key, found in of_office.items()}, reach)


def content_of(office: Office, monday: date) -> dict[str, Any]:
    """Return what a note of any week would say from today's logs."""
    return note_of_week(kept_weeks([office.pk]).of_office.get(office.pk, ()), monday)


def missing_notes(today: date) -> list[tuple[int, date, dict[str, Any]]]:
    """Return office, Monday and content of the notes of the last weeks that were not made and can be.

    A note waits until the logs of all services of the office reach over its week, two weeks at most.
    """
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - timedelta(weeks=back) for back in range(1, WEEKS_BACK + 1)]
    made = set(WeeklyNote.objects.filter(monday__in=mondays).values_list("office_id", "monday"))
    kept = kept_weeks()
    found = []
    for office, services in kept.of_office.items():
        for monday in mondays:
            if (office, monday) in made or not _is_ripe(services, kept.reach, monday, today):
                continue
            content = note_of_week(services, monday)
            if content["services"]:
                found.append((office, monday, content))
    return found


def _is_ripe(services: tuple[OfficeWeeks, ...], reach: Mapping[int, date], monday: date, today: date) -> bool:
    if (today - monday).days >= 7 + _LATEST_DAYS:
        return True
    awaited = [
        one.service for one in services if reach[one.service] >= monday - timedelta(weeks=_RESTING_WEEKS)
    ]
    return all(reach[key] >= monday for key in awaited)


def notes_visible_to(account: Account) -> QuerySet[WeeklyNote]:
    """Return the notes of the offices that an account may see, the newest first."""
    own = own_office_keys(account)
    notes = WeeklyNote.objects.select_related("office")
    return notes if own is None else notes.filter(office__in=own)


def offices_visible_to(account: Account) -> QuerySet[Office]:
    """Return the offices that offer a service and that an account may see, by name."""
    own = own_office_keys(account)
    offices = Office.objects.filter(services__isnull=False).distinct().order_by("name")
    return offices if own is None else offices.filter(pk__in=own)


def note_paper(office: Office, content: Mapping[str, Any], made_on: date, *, is_example: bool) -> bytes:
    """Set a note on one page, in Indonesian."""
    monday = date.fromisoformat(content["monday"])
    first = told_first(content)
    return paper.compile_pdf(
        TEMPLATES / "weekly_note.typ",
        {
            "government": base_queries.city().government,
            "office": office.name,
            "week": f"{day_id(monday)} sampai {day_id(monday + timedelta(days=6))}",
            "number": monday.isocalendar().week,
            "sentences": [one.id for one in three_sentences(content)],
            "act": what_to_do(content).id,
            "chart": (_chart(first) if first else None) or _count_chart(content),
            "rows": [_row(row) for row in content["services"][:_ROWS]],
            "more": max(0, len(content["services"]) - _ROWS),
            "made_on": day_id(made_on),
            "stamp": "DATA CONTOH" if is_example else "",
        },
    )


def _row(row: Mapping[str, Any]) -> list[str]:
    usual = "-" if row["centre"] is None else f"{number_id(row['low'])} sampai {number_id(row['high'])}"
    return [
        row["name"],
        str(row["n"]),
        number_id(row["median"]),
        usual,
        "-" if row["on_time"] is None or not row["n"] else f"{row['on_time']} dari {row['n']}",
        str(row["back"]),
        _sign(row),
    ]


def _sign(row: Mapping[str, Any]) -> str:
    if (sign := _SIGNS.get(standing_of(row))) is not None:
        return sign
    if row["centre"] is None:
        return "-"
    return "terlalu sedikit" if row["median"] is None else "wajar"


def _chart(row: Mapping[str, Any]) -> dict[str, Any] | None:
    values = [one["value"] for one in row["series"] if one["value"] is not None]
    if len(values) < 2:
        return None
    ends = [one[end] for one in row["series"] for end in ("low", "high") if one[end] is not None]
    return {
        "name": row["name"],
        "what": f"median tiap pekan, {'jam kerja' if row['in_working_hours'] else 'jam'}; bidang abu-abu: rentang wajar",
        "least": 0.0,
        "most": max(values + ends) * 1.08,
        "points": [
            {
                "value": one["value"],
                "low": one["low"],
                "high": one["high"],
                "week": str(date.fromisoformat(one["monday"]).isocalendar().week),
            }
            for one in row["series"]
        ],
        "centre": row["centre"],
        "centre_words": number_id(row["centre"]),
        "most_words": number_id(max(values)),
    }


def _count_chart(content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Draw how many cases were finished, where they are too few for medians."""
    counts = weekly_counts(content)
    if len(counts) < 2 or not any(n for _, n in counts):
        return None
    most = max(n for _, n in counts)
    return {
        "name": "Berkas selesai",
        "what": "semua layanan, tiap pekan; terlalu sedikit untuk median",
        "least": 0.0,
        "most": most * 1.08,
        "points": [
            {"value": float(n), "low": None, "high": None, "week": str(monday.isocalendar().week)}
            for monday, n in counts
        ],
        "centre": None,
        "centre_words": "",
        "most_words": str(most),
    }
