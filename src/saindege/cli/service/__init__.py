"""``saindege service``: logs of services, citizen satisfaction, working time."""

from saindege.cli.service.group import group
from saindege.cli.service.logs import draw, measure
from saindege.cli.service.survey import sample, skm
from saindege.cli.service.worktime import worktime

__all__ = ["draw", "group", "measure", "sample", "skm", "worktime"]
