"""Reads of services and of their figures as last measured; the log itself is never read here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from saindege.base.app.models import Account
from saindege.people.app.models import Office
from saindege.service.app import access
from saindege.service.app.models import Measurement, Service
from saindege.service.app.queries.watching import chart_of_weeks, decisions_of
from saindege.service.control import Standing

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

State = Literal["no_log", "late"] | Standing

#: The states that ask for a look, the gravest first.
SIGNALS: tuple[State, ...] = ("slower", "late", "slowing")
_ORDER: tuple[State, ...] = (*SIGNALS, "no_log", "unknown", "steady", "improving", "faster")

#: Tone of the badge of a state, and its word: the same on every page.
BADGES: Mapping[State, tuple[str, StrPromise]] = {
    "no_log": ("plain", _("Belum ada log")),
    "unknown": ("plain", _("Belum cukup pekan")),
    "slower": ("bad", _("Lebih lambat")),
    "slowing": ("wait", _("Tampak melambat")),
    "late": ("wait", _("Sering terlambat")),
    "faster": ("good", _("Lebih cepat")),
    "improving": ("good", _("Tampak lebih cepat")),
    "steady": ("plain", _("Seperti biasa")),
}


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service in a list.

    Attributes
    ----------
    state : the gravest word for it, as its control chart says
    is_late : lateness beside another state
    recent : big figures as stored (hours, on_time, first_time_right); empty without a log
    until : last day of its logs, ISO; empty without a log
    """

    service: Service
    state: State
    is_late: bool
    recent: Mapping[str, Any]
    until: str
    offices: int
    in_working_hours: bool

    @property
    def has_signal(self) -> bool:
        """Slower or seemingly so, late, or both."""
        return self.state in SIGNALS or self.is_late

    @property
    def badge(self) -> tuple[str, StrPromise]:
        """Tone and word of its state."""
        return BADGES[self.state]

    @property
    def is_also_late(self) -> bool:
        """Late beside a state that does not say so."""
        return self.is_late and self.state != "late"


def own_office_keys(account: Account) -> set[int] | None:
    """Return the offices whose services an account may see: its own and those below; None means all."""
    if access.may_see_all_services(account):
        return None
    if not access.may_see_services(account):
        return set()
    own = Office.objects.filter(people__account=account).values_list("pk", flat=True)
    found, level = set(own), list(own)
    while level:
        level = list(
            Office.objects.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True)
        )
        found.update(level)
    return found


def own_office(account: Account) -> Office | None:
    """Return the office whose services an account may see; None where it may see all."""
    if own_office_keys(account) is None:
        return None
    return Office.objects.filter(people__account=account).first()


def visible_to(account: Account) -> QuerySet[Service]:
    """Return the services that an account may see."""
    keys = own_office_keys(account)
    if keys is None:
        return Service.objects.all()
    return Service.objects.filter(offices__in=keys).distinct() if keys else Service.objects.none()


def service_rows(account: Account, text: str = "") -> list[ServiceRow]:
    """Return the services that an account may see, those that ask for a look first, then by name."""
    services = visible_to(account).annotate(office_count=Count("offices", distinct=True))
    for word in text.split():
        services = services.filter(Q(name__icontains=word) | Q(code__icontains=word))
    services = list(services)
    brief, decisions = _brief(services), decisions_of(services)
    rows = [_row(service, brief.get(service.pk), decisions.get(service.pk, [])) for service in services]
    return sorted(rows, key=lambda row: (_ORDER.index(row.state), row.service.name))


def services_with_signal(account: Account) -> list[ServiceRow]:
    """Return the services that are slower or late, the slower ones first; for home pages."""
    return [row for row in service_rows(account) if row.has_signal]


def service_page(service: Service) -> Measurement | None:
    """Return the figures of one service without its office-months; None without a log."""
    return Measurement.objects.filter(service=service).defer("panel", "office_weeks").first()


def office_names(keys: Iterable[str]) -> dict[str, str]:
    """Return key in text to the name of an office, for the offices named in figures."""
    wanted = [int(key) for key in keys]
    return {str(key): name for key, name in Office.objects.filter(pk__in=wanted).values_list("pk", "name")}


def _brief(services: Iterable[Service]) -> dict[int, dict[str, Any]]:
    """Return a few values of each service's figures; the database cuts them out of the long document."""
    rows = Measurement.objects.filter(service__in=services).values(
        "service_id",
        recent=F("figures__recent"),
        until=F("figures__until"),
        weeks=F("figures__weeks"),
        is_late=F("figures__is_late"),
        in_working_hours=F("figures__in_working_hours"),
    )
    return {row["service_id"]: row for row in rows}


def state_of(standing: Standing, is_late: bool) -> State:
    """Return the gravest word for a measured service."""
    return "late" if is_late and standing != "slower" else standing


def _row(service: Service, brief: Mapping[str, Any] | None, decisions: list[tuple[date, str]]) -> ServiceRow:
    offices = getattr(service, "office_count", 0)
    if brief is None:
        return ServiceRow(service, "no_log", False, {}, "", offices, True)
    return ServiceRow(
        service=service,
        state=state_of(chart_of_weeks(brief["weeks"], decisions).standing, bool(brief["is_late"])),
        is_late=bool(brief["is_late"]),
        recent=brief["recent"],
        until=brief["until"],
        offices=offices,
        in_working_hours=bool(brief["in_working_hours"]),
    )
