"""Before the training: what a plan of waves could show, from the offices' own past."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import numpy as np

from saindege.impact import choice
from saindege.impact.answer import Records
from saindege.impact.effect.design import Options
from saindege.impact.effect.power import Power, move_into_past, plan_power
from saindege.impact.outcome import outcome_of
from saindege.impact.panel import Floats, build_panel
from saindege.impact.study import long_columns, month_number, named_rows

# Above a fifth a study answers only what everybody would have seen without one.
LARGEST_USEFUL = 0.2


def what_could_be_seen(
    records: Records, planned: Mapping[str, date | None], *, follow_up: int, draws: int = 400
) -> Power:
    """Try planned months of training out on the past of the outcome that decides.

    Parameters
    ----------
    planned : office to the month of its training, None where it waits
    follow_up : months observed from the last wave on

    Raises
    ------
    NothingToEstimate : there are no monthly figures yet, or the past is too short for the plan
    """
    rows = named_rows(records.months.get(records.outcome, ()), planned)
    moved, shift = move_into_past(long_columns(rows, planned, records.strata), follow_up)
    options = Options(better=outcome_of(records.outcome).better, assignment="lottery", seed=records.seed)
    return plan_power(build_panel(moved), options, moved_back=shift, follow_up=follow_up, draws=draws)


def relative_size(records: Records, found: Power) -> float | None:
    """Return the smallest effect that would be seen as a share of the usual figure, 0.2 for a fifth."""
    if found.minimum_detectable_effect is None:
        return None
    if outcome_of(records.outcome).scale == "logarithm":
        return abs(float(np.expm1(found.minimum_detectable_effect)))
    return found.share_of_mean


def look_at_offices(
    records: Records, chosen: Collection[str], *, before: date | None = None
) -> choice.Choice | None:
    """Compare the past of chosen offices with that of the others, in the outcome that decides.

    Parameters
    ----------
    before : only months before this day count; all when not given
    """
    wide = _past(records, before)
    if wide is None:
        return None
    offices, outcome = wide
    return choice.look_at_choice(outcome, offices, chosen, seed=records.seed)


def _past(records: Records, before: date | None) -> tuple[list[str], Floats] | None:
    rows = [
        row
        for row in records.months.get(records.outcome, ())
        if row.office in records.trained_on
        and row.value is not None
        and (before is None or row.month < before)
    ]
    if not rows:
        return None
    offices = sorted({row.office for row in rows})
    first = min(month_number(row.month) for row in rows)
    last = max(month_number(row.month) for row in rows)
    outcome = np.full((len(offices), last - first + 1), np.nan)
    place = {office: at for at, office in enumerate(offices)}
    for row in rows:
        outcome[place[row.office], month_number(row.month) - first] = row.value
    return offices, outcome
