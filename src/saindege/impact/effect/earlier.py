"""The same effect measured from earlier on: does it rest on the last periods before the training alone?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from saindege.impact.effect import design
from saindege.impact.effect.inference import Figure
from saindege.impact.effect.numbers import estimate_numbers
from saindege.impact.panel import Panel

# A quarter where periods are months: the spell after which offices are usually called to training.
SET_ASIDE = 3


def measure_from_earlier(panel: Panel, options: design.Options) -> tuple[Figure | None, int]:
    """Estimate the effect with the last periods before the training set aside; their number is the second part.

    Offices called to training after a bad spell recover unaided; measured from before that spell nothing remains of
    it. Where the dates were drawn by lot nobody was called for a bad spell, and with too short a past nothing can be
    set aside: None then.
    """
    cohorts = design.effective_cohorts(panel, options.anticipation)
    dates = cohorts[np.isfinite(cohorts)]
    if options.assignment == "lottery" or not len(dates):
        return None, 0
    before = int((panel.periods + options.anticipation < dates.min()).sum())
    aside = min(SET_ASIDE, before - 1)
    if aside < 1:
        return None, 0
    step = float(np.diff(panel.periods).min())
    ahead = options.anticipation + aside * step
    if not dates.min() - ahead > panel.periods[0]:
        return None, 0
    plain = replace(options, anticipation=ahead, draws=0, permutations=0)
    return estimate_numbers(panel, plain).simple, aside
