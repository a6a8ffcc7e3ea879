"""How often a case changes hands; a count per case, never a mark for a person."""

from __future__ import annotations

import numpy as np

from saindege.service.lifecycle import Instances


def count_handovers(instances: Instances) -> int | None:
    """Count neighbouring activities of one case by different, known people; None without a resource column."""
    if instances.resource is None:
        return None
    giver, taker = instances.resource[:-1], instances.resource[1:]
    same_case = instances.case[:-1] == instances.case[1:]
    return int(np.count_nonzero(same_case & (giver >= 0) & (taker >= 0) & (giver != taker)))
