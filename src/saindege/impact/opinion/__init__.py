"""Second opinions on an effect: other estimators, and how far the main one can be trusted.

The verdict rests on `saindege.impact.effect`; what stands here agrees or contradicts, and answers where the main
estimator has no comparison: one series alone, rates, cases still open, other people in each period.
"""
