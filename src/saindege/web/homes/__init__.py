"""The first page of each role: what the role came for, one screen, nothing invented.

Each module gives ``page(account, now)``: the words and numbers of ``web/homes/<name>.html``, taken from the queries
of the areas.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from saindege.base.app.models import Account, Role
from saindege.web.homes import (
    administrator,
    analyst,
    mayor,
    participant,
    service_unit,
    speaker,
    superior,
    training_officer,
)

Page = Callable[[Account, datetime], dict[str, object]]

BY_ROLE: dict[str, tuple[str, Page]] = {
    Role.TRAINING: ("training_officer", training_officer.page),
    Role.PARTICIPANT: ("participant", participant.page),
    Role.SUPERIOR: ("superior", superior.page),
    Role.SPEAKER: ("speaker", speaker.page),
    Role.SERVICE: ("service_unit", service_unit.page),
    Role.MAYOR: ("mayor", mayor.page),
    Role.ANALYST: ("analyst", analyst.page),
    Role.ADMIN: ("administrator", administrator.page),
}
