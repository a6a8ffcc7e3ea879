"""What one account is asked: reactions after a course, behaviour after 30, 60, 90 days, targets before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Min, QuerySet
from django.utils import timezone

from saindege.base.app.models import Account
from saindege.delivery.app.models import CheckIn, Participant
from saindege.impact import evaluation
from saindege.impact.app import access
from saindege.impact.app.models import (
    BehaviourAnswer,
    BehaviourRater,
    RaterKind,
    ReactionGiven,
    TargetBehaviour,
)
from saindege.impact.evaluation import Window
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch

# After two months nobody remembers what a course was like.
REACTION_OPEN = timedelta(days=60)
# Peers are drawn many and answer seldom; they do not say how far a batch has come.
_NAMED = (RaterKind.SELF, RaterKind.SUPERIOR)


@dataclass(frozen=True, slots=True)
class BehaviourDuty:
    """One question about a behaviour: whose, by when; window None where none is open now, next_on the coming day."""

    rater: BehaviourRater
    window: Window | None
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Duties:
    """Everything that waits for one account.

    Attributes
    ----------
    reactions : batches to say something about
    behaviours : open now, the earliest end first; coming : later
    targets : participants of the own people without a target, in batches that are not over
    """

    reactions: list[Batch]
    behaviours: list[BehaviourDuty]
    coming: list[BehaviourDuty]
    targets: list[Participant]

    @property
    def waiting(self) -> int:
        """How many things can be done now."""
        return len(self.reactions) + len(self.behaviours) + len(self.targets)


def duties_of(account: Account, now: datetime) -> Duties:
    """Return what waits for an account."""
    behaviours, coming = _behaviours(account, now)
    return Duties(_reactions(account, now), behaviours, coming, list(targets_missing(account, now)[:50]))


def _reactions(account: Account, now: datetime) -> list[Batch]:
    attended = CheckIn.objects.filter(person__account=account).values("session__batch_id")
    given = ReactionGiven.objects.filter(person__account=account).values("batch_id")
    found = Batch.objects.filter(pk__in=attended).exclude(pk__in=given).select_related("course")
    found = found.annotate(last_at=Max("sessions__ends_at"))
    return list(found.filter(last_at__lt=now, last_at__gt=now - REACTION_OPEN).order_by("-last_at"))


def _behaviours(account: Account, now: datetime) -> tuple[list[BehaviourDuty], list[BehaviourDuty]]:
    rules, today = evaluation.load(), timezone.localdate(now)
    asked = BehaviourRater.objects.filter(person__account=account).annotate(
        last_at=Max("target__batch__sessions__ends_at")
    )
    horizon = timedelta(days=max(rules.days) + rules.closes_after + 1)
    asked = asked.filter(last_at__gte=now - horizon).select_related("target__person", "target__batch__course")
    rows = list(asked)
    answered = set(BehaviourAnswer.objects.filter(rater__in=rows).values_list("rater_id", "day"))
    is_open, coming = [], []
    for rater in rows:
        last_on = timezone.localdate(rater.last_at)
        window = evaluation.day_due(last_on, today, rules)
        if window is not None and (rater.pk, window.day) not in answered:
            is_open.append(BehaviourDuty(rater, window, None))
            continue
        later = [evaluation.window_of(last_on, day, rules) for day in rules.days]
        following = next((each for each in later if each.opens_on > today), None)
        if following is not None:
            coming.append(BehaviourDuty(rater, None, following.opens_on))
    is_open.sort(key=lambda duty: duty.window.closes_on if duty.window else today)
    coming.sort(key=lambda duty: duty.next_on or today)
    return is_open, coming


def targets_missing(account: Account, now: datetime) -> QuerySet[Participant]:
    """Return people of a superior who are called to a batch that is not over and have no target yet."""
    if not access.may_agree_targets(account):
        return Participant.objects.none()
    called = Participant.objects.annotate(last_at=Max("batch__sessions__ends_at")).filter(
        last_at__gt=now, person__superior__account=account
    )
    agreed = TargetBehaviour.objects.filter(person__superior__account=account).values_list(
        "batch_id", "person_id"
    )
    for batch, person in agreed:
        called = called.exclude(batch_id=batch, person_id=person)
    return called.select_related("person", "batch__course").order_by("last_at", "person__name")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One participant with the behaviour agreed; None where none is."""

    participant: Participant
    target: TargetBehaviour | None


def target_rows(account: Account, batch: Batch) -> list[TargetRow]:
    """Return the participants of a batch whose targets an account may agree."""
    called = Participant.objects.filter(batch=batch).select_related("person__office", "person__superior")
    if not access.may_keep_evaluation(account):
        called = called.filter(person__superior__account=account)
    agreed = {target.person_id: target for target in TargetBehaviour.objects.filter(batch=batch)}
    return [TargetRow(one, agreed.get(one.person_id)) for one in called.order_by("person__name")]


def batch_bounds(batch: Batch) -> tuple[datetime | None, datetime | None]:
    """Return when the first meeting begins and the last one ends."""
    found = batch.sessions.aggregate(first=Min("starts_at"), last=Max("ends_at"))
    return found["first"], found["last"]


def due_overview(now: datetime) -> list[tuple[Batch, Window, int, int]]:
    """Return batches with an open window: how many answers there are of how many asked, superiors and self only."""
    rules = evaluation.load()
    today = timezone.localdate(now)
    oldest = now - timedelta(days=max(rules.days) + rules.closes_after + 1)
    batches = (
        Batch.objects.filter(targets__isnull=False)
        .annotate(last_at=Max("sessions__ends_at"))
        .filter(last_at__gt=oldest, last_at__lt=now)
        .select_related("course")
        .distinct()
    )
    windows = {
        batch: evaluation.day_due(timezone.localdate(batch.last_at), today, rules)
        for batch in batches.order_by("last_at")
    }
    due = [(batch, window) for batch, window in windows.items() if window is not None]
    raters = BehaviourRater.objects.filter(target__batch__in=[batch for batch, _ in due], kind__in=_NAMED)
    counted = raters.order_by().values_list("target__batch")
    asked = dict(counted.annotate(n=Count("pk")))
    answers = BehaviourAnswer.objects.filter(rater__in=raters).order_by()
    given = {
        (batch, day): n
        for batch, day, n in answers.values_list("rater__target__batch", "day").annotate(n=Count("pk"))
    }
    return [
        (batch, window, given.get((batch.pk, window.day), 0), asked.get(batch.pk, 0)) for batch, window in due
    ]


def people_by_number(batch: Batch) -> dict[str, Person]:
    """Return the people of a batch by number and by name, as a list of marks may call them."""
    found: dict[str, Person] = {}
    people = Person.objects.filter(participations__batch=batch)
    by_name: dict[str, list[Person]] = {}
    for person in people:
        if person.nip:
            found[person.nip] = person
        by_name.setdefault(person.name.casefold(), []).append(person)
    # A name that two people share names nobody.
    found.update({name: same[0] for name, same in by_name.items() if len(same) == 1})
    return found


def has_reacted(account: Account, batch: Batch) -> bool:
    """Say whether somebody has answered; what, nobody knows."""
    return ReactionGiven.objects.filter(batch=batch, person__account=account).exists()


def target_of(batch: Batch, person: Person) -> TargetBehaviour | None:
    """Return the behaviour agreed with a participant, if any."""
    return TargetBehaviour.objects.filter(batch=batch, person=person).first()


def open_window(rater: BehaviourRater, today: date) -> Window | None:
    """Return the window in which this rater may answer today; None where none is open, or it is answered."""
    _first, last = batch_bounds(rater.target.batch)
    if last is None:
        return None
    window = evaluation.day_due(timezone.localdate(last), today, evaluation.load())
    if window is None or rater.answers.filter(day=window.day).exists():
        return None
    return window
