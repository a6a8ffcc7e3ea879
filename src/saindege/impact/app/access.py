"""Who may see and make studies, who reads the report, who answers about a course, who sees whose index."""

from __future__ import annotations

from saindege.base.app.models import Account, Role
from saindege.delivery.app.models import CheckIn
from saindege.impact.app.models import BehaviourRater
from saindege.people.app.models import Person
from saindege.programme.app import access as programme_access
from saindege.programme.app.models import Batch, Speaker

READERS = (Role.ANALYST, Role.TRAINING, Role.SERVICE, Role.MAYOR, Role.ADMIN)


def may_see_studies(by: Account) -> bool:
    """Analysts, training officers, the service-quality unit, the mayor and administrators read studies."""
    return by.has_role(*READERS)


def may_arrange_studies(by: Account) -> bool:
    """Analysts, training officers and administrators plan studies and say which offices were trained when."""
    return by.has_role(Role.ANALYST, Role.TRAINING, Role.ADMIN)


def may_see_report(by: Account) -> bool:
    """Whoever may read studies may read the report that sums them up."""
    return may_see_studies(by)


def may_see_evaluation(by: Account) -> bool:
    """Whoever reads studies reads how courses are evaluated; everybody else sees only the own questions."""
    return may_see_studies(by)


def may_keep_evaluation(by: Account) -> bool:
    """Training officers and administrators bring in marks of tests and write down costs."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_react(by: Account, batch: Batch) -> bool:
    """Whoever attended a batch says what it was like, and nobody else."""
    return by.is_active and CheckIn.objects.filter(session__batch=batch, person__account=by).exists()


def may_agree_target(by: Account, person: Person) -> bool:
    """The superior agrees with a participant what is to be seen afterwards; organisers may write it down for both."""
    leads = person.superior is not None and person.superior.account_id == by.pk
    return by.is_active and (leads or may_keep_evaluation(by))


def may_agree_targets(by: Account) -> bool:
    """Superiors and organisers agree targets; the query narrows whose."""
    return by.has_role(Role.SUPERIOR) or may_keep_evaluation(by)


def may_rate(by: Account, rater: BehaviourRater) -> bool:
    """Only the one who was asked answers."""
    return by.is_active and rater.person.account_id == by.pk


def may_answer(by: Account) -> bool:
    """Participants, superiors and everybody else on the staff list see the own open questions and the own index."""
    is_asked = by.has_role(Role.PARTICIPANT, Role.SUPERIOR)
    return by.is_active and (is_asked or Person.objects.filter(account=by).exists())


def may_see_speaker_results(by: Account, speaker: Speaker) -> bool:
    """What was answered about classes is for the speaker and for those who keep speakers, and for nobody else."""
    return by.is_active and programme_access.may_see_speaker(by, speaker)


def may_see_value(by: Account) -> bool:
    """Whoever reads studies reads what they are worth."""
    return may_see_studies(by)


def may_assume(by: Account) -> bool:
    """Analysts, training officers and administrators write down what a value takes for granted."""
    return may_arrange_studies(by)


def may_see_index(by: Account) -> bool:
    """Training officers, analysts, the mayor and administrators see the index of the city and its offices."""
    return by.has_role(Role.TRAINING, Role.ANALYST, Role.MAYOR, Role.ADMIN)


def may_see_index_of(by: Account, person: Person) -> bool:
    """A person's points are for the person, the direct superior and the training officer."""
    leads = person.superior is not None and person.superior.account_id == by.pk
    own = person.account_id is not None and person.account_id == by.pk
    return by.is_active and (own or leads or by.has_role(Role.TRAINING, Role.ADMIN))


def may_see_index_of_people(by: Account) -> bool:
    """Lists with names are for training officers and administrators."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_import_index(by: Account) -> bool:
    """Training officers and administrators bring in performance, discipline and official results."""
    return by.has_role(Role.TRAINING, Role.ADMIN)
