"""Reads of the needs form: how far superiors are, who must be reminded, what they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from saindege.base.app.models import Account
from saindege.people.app import access
from saindege.people.app.models import Need, NeedsForm, NeedsRound, Person, Urgency
from saindege.people.app.queries.levels import LevelRow, levels_of_many

_URGENT_FIRST = Case(
    *(When(urgency=word, then=Value(place)) for place, word in enumerate(Urgency.values)),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one period is.

    Attributes
    ----------
    forms, handed_in, started : superiors asked, done, and begun but not done
    late : not done though the day is over
    """

    needs_round: NeedsRound
    forms: int
    handed_in: int
    started: int
    late: bool


@dataclass(frozen=True, slots=True)
class PersonToAskFor:
    """One person in a superior's form: what was measured, and what is asked for so far."""

    person: Person
    lacking: Sequence[LevelRow]
    needs: Sequence[Need]


def rounds(today: date) -> list[Progress]:
    """Return the periods, the newest first, with how far they are."""
    return [_progress(each, today) for each in _counted(NeedsRound.objects.all())]


def round_progress(needs_round: NeedsRound, today: date) -> Progress:
    """Return how far one period is."""
    return _progress(_counted(NeedsRound.objects.filter(pk=needs_round.pk))[0], today)


def forms_of(needs_round: NeedsRound, state: str = "") -> QuerySet[NeedsForm]:
    """Return the forms of a period by superior; ``menunggu`` keeps those not handed in, ``selesai`` the others."""
    forms = needs_round.forms.select_related("superior__office", "superior__account").annotate(
        people=Count("superior__subordinates", filter=Q(superior__subordinates__missing_since=None)),
    )
    if state == "menunggu":
        forms = forms.filter(handed_in_at=None)
    elif state == "selesai":
        forms = forms.exclude(handed_in_at=None)
    return forms.order_by("superior__office__name", "superior__name", "pk")


def gathered_needs(needs_round: NeedsRound) -> QuerySet[Need]:
    """Return what was handed in, the urgent first."""
    needs = Need.objects.filter(form__needs_round=needs_round).exclude(form__handed_in_at=None)
    return needs.select_related("person__office", "competency", "form__superior").order_by(
        _URGENT_FIRST, "person__office__name", "person__name", "pk"
    )


def forms_visible_to(by: Account) -> QuerySet[NeedsForm]:
    """Return the forms that an account may open: all for whoever gathers them, else the own."""
    forms = NeedsForm.objects.select_related("needs_round", "superior__office", "superior__account")
    if access.may_gather_needs(by):
        return forms
    return forms.filter(superior__account=by) if by.is_active else forms.none()


def open_forms_of(person: Person, today: date) -> list[NeedsForm]:
    """Return the forms that somebody has yet to hand in."""
    return list(
        NeedsForm.objects.filter(
            superior=person,
            handed_in_at=None,
            needs_round__closed_at=None,
            needs_round__opens_on__lte=today,
        ).select_related("needs_round")
    )


def needs_asked_for(person: Person) -> list[Need]:
    """Return what a superior asked for somebody and handed in, the newest period first."""
    needs = Need.objects.filter(person=person).exclude(form__handed_in_at=None)
    return list(
        needs.select_related("competency", "form__needs_round").order_by("-form__needs_round__year", "pk")
    )


def people_of_form(form: NeedsForm, today: date) -> list[PersonToAskFor]:
    """Return the superior's own people with what they lack by measure and what is asked for so far."""
    asked: dict[object, list[Need]] = {}
    for need in form.needs.select_related("competency"):
        asked.setdefault(need.person_id, []).append(need)
    people = list(
        form.superior.subordinates.filter(missing_since=None).select_related("office").order_by("name", "pk")
    )
    rows = levels_of_many(people, today)
    return [
        PersonToAskFor(each, [row for row in rows[each.pk] if row.lacking], asked.get(each.pk, ()))
        for each in people
    ]


def _counted(found: QuerySet[NeedsRound]) -> QuerySet[NeedsRound]:
    return found.annotate(
        asked=Count("forms"),
        done=Count("forms", filter=Q(forms__handed_in_at__isnull=False)),
        begun=Count("forms", filter=Q(forms__handed_in_at=None, forms__started_at__isnull=False)),
    ).order_by("-year")


def _progress(each: NeedsRound, today: date) -> Progress:
    late = each.closed_at is None and today > each.due_on and each.done < each.asked
    return Progress(each, each.asked, each.done, each.begun, late)
