"""Two people judged the same cases, right or wrong: how far they agree, and what chance alone would have given."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from saindege.base.interval import Interval, share_interval
from saindege.service.audit_rules import AuditRules, load_audit_rules

_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two checkers over the cases that both judged.

    Attributes
    ----------
    n : cases judged by both
    both_right, both_wrong, only_first_right, only_second_right : the four cells
    share : of cases in which they agree, with its interval (Wilson)
    kappa : Cohen's kappa; None where both used one verdict only, for all cases
    kappa_interval : None where it cannot be told
    kappa_bounded : prevalence- and bias-adjusted kappa, 2 x share - 1
    is_paradox : one verdict is so rare that kappa is low although they nearly always agree
    """

    n: int
    both_right: int
    both_wrong: int
    only_first_right: int
    only_second_right: int
    share: float
    share_interval: Interval
    kappa: float | None
    kappa_interval: Interval | None
    kappa_bounded: float
    is_paradox: bool


def measure_agreement(
    first: Sequence[bool], second: Sequence[bool], rules: AuditRules | None = None
) -> Agreement | None:
    """Compare the verdicts of two checkers; None where there is no case.

    Parameters
    ----------
    first, second : whether each found a case right, in the same order

    Source
    ------
    J. Cohen (1960), A coefficient of agreement for nominal scales; standard error of J. L. Fleiss, J. Cohen and
    B. S. Everitt (1969), Large sample standard errors of kappa and weighted kappa, Psychological Bulletin 72, 323-327.
    The paradox: A. R. Feinstein and D. V. Cicchetti (1990), J. Clinical Epidemiology 43, 543-549.
    """
    rules = rules or load_audit_rules()
    n = len(first)
    if not n:
        return None
    a = sum(one and other for one, other in zip(first, second, strict=True))
    b = sum(one and not other for one, other in zip(first, second, strict=True))
    c = sum(other and not one for one, other in zip(first, second, strict=True))
    d = n - a - b - c
    share = (a + d) / n
    kappa, error = _kappa(a, b, c, d)
    rare = min((2 * a + b + c) / (2 * n), (2 * d + b + c) / (2 * n))
    return Agreement(
        n=n,
        both_right=a,
        both_wrong=d,
        only_first_right=b,
        only_second_right=c,
        share=share,
        share_interval=share_interval(a + d, n),
        kappa=kappa,
        kappa_interval=None
        if kappa is None or error is None
        else Interval(max(-1.0, kappa - _Z * error), min(1.0, kappa + _Z * error)),
        kappa_bounded=2 * share - 1,
        is_paradox=rare <= rules.rare_share and share >= 0.8 and (kappa is None or kappa < 0.6),
    )


def _kappa(a: int, b: int, c: int, d: int) -> tuple[float | None, float | None]:
    """Return kappa and its standard error; no error where the formula gives none: all agree, or one has one verdict."""
    n = a + b + c + d
    rows, columns = ((a + b) / n, (c + d) / n), ((a + c) / n, (b + d) / n)
    by_chance = rows[0] * columns[0] + rows[1] * columns[1]
    if math.isclose(by_chance, 1.0):
        return None, None
    agreed = (a + d) / n
    kappa = (agreed - by_chance) / (1 - by_chance)
    if b + c == 0 or 0 in rows + columns:
        return kappa, None
    cells = ((a / n, b / n), (c / n, d / n))
    on = sum(cells[at][at] * (1 - (rows[at] + columns[at]) * (1 - kappa)) ** 2 for at in (0, 1))
    off = (1 - kappa) ** 2 * sum(
        cells[row][column] * (columns[row] + rows[column]) ** 2 for row, column in ((0, 1), (1, 0))
    )
    spread = on + off - (kappa - by_chance * (1 - kappa)) ** 2
    return kappa, math.sqrt(max(0.0, spread) / (n * (1 - by_chance) ** 2))
