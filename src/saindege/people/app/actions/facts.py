"""One person written down by hand: added, or some facts changed; each change with who and when."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.within import within
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import differences, nip
from saindege.people.app import access
from saindege.people.app.models import Office, Person, PersonChange, PersonMerge, StaffImport
from saindege.people.app.queries import imports


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person; ``office`` is a code, empty texts are not known."""

    name: str
    nip: str
    status: str
    office: str
    post: str = ""
    post_code: str = ""
    post_type: str = ""
    rank: str = ""
    education: str = ""
    birth_date: date | None = None
    sex: str = ""


class NumberRefused(BadInput):
    """The number cannot be this person's."""

    code = "conflict"

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence, problems=[Problem("conflict", sentence, column="nip")])


class ChangedMeanwhile(BadInput):
    """Somebody changed the person after the form was opened."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Data orang ini baru saja diubah orang lain. Lihat isinya sekarang, lalu ubah lagi.",
                en="Somebody just changed this person. Look at the facts as they are now, then change them again.",
            )
        )


def add_person(by: Account, facts: Facts, *, at: datetime) -> Person:
    """Add one person to the staff list.

    Raises
    ------
    NumberRefused : the number is impossible, or somebody has it
    """
    require(access.may_change_people(by))
    with transaction.atomic():
        _hold_register()
        number = _require_number(facts, None, at)
        office = Office.objects.get(code=facts.office, closed_on=None)
        person = Person.objects.create(
            nip=number, office=office, is_example=office.is_example, **_plain(facts)
        )
        PersonChange.objects.create(person=person, field="new", after=person.name, by=by, at=at)
        base_actions.record(by=by, action="people.person_added", subject=person, at=at)
    return person


def change_person(by: Account, key: uuid.UUID, facts: Facts, *, version: int, at: datetime) -> int:
    """Change what is known of one person; returns how many facts changed.

    Parameters
    ----------
    version : number of the last change of the person when the form was opened, 0 for none

    Raises
    ------
    NumberRefused : the number is impossible, or somebody else has it
    ChangedMeanwhile : the person was changed after the form was opened
    """
    require(access.may_change_people(by))
    with transaction.atomic():
        _hold_register()
        person = Person.objects.select_for_update().get(pk=key)
        last = person.changes.order_by("-pk").first()
        if (last.pk if last else 0) != version:
            raise ChangedMeanwhile
        number = _require_number(facts, person, at)
        office = Office.objects.get(code=facts.office)
        said = []
        for field, value in {**_plain(facts), "nip": number, "office": office}.items():
            before = getattr(person, field)
            if (before or "") == (value or ""):
                continue
            said.append((field, _words(before), _words(value)))
            setattr(person, field, value)
        if any(field == "office" for field, _before, _after in said) and person.superior_id:
            # As with a list: the superior of the old office does not go along.
            said.append(("superior", Person.objects.get(pk=person.superior_id).name, ""))
            person.superior = None
        if said:
            person.save()
            PersonChange.objects.bulk_create(
                [
                    PersonChange(
                        person=person, field=field, before=before[:200], after=after[:200], by=by, at=at
                    )
                    for field, before, after in said
                ]
            )
            base_actions.record(
                by=by, action="people.person_changed", subject=person, at=at, detail={"facts": len(said)}
            )
        if any(field == "office" for field, _before, _after in said):
            within("people.offices_moved", by=by, at=at)
    return len(said)


def _hold_register() -> None:
    """As when a list is applied: changes of the register follow one another."""
    list(StaffImport.objects.select_for_update().filter(state__in=imports.OPEN).order_by("pk"))


def _plain(facts: Facts) -> Mapping[str, object]:
    return {name: value for name, value in asdict(facts).items() if name not in ("nip", "office")}


def _words(value: object) -> str:
    return value.name if isinstance(value, Office) else differences.as_text(value)


def _require_number(facts: Facts, person: Person | None, at: datetime) -> str | None:
    number = nip.clean(facts.nip)
    if not number:
        if facts.status == "non_asn":
            return None
        raise NumberRefused(
            Sentence(
                id="Pegawai ASN punya NIP. Isi 18 angkanya, atau pilih status bukan ASN.",
                en="A civil servant has a number (NIP). Fill in its 18 digits, or choose the status non-ASN.",
            )
        )
    read = nip.parse(number, as_of=timezone.localdate(at))
    if not read.valid:
        raise NumberRefused(read.problems[0].sentence)
    other = Person.objects.filter(nip=number).exclude(pk=person.pk if person else None).first()
    former = PersonMerge.objects.filter(former_nip=number).select_related("person").first()
    owner = other or (former.person if former and former.person != person else None)
    if owner is not None:
        raise NumberRefused(
            Sentence(
                id=f"NIP ini milik {owner.name}. Periksa angkanya; bila orangnya sama, gabungkan kedua datanya.",
                en=f"{owner.name} has this number. Check its digits; if it is the same person, merge the two.",
            )
        )
    return number
