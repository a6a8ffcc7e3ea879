"""How a behaviour is seen day by day after a batch: by people, in logbooks, in the log of the service."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from saindege.impact import evaluation
from saindege.impact.app.models import BehaviourAnswer, RaterKind
from saindege.impact.app.queries.evidence import EvaluationRow
from saindege.impact.app.queries.use import countersigned
from saindege.impact.evaluation import DayUse
from saindege.impact.evaluation.behaviour import Share


@dataclass(frozen=True, slots=True)
class DayRow:
    """How a behaviour is seen so many days after a batch.

    Attributes
    ----------
    shares : by kind of rater; hidden where too few answered
    logbook : None where nobody keeps one, or the day has not come
    use : None where the log was not counted so far
    """

    day: int
    shares: dict[str, Share]
    logbook: Share | None
    use: DayUse | None

    @property
    def ordered(self) -> list[Share | None]:
        """Superior, self, peers, logbook."""
        return [
            *(self.shares[kind] for kind in (RaterKind.SUPERIOR, RaterKind.SELF, RaterKind.PEER)),
            self.logbook,
        ]


def behaviour_by_day(row: EvaluationRow, today: date) -> list[DayRow]:
    """Return what is known of a batch by day; small groups are hidden."""
    rules, batch = evaluation.load(), row.batch
    marks: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    seen = BehaviourAnswer.objects.filter(rater__target__batch=batch)
    for day, kind, mark in seen.values_list("day", "rater__kind", "mark"):
        marks[day][kind].append(mark)
    tasks = countersigned({batch.pk: row.last_on}).get(batch.pk)
    counts = row.evidence.use.figures if row.evidence.use else {}
    found = []
    for day in sorted({*marks, *rules.days}):
        logbook = use = None
        if tasks and row.last_on + timedelta(days=day) <= today:
            logbook = evaluation.logbook_share(tasks, row.attended, row.last_on, day, rules)
        if str(day) in counts.get("days", {}):
            use = evaluation.day_use(day, counts["days"][str(day)], counts["people"], rules)
        if day in marks or logbook or use:
            shares = {kind: evaluation.share_done(marks[day][kind], rules) for kind in RaterKind.values}
            found.append(DayRow(day, shares, logbook, use))
    return found
