"""Accounts: who may change what about whom."""

from datetime import UTC, datetime

import pytest

from saindege.base.app import actions
from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry
from saindege.base.app.queries import city

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
GOOD = "salak-manis-2026"


def test_administrator_makes_an_account_that_can_sign_in(account):
    admin = account("admin")

    made = actions.add_account(
        admin, username=" Rahma ", display_name="Rahma Siregar", roles=["bkpsdm"], password=GOOD, at=NOW
    )

    assert (made.username, made.roles, made.check_password(GOOD)) == ("rahma", ["bkpsdm"], True)
    assert AuditEntry.objects.get().action == "base.account_added"


def test_officer_may_not_make_an_account(account):
    with pytest.raises(NotAllowed):
        actions.add_account(
            account("bkpsdm"), username="x", display_name="X", roles=[], password=GOOD, at=NOW
        )

    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"username": "ADA"}, "username"),
        ({"roles": ["raja"]}, "roles"),
        ({"password": "pendek"}, "password"),
        ({"password": "1234567890"}, "password"),
    ],
)
def test_account_that_cannot_be_is_refused_at_its_field(account, fields, column):
    admin = account("admin", username="ada")
    wanted = {"username": "baru", "display_name": "Baru", "roles": ["peserta"], "password": GOOD, **fields}

    with pytest.raises(actions.NotSaved) as refusal:
        actions.add_account(admin, **wanted, at=NOW)

    assert [problem.column for problem in refusal.value.problems] == [column]
    assert Account.objects.count() == 1


def test_administrator_cannot_lock_themselves_out(account):
    admin = account("admin")

    with pytest.raises(actions.NotSaved):
        actions.change_account(admin, admin, display_name="A", roles=["peserta"], is_active=True, at=NOW)

    admin.refresh_from_db()
    assert admin.roles == ["admin"]


def test_closed_account_has_no_role_any_more(account):
    admin, officer = account("admin"), account("bkpsdm")

    actions.change_account(admin, officer, display_name="Rahma", roles=["bkpsdm"], is_active=False, at=NOW)

    officer.refresh_from_db()
    assert (officer.has_role("bkpsdm"), officer.display_name) == (False, "Rahma")


def test_own_password_needs_the_old_one(account):
    officer = account("bkpsdm", password=GOOD)

    with pytest.raises(actions.NotSaved) as refusal:
        actions.change_password(officer, old="salah", new="pisang-goreng-7", at=NOW)

    assert refusal.value.problems[0].column == "old"
    assert officer.check_password(GOOD)


def test_new_password_replaces_the_old_one_and_is_recorded_without_itself(account):
    officer = account("bkpsdm", password=GOOD)

    actions.change_password(officer, old=GOOD, new="pisang-goreng-7", at=NOW)

    entry = AuditEntry.objects.get()
    assert officer.check_password("pisang-goreng-7")
    assert (entry.action, entry.detail) == ("base.password_changed", {})


def test_names_of_the_city_stand_where_they_are_asked(account):
    admin = account("admin")

    actions.name_city(admin, {"name": "Kota Salak", "signatory": "Marito"}, at=NOW)

    assert (city().name, city().signatory) == ("Kota Salak", "Marito")
    assert city().training_unit.startswith("Badan Kepegawaian")
