"""Complaints are registered, passed on, answered and closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people.app.models import Office
from saindege.service import complaint as rules
from saindege.service.app import access
from saindege.service.app.models import Complaint, Service
from saindege.service.survey_comments import hide_identity


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """What is written down of a complaint; never who complains."""

    office: Office
    service: Service | None
    channel: str
    ground: str
    clock: str
    text: str
    received_on: date


def register_complaint(by: Account, said: NewComplaint, *, today: date, at: datetime) -> Complaint:
    """Register a complaint under the next number of its year.

    Raises
    ------
    BadInput : a word that is none of the rules', or a day that has not come
    """
    require(access.may_handle_complaints(by))
    known = rules.load_rules()
    for column, value, words in (
        ("channel", said.channel, known.channels),
        ("ground", said.ground, known.grounds),
        ("clock", said.clock, known.clocks),
    ):
        if value not in [word.code for word in words]:
            raise _fault(column, "Pilih satu dari daftar.", "Choose one of the list.")
    rules.require_in_order(rules.Steps(said.received_on), today=today)
    with transaction.atomic():
        made = Complaint.objects.create(
            number=_next_number(said.received_on.year),
            office=said.office,
            service=said.service,
            channel=said.channel,
            ground=said.ground,
            clock=said.clock,
            text=hide_identity(said.text)[: known.most_text],
            received_on=said.received_on,
            is_example=said.office.is_example,
        )
        detail = {"office": said.office.pk, "clock": said.clock}
        base_actions.record(by=by, action="service.complaint_registered", subject=made, at=at, detail=detail)
    return made


def pass_on_complaint(by: Account, found: Complaint, on: date, *, today: date, at: datetime) -> None:
    """Write down when it was passed on to the office that is meant.

    Raises
    ------
    BadInput : the day lies before the receipt or in the future, or the complaint is further already
    """
    require(access.may_handle_complaints(by))
    steps = rules.Steps(found.received_on, on)
    _step(by, found, steps, {"forwarded_on": on}, "service.complaint_passed_on", today=today, at=at)


def answer_complaint(
    by: Account, found: Complaint, on: date, text: str, *, today: date, at: datetime
) -> None:
    """Write down the answer and its day.

    Raises
    ------
    BadInput : no words, or a day before the step before it or in the future
    """
    require(access.may_handle_complaints(by))
    written = " ".join(text.split())[: rules.load_rules().most_text]
    if not written:
        raise _fault("answer", "Tulis jawabannya.", "Write the answer.")
    steps = rules.Steps(found.received_on, found.forwarded_on, on)
    changes = {"answered_on": on, "answer": written}
    _step(by, found, steps, changes, "service.complaint_answered", today=today, at=at)


def close_complaint(by: Account, found: Complaint, on: date, *, today: date, at: datetime) -> None:
    """Close a complaint that was answered.

    Raises
    ------
    BadInput : it was not answered, or a day before the answer or in the future
    """
    require(access.may_handle_complaints(by))
    if found.answered_on is None:
        raise _fault(
            "on",
            "Aduan ini belum dijawab. Tulis jawabannya dulu.",
            "This complaint has not been answered. Write the answer first.",
        )
    steps = rules.Steps(found.received_on, found.forwarded_on, found.answered_on, on)
    _step(by, found, steps, {"closed_on": on}, "service.complaint_closed", today=today, at=at)


def _step(
    by: Account,
    found: Complaint,
    steps: rules.Steps,
    changes: dict[str, object],
    action: str,
    *,
    today: date,
    at: datetime,
) -> None:
    rules.require_in_order(steps, today=today)
    column = next(iter(changes))
    still = {
        "forwarded_on": ("forwarded_on", "answered_on"),
        "answered_on": ("answered_on",),
        "closed_on": ("closed_on",),
    }
    waits = Complaint.objects.filter(pk=found.pk, **dict.fromkeys(still[column]))
    with transaction.atomic():
        if not waits.update(**changes):
            raise _fault(
                "on",
                "Langkah ini sudah dicatat. Muat ulang halaman untuk melihatnya.",
                "This step has been written down already. Load the page again to see it.",
            )
        base_actions.record(by=by, action=action, subject=found, at=at)


def _next_number(year: int) -> str:
    start = f"ADU-{year}-"
    last = Complaint.objects.filter(number__startswith=start).aggregate(last=Max("number"))["last"]
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:05d}"


def _fault(column: str, indonesian: str, english: str) -> BadInput:
    problem = Problem("out_of_range", Sentence(id=indonesian, en=english), column=column)
    return BadInput(problem.sentence, code="out_of_range", problems=[problem])
