"""Reads of competencies: which there are, what posts require, what one person holds."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from saindege.people import competency
from saindege.people.app.models import Assessment, Competency, Person, PostStandard


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
    found = person.assessments.select_related("by", "level_list")
    return _level_rows(person, found, competencies(), standards_in_force(), as_of)


def levels_of_many(people: Sequence[Person], as_of: date) -> dict[uuid.UUID, list[LevelRow]]:
    """Return the same for several people at once."""
    known, standards = competencies(), standards_in_force()
    found: dict[uuid.UUID, list[Assessment]] = {}
    for each in Assessment.objects.filter(person__in=people):
        found.setdefault(each.person_id, []).append(each)
    return {
        person.pk: _level_rows(person, found.get(person.pk, ()), known, standards, as_of) for person in people
    }


def _level_rows(
    person: Person,
    assessments: Iterable[Assessment],
    known: Mapping[int, Competency],
    standards: Mapping[str, Mapping[int, int]],
    as_of: date,
) -> list[LevelRow]:
    required = standards.get(competency.plain_post(person.post), {})
    found: dict[int, list[Assessment]] = {}
    for each in assessments:
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
