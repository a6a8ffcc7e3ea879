"""Tests at the end of courses become assessments: one source among others, dated, with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.people.app import access
from saindege.people.app.actions.assessing import _store
from saindege.people.app.models import Assessment, AssessmentSource, Person
from saindege.people.test_evidence import Finding


def assess_by_test(by: Account, found: Iterable[Finding], *, at: datetime) -> int:
    """Store what tests say; a finding that is stored already stays, so that doing it twice changes nothing.

    Returns
    -------
    how many were new
    """
    require(access.may_keep_levels(by))
    with transaction.atomic():
        wanted = list(found)
        people = Person.objects.filter(erased_at=None).in_bulk([each.person for each in wanted])
        stored = set(
            Assessment.objects.filter(person__in=people, source=AssessmentSource.TEST).values_list(
                "person_id", "competency_id", "assessed_on"
            )
        )
        made = []
        for each in wanted:
            place = (each.person, each.competency, each.on)
            if each.person not in people or place in stored:
                continue
            stored.add(place)
            made.append(
                Assessment(
                    person=people[each.person], competency_id=each.competency, source=AssessmentSource.TEST,
                    level=each.level, assessed_on=each.on, evidence=each.evidence[:200], by=by, at=at,
                    is_example=people[each.person].is_example,
                )
            )  # fmt: skip
        if made:
            _store(made)
            base_actions.record(
                by=by, action="people.tests_taken_over", subject=made[0], at=at, detail={"stored": len(made)}
            )
    return len(made)
