"""Writes of the letterhead: what stands at the head of papers, and who signs them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Setting
from saindege.base.app.queries import CITY_PREFIX
from saindege.base.errors import BadInput, Sentence
from saindege.delivery.app import access
from saindege.delivery.app.queries.letterhead import NAMES


class UnknownName(BadInput):
    """A name that no letterhead has; the name of the city itself is the administrator's."""

    def __init__(self, key: str) -> None:
        super().__init__(
            Sentence(id=f"Kop surat tidak punya isian {key}.", en=f"A letterhead has no entry {key}."),
            code="unknown_value",
        )


def keep_letterhead(by: Account, names: Mapping[str, str], *, at: datetime) -> int:
    """Keep what stands on letterheads from now on, and return how many entries changed; issued papers stay as they are.

    Raises
    ------
    UnknownName : an entry that no letterhead has
    """
    require(access.may_name_letterhead(by))
    for key in names:
        if key not in NAMES:
            raise UnknownName(key)
    changed = 0
    with transaction.atomic():
        for key, value in names.items():
            kept = Setting.objects.filter(key=f"{CITY_PREFIX}{key}").first()
            if kept is not None and kept.value == value:
                continue
            setting, _ = Setting.objects.update_or_create(
                key=f"{CITY_PREFIX}{key}", defaults={"value": value}
            )
            base_actions.record(by=by, action="base.city_named", subject=setting, at=at)
            changed += 1
    return changed
