"""Did cases go as the procedure is written: an ordered list of steps with what may be repeated, left out or gone back to."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.base.interval import Interval, share_interval
from saindege.base.table import normalise
from saindege.service.variants import Variant

_LINE = re.compile(r"^\s*(?:\d+[.)]\s*)?(?P<name>[^*?>]+?)\s*(?P<marks>[*?\s]*)(?:>\s*(?P<back>.+?)\s*)?$")
_MOST_STEPS = 40
_LONGEST_NAME = 100
# Rare ways cost as much to check as frequent ones; what is left unchecked is counted.
_MOST_VARIANTS = 2000

Kind = Literal["extra", "skipped"]


class ProcedureRefused(BadInput):
    """The procedure as written cannot be read."""

    code = "unknown_value"


@dataclass(frozen=True, slots=True)
class ProcedureStep:
    """One step.

    Attributes
    ----------
    activity : its name in the log; compared without case, spaces and accents
    repeats : may follow itself
    optional : may be left out
    back_to : name of the earlier step to which a case may return after this one; empty for none
    """

    activity: str
    repeats: bool = False
    optional: bool = False
    back_to: str = ""

    def as_json(self) -> dict[str, object]:
        """Return plain values, as they are stored."""
        return {
            "activity": self.activity,
            "repeats": self.repeats,
            "optional": self.optional,
            "back_to": self.back_to,
        }


@dataclass(frozen=True, slots=True)
class Deviation:
    """One way in which cases left the procedure.

    Attributes
    ----------
    kind : ``extra``, done where the procedure does not have it; ``skipped``, not done although it must be
    activity : which step
    cases : how many cases did so at least once
    """

    kind: Kind
    activity: str
    cases: int


@dataclass(frozen=True, slots=True)
class Conformance:
    """How far cases kept to the procedure.

    Attributes
    ----------
    checked : cases looked at; unchecked : cases of ways too rare to be looked at
    conforming : cases without a deviation
    share : their share, None without a case; interval : Wilson's
    deviations : by number of cases, then by name
    """

    checked: int
    unchecked: int
    conforming: int
    share: float | None
    interval: Interval | None
    deviations: tuple[Deviation, ...]

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "checked": self.checked,
            "unchecked": self.unchecked,
            "conforming": self.conforming,
            "share": self.share,
            "low": self.interval.low if self.interval else None,
            "high": self.interval.high if self.interval else None,
            "deviations": [
                {"kind": one.kind, "activity": one.activity, "cases": one.cases} for one in self.deviations
            ],
        }


def parse_procedure(text: str) -> tuple[ProcedureStep, ...]:
    """Read a procedure, one step a line: ``Periksa *`` may repeat, ``Ketik ?`` may be left out, ``Lengkapi ? > Periksa`` may go back.

    Raises
    ------
    ProcedureRefused : a line is no step, a step stands twice, or a way back leads to no earlier step
    """
    steps: list[ProcedureStep] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _LINE.match(line)
        if found is None or len(found["name"]) > _LONGEST_NAME or len(steps) == _MOST_STEPS:
            raise _refused(
                number,
                f"Baris {number} tidak dimengerti. Tulis satu langkah per baris, paling banyak {_MOST_STEPS}: "
                "“Periksa”, “Periksa *”, “Ketik ?” atau “Lengkapi ? > Periksa”.",
                f"Line {number} is not understood. Write one step a line, at most {_MOST_STEPS}: "
                "“Check”, “Check *”, “Type ?” or “Complete ? > Check”.",
            )
        marks = found["marks"] or ""
        steps.append(ProcedureStep(found["name"], "*" in marks, "?" in marks, found["back"] or ""))
    _check(steps)
    return tuple(steps)


def write_procedure(steps: Iterable[ProcedureStep]) -> str:
    """Return the text that ``parse_procedure`` reads."""
    return "\n".join(
        step.activity
        + (" *" if step.repeats else "")
        + (" ?" if step.optional else "")
        + (f" > {step.back_to}" if step.back_to else "")
        for step in steps
    )


def procedure_from(rows: Iterable[Mapping[str, object]]) -> tuple[ProcedureStep, ...]:
    """Return stored steps."""
    return tuple(
        ProcedureStep(str(row["activity"]), bool(row["repeats"]), bool(row["optional"]), str(row["back_to"]))
        for row in rows
    )


def _check(steps: Sequence[ProcedureStep]) -> None:
    names = [normalise(step.activity) for step in steps]
    for place, step in enumerate(steps):
        if names[place] in names[:place]:
            raise _refused(
                place + 1,
                f"Langkah “{step.activity}” tertulis dua kali. Beri tanda * bila boleh berulang.",
                f"The step “{step.activity}” stands twice. Mark it with * where it may repeat.",
            )
        if step.back_to and normalise(step.back_to) not in names[: place + 1]:
            raise _refused(
                place + 1,
                f"“{step.activity}” kembali ke “{step.back_to}”, yang bukan langkah sebelumnya.",
                f"“{step.activity}” goes back to “{step.back_to}”, which is no earlier step.",
            )


def _refused(line: int, indonesian: str, english: str) -> ProcedureRefused:
    sentence = Sentence(id=indonesian, en=english)
    return ProcedureRefused(
        sentence, problems=[Problem("unknown_value", sentence, row=line, column="procedure")]
    )


def check_conformance(variants: Sequence[Variant], steps: Sequence[ProcedureStep]) -> Conformance:
    """Lay each way beside the procedure so that the fewest steps are extra or skipped, and list those.

    A step done out of its order counts as skipped in one place and extra in another.

    Source
    ------
    A. Adriansyah (2014), Aligning Observed and Modeled Behavior, chapter 4: cheapest alignment, every deviation
    costing 1; here over a list instead of a net.
    """
    if not steps:
        raise ProcedureRefused(
            Sentence(id="Prosedur belum ditulis.", en="The procedure has not been written yet.")
        )
    checked = conforming = 0
    found: Counter[tuple[Kind, str]] = Counter()
    for variant in variants[:_MOST_VARIANTS]:
        deviations = align(variant.activities, steps)
        checked += variant.count
        conforming += 0 if deviations else variant.count
        for one in set(deviations):
            found[one] += variant.count
    listed = (Deviation(kind, activity, cases) for (kind, activity), cases in found.items())
    return Conformance(
        checked=checked,
        unchecked=sum(variant.count for variant in variants[_MOST_VARIANTS:]),
        conforming=conforming,
        share=conforming / checked if checked else None,
        interval=share_interval(conforming, checked) if checked else None,
        deviations=tuple(sorted(listed, key=lambda one: (-one.cases, one.activity, one.kind))),
    )


def align(activities: Sequence[str], steps: Sequence[ProcedureStep]) -> list[tuple[Kind, str]]:
    """Return what one way has too much and too little; empty where it keeps to the procedure."""
    plain = [normalise(step.activity) for step in steps]
    way = [normalise(activity) for activity in activities]
    moves = _Moves(steps, plain)
    # Place in the way and last step done (-1 for none); the cheapest first, ties by how they were met.
    heap: list[tuple[int, int, int, int, tuple[tuple[Kind, str], ...]]] = [(0, 0, 0, -1, ())]
    settled: set[tuple[int, int]] = set()
    met = 0
    while heap:
        cost, _, place, last, told = heapq.heappop(heap)
        if place > len(way):
            return list(told)
        if (place, last) in settled:
            continue
        settled.add((place, last))
        following: list[tuple[int, int, tuple[tuple[Kind, str], ...]]] = []
        if place == len(way):
            missed = moves.missed(last + 1, len(steps))
            following.append((place + 1, last, missed))
        else:
            following.append((place + 1, last, (("extra", activities[place]),)))
            following += [
                (place + 1, step, moves.missed(begin, step))
                for begin, step in moves.towards(last, way[place])
            ]
        for where, step, more in following:
            met += 1
            heapq.heappush(heap, (cost + len(more), met, where, step, told + more))
    raise AssertionError("an alignment always exists: every step may be extra, every other skipped")


class _Moves:
    """Which steps may follow which, and what is left out on the way."""

    def __init__(self, steps: Sequence[ProcedureStep], plain: Sequence[str]) -> None:
        self._steps, self._plain = steps, plain
        self._back = [plain.index(normalise(step.back_to)) if step.back_to else None for step in steps]

    def towards(self, last: int, name: str) -> list[tuple[int, int]]:
        """Return (first step that could be missed, step done) for each way from one step to a named one."""
        if name not in self._plain:
            return []
        step = self._plain.index(name)
        found = [(last + 1, step)] if step > last else []
        if step == last and self._steps[step].repeats:
            found.append((step, step))
        back = self._back[last] if last >= 0 else None
        if back is not None and back <= step <= last:
            found.append((back, step))
        return found

    def missed(self, begin: int, end: int) -> tuple[tuple[Kind, str], ...]:
        """Return the steps that must not be left out between two places."""
        return tuple(("skipped", step.activity) for step in self._steps[begin:end] if not step.optional)
