"""Two rows that are one person become one: everything that pointed to the other is led over, nothing is lost."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.within import within
from saindege.base.errors import BadInput, Sentence
from saindege.people import level_lists
from saindege.people.app import access
from saindege.people.app.models import (
    Assessment,
    Need,
    NeedsForm,
    Person,
    PersonChange,
    PersonMerge,
    StaffImport,
)
from saindege.people.app.queries import imports, staff

# Facts that fill what the row that stays does not know.
FILLED = (
    "nip",
    "birth_date",
    "sex",
    "post",
    "post_code",
    "post_type",
    "rank",
    "education",
    "superior",
    "account",
)
_HELD = ("name", "status", "office", *FILLED, "missing_since")


class CannotMerge(BadInput):
    """The two cannot become one as they are."""

    code = "conflict"


def merge_people(by: Account, kept: uuid.UUID, gone: uuid.UUID, *, at: datetime) -> Person:
    """Lead everything of one row over to the other and take the first out, in one transaction.

    The row that stays keeps its facts and takes over those that it lacks. What the other held is kept in the record of
    the merge, and its number keeps meaning the person who stayed. Merging twice merges once.

    Raises
    ------
    CannotMerge : the same row, one above the other, two accounts, or both stand in one place where a person stands once
    """
    require(access.may_merge_people(by))
    with transaction.atomic():
        # As when a list is applied: changes of the register follow one another.
        list(StaffImport.objects.select_for_update().filter(state__in=imports.OPEN).order_by("pk"))
        before = PersonMerge.objects.filter(gone=gone, person=kept).first()
        if before is not None:
            return before.person
        found = {each.pk: each for each in Person.objects.select_for_update().filter(pk__in=(kept, gone))}
        if len(found) != 2:
            raise CannotMerge(_SAME)
        stays, leaves = found[kept], found[gone]
        _require_mergeable(stays, leaves)
        held: dict[str, Any] = {name: _plain(getattr(leaves, name)) for name in _HELD}
        held["beside"] = _join_people_tables(stays, leaves)
        held["led_over"] = _lead_over(stays, leaves)
        number = leaves.nip or ""
        taken = _fill(stays, leaves)
        PersonMerge.objects.create(
            person=stays,
            gone=gone,
            former_nip=number if number != stays.nip else "",
            held=held,
            by=by,
            at=at,
        )
        PersonChange.objects.bulk_create(
            [
                PersonChange(
                    person=stays, field="merged", before=leaves.name, after=stays.name, by=by, at=at
                ),
                *(
                    PersonChange(
                        person=stays, field=field, before="", after=str(held[field])[:200], by=by, at=at
                    )
                    for field in taken
                    if field not in ("nip", "account")
                ),
            ]
        )
        base_actions.record(
            by=by,
            action="people.merged",
            subject=stays,
            at=at,
            detail={"gone": str(gone), "rows": sum(held["led_over"].values())},
        )
        within("people.offices_moved", by=by, at=at)
    return stays


def _require_mergeable(stays: Person, leaves: Person) -> None:
    if stays.superior_id == leaves.pk or leaves.superior_id == stays.pk:
        raise CannotMerge(_ABOVE)
    if stays.account_id and leaves.account_id:
        raise CannotMerge(_TWO_ACCOUNTS)


def _join_people_tables(stays: Person, leaves: Person) -> list[dict[str, Any]]:
    """Make room where both have a row for the same thing; what cannot stand beside the other is returned."""
    beside: list[dict[str, Any]] = []
    same = ("competency_id", "source", "assessed_on")
    own = {tuple(getattr(each, name) for name in same) for each in stays.assessments.all()}
    for each in leaves.assessments.all():
        if tuple(getattr(each, name) for name in same) in own:
            beside.append(
                {"what": "assessment", "level": each.level, "evidence": each.evidence}
                | {name: _plain(getattr(each, name)) for name in same}
            )
            each.delete()
    studied = {(each.level, level_lists.plain_name(each.study)) for each in stays.diplomas.all()}
    for diploma in leaves.diplomas.all():
        if (diploma.level, level_lists.plain_name(diploma.study)) in studied:
            beside.append({"what": "diploma", "level": diploma.level, "year": diploma.year})
            diploma.delete()
    asked = set(Need.objects.filter(person=stays).values_list("form_id", "competency_id"))
    for need in Need.objects.filter(person=leaves):
        if (need.form_id, need.competency_id) in asked:
            beside.append({"what": "need", "competency_id": need.competency_id, "reason": need.reason})
            need.delete()
    _join_forms(stays, leaves)
    return beside


def _join_forms(stays: Person, leaves: Person) -> None:
    """Lead the lines of a second form of one period over to the first."""
    forms = {each.needs_round_id: each for each in stays.needs_forms.all()}
    for form in NeedsForm.objects.filter(superior=leaves, needs_round__in=list(forms)):
        first = forms[form.needs_round_id]
        taken = set(first.needs.values_list("person_id", "competency_id"))
        for need in form.needs.all():
            if (need.person_id, need.competency_id) not in taken:
                need.form = first
                need.save(update_fields=["form"])
        first.started_at = first.started_at or form.started_at
        first.handed_in_at = first.handed_in_at or form.handed_in_at
        first.save(update_fields=["started_at", "handed_in_at"])
        form.delete()


def _lead_over(stays: Person, leaves: Person) -> dict[str, int]:
    """Let every row of every table that points to the one point to the other; the tables tell themselves."""
    counts: dict[str, int] = {}
    for model, name in staff.pointing_tables():
        if model is Person and name == "superior":
            # Nobody becomes the own superior.
            rows = Person.objects.filter(superior=leaves).exclude(pk=stays.pk)
        else:
            rows = model._base_manager.filter(**{name: leaves})
        count = rows.count()
        if not count:
            continue
        try:
            with transaction.atomic():
                rows.update(**{name: stays})
        except IntegrityError as problem:
            raise CannotMerge(_twice(model)) from problem
        counts[str(model._meta.model_name)] = count
    _mark_newest(stays)
    return counts


def _mark_newest(person: Person) -> None:
    """Of the assessments of both, say anew which is the newest of its source."""
    newest: dict[tuple[int, str], date] = {}
    rows = list(person.assessments.all())
    for each in rows:
        place = (each.competency_id, each.source)
        newest[place] = max(each.assessed_on, newest.get(place, date.min))
    for each in rows:
        each.is_newest = each.assessed_on == newest[each.competency_id, each.source]
    Assessment.objects.bulk_update(rows, ["is_newest"], batch_size=500)


def _fill(stays: Person, leaves: Person) -> list[str]:
    """Take over what the row that stays does not know; the other is gone first, so that a number is free."""
    values = {name: getattr(leaves, name) for name in FILLED}
    missing_since = leaves.missing_since
    leaves.delete()
    taken = []
    for name, value in values.items():
        if value not in (None, "") and getattr(stays, name) in (None, ""):
            setattr(stays, name, value)
            taken.append(name)
    if missing_since is None:
        # One of the two stood on the newest list: so the person did.
        stays.missing_since = None
    stays.save()
    return taken


def _plain(value: object) -> str | int | None:
    if isinstance(value, models.Model):
        return str(value.pk)
    return value if value is None or isinstance(value, int | str) else str(value)


def _twice(model: type[models.Model]) -> Sentence:
    places: Mapping[str, tuple[str, str]] = {
        "participant": ("peserta pada angkatan yang sama", "participants of the same batch"),
        "checkin": ("hadir pada sesi yang sama", "present at the same session"),
        "certificate": (
            "pemilik sertifikat untuk angkatan yang sama",
            "holders of a certificate of the same batch",
        ),
    }
    indonesian, english = places.get(
        str(model._meta.model_name), ("tercatat pada hal yang sama", "noted for the same thing")
    )
    return Sentence(
        id=f"Keduanya {indonesian}. Lepaskan salah satunya di sana dahulu, lalu gabungkan.",
        en=f"Both are {english}. Release one of them there first, then merge.",
    )


_SAME = Sentence(
    id="Pilih dua data yang berbeda dan masih ada.", en="Choose two rows that differ and are still there."
)
_ABOVE = Sentence(
    id="Yang satu tercatat sebagai atasan yang lain. Perbaiki atasannya dahulu.",
    en="One is the superior of the other. Mend that first.",
)
_TWO_ACCOUNTS = Sentence(
    id="Keduanya punya akun. Lepas salah satu akun dahulu, supaya jelas mana yang dipakai.",
    en="Both have an account. Unlink one first, so that it is clear which is used.",
)
