"""Accounts from the terminal."""

from __future__ import annotations

import io
import json
import sys

import pytest

from saindege.base.app.models import Account, AuditEntry
from saindege.web.operation import accounts, audit
from saindege.web.operation.accounts import NameTaken, NoSuchAccount, UnfitPassword

from .running_house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let standard input hold a good password, as a script hands it over."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("kuda-benar-9\nkuda-lain-10\n"))


def test_the_first_account_is_made_before_the_first_start(empty_house: House) -> None:
    words = ("user", "add", "Admin", "--name", "Admin Kota", "--role", "admin", "--role", "analis")

    status, made = empty_house.answer(*words, said="kuda-benar-9\n")

    assert (status, made) == (
        0,
        {"username": "admin", "name": "Admin Kota", "roles": ["admin", "analis"], "active": True},
    )
    ((password,),) = empty_house.rows("SELECT password FROM saindege_account")
    assert password.startswith("argon2$") and "kuda-benar-9" not in password
    assert empty_house.rows("SELECT action, actor_id, detail FROM saindege_auditentry") == [
        ("account.added", None, '{"roles": ["admin", "analis"]}')
    ]


def test_a_weak_password_is_refused_with_reasons_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("12345\n"))

    with pytest.raises(UnfitPassword) as refused:
        accounts.add("rahma", "Rahma", [], "id")

    assert "terlalu pendek" in json.dumps(refused.value.as_json("id"))
    assert "This password is too short" in json.dumps(refused.value.as_json("en"))
    assert Account.objects.count() == 0


def test_a_doubled_name_and_an_unknown_role_are_refused(typed: None) -> None:
    accounts.add("rahma", "Rahma", [], "id")

    with pytest.raises(NameTaken):
        accounts.add("RAHMA", "Rahma lain", [], "id")
    with pytest.raises(accounts.BadInput, match="Peran raja tidak ada") as role:
        accounts.change_roles("rahma", ["raja"])

    assert role.value.code == "unknown_value" and "bkpsdm" in role.value.sentence.en


def test_password_roles_and_closing_are_changed_and_recorded(typed: None) -> None:
    accounts.add("rahma", "Rahma", [], "id")

    accounts.change_password("rahma", "id")
    accounts.change_roles("rahma", ["bkpsdm"])
    accounts.switch("rahma", on=False)

    account = Account.objects.get()
    assert account.check_password("kuda-lain-10")
    assert accounts.list_all().document == {
        "accounts": [{"username": "rahma", "name": "Rahma", "roles": ["bkpsdm"], "active": False}]
    }
    assert list(AuditEntry.objects.values_list("action", flat=True)) == [
        "account.added",
        "account.password_changed",
        "account.roles_changed",
        "account.disabled",
    ]
    assert audit.check_chain().first_wrong is None


def test_nobody_of_that_name() -> None:
    with pytest.raises(NoSuchAccount, match="saindege user list"):
        accounts.switch("nobody", on=False)
