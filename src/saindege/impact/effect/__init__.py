"""Effect of training on service, from a panel of offices: the true Callaway and Sant'Anna estimator.

``estimate_effect(panel, Options(...))`` answers with figures, errors, checks and a verdict.
"""

from saindege.impact.effect.design import Options
from saindege.impact.effect.estimate import Estimate, estimate_effect
from saindege.impact.effect.report import as_json

__all__ = ["Estimate", "Options", "as_json", "estimate_effect"]
