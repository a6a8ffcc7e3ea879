"""Gaps of many people at once: by office and competency, and as needs in order, each with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from saindege.base import interval
from saindege.people import competency

# The level held, and the sources that made it in the order of SOURCES.
Joined = tuple[float, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Member:
    """One person whose gaps are counted: office by its number, post as standards are found by it."""

    key: str
    office: int
    post: str


@dataclass(slots=True)
class Tally:
    """Gaps of one group in one competency.

    Attributes
    ----------
    required : people whose post asks for it
    assessed : of these, those whose level is known
    lacking : of these, those with a gap that counts
    gap_sum : all gaps together, in levels
    sources : source to how many people were assessed by it
    """

    required: int = 0
    assessed: int = 0
    lacking: int = 0
    gap_sum: float = 0.0
    sources: Counter[str] = field(default_factory=Counter)

    @property
    def mean_gap(self) -> float:
        """Mean gap of those assessed, in levels; 0 where nobody was."""
        return self.gap_sum / self.assessed if self.assessed else 0.0

    @property
    def hidden(self) -> bool:
        """Whether the group is too small to be shown."""
        return self.assessed < competency.load().smallest_group

    def add(self, other: Tally) -> None:
        """Take another group in."""
        self.required += other.required
        self.assessed += other.assessed
        self.lacking += other.lacking
        self.gap_sum += other.gap_sum
        self.sources.update(other.sources)


@dataclass(frozen=True, slots=True)
class NeedInOrder:
    """One need of the whole city, with what it rests on.

    Attributes
    ----------
    competency : its number
    tally : everybody whose post asks for it
    share : of the assessed who lack it, 0 to 1; None where nobody was assessed
    share_interval : where the share lies if more were assessed like them, 95 %
    offices : where most people lack it: office to people, most first; offices too small to show left out
    asked, urgent : how often superiors asked for it, and how often at once
    """

    competency: int
    tally: Tally
    share: float | None
    share_interval: tuple[float, float] | None
    offices: tuple[tuple[int, int], ...]
    asked: int
    urgent: int


Table = Mapping[tuple[int, int], Tally]


def join_levels(
    rows: Iterable[tuple[str, int, str, int]],
) -> dict[str, dict[int, Joined]]:
    """Join the newest assessments of each source.

    Parameters
    ----------
    rows : person, competency, source, level; at most one of each source, only such as count

    Returns person to competency to the level held and the sources that made it; the same as ``held_level``.
    """
    weights = competency.load().weights
    # Most levels rest on one source: those few pairs are made once, for a hundred thousand rows.
    alone = {
        (source, level): (float(level), (source,)) for source in competency.SOURCES for level in range(6)
    }
    joined: dict[str, dict[int, Joined]] = {}
    for person, number, source, level in rows:
        of_person = joined.get(person)
        if of_person is None:
            of_person = joined[person] = {}
        before = of_person.get(number)
        one = alone[source, level]
        of_person[number] = one if before is None else _join(before, one, weights)
    return joined


def _join(before: Joined, one: Joined, weights: Mapping[str, int]) -> Joined:
    sources = tuple(source for source in competency.SOURCES if source in before[1] or source in one[1])
    weight, other = sum(weights[source] for source in before[1]), weights[one[1][0]]
    return (before[0] * weight + one[0] * other) / (weight + other), sources


def tally_gaps(
    members: Iterable[Member],
    standards: Mapping[str, Mapping[int, int]],
    held: Mapping[str, Mapping[int, Joined]],
) -> dict[tuple[int, int], Tally]:
    """Count gaps by office and competency.

    Parameters
    ----------
    standards : post to competency to the level required
    held : as ``join_levels`` gives it
    """
    least = competency.load().counts_from
    table: dict[tuple[int, int], Tally] = {}
    nothing: Mapping[int, Joined] = {}
    for member in members:
        levels = held.get(member.key, nothing)
        for number, required in standards.get(member.post, {}).items():
            place = (member.office, number)
            tally = table.get(place)
            if tally is None:
                tally = table[place] = Tally()
            tally.required += 1
            found = levels.get(number)
            if found is None:
                continue
            tally.assessed += 1
            gap = required - found[0]
            if gap > 0:
                tally.gap_sum += gap
                tally.lacking += gap >= least
            for source in found[1]:
                tally.sources[source] += 1
    return table


def roll_up(table: Table, tops: Mapping[int, int]) -> dict[tuple[int, int], Tally]:
    """Count each office into the one that stands for it on a page; offices without one are left out."""
    rolled: dict[tuple[int, int], Tally] = {}
    for (office, number), tally in table.items():
        top = tops.get(office)
        if top is not None:
            rolled.setdefault((top, number), Tally()).add(tally)
    return rolled


def rank_needs(
    table: Table, asked: Mapping[int, int], urgent: Mapping[int, int], *, most_offices: int = 3
) -> list[NeedInOrder]:
    """Order competencies by need: most levels lacking in all first, then those asked for most, then by number.

    Parameters
    ----------
    table : by office and competency
    asked, urgent : competency to how often superiors asked for it
    """
    cities: dict[int, Tally] = {}
    offices: dict[int, list[tuple[int, int]]] = {}
    for (office, number), tally in table.items():
        cities.setdefault(number, Tally()).add(tally)
        if tally.lacking and not tally.hidden:
            offices.setdefault(number, []).append((office, tally.lacking))
    for number in asked:
        cities.setdefault(number, Tally())
    needs = []
    for number, tally in cities.items():
        share = bounds = None
        if tally.assessed:
            share = tally.lacking / tally.assessed
            around = interval.share_interval(tally.lacking, tally.assessed)
            bounds = (around.low, around.high)
        worst = sorted(offices.get(number, ()), key=lambda each: (-each[1], each[0]))[:most_offices]
        needs.append(
            NeedInOrder(
                number, tally, share, bounds, tuple(worst), asked.get(number, 0), urgent.get(number, 0)
            )
        )
    return sorted(
        (need for need in needs if need.tally.lacking or need.asked),
        key=lambda need: (-round(need.tally.gap_sum, 6), -need.asked, need.competency),
    )


def people_without_standard(members: Sequence[Member], standards: Mapping[str, object]) -> Counter[str]:
    """Return each post without a standard with its people."""
    return Counter(member.post for member in members if member.post not in standards)
