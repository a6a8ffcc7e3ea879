"""The record of changes in words: what each recorded act is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from saindege.base.app.models import AuditEntry

UUID_LENGTH = 36
WORDS = {
    "base.account_added": _("Akun dibuat"),
    "base.account_changed": _("Akun diubah"),
    "base.city_named": _("Nama di kop surat diubah"),
    "base.password_changed": _("Kata sandi diganti pemiliknya"),
    "base.password_given": _("Kata sandi baru diberikan admin"),
    "demo.city_loaded": _("Kota contoh dibuat"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One act as a page shows it.

    Attributes
    ----------
    number : of the row
    at : moment
    who : name of the account, empty for the house itself
    act : what was done, in words
    subject : kind and key of what it was done to
    """

    number: int
    at: datetime
    who: str
    act: str
    subject: str


def words(action: str) -> str:
    """Return what an act is called; an unknown one keeps its code."""
    return str(WORDS.get(action, action))


def lines(entries: Iterable[AuditEntry]) -> list[Line]:
    """Return rows of the record in words."""
    return [
        Line(
            number=entry.pk,
            at=entry.at,
            who=entry.actor.display_name if entry.actor else "",
            act=words(entry.action),
            subject=f"{entry.subject_type} {_short(entry.subject_id)}",
        )
        for entry in entries
    ]


def _short(key: str) -> str:
    return key[:8] if len(key) == UUID_LENGTH else key
