"""Competencies, standards, assessments and the needs form of the demonstration city."""

from __future__ import annotations

from datetime import datetime, timedelta

from saindege.base.app.models import Account
from saindege.demo import competencies
from saindege.demo.app import identity
from saindege.demo.city import City
from saindege.people import competency
from saindege.people.app.models import (
    Assessment,
    Competency,
    Need,
    NeedsForm,
    NeedsRound,
    Person,
    PostStandard,
)

_BATCH = 4000
# The superior of the demonstration has a form to fill in.
_LEFT_OPEN = "atasan"


def write_levels(made: City, people: list[Person], officer: Account, now: datetime) -> None:
    """Store what posts require, what people hold and what superiors asked for."""
    drawn = competencies.draw_levels(made.staff, seed=made.seed, as_of=made.as_of)
    numbers = _write_competencies(drawn)
    PostStandard.objects.bulk_create(
        [
            PostStandard(
                post=post,
                competency_id=numbers[code],
                level=level,
                source="Keputusan Wali Kota (contoh)",
                by=officer,
                since=now - timedelta(days=500),
                is_example=True,
            )
            for post, required in drawn.standards.items()
            for code, level in required.items()
        ],
        batch_size=_BATCH,
    )
    Assessment.objects.bulk_create(
        [
            Assessment(
                person=people[each.person],
                competency_id=numbers[each.competency],
                source=each.source,
                level=each.level,
                assessed_on=each.on,
                evidence="Laporan uji (contoh)" if each.source == "test" else "Dialog kinerja (contoh)",
                by=officer,
                at=now,
                is_example=True,
            )
            for each in drawn.found
        ],
        batch_size=_BATCH,
    )
    _write_needs(made, drawn, people, numbers, officer, now)


def _write_competencies(drawn: competencies.Levels) -> dict[str, int]:
    Competency.objects.bulk_create(
        [
            *(
                Competency(code=each.code, name=each.id, name_en=each.en, kind=each.kind, is_example=False)
                for each in competency.load().common
            ),
            *(
                Competency(
                    code=each.code, name=each.name, name_en=each.english, kind="technical", is_example=True
                )
                for each in drawn.technical
            ),
        ]
    )
    return dict(Competency.objects.values_list("code", "pk"))


def _write_needs(
    made: City,
    drawn: competencies.Levels,
    people: list[Person],
    numbers: dict[str, int],
    officer: Account,
    now: datetime,
) -> None:
    asked_in = NeedsRound.objects.create(
        id=identity.key(made.seed, "needs", made.as_of.year + 1),
        year=made.as_of.year + 1,
        opens_on=drawn.opens_on,
        due_on=drawn.due_on,
        by=officer,
        at=now,
        is_example=True,
    )
    open_to = {account.person for account in made.accounts if account.username == _LEFT_OPEN}
    handed_in = set(drawn.handed_in) - open_to
    superiors = sorted({person.superior for person in made.staff if person.superior is not None})
    forms = {
        number: NeedsForm(
            id=identity.key(made.seed, "needs_form", number),
            needs_round=asked_in,
            superior=people[number],
            started_at=now if number in handed_in else None,
            handed_in_at=now if number in handed_in else None,
        )
        for number in superiors
    }
    NeedsForm.objects.bulk_create(forms.values(), batch_size=_BATCH)
    Need.objects.bulk_create(
        [
            Need(
                form=forms[each.superior],
                person=people[each.person],
                competency_id=numbers[each.competency],
                urgency=each.urgency,
                reason=each.reason,
                at=now,
            )
            for each in drawn.asked
            if each.superior in handed_in
        ],
        batch_size=_BATCH,
    )
