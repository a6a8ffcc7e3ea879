"""Officers who decide at the same moment, on a real database file: no number is given twice or left out."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from saindege.base.errors import SaindegeError
from saindege.people.app.models import Office, Person
from saindege.programme import proposal
from saindege.programme.app import actions, queries
from saindege.programme.app.models import Proposal, ProposalBook

from .test_proposals import CONTENT

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def at_once(function, arguments):
    """Call a function for each argument in threads of their own; returns results or refusals."""

    def call(argument):
        try:
            return function(argument)
        except SaindegeError as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        return list(pool.map(call, arguments))


@pytest.fixture
def proposals(account):
    office = Office.objects.create(code="KEL.1", name="Kelurahan Contoh", kind="urban_village")
    head = account("atasan")
    Person.objects.create(name="Sahat", status="pns", office=office, account=head)
    made = []
    for _number in range(6):
        kept = actions.write_proposal(head, in_time(), key=uuid.uuid4(), version=0, at=NOW)
        made.append(actions.submit_proposal(head, kept.pk, version=kept.version, at=NOW))
    return made


def in_time():
    first = timezone.localdate(NOW) + timedelta(days=45)
    figures = {"participants": 24, "learning_hours": Decimal(16), "first_on": first, "last_on": first}
    line = proposal.BudgetLine("speaker_practitioner", "", 8, 1_000_000)
    return proposal.Content(**{**CONTENT, **figures}, lines=(line,))


def accept(officer, kept):
    return actions.accept_proposal(
        officer, kept.pk, version=kept.version, hours=Decimal(8), note="", at=NOW
    ).register_serial


def test_proposals_decided_at_once_get_each_number_once(account, proposals):
    officer = account("bkpsdm")

    numbers = at_once(lambda kept: accept(officer, kept), proposals)

    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
    assert ProposalBook.objects.get().last_number == 6


def test_one_proposal_decided_by_many_at_once_is_decided_once(account, proposals):
    officers = [account("bkpsdm") for _number in range(6)]
    kept = proposals[0]

    answers = at_once(lambda officer: accept(officer, kept), officers)

    assert sorted(map(str, answers)) == sorted(["1", *[str(actions.ProposalChangedMeanwhile)] * 5])
    assert [each.register_serial for each in queries.decided_in_order(timezone.localdate(NOW).year)] == [1]
    assert Proposal.objects.get(pk=kept.pk).steps.filter(act="accept").count() == 1
