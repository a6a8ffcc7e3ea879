"""What invented citizens say stands in the city, labelled, and can be used as real codes are."""

from datetime import date

import pytest
from django.test import override_settings
from django.utils import timezone

from saindege.demo import city
from saindege.demo.app import load
from saindege.service.app.models import (
    Complaint,
    FollowUp,
    SatisfactionAnswer,
    SurveyCode,
    SurveyComment,
    SurveySheet,
)
from saindege.service.complaint import load_rules
from saindege.service.satisfaction_rules import load_rules as load_elements
from saindege.service.survey_code import read_code

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 11, 24)


def test_voices_of_the_city_are_labelled_and_follow_the_rules():
    with override_settings(SAINDEGE_DEMO=True):
        load.store_city(city.make_city(seed=1, people=600, as_of=AS_OF), timezone.now())

    tables = (SatisfactionAnswer, SurveyComment, SurveyCode, SurveySheet, FollowUp, Complaint)
    assert all(table.objects.exists() for table in tables)
    assert not any(table.objects.filter(is_example=False).exists() for table in tables)
    assert [read_code(code) for code in SurveyCode.objects.values_list("code", flat=True)]
    assert SurveyCode.objects.filter(kind="open").count() == 2
    used = SurveyCode.objects.exclude(used_on=None)
    assert used.exists() and not used.filter(used_on__gt=AS_OF).exists()
    assert set(FollowUp.objects.values_list("element", flat=True)) <= set(load_elements().codes)
    clocks = {clock.code for clock in load_rules().clocks}
    assert set(Complaint.objects.values_list("clock", flat=True)) <= clocks
    assert {"code", "open", "paper"} == set(SatisfactionAnswer.objects.values_list("channel", flat=True))
