"""What went wrong and why: cases that came back or were redone by reason, and papers corrected after they were issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from saindege.service.corrections import Corrections, find_corrections
from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Flags, Instances, find_instances
from saindege.service.log_files.columns import BLANK, Codes
from saindege.service.portrait.cases import Cases
from saindege.service.portrait.estimates import Estimate, estimate_share, share_change
from saindege.service.portrait.rules import Rules
from saindege.service.whose_time import load_applicant_rules, steps_named

_EPOCH = date(1970, 1, 1)

Change = Literal["more", "fewer", "same"]


@dataclass(frozen=True, slots=True)
class ReasonFigures:
    """One reason.

    Attributes
    ----------
    reason : as it is kept; empty for cases without a reason told
    share : of the window's finished cases
    recent, before : of the cases finished in the last weeks, and in as many before them
    change : ``more`` or ``fewer`` where the interval of their difference leaves out zero
    """

    reason: str
    share: Estimate
    recent: Estimate
    before: Estimate
    change: Change

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "reason": self.reason,
            "share": self.share.as_json(),
            "recent": self.recent.as_json(),
            "before": self.before.as_json(),
            "change": self.change,
        }


@dataclass(frozen=True, slots=True)
class MistakeMonth:
    """Cases that finished in one month; ``corrected`` are those of them that were corrected since."""

    month: str
    right: Estimate
    came_back: Estimate
    corrected: Estimate

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "month": self.month,
            "right": self.right.as_json(),
            "came_back": self.came_back.as_json(),
            "corrected": self.corrected.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Accuracy of a service over the window, by the day on which cases finished.

    Attributes
    ----------
    right : neither came back, nor redone, nor corrected after issue
    came_back : handed back to the applicant, a step done twice, or a reason told
    reasons : why they came back, the most frequent first, those without a reason last
    redone : step to the share of cases in which it was done more than once, the most frequent first
    corrected : after issue; empty where no end is named
    corrected_reasons : why
    months : all months of the log
    tells_reasons : whether the log has reasons at all
    """

    right: Estimate
    came_back: Estimate
    reasons: tuple[ReasonFigures, ...]
    redone: tuple[tuple[str, Estimate], ...]
    corrected: Estimate
    corrected_reasons: tuple[ReasonFigures, ...]
    months: tuple[MistakeMonth, ...]
    tells_reasons: bool
    trend_weeks: int

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "right": self.right.as_json(),
            "came_back": self.came_back.as_json(),
            "reasons": [one.as_json() for one in self.reasons],
            "redone": [{"activity": name, "share": share.as_json()} for name, share in self.redone],
            "corrected": self.corrected.as_json(),
            "corrected_reasons": [one.as_json() for one in self.corrected_reasons],
            "months": [one.as_json() for one in self.months],
            "tells_reasons": self.tells_reasons,
            "trend_weeks": self.trend_weeks,
        }


@dataclass(frozen=True, slots=True)
class _Spans:
    """Cases of the window, of the last weeks and of as many before, shape (n_cases,)."""

    window: Flags
    recent: Flags
    before: Flags


def describe_mistakes(
    log: EventLog, cases: Cases, until: date, end: tuple[str, ...], rules: Rules
) -> Mistakes:
    """Describe the accuracy of a service.

    Parameters
    ----------
    log : with its corrections
    cases : of the same log without them, see ``leave_out_corrections``
    until : last day of the log
    """
    instances = find_instances(log)
    found = find_corrections(log, end, instances)
    spans = _spans(cases, until, rules)
    redone = _redone(instances, log, cases, spans.window)
    reasons, told = _reasons_told(log, found, instances)
    back = cases.reworked | _handed_back(instances, log) | told
    corrected = np.zeros(log.n_cases, dtype=bool) if found is None else found.corrected
    right = ~back & ~corrected
    return Mistakes(
        right=estimate_share(right[spans.window]),
        came_back=estimate_share(back[spans.window]),
        reasons=_by_reason(reasons, log, spans, back),
        redone=redone,
        corrected=estimate_share(None if found is None else corrected[spans.window]),
        corrected_reasons=() if found is None else _why_corrected(found, log, spans),
        months=_months(cases, right, back, None if found is None else corrected),
        tells_reasons=log.reason is not None,
        trend_weeks=rules.trend_weeks,
    )


def find_came_back(log: EventLog, cases: Cases, end: tuple[str, ...]) -> Flags:
    """Say which cases came back to the applicant, were partly redone, or have a reason told, shape (n_cases,)."""
    instances = find_instances(log)
    _reasons, told = _reasons_told(log, find_corrections(log, end, instances), instances)
    return cases.reworked | _handed_back(instances, log) | told


def find_wrong(log: EventLog, cases: Cases, end: tuple[str, ...]) -> Flags:
    """Say which cases were not right the first time: came back, were redone, or corrected later, shape (n_cases,)."""
    found = find_corrections(log, end)
    back = find_came_back(log, cases, end)
    return back if found is None else back | found.corrected


def _spans(cases: Cases, until: date, rules: Rules) -> _Spans:
    recent_from = until - timedelta(days=7 * rules.trend_weeks - 1)
    before_from = recent_from - timedelta(days=7 * rules.trend_weeks)
    recent = cases.finished_since(recent_from)
    return _Spans(
        window=cases.finished_since(until - timedelta(days=rules.window_days - 1)),
        recent=recent,
        before=cases.finished_since(before_from) & ~recent,
    )


def _handed_back(instances: Instances, log: EventLog) -> Flags:
    back = np.zeros(log.n_cases, dtype=bool)
    codes = steps_named(log.activity_names, load_applicant_rules().hands_back)
    back[instances.case[np.isin(instances.activity, codes)]] = True
    return back


def _redone(
    instances: Instances, log: EventLog, cases: Cases, window: Flags
) -> tuple[tuple[str, Estimate], ...]:
    """Return the steps that were done more than once in a case of the window."""
    found = []
    for code, name in enumerate(log.activity_names):
        times = np.bincount(instances.case[instances.activity == code], minlength=log.n_cases)
        share = estimate_share((times > 1)[window & cases.finished])
        if share.count:
            found.append((name, share))
    return tuple(sorted(found, key=lambda one: (-(one[1].count or 0), one[0])))


def _reasons_told(
    log: EventLog, found: Corrections | None, instances: Instances
) -> tuple[tuple[Codes, Codes], Flags]:
    """Return case and reason of each reason told before the end, each pair once; and the cases that have one."""
    told = np.zeros(log.n_cases, dtype=bool)
    nothing = np.zeros(0, dtype=np.int32)
    if log.reason is None or not log.reason_names:
        return (nothing, nothing), told
    rows = log.reason != BLANK
    if found is not None:
        rows &= (log.at <= found.issued_at[log.case]) | ~found.corrected[log.case]
        rows[instances.event[found.named]] = False
    pairs = np.unique(log.case[rows] * np.int64(len(log.reason_names)) + log.reason[rows])
    case, reason = np.divmod(pairs, len(log.reason_names))
    told[case] = True
    return (case.astype(np.int32), reason.astype(np.int32)), told


def _by_reason(
    told: tuple[Codes, Codes], log: EventLog, spans: _Spans, back: Flags
) -> tuple[ReasonFigures, ...]:
    case, reason = told
    figures = []
    for code, name in enumerate(log.reason_names if len(case) else ()):
        flags = np.zeros(log.n_cases, dtype=bool)
        flags[case[reason == code]] = True
        figures.append(_figures(name, flags, spans))
    without = back.copy()
    without[case] = False
    return _sorted([*figures, _figures("", without, spans)])


def _why_corrected(found: Corrections, log: EventLog, spans: _Spans) -> tuple[ReasonFigures, ...]:
    names = ["", *log.reason_names]
    return _sorted(
        [
            _figures(name, found.corrected & (found.reason == code - 1), spans)
            for code, name in enumerate(names)
        ]
    )


def _figures(name: str, flags: Flags, spans: _Spans) -> ReasonFigures:
    recent, before = estimate_share(flags[spans.recent]), estimate_share(flags[spans.before])
    difference = share_change(before, recent)
    change: Change = "same"
    if difference is not None and (difference.low > 0 or difference.high < 0):
        change = "more" if difference.low > 0 else "fewer"
    return ReasonFigures(name, estimate_share(flags[spans.window]), recent, before, change)


def _sorted(figures: list[ReasonFigures]) -> tuple[ReasonFigures, ...]:
    shown = [one for one in figures if one.share.count or one.recent.count]
    return tuple(sorted(shown, key=lambda one: (one.reason == "", -(one.share.count or 0), one.reason)))


def _months(cases: Cases, right: Flags, back: Flags, corrected: Flags | None) -> tuple[MistakeMonth, ...]:
    chosen = np.flatnonzero(cases.finished)
    month = cases.finished_on[chosen].astype("datetime64[D]").astype("datetime64[M]")
    found = []
    for name in np.unique(month):
        some = chosen[month == name]
        found.append(
            MistakeMonth(
                str(name),
                estimate_share(right[some]),
                estimate_share(back[some]),
                estimate_share(None if corrected is None else corrected[some]),
            )
        )
    return tuple(found)
