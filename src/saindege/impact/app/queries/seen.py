"""Who looked at somebody's discipline, from the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from saindege.base.app.models import Account, AuditEntry
from saindege.people.app.models import Office, Person

PERSON_SEEN, LIST_SEEN = "impact.discipline_seen", "impact.discipline_list_seen"
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """One who looked; in_list where it was a list of the whole office."""

    name: str
    at: datetime
    in_list: bool


def noted_today(by: Account, subjects: Sequence[Person | Office], today: date) -> set[str]:
    """Return the keys of those that this account has been noted for today."""
    if not subjects:
        return set()
    since = timezone.make_aware(datetime.combine(today, time.min))
    found = AuditEntry.objects.filter(
        subject_type=subjects[0]._meta.model_name,
        subject_id__in=[str(one.pk) for one in subjects],
        action__in=(PERSON_SEEN, LIST_SEEN),
        actor=by,
        at__gte=since,
    )
    return set(found.values_list("subject_id", flat=True))


def looks_at(person: Person) -> list[Look]:
    """Return who looked at a person's discipline, the latest first."""
    one = Q(subject_type="person", subject_id=str(person.pk), action=PERSON_SEEN)
    all_of_office = Q(subject_type="office", subject_id=str(person.office_id), action=LIST_SEEN)
    entries = AuditEntry.objects.filter(one | all_of_office).select_related("actor").order_by("-id")
    return [
        Look(entry.actor.display_name if entry.actor else "-", entry.at, entry.action == LIST_SEEN)
        for entry in entries[:MOST_SHOWN]
    ]
