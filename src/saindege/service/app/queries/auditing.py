"""Reads of audit samples: from which cases one may be drawn, how far checking is, what came out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q, QuerySet

from saindege.base.app.models import Account, Setting
from saindege.people.app.models import Office
from saindege.service import event_log, event_store
from saindege.service.agreement import Agreement, measure_agreement
from saindege.service.app import access
from saindege.service.app.models import AuditCase, AuditChecker, AuditDraw, EventLog, Service
from saindege.service.app.queries.logs import folder_of, stored_path
from saindege.service.app.queries.services import own_office_keys
from saindege.service.corrections import leave_out_corrections
from saindege.service.finite_share import FiniteShare, estimate_share_of
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.measure import Standard
from saindege.service.portrait.cases import gather_cases

_EPOCH = date(1970, 1, 1)
# A larger log is not read again while somebody waits; people paste the list of numbers.
_MOST_READ_AGAIN = 1_000_000


@dataclass(frozen=True, slots=True)
class Frame:
    """The finished cases of a month.

    Attributes
    ----------
    count : that the log counts; None without a log
    numbers : their numbers; None where the log does not keep all of them
    """

    count: int | None
    numbers: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One drawn case with what both found; ``is_right`` is None where they differ and nothing was decided."""

    case: AuditCase
    first: bool
    second: bool
    first_reason: str
    second_reason: str
    is_right: bool | None
    reason: str

    @property
    def differs(self) -> bool:
        """Whether one found it right and the other wrong."""
        return self.first != self.second


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What came out once both checkers handed in.

    Attributes
    ----------
    agreement : of the two
    verdicts : in the order of the draw
    open : differing cases that nobody decided
    share : of right cases; None while cases are open
    faults : reason to the wrong cases, the most frequent first
    """

    agreement: Agreement
    verdicts: tuple[Verdict, ...]
    open: int
    share: FiniteShare | None
    faults: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One draw in a list, with how far it is: ``waiting``, ``checking``, ``differing`` or ``done``."""

    draw: AuditDraw
    state: str
    result: AuditResult | None


def draws_visible_to(account: Account) -> QuerySet[AuditDraw]:
    """Return the draws that an account may see: all, or those of the own office and those below it."""
    draws = AuditDraw.objects.select_related("service", "office", "drawn_by")
    if access.may_see_all_services(account):
        return draws
    own = own_office_keys(account)
    return draws.filter(Q(office__in=own or set()) | Q(office__people__account=account)).distinct()


def audit_rows(account: Account, service: Service) -> list[AuditRow]:
    """Return the draws of a service that an account may see, the newest month first."""
    return [row_of(draw) for draw in draws_visible_to(account).filter(service=service)]


def row_of(draw: AuditDraw) -> AuditRow:
    """Return a draw with how far it is."""
    result = result_of(draw)
    if result is None:
        state = "checking" if draw.checkers.exclude(begun_at=None).exists() else "waiting"
    else:
        state = "differing" if result.open else "done"
    return AuditRow(draw, state, result)


def result_of(draw: AuditDraw) -> AuditResult | None:
    """Return what came out; None until both checkers have handed in: before that nobody sees a mark."""
    checkers = list(draw.checkers.exclude(handed_in_at=None))
    if len(checkers) < 2:
        return None
    marks = {(mark.case_id, checker.number): mark for checker in checkers for mark in checker.marks.all()}
    verdicts = []
    for case in draw.cases.all():
        first, second = marks[case.pk, 1], marks[case.pk, 2]
        same = first.is_right == second.is_right
        reason = first.reason if same else case.reason
        if same and first.reason != second.reason:
            # Both found it wrong, for different reasons: either may have seen what the other did not.
            reason = case.reason or first.reason
        verdicts.append(
            Verdict(
                case,
                first.is_right,
                second.is_right,
                first.reason,
                second.reason,
                first.is_right if same else case.is_right,
                reason,
            )
        )
    agreement = measure_agreement([one.first for one in verdicts], [one.second for one in verdicts])
    assert agreement is not None, "a draw has at least one case"
    undecided = sum(one.is_right is None for one in verdicts)
    right = sum(bool(one.is_right) for one in verdicts)
    faults = Counter(one.reason for one in verdicts if one.is_right is False)
    return AuditResult(
        agreement=agreement,
        verdicts=tuple(verdicts),
        open=undecided,
        share=None if undecided else estimate_share_of(right, len(verdicts), draw.population),
        faults=tuple(faults.most_common()),
    )


def checker_of(draw: AuditDraw, account: Account) -> AuditChecker | None:
    """Return as which checker an account has begun."""
    return draw.checkers.filter(account=account).first()


def offices_to_draw(account: Account, service: Service) -> list[Office]:
    """Return the offices of a service for which an account may draw, by name."""
    offices = service.offices.order_by("name")
    if not access.may_bring_logs(account):
        offices = offices.filter(people__account=account)
    return [office for office in offices.distinct() if access.may_draw_audit(account, office)]


def keeps_numbers(service: Service) -> bool:
    """Say whether all logs of a service are kept as they came, small enough to be read again."""
    logs = list(service.logs.exclude(events_file="").values_list("stored_file", "events"))
    return bool(logs) and all(file for file, _ in logs) and sum(n for _, n in logs) <= _MOST_READ_AGAIN


def frame_of(service: Service, office: Office | None, month: str) -> Frame:
    """Return the cases of an office, or of all, that finished in a month."""
    logs = list(service.logs.exclude(events_file="").order_by("uploaded_at", "pk"))
    if not logs:
        return Frame(None, None)
    keys = _finished_keys(service, logs, office, month)
    if not keeps_numbers(service):
        return Frame(len(keys), None)
    names: dict[int, str] = {}
    for log in logs:
        names |= _names_in(log)
    known = [names[key] for key in keys if key in names]
    return Frame(len(keys), tuple(known) if len(known) == len(keys) else None)


def _finished_keys(service: Service, logs: list[EventLog], office: Office | None, month: str) -> list[int]:
    parts = [event_store.read_events(folder_of(log.pk) / log.events_file) for log in logs]
    kept, _overlapping = event_store.merge_events(parts)
    end = (service.final_activity,) if service.final_activity in kept.activity.names else ()
    zone = str(logs[-1].mapping.get("timezone") or "Asia/Jakarta")
    log = leave_out_corrections(event_store.as_event_log(kept, file=service.name, timezone=zone), end)
    cases, _clock = gather_cases(log, Standard(end=end))
    months = cases.finished_on.astype("datetime64[D]").astype("datetime64[M]")
    chosen = cases.finished & (months == np.datetime64(month))
    if office is not None:
        codes = [code for code, name in enumerate(log.group_names) if name == str(office.pk)]
        chosen &= np.isin(cases.office, codes)
    # Kept cases are named by their pseudonym, 64 bits in sixteen letters.
    found = [int(log.case_names[case], 16) for case in np.flatnonzero(chosen).tolist()]
    return [key - (1 << 64) if key >= 1 << 63 else key for key in found]


def _names_in(log: EventLog) -> dict[int, str]:
    """Read a log as it came once more, for the numbers that are not kept with the events."""
    columns = dict(log.mapping.get("columns", {}))
    office = columns.pop("office", None)
    read = event_log.read_event_log(
        stored_path(log),
        ReadingChoice(
            columns=columns,
            by=office,
            timezone=log.mapping.get("timezone") or "Asia/Jakarta",
            order=log.mapping.get("date_order") or None,
        ),
    )
    secret = bytes.fromhex(Setting.objects.get(key="service.pseudonym_key").value)
    keys = event_store.pseudonyms(read.case_names, secret).tolist()
    return dict(zip(keys, read.case_names, strict=True))
