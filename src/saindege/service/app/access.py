"""Who may see services, bring in their logs, run surveys and look after complaints."""

from __future__ import annotations

from saindege.base.app.models import Account, Role
from saindege.people.app.models import Office, Person
from saindege.service.app.models import AuditDraw, EventSource, LogName, Service, SurveyCode

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


def may_say_log_name(by: Account, person: Person) -> bool:
    """Everybody says for themselves, and for nobody else, which officer of a log they are."""
    return by.is_active and person.account_id == by.pk


def may_coach(by: Account, person: Person) -> bool:
    """The superior who countersigns the logbook is the coach; nobody is their own."""
    leads = person.superior is not None and person.superior.account_id == by.pk
    return by.is_active and leads and person.account_id != by.pk


def may_see_curve(by: Account, log_name: LogName) -> bool:
    """A learning curve is for its owner, and for the coach whom the owner let in; no administrator reads it."""
    if log_name.state != "confirmed":
        return False
    if may_say_log_name(by, log_name.person):
        return True
    return log_name.is_open_to_coach and may_coach(by, log_name.person)


def may_decide_phase(by: Account) -> bool:
    """The service-quality unit and administrators decide that a service works differently from a week on."""
    return may_bring_logs(by)


def may_keep_notes(by: Account | None) -> bool:
    """The worker keeps the weekly notes in nobody's name; the service-quality unit may ask for them too."""
    return by is None or may_bring_logs(by)


def may_draw_audit(by: Account, office: Office | None) -> bool:
    """The service-quality unit draws for any office; the head of an office draws for the own one."""
    if may_bring_logs(by):
        return True
    return office is not None and by.has_role(Role.SUPERIOR) and office.people.filter(account=by).exists()


def may_check_audit(by: Account, draw: AuditDraw) -> bool:
    """Whoever may draw checks, and so does anybody of the drawn office."""
    if may_draw_audit(by, draw.office):
        return True
    return by.is_active and draw.office is not None and draw.office.people.filter(account=by).exists()


def may_see_audit(by: Account, draw: AuditDraw) -> bool:
    """Readers of services see every audit; an office sees its own."""
    return may_see_all_services(by) or may_check_audit(by, draw)
