"""The last quarters of the survey as published results of the demonstration city."""

from __future__ import annotations

from datetime import datetime

from saindege.base.app.models import Account
from saindege.demo.city import City
from saindege.service.app.actions import publishing
from saindege.service.app.models import PublishedResult, Service
from saindege.service.app.queries.satisfaction import Reckoning
from saindege.service.app.queries.scope import Scope
from saindege.service.survey_period import last_periods

#: Services that are published one by one, beside all of them together.
_ALONE = 3


def write_published(made: City, unit: Account, now: datetime) -> int:
    """Publish two quarters where nothing is published yet; returns how many results stand."""
    if not PublishedResult.objects.exists():
        services = list(Service.objects.filter(answers__isnull=False).distinct().order_by("pk"))
        for period in last_periods(made.as_of, "quarter", 3)[:2]:
            for chosen in (None, *services[:_ALONE]):
                offered = (chosen,) if chosen else tuple(services)
                asked = Scope(offered, None, period.first_on, period.last_on, Reckoning(), period)
                publishing.publish_result(unit, asked, chosen, None, today=made.as_of, at=now)
    return PublishedResult.objects.filter(withdrawn_at=None).count()
