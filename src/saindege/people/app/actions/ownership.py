"""Whose account it is: an account is linked to the person on the staff list who signs in with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saindege.base.app import access as base_access
from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import nip
from saindege.people.app.models import Person


class NotLinked(BadInput):
    """The account cannot be linked to that person."""

    code = "conflict"

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence, problems=[Problem("conflict", sentence, column="nip")])


def link_account(by: Account, account: Account, *, number: str, at: datetime) -> Person | None:
    """Link an account to the person with this NIP, or to nobody where the number is empty; returns the person.

    Raises
    ------
    NotLinked : nobody has the number, or the person has another account
    """
    require(base_access.may_administer(by))
    with transaction.atomic():
        person = _person_with(number, account) if number.strip() else None
        Person.objects.filter(account=account).exclude(pk=person.pk if person else None).update(account=None)
        if person is not None and person.account_id != account.pk:
            Person.objects.filter(pk=person.pk).update(account=account)
        base_actions.record(
            by=by,
            action="people.account_linked",
            subject=account,
            at=at,
            detail={"linked": person is not None},
        )
    return person


def _person_with(number: str, account: Account) -> Person:
    person = Person.objects.select_for_update().filter(nip=nip.clean(number)).first()
    if person is None:
        raise NotLinked(
            Sentence(
                id="Tidak ada pegawai dengan NIP itu. Periksa angkanya, atau impor daftar pegawai yang terbaru.",
                en="Nobody on the staff list has that NIP. Check its digits, or import the newest staff list.",
            )
        )
    if person.account_id not in (None, account.pk):
        raise NotLinked(
            Sentence(
                id=f"{person.name} sudah punya akun lain. Lepas akun itu dulu.",
                en=f"{person.name} has another account. Unlink that one first.",
            )
        )
    return person
