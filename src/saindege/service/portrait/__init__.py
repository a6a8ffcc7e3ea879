"""A service as one page sees it: recent figures with intervals, weeks, months, steps, offices, signal."""

from __future__ import annotations

from saindege.service.portrait.plain import as_plain
from saindege.service.portrait.portray import Portrait, portray
from saindege.service.portrait.rules import Rules, load_rules

__all__ = ["Portrait", "Rules", "as_plain", "load_rules", "portray"]
