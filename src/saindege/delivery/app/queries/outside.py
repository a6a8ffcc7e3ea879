"""Reads of courses taken elsewhere: what was claimed, what it counts, where its proof lies."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from saindege.base.app.models import Account
from saindege.delivery import learning_hours, siasn
from saindege.delivery.app import access
from saindege.delivery.app.models import ClaimState, OutsideCourse
from saindege.delivery.learning_hours import Training
from saindege.people.app.models import Person
from saindege.programme import method

FOLDER = "luar"


def claims_of(person: Person) -> QuerySet[OutsideCourse]:
    """Return what a person claimed, the latest first."""
    return OutsideCourse.objects.filter(person=person)


def claims_visible_to(account: Account) -> QuerySet[OutsideCourse]:
    """Return the claims that an account may look at."""
    found = OutsideCourse.objects.select_related("person__office")
    return found if access.may_organise(account) else found.filter(person__account=account)


def claims_to_decide(account: Account) -> QuerySet[OutsideCourse]:
    """Return the claims that wait for this organiser, the oldest first."""
    if not access.may_organise(account):
        return OutsideCourse.objects.none()
    found = claims_visible_to(account).filter(state=ClaimState.ASKED)
    return found.exclude(person__account=account).order_by("asked_at", "id")


def trainings_of(year: int, people: Iterable[object] | None = None) -> list[Training]:
    """Return the approved courses of a year as pieces of training, in order of day."""
    found = OutsideCourse.objects.filter(state=ClaimState.APPROVED, last_on__year=year)
    if people is not None:
        found = found.filter(person__in=list(people))
    return [training_of_claim(one, one.key) for one in with_key(found).order_by("last_on", "id")]


def with_key(found: QuerySet[OutsideCourse]) -> QuerySet[OutsideCourse]:
    """Add ``key``: the person as the database writes it, as the hours of batches do."""
    return found.annotate(key=Cast("person_id", TextField()))


def training_of_claim(one: OutsideCourse, person: str) -> Training:
    """Return a course taken elsewhere as a piece of training, by its legal form."""
    forms = method.load()
    try:
        form = forms.by_key(one.form)
    except method.UnknownForm:
        form = forms.by_key("other_classical")
    level: method.Level = "international" if one.is_international else "national"
    return Training(person=person, form=form, on=one.last_on, quantity=float(one.quantity), level=level)


def approved_of_year(year: int) -> QuerySet[OutsideCourse]:
    """Return the recognised courses that ended in a year, in order of day."""
    found = OutsideCourse.objects.filter(state=ClaimState.APPROVED, last_on__year=year)
    return found.select_related("person").order_by("last_on", "id")


def for_siasn(claim: OutsideCourse) -> tuple[siasn.OutsideTraining, method.LearningForm]:
    """Return a recognised course as SIASN is told of it, and its legal form; hours as the table of forms has them."""
    training = training_of_claim(claim, str(claim.person_id))
    told = siasn.OutsideTraining(
        nip=claim.person.nip or "",
        title=claim.title,
        organiser=claim.organiser,
        number=claim.certificate_number,
        first_on=claim.first_on,
        last_on=claim.last_on,
        learning_hours=learning_hours.credit([training])[0].hours,
    )
    return told, training.form


def proof_file(claim: OutsideCourse) -> Path:
    """Return where the proof of a claim lies."""
    return Path(settings.MEDIA_ROOT) / claim.stored_file
