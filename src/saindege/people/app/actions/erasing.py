"""Somebody is erased: no name, no number, no contact; what counts in sums and what the law keeps stays."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Role
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people.app import access
from saindege.people.app.actions.scrubbing import _scrub_texts
from saindege.people.app.models import Person, PersonChange, StaffImport, Status
from saindege.people.app.queries import holdings, imports
from saindege.people.personal_data import Scrubber

GONE = "(dihapus)"


@dataclass(slots=True)
class Erased:
    """What was done.

    Attributes
    ----------
    pseudonym : what stands where the name stood
    deleted, blanked, scrubbed : table to rows; kept : table to rows that the law keeps
    files : kept files that must go once this is stored
    namesakes : others who are called the same; texts of others were then left as they are
    """

    pseudonym: str
    deleted: dict[str, int] = field(default_factory=dict)
    blanked: dict[str, int] = field(default_factory=dict)
    scrubbed: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    namesakes: int = 0


class StillBound(BadInput):
    """An obligation stands; each problem names one and says what to do first."""

    code = "conflict"


def erase_person(
    by: Account | None, person: Person, *, obligations: Sequence[Problem] = (), at: datetime
) -> Erased:
    """Take a person's name, number and contacts out of everything that the law does not keep.

    Files named in the answer are deleted by the caller once the transaction holds.

    Parameters
    ----------
    by : None for whoever works on the terminal of the machine
    obligations : that the areas above know of

    Raises
    ------
    StillBound : the person is on the staff list, leads people, or something is not finished
    """
    require(access.may_erase_people(by))
    with transaction.atomic():
        list(StaffImport.objects.select_for_update().filter(state__in=imports.OPEN).order_by("pk"))
        person = Person.objects.select_for_update().get(pk=person.pk)
        account = person.account
        found = [*_obligations(person), *obligations]
        if found:
            raise StillBound(_BOUND, code="conflict", problems=found)
        done = Erased(pseudonym=f"Terhapus {secrets.token_hex(3)}")
        scrubber = _scrubber(person, done)
        _treat_tables(person, done)
        _blank_speaker(account, done)
        _blank_account(account, done)
        _blank_person(person, done, at)
        done.scrubbed = _scrub_texts(scrubber, with_names=not done.namesakes)
        PersonChange.objects.create(person=person, field="erased", by=by, at=at)
        detail = {"deleted": sum(done.deleted.values()), "blanked": sum(done.blanked.values())}
        base_actions.record(by=by, action="people.person_erased", subject=person, at=at, detail=detail)
    return done


def _obligations(person: Person) -> list[Problem]:
    found = []
    if person.status != Status.NON_ASN and person.missing_since is None:
        found.append(Problem("conflict", _ON_THE_LIST))
    if person.subordinates.filter(missing_since=None).exists():
        found.append(Problem("conflict", _LEADS))
    if StaffImport.objects.filter(state__in=imports.OPEN).exists():
        found.append(Problem("conflict", _OPEN_LIST))
    account = person.account
    if account is not None and account.has_role(Role.ADMIN):
        others = Account.objects.filter(is_active=True).exclude(pk=account.pk)
        if not any(each.has_role(Role.ADMIN) for each in others):
            found.append(Problem("conflict", _LAST_ADMIN))
    return found


def _scrubber(person: Person, done: Erased) -> Scrubber:
    """Return all that the person was ever called."""
    names, numbers = {person.name}, {person.nip or ""}
    for before, after in person.changes.filter(field="name").values_list("before", "after"):
        names |= {before, after}
    names |= set(person.changes.filter(field="new").values_list("after", flat=True))
    for before, after in person.changes.filter(field="nip").values_list("before", "after"):
        numbers |= {before, after}
    numbers |= set(person.merges.values_list("former_nip", flat=True))
    for held in person.merges.values_list("held", flat=True):
        names.add(str(held.get("name") or ""))
        numbers.add(str(held.get("nip") or ""))
    if person.account:
        names |= {person.account.display_name, person.account.username}
    names |= set(holdings.speaker_rows(person.account).values_list("name", flat=True))
    # With titles and without: "Ani Contoh, S.E." is also called "Ani Contoh".
    names |= {name.split(",")[0].strip() for name in names}
    done.namesakes = Person.objects.filter(name__iexact=person.name).exclude(pk=person.pk).count()
    return Scrubber(
        tuple(sorted(number for number in numbers if len(number) >= 9)),
        tuple(sorted(name for name in names if len(name) > 3)),
        done.pseudonym,
    )


def _treat_tables(person: Person, done: Erased) -> None:
    for held in holdings.held_about(person):
        treatment, rows = held.treatment, held.rows
        count = rows.count()
        if not count:
            continue
        done.files += [stored.stored for stored in holdings.stored_files(rows, treatment.files)]
        if treatment.erase == "keep":
            done.kept[treatment.table] = count
        elif treatment.erase == "delete":
            rows.delete()
            done.deleted[treatment.table] = count
        elif treatment.erase == "blank":
            columns = (*treatment.texts, *treatment.files)
            rows.update(**{column: _blank_of(rows.model, column) for column in columns})
            done.blanked[treatment.table] = count


def _blank_of(model: type[models.Model], column: str) -> Any:
    kept = model._meta.get_field(column)
    if isinstance(kept, models.JSONField):
        return {}
    return "" if getattr(kept, "blank", False) else GONE


def _blank_speaker(account: Account | None, done: Erased) -> None:
    count = holdings.speaker_rows(account).update(
        name=done.pseudonym, phone="", email="", expertise="", conflict_note="", sealed_tax_number="",
        link_word="", account=None,
    )  # fmt: skip
    if count:
        done.blanked["Speaker"] = count


def _blank_account(account: Account | None, done: Erased) -> None:
    if account is None:
        return
    account.username, account.display_name = f"terhapus-{account.pk}", done.pseudonym
    account.roles, account.is_active = [], False
    account.set_unusable_password()
    account.save()
    done.blanked["Account"] = 1


def _blank_person(person: Person, done: Erased, at: datetime) -> None:
    """Office, status and kind of post stay for the sums; together they still name nobody."""
    person.name, person.nip, person.birth_date = done.pseudonym, None, None
    person.sex = person.post = person.post_code = person.rank = person.education = ""
    person.superior = person.account = None
    person.missing_since = person.missing_since or timezone.localdate(at)
    person.erased_at = at
    person.save()
    Person.objects.filter(superior=person).update(superior=None)
    done.blanked["Person"] = 1


_BOUND = Sentence(
    id="Belum dapat dihapus; tidak ada yang berubah. Selesaikan dahulu:",
    en="Not erased yet; nothing was changed. Settle this first:",
)
_ON_THE_LIST = Sentence(
    id="Orang ini masih tercatat sebagai pegawai; datanya wajib disimpan. Hapus setelah ia tidak ada lagi di daftar pegawai.",
    en="This person is still on the staff list, and the data must be kept. Erase after they have left the list.",
)
_LEADS = Sentence(
    id="Orang ini masih atasan langsung pegawai lain. Tentukan atasan penggantinya dahulu.",
    en="This person is still the superior of others. Say who replaces them first.",
)
_OPEN_LIST = Sentence(
    id="Ada impor daftar pegawai yang belum selesai. Terapkan atau batalkan dahulu.",
    en="A staff list on its way in is not finished. Apply or drop it first.",
)
_LAST_ADMIN = Sentence(
    id="Ini satu-satunya akun admin yang aktif. Buat admin lain dahulu.",
    en="This is the only active administrator. Make another one first.",
)
