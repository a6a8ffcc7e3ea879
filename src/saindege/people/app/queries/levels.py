"""Reads of competencies: standards in force, levels held, gaps by office. Counted once for each state of the data."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Max, Q

from saindege.people import competency, gap_groups
from saindege.people.app.models import Assessment, Competency, Need, Office, Person, PostStandard
from saindege.people.app.queries.imports import register_version
from saindege.people.gap_groups import Member, NeedInOrder, Tally

# Longer than anybody looks at one page; the key holds the state of the data, so nothing is shown late.
KEPT_SECONDS = 3600
Held = dict[str, dict[int, tuple[float, tuple[str, ...]]]]


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post as people hold it.

    Attributes
    ----------
    plain : by which its standard is found
    people : on the newest list
    required : competencies of its standard; 0 where there is none
    usual : level that its kind usually requires; None where the rules have none
    """

    plain: str
    name: str
    post_type: str
    people: int
    required: int
    usual: int | None


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One competency of one person.

    Attributes
    ----------
    required : 0 where the post does not ask for it
    held : None where no assessment counts
    gap : levels that are lacking, 0 where enough is held; None where nobody assessed it
    lacking : whether the gap counts
    found : every assessment, the newest first
    """

    competency: Competency
    required: int
    held: competency.Held | None
    gap: float | None
    lacking: bool
    found: Sequence[Assessment]


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


def competencies() -> dict[int, Competency]:
    """Return the competencies by their number: managerial, socio-cultural, technical, by name."""
    order = {"managerial": 0, "sociocultural": 1, "technical": 2}
    found = sorted(Competency.objects.all(), key=lambda each: (order[each.kind], each.name))
    return {each.pk: each for each in found}


def standards_in_force() -> dict[str, dict[int, int]]:
    """Return post to competency to the level required."""
    standards: dict[str, dict[int, int]] = {}
    rows = PostStandard.objects.filter(until=None).order_by("post", "competency_id")
    for post, number, level in rows.values_list("post", "competency_id", "level"):
        standards.setdefault(post, {})[number] = level
    return standards


def standard_of(post: str) -> list[PostStandard]:
    """Return the standard of one post, in the order of the competencies."""
    place = {number: at for at, number in enumerate(competencies())}
    rows = PostStandard.objects.filter(post=competency.plain_post(post), until=None).select_related(
        "competency", "by"
    )
    return sorted(rows, key=lambda each: place[each.competency_id])


def past_standards(post: str) -> list[PostStandard]:
    """Return what the standard of one post was before, the newest first."""
    rows = PostStandard.objects.filter(post=competency.plain_post(post)).exclude(until=None)
    return list(rows.select_related("competency").order_by("-until", "competency__name"))


def post_rows(text: str = "", *, without_only: bool = False) -> list[PostRow]:
    """Return the posts that people hold, those without a standard first, then those of most people."""
    rows = Person.objects.filter(missing_since=None).exclude(post="").order_by()
    posts: dict[str, list[tuple[str, str, int]]] = {}
    for name, post_type, people in rows.values_list("post", "post_type").annotate(n=Count("pk")):
        posts.setdefault(competency.plain_post(name), []).append((name, post_type, people))
    required = Counter(PostStandard.objects.filter(until=None).values_list("post", flat=True))
    found = []
    for plain, spellings in posts.items():
        # The spelling of most people stands for all; of two the first in the alphabet.
        name, post_type, _people = min(spellings, key=lambda each: (-each[2], each[0]))
        if text.casefold() not in plain or (without_only and required[plain]):
            continue
        found.append(
            PostRow(
                plain, name, post_type, sum(each[2] for each in spellings), required[plain],
                competency.usual_level(name, post_type),
            )
        )  # fmt: skip
    return sorted(found, key=lambda each: (bool(each.required), -each.people, each.name))


def levels_of(person: Person, as_of: date) -> list[LevelRow]:
    """Return what a person's post requires and what the person holds, the largest gap first."""
    known = competencies()
    required = standards_in_force().get(competency.plain_post(person.post), {})
    found: dict[int, list[Assessment]] = {}
    for each in person.assessments.select_related("by", "level_list"):
        found.setdefault(each.competency_id, []).append(each)
    rows = []
    for number, one in known.items():
        if number not in required and number not in found:
            continue
        assessed = [
            competency.Assessed(each.source, each.level, each.assessed_on) for each in found.get(number, ())
        ]
        held = competency.held_level(assessed, as_of=as_of)
        level = required.get(number, 0)
        gap = None if held is None else max(0.0, level - held.level)
        lacking = held is not None and level > 0 and competency.is_lacking(level, held.level)
        rows.append(LevelRow(one, level, held, gap, lacking, found.get(number, ())))
    return sorted(rows, key=lambda row: (not row.required, -(row.gap or 0), row.gap is not None))


def match_percent(rows: Iterable[LevelRow]) -> float | None:
    """Return how well somebody fits the post: mean of held over required, each at most 1, times 100."""
    shares = [min(row.held.level / row.required, 1.0) for row in rows if row.held and row.required]
    return 100 * sum(shares) / len(shares) if shares else None


def held_levels(as_of: date, *, number: int | None = None) -> Held:
    """Return person to competency to the level held and its sources; of one competency, or of all."""
    # Plain rows: turning a hundred thousand keys into objects takes longer than counting them.
    wanted, words = "", [competency.valid_from(as_of), as_of]
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
