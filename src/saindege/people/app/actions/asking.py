"""The needs form (AKPK): a period is opened, superiors fill their forms and hand them in, the period is closed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, SaindegeError, Sentence
from saindege.people.app import access
from saindege.people.app.models import Competency, Need, NeedsForm, NeedsRound, Office, Person


@dataclass(frozen=True, slots=True)
class Wanted:
    """One need as a superior says it: for whom, what, how urgently, why."""

    person: uuid.UUID
    competency: int
    urgency: str
    reason: str


class RoundExists(BadInput):
    """There is a period for that year."""

    code = "duplicate"

    def __init__(self, year: int) -> None:
        sentence = Sentence(
            id=f"AKPK untuk {year} sudah ada. Buka yang ada, atau pilih tahun lain.",
            en=f"There is a needs round for {year}. Open that one, or choose another year.",
        )
        super().__init__(sentence, problems=[Problem("duplicate", sentence, column="year")])


class NobodyToAsk(BadInput):
    """Nobody on the staff list has a superior."""

    code = "nothing_to_estimate"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Belum ada atasan yang tercatat. Tentukan atasan langsung pada halaman pegawai dahulu.",
                en="No superior is known yet. Say on the pages of people who their superiors are first.",
            )
        )


class RoundNotOpen(SaindegeError):
    """The period has not begun, or it was closed."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Formulir ini belum dibuka atau sudah ditutup. Hubungi pengelola pelatihan bila masih ada kebutuhan.",
                en="This form is not open yet, or it was closed. Ask the training officer if there still is a need.",
            )
        )


class FormChanged(SaindegeError):
    """The form was saved elsewhere after this page was opened."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Formulir ini baru saja disimpan dari perangkat lain. Isi Anda masih di bawah; periksa, lalu simpan lagi.",
                en="This form was just saved from another device. What you filled in is below; check it, then save again.",
            )
        )


class ReasonMissing(BadInput):
    """Something urgent, or something that was measured as enough, needs a reason."""

    code = "missing_reason"

    def __init__(self, people: Sequence[uuid.UUID]) -> None:
        sentence = Sentence(
            id="Kebutuhan yang segera perlu alasan: layanan mana yang terganggu? Tulis singkat.",
            en="An urgent need wants a reason: which service suffers? Write it in a few words.",
        )
        super().__init__(
            sentence, problems=[Problem("missing_reason", sentence, column=str(each)) for each in people]
        )


def open_round(by: Account, *, year: int, opens_on: date, due_on: date, at: datetime) -> NeedsRound:
    """Open a period and give every superior a form.

    Raises
    ------
    RoundExists : there is one for that year
    NobodyToAsk : no superior is known
    """
    require(access.may_gather_needs(by))
    with transaction.atomic():
        if NeedsRound.objects.filter(year=year).exists():
            raise RoundExists(year)
        made = NeedsRound.objects.create(
            year=year,
            opens_on=opens_on,
            due_on=due_on,
            by=by,
            at=at,
            is_example=Office.objects.filter(is_example=True).exists(),
        )
        forms = _add_forms(made)
        if not forms:
            raise NobodyToAsk
        base_actions.record(by=by, action="people.needs_asked", subject=made, at=at, detail={"forms": forms})
    return made


def ask_new_superiors(by: Account, key: uuid.UUID, *, at: datetime) -> int:
    """Give forms to those who became superiors since; returns how many.

    Raises
    ------
    RoundNotOpen : the period was closed
    """
    require(access.may_gather_needs(by))
    with transaction.atomic():
        needs_round = NeedsRound.objects.select_for_update().get(pk=key)
        if needs_round.closed_at is not None:
            raise RoundNotOpen
        forms = _add_forms(needs_round)
        if forms:
            base_actions.record(
                by=by, action="people.needs_asked", subject=needs_round, at=at, detail={"forms": forms}
            )
    return forms


def close_round(by: Account, key: uuid.UUID, *, closed: bool, at: datetime) -> NeedsRound:
    """Close a period so that its forms stand, or open it again; saying the same twice changes nothing."""
    require(access.may_gather_needs(by))
    with transaction.atomic():
        needs_round = NeedsRound.objects.select_for_update().get(pk=key)
        if (needs_round.closed_at is not None) == closed:
            return needs_round
        needs_round.closed_at = at if closed else None
        needs_round.save(update_fields=["closed_at"])
        action = "people.needs_closed" if closed else "people.needs_reopened"
        base_actions.record(by=by, action=action, subject=needs_round, at=at)
    return needs_round


def save_needs(
    by: Account, form: NeedsForm, wanted: Sequence[Wanted], *, version: int, hand_in: bool, at: datetime
) -> NeedsForm:
    """Store what a superior asks for the own people; a form handed in may be mended until the period is closed.

    Parameters
    ----------
    version : of the form when the page was opened
    hand_in : the superior is done

    Raises
    ------
    RoundNotOpen : the period has not begun or was closed
    FormChanged : it was saved elsewhere meanwhile
    ReasonMissing : something urgent without a reason, when handing in
    """
    require(access.may_fill_needs(by, form.superior))
    with transaction.atomic():
        held = NeedsForm.objects.select_for_update().select_related("needs_round").get(pk=form.pk)
        if held.needs_round.closed_at or held.needs_round.opens_on > timezone.localdate(at):
            raise RoundNotOpen
        if held.version != version:
            raise FormChanged
        if hand_in:
            _require_reasons(wanted)
        own = set(Person.objects.filter(superior=held.superior_id).values_list("pk", flat=True))
        known = set(Competency.objects.values_list("pk", flat=True))
        held.needs.all().delete()
        Need.objects.bulk_create(
            [
                Need(
                    form=held,
                    person_id=each.person,
                    competency_id=each.competency,
                    urgency=each.urgency,
                    reason=each.reason[:300],
                    at=at,
                )
                for each in wanted
                if each.person in own and each.competency in known
            ]
        )
        held.started_at = held.started_at or at
        held.handed_in_at = at if hand_in else held.handed_in_at
        held.version += 1
        held.save(update_fields=["started_at", "handed_in_at", "version"])
        base_actions.record(
            by=by,
            action="people.needs_handed_in" if hand_in else "people.needs_saved",
            subject=held,
            at=at,
            detail={"needs": len(wanted)},
        )
    return held


def _require_reasons(wanted: Sequence[Wanted]) -> None:
    silent = [each.person for each in wanted if each.urgency == "now" and not each.reason]
    if silent:
        raise ReasonMissing(silent)


def _add_forms(needs_round: NeedsRound) -> int:
    superiors = (
        Person.objects.filter(missing_since=None, subordinates__missing_since=None)
        .exclude(subordinates=None)
        .exclude(needs_forms__needs_round=needs_round)
        .distinct()
    )
    made = NeedsForm.objects.bulk_create(
        [NeedsForm(needs_round=needs_round, superior=each) for each in superiors], batch_size=500
    )
    return len(made)
