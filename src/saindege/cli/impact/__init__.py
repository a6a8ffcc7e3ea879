"""``saindege impact``: effects of training and the professionalism index."""

from saindege.cli.impact.estimate import estimate
from saindege.cli.impact.group import group
from saindege.cli.impact.ipasn import ipasn
from saindege.cli.impact.power import power
from saindege.cli.impact.sdid import sdid

__all__ = ["estimate", "group", "ipasn", "power", "sdid"]
