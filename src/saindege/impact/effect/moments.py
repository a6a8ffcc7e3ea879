"""All cells of a complete panel without covariates, from each cohort's sums and Gram matrix alone."""

from __future__ import annotations

import numpy as np

from saindege.impact.effect import design
from saindege.impact.effect.influence import CohortInfluence
from saindege.impact.panel import Floats, Integers


def cohort_influence(
    outcome: Floats, weight: Floats, cohort: Integers, cohorts: Floats, cells: design.Cells
) -> tuple[Floats, CohortInfluence]:
    """Estimate every cell and its influence.

    Parameters
    ----------
    outcome : complete, shape (n, T)
    weight : shape (n,)
    cohort : code of each unit's cohort in `cohorts`, shape (n,)
    cohorts : first-treated period of each cohort, shape (K,)
    cells : m cells, each with a unit to treat and one to compare

    Returns
    -------
    The effects, shape (m,), and their influence.
    """
    # A shift of a unit or of a period leaves every difference of differences as it is, and small numbers
    # keep their digits.
    centred = outcome - outcome.mean(axis=1, keepdims=True)
    centred -= centred.mean(axis=0)
    units, periods = centred.shape
    order = np.argsort(cohort, kind="stable")
    bounds = np.searchsorted(cohort[order], np.arange(len(cohorts) + 1))
    basis = np.empty((units, periods + 1))
    basis[:, :-1] = centred[order]
    basis[:, -1] = 1.0
    basis *= weight[order, None]
    sums = np.add.reduceat(basis, bounds[:-1], axis=0)
    change = (sums[:, cells.time] - sums[:, cells.base]).T
    treated = cohorts[None, :] == cells.group[:, None]
    control = np.stack([cells.may_control(k) for k in cohorts.tolist()], axis=1) & ~treated
    mass = sums[:, -1]
    treated_mass, control_mass = treated @ mass, control @ mass
    treated_mean = (treated * change).sum(axis=1) / treated_mass
    control_mean = (control * change).sum(axis=1) / control_mass

    # coefficient[k, c]: what one unit of weighted change in cohort k adds to the influence on cell c.
    coefficient = (units * (treated / treated_mass[:, None] - control / control_mass[:, None])).T
    centre = np.where(treated, treated_mean[:, None], control_mean[:, None]).T
    forms = np.zeros((len(cohorts), len(cells), periods + 1))
    column = np.arange(len(cells))
    forms[:, column, cells.time] = coefficient
    forms[:, column, cells.base] = -coefficient
    forms[:, :, -1] = -coefficient * centre
    return treated_mean - control_mean, CohortInfluence(forms, basis, bounds, order)
