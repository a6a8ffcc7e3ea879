"""Who may see services, bring in their logs, run surveys and look after complaints."""

from __future__ import annotations

from saindege.base.app.models import Account, Role
from saindege.people.app.models import Office
from saindege.service.app.models import EventSource, Service, SurveyCode

READERS = (Role.SERVICE, Role.ANALYST, Role.TRAINING, Role.MAYOR, Role.ADMIN)


def may_see_all_services(by: Account) -> bool:
    """The service-quality unit, analysts, training officers, the mayor and administrators see every service."""
    return by.has_role(*READERS)


def may_see_services(by: Account) -> bool:
    """A superior sees the services of the own office too; which these are is told by the queries."""
    return may_see_all_services(by) or by.has_role(Role.SUPERIOR)


def may_bring_logs(by: Account) -> bool:
    """The service-quality unit and administrators bring in logs and say what services promise."""
    return by.has_role(Role.SERVICE, Role.ADMIN)


def may_answer_survey(code: SurveyCode) -> bool:
    """Whoever holds a code that has not been closed answers; that it is used only once is the rule of the survey."""
    return code.closed_on is None


def may_run_surveys(by: Account) -> bool:
    """The service-quality unit and administrators make codes, enter paper sheets and plan what follows."""
    return by.has_role(Role.SERVICE, Role.ADMIN)


def may_see_complaints(by: Account) -> bool:
    """The service-quality unit, administrators and the mayor read complaints; their words may touch persons."""
    return by.has_role(Role.SERVICE, Role.ADMIN, Role.MAYOR)


def may_handle_complaints(by: Account) -> bool:
    """The service-quality unit and administrators register complaints and write down what became of them."""
    return by.has_role(Role.SERVICE, Role.ADMIN)


def may_push(source: EventSource) -> bool:
    """Whoever holds the token of a source pushes its events, until the source is closed."""
    return source.closed_at is None


def may_record_at_counter(by: Account, service: Service, office: Office) -> bool:
    """People of an office that offers a service note its cases there; the service-quality unit may for all of them."""
    if not by.is_active or not service.offices.filter(pk=office.pk).exists():
        return False
    return may_bring_logs(by) or office.people.filter(account=by).exists()


def may_serve_somewhere(by: Account, service: Service) -> bool:
    """Somebody of any office that offers a service; the figures that they fill are measured in their name."""
    return by.is_active and service.offices.filter(people__account=by).exists()
