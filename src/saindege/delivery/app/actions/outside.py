"""Writes of courses taken elsewhere: claim with proof, decide."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, SaindegeError, Sentence
from saindege.delivery import attendance, outside_course
from saindege.delivery.app import access
from saindege.delivery.app.models import ClaimState, OutsideCourse
from saindege.delivery.app.queries.outside import FOLDER
from saindege.people.app.models import Person
from saindege.programme import file_check, method


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed: the course, its legal form and how many of the form's units."""

    title: str
    organiser: str
    form: str
    quantity: Decimal
    is_international: bool
    first_on: date
    last_on: date
    certificate_number: str


class ProofClaimed(SaindegeError):
    """The same paper counts once."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Berkas bukti ini sudah pernah Anda ajukan. Satu bukti dihitung sekali.",
                en="You claimed with this very file before. One proof counts once.",
            )
        )


class ClaimOutOfRange(BadInput):
    """Days that are to come or turned round, or a quantity that cannot be."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].sentence, code="out_of_range", problems=problems)


class ClaimDecided(SaindegeError):
    """A claim is decided once."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Pengajuan ini sudah diputuskan. Muat ulang halaman.",
                en="This claim was decided already. Load the page again.",
            )
        )


def claim_course(
    by: Account, person: Person, claim: Claim, *, file_name: str, content: bytes, at: datetime
) -> OutsideCourse:
    """Claim a course taken elsewhere, with its proof.

    Raises
    ------
    ClaimOutOfRange, method.UnknownForm : what was written cannot be
    file_check.FileRefused : the proof is empty, too large, or not what its name says
    ProofClaimed : the same file was claimed before
    """
    require(access.may_claim(by, person))
    forms = method.load()
    problems = outside_course.faults(
        first_on=claim.first_on,
        last_on=claim.last_on,
        quantity=float(claim.quantity),
        unit=forms.by_key(claim.form).unit,
        today=timezone.localdate(at),
        hour_minutes=forms.hour_minutes,
    )
    if problems:
        raise ClaimOutOfRange(problems)
    ending = file_check.require_fit(file_name, len(content), content[:512])
    checksum = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        # The person's row is the lock: two uploads of the same file wait for each other.
        locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        before = OutsideCourse.objects.filter(person=locked, checksum=checksum)
        if before.exclude(state=ClaimState.REFUSED).exists():
            raise ProofClaimed
        made = OutsideCourse.objects.create(
            person=locked,
            title=claim.title.strip(),
            organiser=claim.organiser.strip(),
            form=claim.form,
            quantity=claim.quantity,
            is_international=claim.is_international,
            first_on=claim.first_on,
            last_on=claim.last_on,
            certificate_number=claim.certificate_number.strip(),
            file_name=file_check.safe_name(file_name),
            stored_file=_keep(content, ending),
            checksum=checksum,
            asked_at=at,
            is_example=locked.is_example,
        )
        base_actions.record(by=by, action="delivery.outside_claimed", subject=made, at=at)
    return made


def decide_claim(by: Account, claim: OutsideCourse, *, is_approved: bool, reason: str, at: datetime) -> None:
    """Recognise a course taken elsewhere, or say why not.

    Raises
    ------
    attendance.ReasonMissing : refused without a reason
    ClaimDecided : too late
    """
    require(access.may_decide_claim(by, claim.person))
    if not is_approved:
        attendance.require_reason(reason, attendance.load_rules())
    state = ClaimState.APPROVED if is_approved else ClaimState.REFUSED
    with transaction.atomic():
        decided = OutsideCourse.objects.filter(pk=claim.pk, state=ClaimState.ASKED).update(
            state=state, reason=reason.strip()[:200], decided_at=at, decided_by=by
        )
        if not decided:
            raise ClaimDecided
        base_actions.record(by=by, action=f"delivery.outside_{state}", subject=claim, at=at)


def _keep(content: bytes, ending: str) -> str:
    """Write a file under a name of our own; a crash leaves nothing under that name."""
    stored = f"{FOLDER}/{secrets.token_hex(16)}.{ending}"
    target = Path(settings.MEDIA_ROOT) / stored
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(".part")
    half.write_bytes(content)
    os.replace(half, target)
    return stored
