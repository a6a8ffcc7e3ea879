"""Synthetic difference-in-differences: one block of units treated from one period on.

``estimate_synthetic(block)`` weighs units and periods so that the comparison moved as the treated did before.
"""

from saindege.impact.synthetic.block import Block, build_block
from saindege.impact.synthetic.errors import ERRORS, ErrorKind
from saindege.impact.synthetic.estimate import Synthetic, estimate_synthetic

__all__ = ["ERRORS", "Block", "ErrorKind", "Synthetic", "build_block", "estimate_synthetic"]
