"""Who is behind a sign-in: what is read as rows is what the model reads, and holds in every point."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session as SignIn
from django.utils.module_loading import import_string

from saindege.base.app import sign_ins
from saindege.base.app.models import Account
from saindege.web.sessions import SessionStore

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
BACKEND = "saindege.web.sign_in.ByNameOrNip"


def account_named(name, **fields):
    return Account.objects.create_user(name, "kata sandi 42", display_name=name, roles=["peserta"], **fields)


def signed_in(account, **told):
    store = SessionStore()
    store.update(
        {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            **told,
        }
    )
    store.create()
    return store.session_key


def test_sign_ins_of_many_are_told_apart():
    accounts = [account_named(name) for name in ("a", "b", "c")]
    keys = [signed_in(one) for one in accounts]

    found = sign_ins.accounts_of([*keys[:2], "unknown"], NOW)

    assert found == {keys[0]: accounts[0], keys[1]: accounts[1]}
    assert [one.roles for one in found.values()] == [["peserta"]] * 2
    assert sign_ins.accounts_of([], NOW) == {}


def test_sign_in_that_does_not_hold_in_one_point_is_left_to_the_common_way():
    good, closed, changed, example = (
        account_named("good"),
        account_named("closed", is_active=False),
        account_named("changed"),
        account_named("example", is_example=True),
    )
    keys = {
        "ended": signed_in(good),
        "closed": signed_in(closed),
        "changed": signed_in(changed),
        "example": signed_in(example),
        "elsewhere": signed_in(good, **{BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"}),
        "nobody": signed_in(good, **{SESSION_KEY: "999999"}),
        "no number": signed_in(good, **{SESSION_KEY: "x"}),
        "forged": signed_in(good),
    }
    SignIn.objects.filter(pk=keys["ended"]).update(expire_date=NOW - timedelta(seconds=1))
    SignIn.objects.filter(pk=keys["forged"]).update(session_data="e30:x:y")
    changed.set_password("kata sandi lain 42")
    changed.save()

    assert sign_ins.accounts_of(keys.values(), NOW) == {}


def test_whole_account_is_what_the_model_reads():
    made = account_named("a", language="en", theme="dark")
    Account.objects.filter(pk=made.pk).update(last_login=NOW)

    read, stored = sign_ins.account_of(made.pk), Account.objects.get(pk=made.pk)

    fields = [one.attname for one in Account._meta.concrete_fields]
    assert read is not None and read.get_deferred_fields() == set()
    assert [getattr(read, one) for one in fields] == [getattr(stored, one) for one in fields]
    assert sign_ins.account_of(made.pk + 1) is None


def test_session_is_read_as_django_reads_it():
    key = signed_in(account_named("a"), extra="words")
    django = import_string("django.contrib.sessions.backends.db.SessionStore")

    assert dict(SessionStore(key).load()) == dict(django(key).load())
    assert SessionStore.__module__ == settings.SESSION_ENGINE


def test_session_that_ran_out_gives_nothing_and_loses_its_key():
    key = signed_in(account_named("a"))
    SignIn.objects.update(expire_date=NOW - timedelta(seconds=1))
    store = SessionStore(key)

    assert (store.load(), store.session_key) == ({}, None)
