"""Decisions on control charts and audit samples in the demonstration city, made through the same actions as a user's."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
from django.db import transaction

from saindege.base import chance
from saindege.base.app.models import Account
from saindege.demo.city import City
from saindege.demo.logs import ServiceLog
from saindege.demo.waves import Draw
from saindege.service.app.actions import asking_checkers, auditing, watching
from saindege.service.app.models import AuditDraw, ControlPhase, Service
from saindege.service.app.queries.auditing import result_of
from saindege.service.audit_rules import load_audit_rules

_DAY = 86_400_000_000
_FIRST_WAVES = 3
_SIZE, _WRONG, _MISSED = 40, 0.12, 0.4
_SMALL, _FEW = 5, 10
_ASKED = ("peserta", "atasan")
_FAULTS = ("NAME", "NUMBER", "SIGNATURE", "REQUIREMENT")


def write_watching(made: City, unit: Account, other: Account, now: datetime) -> None:
    """Store phases that begin with the first waves of training, and four samples: two checked, two waiting."""
    if ControlPhase.objects.exists() or AuditDraw.objects.exists():
        return
    with transaction.atomic():
        _write_phases(made, unit, now)
        _write_samples(made, unit, other, now)


def _write_samples(made: City, unit: Account, other: Account, now: datetime) -> None:
    rng = chance.stream(made.seed, "demo.audits")
    month = _month_before(made.until)
    for number, log in enumerate(made.loaded_logs[:3]):
        service = Service.objects.get(code=log.service.code)
        numbers = _finished_in(log, month)
        if len(numbers) >= _SIZE:
            new = auditing.NewDraw(service, None, month, numbers, fixed=_SIZE)
            draw = auditing.draw_audit(unit, new, today=made.as_of, at=now)
            _check(draw, (unit, other)[: (2, 2, 1)[number]], rng, now, decide=number == 0)
    _ask_staff(made, unit, month, now)


def _ask_staff(made: City, unit: Account, month: str, now: datetime) -> None:
    """Ask the counter officer and the head of one office to check a sample of it."""
    staff, head = (Account.objects.select_related("person").get(username=name) for name in _ASKED)
    office = staff.person.office
    for log in made.loaded_logs:
        if office.code not in log.service.offices:
            continue
        numbers = _finished_in(log, month, log.service.offices.index(office.code))
        if len(numbers) >= _SMALL:
            new = auditing.NewDraw(
                Service.objects.get(code=log.service.code),
                office,
                month,
                numbers,
                fixed=min(len(numbers), _FEW),
            )
            draw = auditing.draw_audit(unit, new, today=made.as_of, at=now)
            due_on = made.as_of + timedelta(days=load_audit_rules().check_days)
            asking_checkers.ask_checkers(unit, draw, [staff, head], due_on, today=made.as_of, at=now)
            return


def _write_phases(made: City, unit: Account, now: datetime) -> None:
    told = 0
    for log in made.loaded_logs:
        begun = _first_wave(log, made.draws)
        if begun is not None and told < _FIRST_WAVES:
            service = Service.objects.get(code=log.service.code)
            new = watching.NewPhase(begun[1], f"Sesudah pelatihan {begun[0]}, gelombang pertama")
            watching.begin_phase(unit, service, new, today=made.as_of, at=now)
            told += 1


def _first_wave(log: ServiceLog, draws: tuple[Draw, ...]) -> tuple[str, date] | None:
    """Return course and day of the first training of an office that offers the service."""
    days = [
        (day, draw.course)
        for draw in draws
        for office, day in draw.trained_on().items()
        if day is not None and office in log.service.offices
    ]
    return (min(days)[1], min(days)[0]) if days else None


def _month_before(day: date) -> str:
    number = day.year * 12 + day.month - 2
    return f"{number // 12}-{number % 12 + 1:02d}"


def _finished_in(log: ServiceLog, month: str, office: int | None = None) -> tuple[str, ...]:
    last = np.flatnonzero(np.append(log.case[1:] != log.case[:-1], True))
    case, months = log.case[last], (log.at[last] // _DAY).astype("datetime64[D]").astype("datetime64[M]")
    chosen = case[log.finished[case] & (months == np.datetime64(month))]
    if office is not None:
        chosen = chosen[log.case_office[chosen] == office]
    return tuple(log.case_numbers[at] for at in chosen.tolist())


def _check(
    draw: AuditDraw, checkers: tuple[Account, ...], rng: np.random.Generator, now: datetime, *, decide: bool
) -> None:
    """Let two people check; each misses some of what is wrong."""
    cases = list(draw.cases.all())
    # What is wrong with each case; empty for the right ones.
    truth = [str(rng.choice(_FAULTS)) if rng.random() < _WRONG else "" for _case in cases]
    for checker in checkers:
        auditing.begin_checking(checker, draw, at=now)
        for case, fault in zip(cases, truth, strict=True):
            reason = "" if rng.random() < _MISSED else fault
            auditing.mark_case(checker, case, auditing.Finding(not reason, reason), at=now)
        if len(checkers) == 2:
            auditing.hand_in(checker, draw, at=now)
    if decide:
        _decide(draw, checkers[0], dict(zip((case.pk for case in cases), truth, strict=True)), now)


def _decide(draw: AuditDraw, by: Account, truth: dict[int, str], now: datetime) -> None:
    result = result_of(draw)
    for verdict in result.verdicts if result else ():
        if verdict.is_right is None:
            reason = truth[verdict.case.pk]
            finding = auditing.Finding(not reason, reason)
            auditing.decide_case(by, verdict.case, finding, "Data contoh: dilihat lagi bersama.", at=now)
