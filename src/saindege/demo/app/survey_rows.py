"""What citizens write, codes of the survey, plans and complaints in the demonstration city."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from saindege.base import chance
from saindege.base.app.models import Account
from saindege.demo import tables
from saindege.demo.city import City
from saindege.people.app.models import Office
from saindege.service.app.models import (
    Complaint,
    FollowUp,
    SatisfactionAnswer,
    Service,
    SurveyCode,
    SurveyComment,
    SurveySheet,
)
from saindege.service.survey_code import CHANCE_BYTES, make_code
from saindege.service.survey_rules import load_rules

_SHEETS, _CODES, _OPEN = 4, 45, 2


def write_voices(made: City, services: dict[str, Service], unit: Account, now: datetime) -> None:
    """Store comments, codes, plans and complaints; everything is labelled as invented."""
    table = tables.read_toml("data/voices.toml")
    _write_comments(made, table)
    _write_codes(made, list(services.values()), unit, now)
    _write_plans(made, services, table)
    _write_complaints(made, services, table)


def _write_comments(made: City, table: dict[str, Any]) -> None:
    rng = chance.stream(made.seed, "demo.comments")
    answers = SatisfactionAnswer.objects.order_by("pk").values_list("service_id", "office_id", "answered_on")
    rows = [
        SurveyComment(
            service_id=service,
            office_id=office,
            written_on=day,
            text=str(rng.choice(table["comments"])),
            is_example=True,
        )
        for service, office, day in answers
        if rng.random() < table["comment_share"]
    ]
    SurveyComment.objects.bulk_create(rows, batch_size=2000)


def _write_codes(made: City, services: list[Service], unit: Account, now: datetime) -> None:
    """Store some sheets, a third of whose codes were used, and two codes that stand open at counters."""
    rng = chance.stream(made.seed, "demo.codes")
    rules, opened_on = load_rules(), made.as_of - timedelta(days=20)
    places = [(service, office) for service in services if (office := service.offices.order_by("pk").first())]
    for number, (service, office) in enumerate(places[:_SHEETS]):
        sheet = SurveySheet.objects.create(
            service=service, office=office, made_by=unit, made_at=now, is_example=True
        )
        rows = [_code(rng.bytes(CHANCE_BYTES), service, office, opened_on) for _ in range(_CODES)]
        for row in rows:
            row.sheet, row.valid_until = sheet, opened_on + timedelta(days=rules.code_days)
            if rng.random() < 1 / 3:
                row.used_on = opened_on + timedelta(days=int(rng.integers(0, 20)))
        SurveyCode.objects.bulk_create(rows)
        if number < _OPEN:
            row = _code(rng.bytes(CHANCE_BYTES), service, office, opened_on)
            row.kind, row.valid_until = "open", opened_on + timedelta(days=rules.open_days)
            row.save()


def _code(drawn: bytes, service: Service, office: Office, opened_on: date) -> SurveyCode:
    return SurveyCode(
        code=make_code(drawn),
        kind="once",
        service=service,
        office=office,
        opened_on=opened_on,
        is_example=True,
    )


def _write_plans(made: City, services: dict[str, Service], table: dict[str, Any]) -> None:
    made_on = made.as_of - timedelta(days=40)
    FollowUp.objects.bulk_create(
        FollowUp(
            service=services[plan["service"]],
            element=plan["element"],
            act=plan["act"],
            owner=plan["owner"],
            due_on=made.as_of + timedelta(days=plan["due_days"]),
            state=plan["state"],
            made_on=made_on,
            changed_on=made_on,
            is_example=True,
        )
        for plan in table["plan"]
        if plan["service"] in services
    )


def _write_complaints(made: City, services: dict[str, Service], table: dict[str, Any]) -> None:
    rng = chance.stream(made.seed, "demo.complaints")
    offered = list(services.values())
    rows = sorted(table["complaint"], key=lambda row: -row["days_ago"])
    for number, row in enumerate(rows, start=1):
        service = offered[int(rng.integers(len(offered)))]
        offices = list(service.offices.order_by("pk"))
        received = made.as_of - timedelta(days=row["days_ago"])
        Complaint.objects.create(
            number=f"ADU-{received.year}-{number:05d}",
            service=service,
            office=offices[int(rng.integers(len(offices)))],
            channel=row["channel"],
            ground=row["ground"],
            clock=row["clock"],
            text=row["text"],
            received_on=received,
            forwarded_on=_after(received, row.get("forwarded_after")),
            answered_on=_after(received, row.get("answered_after")),
            closed_on=_after(received, row.get("closed_after")),
            answer=row.get("answer", ""),
            is_example=True,
        )


def _after(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)
