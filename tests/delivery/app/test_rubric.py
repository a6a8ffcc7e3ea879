"""Practice marked by several observers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.delivery.app import actions
from saindege.delivery.app.models import Observation, Rubric

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)


def test_observers_mark_on_their_own_and_their_agreement_is_shown(course_class, client_for, account):
    officer, teacher = client_for(course_class.officer), client_for(course_class.speaker)
    address = reverse("delivery:practice", args=[course_class.batch.course_id, course_class.batch.pk])
    officer.post(address, {"title": "Loket", "criteria": "salam\nperiksa", "levels": "belum\nbantu\nsendiri"})
    rubric = Rubric.objects.get()
    seen = {course_class.people[0]: ((1, 2), (1, 2)), course_class.people[1]: ((3, 3), (3, 2))}

    for person, marks in seen.items():
        place = reverse(
            "delivery:observe",
            args=[course_class.batch.course_id, course_class.batch.pk, rubric.pk, person.pk],
        )
        for client, (one, two) in zip((officer, teacher), marks, strict=True):
            client.post(place, {"c0": one, "c1": two, "note": ""})

    page = officer.get(address).text
    assert Observation.objects.count() == 4
    assert "ICC" in page and "Kappa tertimbang" in page
    assert client_for(course_class.people[0].account).get(address).status_code == 404


def test_marks_out_of_range_are_refused(course_class, client_for):
    rubric = actions.add_rubric(
        course_class.officer,
        course_class.batch.course,
        title="Loket",
        criteria=["salam"],
        levels=["belum", "bisa"],
        at=BEGIN,
    )
    place = reverse(
        "delivery:observe",
        args=[course_class.batch.course_id, course_class.batch.pk, rubric.pk, course_class.people[0].pk],
    )

    answer = client_for(course_class.officer).post(place, {"c0": 3})

    with pytest.raises(actions.RubricRefused):
        actions.observe(
            course_class.officer,
            rubric,
            course_class.batch,
            course_class.people[0],
            marks=[3],
            note="",
            at=BEGIN,
        )
    assert (answer.status_code, Observation.objects.count()) == (422, 0)
