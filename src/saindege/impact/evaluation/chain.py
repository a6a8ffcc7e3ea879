"""The four levels as a chain: how each link holds, and where it breaks first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from saindege.delivery.gain import Gain
from saindege.impact.evaluation.behaviour import Share
from saindege.impact.evaluation.reaction import Reaction
from saindege.impact.evaluation.rulebook import EvaluationRules
from saindege.impact.evaluation.use import DayUse

State = Literal["good", "wait", "bad", "unknown"]
Level = Literal["reaction", "learning", "behaviour", "results"]
VERDICTS: dict[str, State] = {
    "terbukti_membaik": "good",
    "belum_terbukti": "wait",
    "terbukti_memburuk": "bad",
}


@dataclass(frozen=True, slots=True)
class Link:
    """One level: good holds, bad is broken, wait cannot be told from what there is, unknown was not measured."""

    level: Level
    state: State


@dataclass(frozen=True, slots=True)
class Chain:
    """All four, and the first that does not hold; None where all hold."""

    links: tuple[Link, ...]
    breaks_at: Level | None

    @property
    def is_broken(self) -> bool:
        """Whether the first link that does not hold is known to be broken."""
        return any(link.level == self.breaks_at and link.state == "bad" for link in self.links)


def follow(
    reaction: Reaction | None,
    learning: Gain | None,
    behaviour: Share | None,
    verdicts: list[str],
    rules: EvaluationRules,
    *,
    logbook: Share | None = None,
    use: DayUse | None = None,
) -> Chain:
    """Follow the chain from reaction to results.

    Parameters
    ----------
    reaction, learning, behaviour : None where nothing was measured; behaviour as superiors see it
    verdicts : of the answered studies of the course; the worst one counts, so that bad news is never hidden
    logbook, use : the same behaviour in logbooks and in the log of the service
    """
    links = (
        Link("reaction", _reaction(reaction, rules)),
        Link("learning", _learning(learning, rules)),
        Link("behaviour", _behaviour(behaviour, logbook, use, rules)),
        Link("results", _results(verdicts)),
    )
    return Chain(links, next((link.level for link in links if link.state != "good"), None))


def _reaction(found: Reaction | None, rules: EvaluationRules) -> State:
    if found is None or found.is_hidden or found.mean is None:
        return "unknown"
    if found.mean >= rules.reaction_good:
        return "good"
    return "bad" if found.mean < rules.reaction_bad else "wait"


def _learning(found: Gain | None, rules: EvaluationRules) -> State:
    if found is None or found.n < rules.smallest_learning:
        return "unknown"
    if found.ci95 is None:
        return "wait"
    low, high = found.ci95
    return "good" if low > 0 else "bad" if high < 0 else "wait"


def _behaviour(
    seen: Share | None, logbook: Share | None, use: DayUse | None, rules: EvaluationRules
) -> State:
    """Bad where superiors or the log say so; good where one of the three does and none is against it."""
    told, written = [_share(seen, rules), _use(use, rules)], _share(logbook, rules)
    if "bad" in told:
        return "bad"
    # A thin logbook shows that nobody wrote, not that nobody did.
    states = [*told, "wait" if written == "bad" else written]
    return next((state for state in ("good", "wait") if state in states), "unknown")


def _share(found: Share | None, rules: EvaluationRules) -> State:
    if found is None or found.is_hidden or found.ci95 is None:
        return "unknown"
    low, high = found.ci95
    return "good" if low >= rules.good_share else "bad" if high < rules.good_share else "wait"


def _use(found: DayUse | None, rules: EvaluationRules) -> State:
    """The officers who were trained where the log knows them; else whether their offices changed."""
    if found is None or found.is_hidden:
        return "unknown"
    if found.are_trained:
        return _share(found.officers, rules)
    if found.change_ci95 is None or found.was_usual:
        return "unknown"
    low, high = found.change_ci95
    return "good" if low > 0 else "bad" if high < 0 else "wait"


def _results(verdicts: list[str]) -> State:
    states = {VERDICTS[verdict] for verdict in verdicts}
    if "bad" in states:
        return "bad"
    if "good" in states:
        return "good"
    return "wait" if states else "unknown"
