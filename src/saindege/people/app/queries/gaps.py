"""Reads of gaps: of everybody at once, by office, as needs in order. Counted once for each state of the data."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Max, Q

from saindege.people import competency, gap_groups
from saindege.people.app.models import Assessment, Need, Office, Person, PostStandard
from saindege.people.app.queries.imports import register_version
from saindege.people.app.queries.levels import standards_in_force
from saindege.people.gap_groups import Member, NeedInOrder, Tally

# Longer than anybody looks at one page; the key holds the state of the data, so nothing is shown late.
KEPT_SECONDS = 3600
Held = dict[str, dict[int, tuple[float, tuple[str, ...]]]]


@dataclass(frozen=True, slots=True)
class LackingPerson:
    """Somebody whose level is too low for the post."""

    key: uuid.UUID
    name: str
    office: str
    post: str
    required: int
    held: float
    gap: float
    is_example: bool


@dataclass(frozen=True, slots=True)
class GapTable:
    """Gaps of the whole city on one day.

    Attributes
    ----------
    tallies : by office and competency
    without_standard : post to its people
    people : counted
    """

    tallies: Mapping[tuple[int, int], Tally]
    without_standard: Mapping[str, int]
    people: int


def held_levels(as_of: date, *, number: int | None = None) -> Held:
    """Return person to competency to the level held and its sources; of one competency, or of all."""
    # Plain rows: turning a hundred thousand keys into objects takes longer than counting them.
    days = (competency.valid_from(as_of), as_of)
    wanted, words = "", [connection.ops.adapt_datefield_value(each) for each in days]
    if number is not None:
        wanted = " AND competency_id = %s"
        words.append(number)  # type: ignore[arg-type]
    table = connection.ops.quote_name(Assessment._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT person_id, competency_id, source, level FROM {table} "  # noqa: S608 - our own table
            f"WHERE is_newest AND assessed_on BETWEEN %s AND %s{wanted}",
            words,
        )
        return gap_groups.join_levels(cursor.fetchall())


def members() -> list[Member]:
    """Return everybody on the newest list, with office and post."""
    table = connection.ops.quote_name(Person._meta.db_table)
    plain: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, office_id, post FROM {table} WHERE missing_since IS NULL")  # noqa: S608
        return [
            Member(key, office, plain.get(post) or plain.setdefault(post, competency.plain_post(post)))
            for key, office, post in cursor.fetchall()
        ]


def people_lacking(number: int, as_of: date) -> list[LackingPerson]:
    """Return who lacks one competency, the largest gap first."""
    held, standards = held_levels(as_of, number=number), standards_in_force()
    lacking = {}
    for member in members():
        required = standards.get(member.post, {}).get(number, 0)
        found = held.get(member.key, {}).get(number)
        if required and found and competency.is_lacking(required, found[0]):
            lacking[member.key] = (required, found[0])
    # Keys as the database writes them: text or UUID.
    facts = Person.objects.select_related("office").in_bulk([_as_key(key) for key in lacking])
    rows = []
    for key, (required, level) in lacking.items():
        each = facts[_as_key(key)]
        rows.append(
            LackingPerson(
                each.pk, each.name, each.office.name, each.post, required, level, required - level,
                each.is_example,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (-row.gap, row.office, row.name))


def _as_key(key: object) -> uuid.UUID:
    return key if isinstance(key, uuid.UUID) else uuid.UUID(str(key))


def gap_table(as_of: date) -> GapTable:
    """Return the gaps of the city; counted again only when people, standards or assessments changed."""
    key = f"people.gaps:{levels_version(as_of)}"
    kept: GapTable | None = cache.get(key)
    if kept is None:
        everybody, standards = members(), standards_in_force()
        kept = GapTable(
            gap_groups.tally_gaps(everybody, standards, held_levels(as_of)),
            gap_groups.people_without_standard(everybody, standards),
            len(everybody),
        )
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def levels_version(as_of: date) -> str:
    """Return what tells one state of people, standards and assessments from another."""
    standards = PostStandard.objects.aggregate(last=Max("pk"), ended=Count("pk", filter=~Q(until=None)))
    assessments = Assessment.objects.aggregate(last=Max("pk"))
    return (
        f"{as_of}:{register_version()}:{standards['last']}:{standards['ended']}:{assessments['last']}:"
        f"{Person.objects.aggregate(n=Count('pk'))['n']}"
    )


def office_tops(under: Office | None = None) -> tuple[dict[int, int], list[Office]]:
    """Return each office to the one that stands for it on a page, and these, by name.

    Parameters
    ----------
    under : its children stand, and itself for who sits there; None lets the top of the tree stand
    """
    offices = {office.pk: office for office in Office.objects.order_by("name", "code")}
    stand = [each for each in offices.values() if each.parent_id == (under.pk if under else None)]
    if under is not None:
        stand.insert(0, under)
    chosen = {office.pk for office in stand}
    tops: dict[int, int] = {}
    for key in offices:
        at, steps = key, 0
        while at not in chosen and offices[at].parent_id is not None and steps <= len(offices):
            at, steps = offices[at].parent_id, steps + 1  # type: ignore[assignment]
        if at in chosen and not (under is not None and at == under.pk and key != under.pk):
            tops[key] = at
    return tops, [each for each in stand if each.pk in set(tops.values())]


def ranked_needs(as_of: date, needs_round: object | None = None) -> list[NeedInOrder]:
    """Return the needs of the city in order, with what superiors asked for in one period."""
    asked: Counter[int] = Counter()
    urgent: Counter[int] = Counter()
    if needs_round is not None:
        rows = Need.objects.filter(form__needs_round=needs_round, form__handed_in_at__isnull=False)
        for number, urgency in rows.values_list("competency_id", "urgency"):
            asked[number] += 1
            urgent[number] += urgency == "now"
    return gap_groups.rank_needs(gap_table(as_of).tallies, asked, urgent)
