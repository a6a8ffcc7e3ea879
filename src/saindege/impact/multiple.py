"""Several questions to the same data: the more are asked, the stronger the evidence for each must be."""

from __future__ import annotations

from collections.abc import Mapping


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Correct p-values for their number, 0 to 1, by name.

    Source: Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6
    (1979), 65-70. Holds whatever the dependence between the questions.
    """
    ordered = sorted(p_values.items(), key=lambda pair: (pair[1], pair[0]))
    corrected: dict[str, float] = {}
    highest = 0.0
    for passed, (name, p_value) in enumerate(ordered):
        highest = max(highest, min(1.0, (len(ordered) - passed) * p_value))
        corrected[name] = highest
    return corrected
