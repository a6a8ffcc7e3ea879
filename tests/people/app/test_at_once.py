"""Two at once, on a real database file: one import, one application, nothing overwritten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from saindege.base.errors import SaindegeError
from saindege.people.app import actions
from saindege.people.app.models import Person, PersonChange, StaffImport

from .conftest import ANI, AT, BUDI, CITRA, DEDI, EKA, list_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Call each in a thread of its own; returns results, or the type of a refusal."""

    def run(call):
        try:
            return call()
        except SaindegeError as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_same_file_uploaded_at_once_is_one_import(officer, account, media):
    def bring(who):
        return lambda: actions.store_list(who, file_name="daftar.csv", chunks=[list_of(ANI, BUDI)], at=AT).pk

    keys = at_once(*(bring(who) for who in (officer, officer, account("admin"), account("admin"))))

    assert set(keys) == {StaffImport.objects.get().pk}


def test_many_clicks_apply_a_list_once(upload, check, apply, register):
    checked = check(upload(ANI, BUDI, CITRA, DEDI, EKA))

    applied = at_once(*[lambda: apply(checked).pk] * 6)

    assert set(applied) == {checked.pk}
    assert Person.objects.filter(nip=EKA[0]).count() == 1
    assert PersonChange.objects.count() == 1


def test_of_two_lists_applied_at_once_one_is_checked_again(upload, check, apply, register):
    lists = [check(upload((*ANI[:3], rank), BUDI, CITRA, DEDI)) for rank in ("III/c", "III/d")]

    answers = at_once(*(lambda each=each: apply(each).pk for each in lists))

    assert answers.count(actions.RegisterChanged) == 1
    assert PersonChange.objects.filter(field="rank").count() == 1
    assert Person.objects.get(nip=ANI[0]).rank in ("III/c", "III/d")
