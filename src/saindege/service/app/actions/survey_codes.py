"""Codes that open the survey: sheets of one-time codes, and one that stands open at a counter."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people.app.models import Office
from saindege.service.app import access
from saindege.service.app.models import Service, SurveyCode, SurveySheet
from saindege.service.survey_code import CHANCE_BYTES, make_code
from saindege.service.survey_rules import load_rules


def make_sheet(
    by: Account, service: Service, office: Office, count: int, *, today: date, at: datetime
) -> SurveySheet:
    """Make one-time codes for an office, to be handed over with each finished service.

    Raises
    ------
    BadInput : the office does not offer the service, or too many codes at once
    """
    require(access.may_run_surveys(by))
    rules = load_rules()
    _refuse_other_office(service, office)
    if not 1 <= count <= rules.most_codes:
        raise _fault(
            "count",
            f"Banyaknya kode harus 1 sampai {rules.most_codes}. Buat lembar lain bila perlu lebih.",
            f"The number of codes must be 1 to {rules.most_codes}. Make another sheet if you need more.",
        )
    with transaction.atomic():
        sheet = SurveySheet.objects.create(
            service=service, office=office, made_by=by, made_at=at, is_example=service.is_example
        )
        SurveyCode.objects.bulk_create(
            [
                SurveyCode(
                    code=code,
                    kind="once",
                    service=service,
                    office=office,
                    sheet=sheet,
                    opened_on=today,
                    valid_until=today + timedelta(days=rules.code_days),
                    is_example=service.is_example,
                )
                for code in _fresh_codes(count)
            ]
        )
        detail = {"service": service.pk, "office": office.pk, "codes": count}
        base_actions.record(by=by, action="service.codes_made", subject=sheet, at=at, detail=detail)
    return sheet


def open_code(by: Account, service: Service, office: Office, *, today: date, at: datetime) -> SurveyCode:
    """Open a code for the poster or the tablet of a counter; one that stands open already is returned.

    Raises
    ------
    BadInput : the office does not offer the service
    """
    require(access.may_run_surveys(by))
    _refuse_other_office(service, office)
    with transaction.atomic():
        standing = SurveyCode.objects.filter(
            kind="open", service=service, office=office, closed_on=None, valid_until__gte=today
        ).first()
        if standing is not None:
            return standing
        made = SurveyCode.objects.create(
            code=next(_fresh_codes(1)),
            kind="open",
            service=service,
            office=office,
            opened_on=today,
            valid_until=today + timedelta(days=load_rules().open_days),
            is_example=service.is_example,
        )
        detail = {"service": service.pk, "office": office.pk}
        base_actions.record(by=by, action="service.code_opened", subject=made, at=at, detail=detail)
    return made


def close_code(by: Account, code: SurveyCode, *, today: date, at: datetime) -> None:
    """Close an open code: nobody answers by it any more; what was answered stays."""
    require(access.may_run_surveys(by))
    with transaction.atomic():
        if SurveyCode.objects.filter(pk=code.pk, kind="open", closed_on=None).update(closed_on=today):
            base_actions.record(by=by, action="service.code_closed", subject=code, at=at)


def _fresh_codes(count: int) -> Iterator[str]:
    """Yield codes that nobody can foresee and that are not there yet."""
    made: set[str] = set()
    while len(made) < count:
        drawn = {make_code(secrets.token_bytes(CHANCE_BYTES)) for _ in range(count - len(made))} - made
        made |= drawn - set(SurveyCode.objects.filter(code__in=drawn).values_list("code", flat=True))
    yield from sorted(made)


def _refuse_other_office(service: Service, office: Office) -> None:
    # A service without any office is offered by whoever says so.
    offices = service.offices
    if offices.exists() and not offices.filter(pk=office.pk).exists():
        raise _fault(
            "office",
            f"{office.name} tidak memberi layanan ini. Pilih kantor lain.",
            f"{office.name} does not offer this service. Choose another office.",
        )


def _fault(column: str, indonesian: str, english: str) -> BadInput:
    problem = Problem("out_of_range", Sentence(id=indonesian, en=english), column=column)
    return BadInput(problem.sentence, code="out_of_range", problems=[problem])
