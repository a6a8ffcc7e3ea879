"""Accounts from the terminal: the first administrator, a lost password, somebody who has left."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable, Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from saindege.base.app import actions as base_actions
from saindege.base.app.models import Account, Role
from saindege.base.errors import BadInput, Language, Problem, Sentence
from saindege.web.operation.report import Report


class NoSuchAccount(BadInput):
    """Nobody has this user name."""

    code = "unknown_value"


class NameTaken(BadInput):
    """Somebody has this user name already."""

    code = "duplicate"


class UnfitPassword(BadInput):
    """The password is too weak, or was not typed twice alike."""

    code = "out_of_range"


def add(username: str, display_name: str, roles: Sequence[str], language: Language) -> Report:
    """Make an account; the password is asked for, or read from standard input.

    Raises
    ------
    NameTaken, UnfitPassword, UnknownRole
    """
    require_roles(roles)
    if Account.objects.filter(username=username.lower()).exists():
        raise name_taken(username)
    account = Account(
        username=username.lower(), display_name=display_name, roles=list(roles), language=language
    )
    account.set_password(ask_password(account, language))
    try:
        with transaction.atomic():
            account.save()
            _record(account, "account.added", {"roles": list(roles)})
    except IntegrityError as fault:
        raise name_taken(username) from fault
    return _about(account)


def change_password(username: str, language: Language) -> Report:
    """Give an account a new password; whoever is signed in with the old one is signed out."""
    account = find(username)
    account.set_password(ask_password(account, language))
    _save(account, ["password"], "account.password_changed")
    return _about(account)


def change_roles(username: str, roles: Sequence[str]) -> Report:
    """Give an account these roles and no others."""
    require_roles(roles)
    account = find(username)
    account.roles = list(roles)
    _save(account, ["roles"], "account.roles_changed", {"roles": list(roles)})
    return _about(account)


def switch(username: str, *, on: bool) -> Report:
    """Close an account or open it again; what it did stays in the record."""
    account = find(username)
    account.is_active = on
    _save(account, ["is_active"], "account.enabled" if on else "account.disabled")
    return _about(account)


def list_all() -> Report:
    """List the accounts; no password and nothing made from one is shown."""
    rows = [as_row(account) for account in Account.objects.order_by("username")]
    return Report({"accounts": rows}, lambda language: _table(rows, language))


def find(username: str) -> Account:
    """Return an account by its user name.

    Raises
    ------
    NoSuchAccount : nobody has it
    """
    try:
        return Account.objects.get(username=username.lower())
    except Account.DoesNotExist as fault:
        raise NoSuchAccount(
            Sentence(
                id=f"Tidak ada akun bernama {username}. Lihat saindege user list.",
                en=f"There is no account named {username}. See saindege user list.",
            )
        ) from fault


def ask_password(account: Account, language: Language) -> str:
    """Ask for a password twice on a terminal, or read one line from standard input; never from an argument.

    Raises
    ------
    UnfitPassword : too weak, or not typed twice alike
    """
    if sys.stdin.isatty():
        first, again = ("Kata sandi: ", "Ulangi: ") if language == "id" else ("Password: ", "Again: ")
        password = getpass.getpass(first)
        if getpass.getpass(again) != password:
            raise UnfitPassword(
                Sentence(
                    id="Kedua kata sandi tidak sama. Ulangi perintah ini.",
                    en="The two passwords differ. Run this command again.",
                )
            )
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    require_strong(password, account)
    return password


def require_strong(password: str, account: Account) -> None:
    """Refuse a password that is easy to guess, with the reasons in both languages.

    Raises
    ------
    UnfitPassword : with one problem for each reason
    """
    indonesian, english = (_faults_of(password, account, language) for language in ("id", "en"))
    if indonesian:
        raise UnfitPassword(
            Sentence(
                id="Kata sandi ini tidak dapat dipakai. Pakai sedikitnya 10 huruf yang tidak mudah ditebak.",
                en="This password cannot be used. Use at least 10 characters that are not easy to guess.",
            ),
            problems=[
                Problem("unfit_password", Sentence(id=one, en=other))
                for one, other in zip(indonesian, english, strict=True)
            ],
        )


def _faults_of(password: str, account: Account, language: str) -> list[str]:
    # The sentences take the language of the moment at which they are made.
    with translation.override(language):
        try:
            validate_password(password, account)
        except ValidationError as refused:
            return list(refused.messages)
    return []


def require_roles(roles: Iterable[str]) -> None:
    """Refuse a role that does not exist.

    Raises
    ------
    BadInput : with the roles that there are
    """
    strange = [role for role in roles if role not in Role.values]
    if strange:
        known = ", ".join(Role.values)
        raise BadInput(
            Sentence(
                id=f"Peran {', '.join(strange)} tidak ada. Pilih dari: {known}.",
                en=f"There is no role {', '.join(strange)}. Choose from: {known}.",
            ),
            code="unknown_value",
        )


def name_taken(username: str) -> NameTaken:
    """Word the refusal of a doubled user name."""
    return NameTaken(
        Sentence(
            id=f"Akun {username} sudah ada. Pakai saindege user password atau roles untuk mengubahnya.",
            en=f"The account {username} exists already. Use saindege user password or roles to change it.",
        )
    )


def as_row(account: Account) -> dict[str, object]:
    """Return what is shown of an account."""
    return {
        "username": account.username,
        "name": account.display_name,
        "roles": list(account.roles),
        "active": account.is_active,
    }


def _save(account: Account, fields: list[str], action: str, detail: dict[str, object] | None = None) -> None:
    with transaction.atomic():
        account.save(update_fields=fields)
        _record(account, action, detail)


def _record(account: Account, action: str, detail: dict[str, object] | None = None) -> None:
    # Whoever works on the terminal has no account; the record says so by naming none.
    base_actions.record(by=None, action=action, subject=account, at=timezone.now(), detail=detail)


def _about(account: Account) -> Report:
    row = as_row(account)
    return Report(row, lambda language: _table([row], language))


def _table(rows: Sequence[dict[str, object]], language: Language) -> list[str]:
    closed = "ditutup" if language == "id" else "closed"
    if not rows:
        return ["Belum ada akun." if language == "id" else "There is no account yet."]
    widest = max(len(str(row["username"])) for row in rows)
    return [
        f"{row['username']!s:<{widest}}  {row['name']}  [{', '.join(map(str, row['roles']))}]"
        + ("" if row["active"] else f"  ({closed})")
        for row in rows
    ]
