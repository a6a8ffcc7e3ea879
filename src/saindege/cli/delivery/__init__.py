"""``saindege delivery``: learning hours, tests, check-ins of several devices, certificates."""

from saindege.cli.delivery.group import group
from saindege.cli.delivery.records import count_hours, merge_journals, show_gain, show_items
from saindege.cli.delivery.verify import verify

__all__ = ["count_hours", "group", "merge_journals", "show_gain", "show_items", "verify"]
