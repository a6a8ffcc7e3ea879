"""Long work asked for, accounts and the city's names; the record of what was done is written in ``record``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from saindege.base.app import access
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job, JobState, Role, Setting
from saindege.base.app.record import Note as Note
from saindege.base.app.record import record as record
from saindege.base.app.record import record_all as record_all
from saindege.base.errors import BadInput, Problem, Sentence


class NotSaved(BadInput):
    """What was written about an account or a setting cannot be stored; each problem names its field."""


def enqueue(
    *,
    kind: str,
    key: str,
    title: str,
    by: Account | None,
    arguments: Mapping[str, object] | None = None,
    result_url: str = "",
) -> Job:
    """Ask for long work once; asking again with the same key returns the same job.

    Work that failed is tried again when it is asked for again.
    """
    job, made = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "title": title,
            "asked_by": by,
            "arguments": dict(arguments or {}),
            "result_url": result_url,
        },
    )
    if not made and job.state == JobState.FAILED:
        again = {"state": JobState.WAITING, "attempts": 0, "done": 0, "message": "", "fault": {}}
        # Two who ask again at the same moment restart it once.
        Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(**again, finished_at=None)
        job.refresh_from_db()
    return job


def choose_language(by: Account, language: str) -> None:
    """Keep the language that an account reads."""
    require(access.may_change_own(by))
    Account.objects.filter(pk=by.pk).update(language=language)


def choose_theme(by: Account, theme: str) -> None:
    """Keep light, dark or the device's wish."""
    require(access.may_change_own(by))
    Account.objects.filter(pk=by.pk).update(theme=theme)


def change_password(by: Account, *, old: str, new: str, at: datetime) -> None:
    """Change one's own password.

    Raises
    ------
    NotSaved : the old one is wrong, or the new one is easy to guess
    """
    require(access.may_change_own(by))
    if not by.check_password(old):
        raise _fault(
            "old", "Kata sandi lama tidak cocok. Ketik lagi.", "The old password does not fit. Type it again."
        )
    _refuse_weak(new, by, "new")
    with transaction.atomic():
        by.set_password(new)
        by.save(update_fields=["password"])
        record(by=by, action="base.password_changed", subject=by, at=at)


def add_account(
    by: Account, *, username: str, display_name: str, roles: list[str], password: str, at: datetime
) -> Account:
    """Make an account.

    Raises
    ------
    NotSaved : the user name is taken, a role is unknown, or the password is easy to guess
    """
    require(access.may_administer(by))
    account = Account(username=username.strip().lower(), display_name=display_name.strip(), roles=roles)
    _refuse_unknown_roles(roles)
    _refuse_weak(password, account, "password")
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            record(by=by, action="base.account_added", subject=account, at=at, detail={"roles": roles})
    except IntegrityError as error:
        raise _fault(
            "username",
            f"Nama pengguna {account.username} sudah dipakai. Tulis nama lain.",
            f"The user name {account.username} is taken. Write another one.",
        ) from error
    return account


def change_account(
    by: Account, account: Account, *, display_name: str, roles: list[str], is_active: bool, at: datetime
) -> None:
    """Change what an account is called and may do; nobody takes the administrator's right from themselves.

    Raises
    ------
    NotSaved : a role is unknown, or the administrator would lock themselves out
    """
    require(access.may_administer(by))
    _refuse_unknown_roles(roles)
    if by.pk == account.pk and (not is_active or Role.ADMIN not in roles):
        raise _fault(
            "roles",
            "Anda tidak dapat mencabut hak admin atau menutup akun Anda sendiri. Minta admin lain melakukannya.",
            "You cannot take the administrator's right from yourself or close your own account. Ask another one.",
        )
    with transaction.atomic():
        account.display_name, account.roles, account.is_active = display_name.strip(), roles, is_active
        account.save(update_fields=["display_name", "roles", "is_active"])
        detail = {"roles": roles, "is_active": is_active}
        record(by=by, action="base.account_changed", subject=account, at=at, detail=detail)


def give_password(by: Account, account: Account, *, password: str, at: datetime) -> None:
    """Give an account a new password, told to its owner by the administrator.

    Raises
    ------
    NotSaved : the password is easy to guess
    """
    require(access.may_administer(by))
    _refuse_weak(password, account, "password")
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        record(by=by, action="base.password_given", subject=account, at=at)


def name_city(by: Account, names: Mapping[str, str], *, at: datetime) -> None:
    """Keep the names that stand on letterheads and in the footer."""
    require(access.may_administer(by))
    with transaction.atomic():
        for key, value in names.items():
            setting, _ = Setting.objects.update_or_create(key=f"city.{key}", defaults={"value": value})
            record(by=by, action="base.city_named", subject=setting, at=at)


def _refuse_unknown_roles(roles: list[str]) -> None:
    unknown = sorted(set(roles) - set(Role.values))
    if unknown:
        raise _fault("roles", f"Peran {unknown[0]} tidak dikenal.", f"The role {unknown[0]} is unknown.")


def _refuse_weak(password: str, account: Account, column: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        told = " ".join(error.messages)
        raise _fault(column, told, told) from error


def _fault(column: str, indonesian: str, english: str) -> NotSaved:
    problem = Problem("invalid", Sentence(id=indonesian, en=english), column=column)
    return NotSaved(problem.sentence, code="invalid", problems=[problem])
