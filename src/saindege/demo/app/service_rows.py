"""Services and citizens' answers in the demonstration city."""

from __future__ import annotations

from datetime import date, timedelta

from saindege.demo.city import City
from saindege.demo.satisfaction import BLANK
from saindege.people.app.models import Office
from saindege.service.app.models import SatisfactionAnswer, Service

_EPOCH = date(1970, 1, 1)
# Most answer by the code of their slip, some on paper, some at the tablet of the counter.
_CHANNELS = ("code", "paper", "code", "code", "open", "code", "paper")


def write_services(made: City, offices: dict[str, Office]) -> dict[str, Service]:
    """Store the services with the offices that offer them; returns them by code.

    A service whose log is handed out as a file is stored too: it waits for its first upload.
    """
    Service.objects.bulk_create(
        [
            Service(
                code=service.code,
                name=service.name,
                promise=service.promise,
                final_activity=service.final_activity,
                is_example=True,
            )
            for service in made.services
        ]
    )
    stored = {service.code: service for service in Service.objects.all()}
    links = Service.offices.through
    links.objects.bulk_create(
        [
            links(service_id=stored[service.code].pk, office_id=offices[code].pk)
            for service in made.services
            for code in service.offices
        ]
    )
    return stored


def write_answers(made: City, stored: dict[str, Service], offices: dict[str, Office]) -> int:
    """Store the satisfaction answers; returns how many."""
    offered = {service.code: service.offices for service in made.services}
    rows = []
    for answers in made.answers:
        codes = offered[answers.service]
        for number, (place, day, marks) in enumerate(
            zip(answers.office.tolist(), answers.day.tolist(), answers.answers.tolist(), strict=True)
        ):
            rows.append(
                SatisfactionAnswer(
                    service=stored[answers.service],
                    office=offices[codes[place]],
                    answered_on=_EPOCH + timedelta(days=day),
                    elements={
                        code: None if mark == BLANK else mark
                        for code, mark in zip(answers.elements, marks, strict=True)
                    },
                    channel=_CHANNELS[number % len(_CHANNELS)],
                    is_example=True,
                )
            )
    SatisfactionAnswer.objects.bulk_create(rows, batch_size=2000)
    return len(rows)
