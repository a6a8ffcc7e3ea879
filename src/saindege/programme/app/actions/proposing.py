"""Writes of proposals: an office writes and hands in, a training officer decides, each step is kept."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import Problem, SaindegeError, Sentence
from saindege.programme import proposal, workflow
from saindege.programme.app import access, queries
from saindege.programme.app.actions.offer import NotSaved
from saindege.programme.app.models import (
    Proposal,
    ProposalBook,
    ProposalLine,
    ProposalState,
    ProposalStep,
)
from saindege.programme.workflow import Act, StepRefused


class ProposalChangedMeanwhile(SaindegeError):
    """Somebody else saved the proposal, or took a step, after this person opened it."""

    code = "conflict"

    def __init__(self, current: Proposal) -> None:
        super().__init__(
            Sentence(
                id="Usulan ini baru saja diubah orang lain. Muat ulang halamannya, lalu periksa lagi.",
                en="Somebody else just changed this proposal. Load the page again and look at it once more.",
            )
        )
        self.current = current


class NoOffice(SaindegeError):
    """Nobody knows for which office this account writes."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Akun Anda belum dihubungkan dengan pegawai. Minta pengelola pelatihan menghubungkannya.",
                en="Your account is not linked to a person yet. Ask a training officer to link it.",
            )
        )


def write_proposal(
    by: Account, content: proposal.Content, *, key: uuid.UUID, version: int, at: datetime
) -> Proposal:
    """Keep what an office has written so far; the first time makes the draft, twice the same click changes nothing.

    Parameters
    ----------
    version : of what this person opened; 0 for a new proposal

    Raises
    ------
    ProposalChangedMeanwhile : somebody else saved it
    StepRefused : it was handed in or decided meanwhile
    NoOffice : the account belongs to nobody on the staff list
    """
    require(access.may_write_proposals(by))
    with transaction.atomic():
        kept = Proposal.objects.select_for_update().filter(pk=key).first()
        if kept is None:
            return _first_draft(by, content, key, at)
        require(access.may_write_proposal(by, kept))
        before = queries.content_of(kept)
        if before == content:
            return kept
        if kept.version != (version or 1):
            raise ProposalChangedMeanwhile(kept)
        if not access.may_change_proposal(by, kept):
            raise _not_editable(kept)
        _store(kept, content)
        kept.version += 1
        kept.save()
        detail = {"version": kept.version, "lines": len(content.lines)}
        base_actions.record(by=by, action="programme.proposal_changed", subject=kept, at=at, detail=detail)
    return kept


def submit_proposal(by: Account, key: uuid.UUID, *, version: int, at: datetime) -> Proposal:
    """Hand in a proposal; from then on it stays as it is until somebody decides or sends it back.

    Raises
    ------
    NotSaved : something is missing or not allowed; each problem names its field
    StepRefused, ProposalChangedMeanwhile : as for every step
    """
    require(access.may_write_proposals(by))
    with transaction.atomic():
        kept = _locked(key, version)
        require(access.may_write_proposal(by, kept))
        content = queries.content_of(kept)
        _refuse(proposal.faults(content, _around(content, at)))
        step = workflow.Step("submit", "office", str(by.pk))
        kept.submitted_at = at
        return _take(by, kept, step, at)


def ask_for_revision(by: Account, key: uuid.UUID, *, version: int, reason: str, at: datetime) -> Proposal:
    """Send a proposal back with what is to be mended.

    Raises
    ------
    StepRefused : no reason, not handed in, or one's own
    """
    require(access.may_decide_proposals(by))
    with transaction.atomic():
        kept = _locked(key, version)
        require(access.may_decide_proposal(by, kept))
        return _take(by, kept, _decision("ask_revision", by, reason), at)


def accept_proposal(
    by: Account, key: uuid.UUID, *, version: int, hours: Decimal, note: str, at: datetime
) -> Proposal:
    """Accept a proposal: it gets the next number of the year's book, its recognised hours, and its letter.

    Raises
    ------
    NotSaved : no hours, more than were asked for, or it became impossible meanwhile (its day came too near)
    StepRefused : not handed in, or one's own
    """
    require(access.may_decide_proposals(by))
    with transaction.atomic():
        kept = _locked(key, version)
        require(access.may_decide_proposal(by, kept))
        content = queries.content_of(kept)
        _refuse(proposal.decision_faults(content, _around(content, at), hours))
        kept.recognised_hours = hours
        return _decide(by, kept, _decision("accept", by, note), at)


def refuse_proposal(by: Account, key: uuid.UUID, *, version: int, reason: str, at: datetime) -> Proposal:
    """Refuse a proposal with its reason; it too gets a number, for the answer is a letter.

    Raises
    ------
    StepRefused : no reason, not handed in, or one's own
    """
    require(access.may_decide_proposals(by))
    with transaction.atomic():
        kept = _locked(key, version)
        require(access.may_decide_proposal(by, kept))
        return _decide(by, kept, _decision("refuse", by, reason), at)


def _first_draft(by: Account, content: proposal.Content, key: uuid.UUID, at: datetime) -> Proposal:
    office = queries.office_of(by)
    if office is None:
        raise NoOffice
    kept = Proposal(pk=key, office=office, author=by, created_at=at, is_example=by.is_example)
    _store(kept, content)
    base_actions.record(by=by, action="programme.proposal_written", subject=kept, at=at)
    return kept


def _store(kept: Proposal, content: proposal.Content) -> None:
    for name in queries.CONTENT_FIELDS:
        setattr(kept, name, getattr(content, name))
    kept.save()
    kept.lines.all().delete()
    ProposalLine.objects.bulk_create(
        ProposalLine(
            proposal=kept,
            position=position,
            item=line.item,
            words=line.words,
            quantity=line.quantity,
            unit_rupiah=line.unit_rupiah,
        )
        for position, line in enumerate(content.lines)
    )


def _locked(key: uuid.UUID, version: int) -> Proposal:
    kept = Proposal.objects.select_for_update().select_related("office").get(pk=key)
    if kept.version != version:
        raise ProposalChangedMeanwhile(kept)
    return kept


def _decision(act: Act, by: Account, reason: str) -> workflow.Step:
    return workflow.Step(act, "training_unit", str(by.pk), reason.strip())


def _take(by: Account, kept: Proposal, step: workflow.Step, at: datetime) -> Proposal:
    """Do one step of the way: the only place that changes a proposal's state."""
    kept.state = _following(kept, step)
    # Each step counts as a change: a second officer with the same page open is told.
    kept.version += 1
    kept.save()
    ProposalStep.objects.create(
        proposal=kept,
        act=step.act,
        by=by,
        at=at,
        state=kept.state,
        reason=step.reason,
        content_hash=queries.content_of(kept).fingerprint(),
    )
    base_actions.record(
        by=by,
        action=f"programme.proposal_{kept.state}",
        subject=kept,
        at=at,
        detail={"version": kept.version},
    )
    return kept


def _following(kept: Proposal, step: workflow.Step) -> workflow.State:
    least = proposal.load_rules().least_reason_letters
    return workflow.next_state(kept.state, step, author=str(kept.author_id), least_reason_letters=least)


def _decide(by: Account, kept: Proposal, step: workflow.Step, at: datetime) -> Proposal:
    """Take a step that ends the way: with a number of the book and a letter that never change again."""
    year = timezone.localtime(at).year
    ProposalBook.objects.get_or_create(year=year)
    book = ProposalBook.objects.select_for_update().get(year=year)
    following = _following(kept, step)
    # The number is taken after the step is known to be possible: no number is lost, none is given twice.
    book.last_number += 1
    book.save(update_fields=["last_number"])
    number = proposal.register_number(proposal.load_rules(), serial=book.last_number, year=year)
    kept.register_year, kept.register_serial, kept.register_number = year, book.last_number, number
    kept.decided_at = at
    kept.letter = queries.letter_of(
        kept,
        queries.content_of(kept),
        number=number,
        at=at,
        state=following,
        reason=step.reason,
        hours=kept.recognised_hours,
    )
    return _take(by, kept, step, at)


def _around(content: proposal.Content, at: datetime) -> proposal.Surroundings:
    return queries.surroundings(content, timezone.localdate(at))


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise NotSaved(problems[0].sentence, code=problems[0].code, problems=problems)


def _not_editable(kept: Proposal) -> StepRefused:
    words = ProposalState(kept.state).label
    return StepRefused(
        Sentence(
            id=f"Usulan ini berstatus “{words}”, jadi isinya tetap. Muat ulang halamannya.",
            en=f"This proposal is {kept.state}, so it stays as it is. Load the page again.",
        )
    )
