"""Who may stand on the list twice: people of one birthday whose names are written alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from saindege.people.app.models import Person, PersonMerge

_WORDS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one; ``first`` is the one that knows more."""

    first: Person
    second: Person


def doubled_people() -> list[Pair]:
    """Return pairs of one birthday of whose names one holds all words of the other, titles aside."""
    groups: dict[object, list[tuple[object, frozenset[str]]]] = {}
    rows = Person.objects.exclude(birth_date=None).order_by("pk").values_list("pk", "birth_date", "name")
    for key, born, name in rows:
        groups.setdefault(born, []).append((key, name_words(name)))
    pairs = [
        (one[0], two[0])
        for group in groups.values()
        if len(group) > 1
        for at, one in enumerate(group)
        for two in group[at + 1 :]
        if are_alike(one[1], two[1])
    ]
    people = Person.objects.select_related("office", "superior", "account").in_bulk(
        [key for pair in pairs for key in pair]
    )
    return [_ordered(people[one], people[two]) for one, two in pairs]


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name without titles behind the comma and without case."""
    return frozenset(word.casefold() for word in _WORDS.findall(name.split(",")[0]))


def are_alike(one: Sequence[str] | frozenset[str], two: Sequence[str] | frozenset[str]) -> bool:
    """Say whether one name holds all words of the other, and at least two, or both are one word."""
    shared = len(set(one) & set(two))
    return shared > 0 and shared == min(len(one), len(two)) and (shared > 1 or len(one) == len(two))


def merges() -> QuerySet[PersonMerge]:
    """Return what was merged, the newest first."""
    return PersonMerge.objects.select_related("person", "by")


def _ordered(one: Person, two: Person) -> Pair:
    """The one with an account, on the newest list, with more facts comes first."""

    def known(each: Person) -> tuple[bool, bool, int]:
        facts = (each.nip, each.post, each.rank, each.education, each.superior_id)
        return each.account_id is not None, each.missing_since is None, sum(bool(fact) for fact in facts)

    return Pair(one, two) if known(one) >= known(two) else Pair(two, one)
