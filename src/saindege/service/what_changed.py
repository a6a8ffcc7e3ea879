"""Why the mean time changed: other kinds of cases, the time of year, the queue, and what is left; they add up exactly.

Nobody's effort is told by any of it. What is left may be a tool, a rule, a way of working, or chance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saindege.base.interval import Interval
from saindege.service.lifecycle import Flags, Instances
from saindege.service.log_files.columns import NO_MOMENT

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

#: Kinds of cases that are told apart; the rarer ones count as one.
MOST_KINDS = 8
#: A queue counts where its slope is this many standard errors above zero.
_CLEAR = 1.96


@dataclass(frozen=True, slots=True)
class Cases:
    """Finished cases of one period; arrays of shape (n,).

    Attributes
    ----------
    kind : number of the kind
    hours : time each took
    queue : open cases of the office when it came in
    """

    kind: Numbers
    hours: Floats
    queue: Floats

    def of(self, chosen: Flags) -> Cases:
        """Return some of them."""
        return Cases(self.kind[chosen], self.hours[chosen], self.queue[chosen])


@dataclass(frozen=True, slots=True)
class Change:
    """The change of a mean in parts, all in hours; ``mix + season + volume + rest`` is ``total``, exactly.

    Attributes
    ----------
    n_before, n_now : cases
    before, now : their mean
    total : the change; interval : Welch's, of the difference of two means
    mix : other kinds of cases
    season : what the time of year did a year before; None where the log does not reach back
    volume : a longer or shorter queue; None where the queue did not matter visibly in the year before
    rest : what is left
    queue_before, queue_now : mean number of open cases when one came in
    """

    n_before: int
    n_now: int
    before: float
    now: float
    total: float
    interval: Interval
    mix: float
    season: float | None
    volume: float | None
    rest: float
    queue_before: float
    queue_now: float

    @property
    def is_clear(self) -> bool:
        """Whether the means really differ, by the interval."""
        return not self.interval.covers(0.0)

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "n_before": self.n_before,
            "n_now": self.n_now,
            "before": self.before,
            "now": self.now,
            "total": self.total,
            "low": self.interval.low,
            "high": self.interval.high,
            "is_clear": self.is_clear,
            "mix": self.mix,
            "season": self.season,
            "volume": self.volume,
            "rest": self.rest,
            "queue_before": self.queue_before,
            "queue_now": self.queue_now,
        }


def explain_change(before: Cases, now: Cases, *, season: float | None, slope: float | None) -> Change:
    """Part the change of the mean from one period to another; each needs at least two cases.

    Parameters
    ----------
    season : ratio of the later to the earlier mean in the same weeks a year before, kinds held equal
    slope : hours that one more open case adds

    Source
    ------
    E. M. Kitagawa (1955), Components of a difference between two rates, JASA 50, 1168-1194: the part of the mix is
    weighted by the mean of both periods, so that no interaction is left over.
    """
    share_before, share_now, mean_before, mean_now = _by_kind(before, now)
    mix = float(np.sum((share_now - share_before) * (mean_before + mean_now) / 2))
    total = float(now.hours.mean() - before.hours.mean())
    usual = float(np.sum((share_before + share_now) / 2 * mean_before))
    of_season = None if season is None else usual * (season - 1)
    queues = float(before.queue.mean()), float(now.queue.mean())
    volume = None if slope is None else slope * (queues[1] - queues[0])
    return Change(
        n_before=len(before.hours),
        n_now=len(now.hours),
        before=float(before.hours.mean()),
        now=float(now.hours.mean()),
        total=total,
        interval=_welch(before.hours, now.hours),
        mix=mix,
        season=of_season,
        volume=volume,
        rest=total - mix - (of_season or 0.0) - (volume or 0.0),
        queue_before=queues[0],
        queue_now=queues[1],
    )


def season_ratio(before: Cases, now: Cases) -> float | None:
    """Return how the mean of two periods differs by ratio, kinds held equal; None where nothing took any time."""
    share_before, share_now, mean_before, mean_now = _by_kind(before, now)
    share = (share_before + share_now) / 2
    below = float(np.sum(share * mean_before))
    return float(np.sum(share * mean_now)) / below if below > 0 else None


def queue_slope(cases: Cases, office: Numbers) -> float | None:
    """Return the hours that one more open case adds, office and kind held equal; None where that is not clear.

    Least squares on deviations from the mean of each office and kind, with errors robust to unequal spread (HC1). A
    slope that is not clearly above zero is none: a queue does not make work quicker.
    """
    groups = office * (MOST_KINDS + 1) + cases.kind
    queue, hours = _deviations(cases.queue, groups), _deviations(cases.hours, groups)
    below = float(queue @ queue)
    free = len(queue) - len(np.unique(groups)) - 1
    if below <= 0 or free < 1:
        return None
    slope = float(queue @ hours) / below
    left = hours - slope * queue
    error = math.sqrt(float((queue * left) @ (queue * left)) * len(queue) / free) / below
    return slope if slope > _CLEAR * error else None


def find_kinds(instances: Instances, n_cases: int) -> Numbers:
    """Number the kinds of cases: those with the same steps, however often and in whatever order, are one kind.

    The most frequent kind is 0; from ``MOST_KINDS`` on the rarer ones are one.
    """
    if not len(instances.case):
        return np.zeros(n_cases, dtype=np.int64)
    times = np.bincount(instances.activity)
    # Sixty-three steps fit into one number; of more, the rarest tell nothing of the kind.
    bit = np.zeros(len(times), dtype=np.int64)
    common = np.argsort(-times, kind="stable")[:63]
    bit[common] = np.int64(1) << np.arange(len(common), dtype=np.int64)
    steps = np.zeros(n_cases, dtype=np.int64)
    first = np.flatnonzero(np.concatenate(([True], instances.case[1:] != instances.case[:-1])))
    steps[instances.case[first]] = np.bitwise_or.reduceat(bit[instances.activity], first)
    _, kind, count = np.unique(steps, return_inverse=True, return_counts=True)
    rank = np.empty(len(count), dtype=np.int64)
    rank[np.argsort(-count, kind="stable")] = np.arange(len(count))
    return np.minimum(rank[kind], MOST_KINDS)


def open_on_arrival(first_at: Numbers, last_at: Numbers, finished: Flags, office: Numbers) -> Floats:
    """Return how many other cases of the same office lay open when each case came in, shape (n_cases,)."""
    queue = np.zeros(len(first_at))
    for place in np.unique(office).tolist():
        here = np.flatnonzero((office == place) & (first_at != NO_MOMENT))
        begun = np.sort(first_at[here])
        ended = np.sort(last_at[here[finished[here]]])
        at = first_at[here]
        queue[here] = np.searchsorted(begun, at, side="left") - np.searchsorted(ended, at, side="right")
    return np.maximum(queue, 0.0)


def _by_kind(before: Cases, now: Cases) -> tuple[Floats, Floats, Floats, Floats]:
    """Return shares and means by kind; a kind of one period only has the other's mean, so that all of it is mix."""
    kinds = np.union1d(before.kind, now.kind)
    counts, means = [], []
    for one in (before, now):
        place = np.searchsorted(kinds, one.kind)
        count = np.bincount(place, minlength=len(kinds)).astype(np.float64)
        total = np.bincount(place, weights=one.hours, minlength=len(kinds))
        counts.append(count)
        means.append(np.divide(total, count, out=np.full(len(kinds), np.nan), where=count > 0))
    mean_before = np.where(np.isnan(means[0]), means[1], means[0])
    mean_now = np.where(np.isnan(means[1]), means[0], means[1])
    return counts[0] / counts[0].sum(), counts[1] / counts[1].sum(), mean_before, mean_now


def _deviations(values: Floats, groups: Numbers) -> Floats:
    _, place, count = np.unique(groups, return_inverse=True, return_counts=True)
    mean = np.bincount(place, weights=values) / count
    return np.asarray(values - mean[place], dtype=np.float64)


def _welch(before: Floats, now: Floats) -> Interval:
    from scipy import special

    spread = [float(one.var(ddof=1)) / len(one) for one in (before, now)]
    error = math.sqrt(sum(spread))
    change = float(now.mean() - before.mean())
    if error == 0:
        return Interval(change, change)
    below = sum(part**2 / (len(one) - 1) for part, one in zip(spread, (before, now), strict=True))
    half = float(special.stdtrit(sum(spread) ** 2 / below, 0.975)) * error
    return Interval(change - half, change + half)
