"""A sample is drawn by chance, checked by two who do not see each other's marks, and settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry
from saindege.people.app.models import Office, Person
from saindege.service.app.actions import auditing
from saindege.service.app.actions.auditing import AuditConflict, AuditRefused, Finding, NewDraw
from saindege.service.app.models import AuditDraw, EventLog, Service
from saindege.service.app.queries import auditing as reads

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
NUMBERS = tuple(f"SKD/2026/{number:04d}" for number in range(40))


@pytest.fixture
def second(account: Callable[..., Account]) -> Account:
    return account("organisasi", username="kedua", display_name="Rahma Siregar")


def drawn(by: Account, service: Service, **fields: Any) -> AuditDraw:
    new = NewDraw(
        **{"service": service, "office": None, "month": "2026-10", "numbers": NUMBERS, "fixed": 6, **fields}
    )
    return auditing.draw_audit(by, new, today=TODAY, at=AT)


def checked(by: Account, draw: AuditDraw, wrong: dict[int, str]) -> None:
    auditing.begin_checking(by, draw, at=AT)
    for case in draw.cases.all():
        reason = wrong.get(case.position, "")
        auditing.mark_case(by, case, Finding(not reason, reason), at=AT)
    auditing.hand_in(by, draw, at=AT)


def test_a_draw_keeps_its_seed_and_its_cases(officer: Account, service: Service) -> None:
    draw = drawn(officer, service)

    assert (draw.size, draw.population, draw.frame, draw.error) == (6, 40, "list", None)
    assert {case.number for case in draw.cases.all()} < set(NUMBERS)
    entry = AuditEntry.objects.get(action="service.audit_drawn")
    assert entry.detail == {"size": 6, "population": 40, "seed": draw.seed}


def test_a_month_is_drawn_once_so_that_nobody_picks(officer: Account, service: Service) -> None:
    drawn(officer, service)

    with pytest.raises(AuditConflict):
        drawn(officer, service)

    assert AuditDraw.objects.count() == 1


def test_a_month_that_is_not_over_or_a_log_without_numbers_is_refused(
    officer: Account, service: Service
) -> None:
    with pytest.raises(AuditRefused) as running:
        drawn(officer, service, month="2026-11")
    with pytest.raises(AuditRefused) as unnamed:
        drawn(officer, service, numbers=())

    assert [problem.column for problem in running.value.problems] == ["month"]
    assert [problem.column for problem in unnamed.value.problems] == ["numbers"]


def test_numbers_come_from_the_log_as_it_came(
    officer: Account, service: Service, measured: EventLog, offices: dict[str, Office]
) -> None:
    frame = reads.frame_of(service, offices["wek5"], "2026-03")
    draw = drawn(officer, service, office=offices["wek5"], month="2026-03", numbers=(), fixed=None, error=0.1)

    # One case each weekday from 2 March, 22 in March, every second one of this office.
    assert frame.numbers is not None and frame.count == len(frame.numbers) == 11
    assert all(int(number.removeprefix("D-")) % 2 == 0 for number in frame.numbers)
    assert (draw.frame, draw.population, draw.log_count) == ("log", frame.count, frame.count)


def test_nobody_sees_a_mark_before_both_have_handed_in(
    officer: Account, second: Account, service: Service, client_for: Callable[..., Client]
) -> None:
    draw = drawn(officer, service)
    checked(officer, draw, {1: "NAME"})
    auditing.begin_checking(second, draw, at=AT)

    page = client_for(second).get(reverse("service:audit", args=[draw.pk]))
    check = client_for(second).get(reverse("service:audit_check", args=[draw.pk]))
    download = client_for(second).get(reverse("service:audit", args=[draw.pk]), {"unduh": "csv"})

    assert reads.result_of(draw) is None
    assert "Nama atau data pemohon salah" not in page.content.decode()
    assert "checked" not in check.content.decode()
    assert (page.status_code, check.status_code, download.status_code) == (200, 200, 404)


def test_what_both_found_alike_stands_and_what_differs_is_decided(
    officer: Account, second: Account, service: Service
) -> None:
    draw = drawn(officer, service)
    checked(officer, draw, {1: "NAME", 2: "NUMBER"})
    checked(second, draw, {1: "NAME"})
    before = reads.result_of(draw)

    case = draw.cases.get(position=2)
    auditing.decide_case(second, case, Finding(False, "NUMBER"), "Tanggalnya memang salah.", at=AT)
    after = reads.result_of(draw)

    assert before is not None and (before.open, before.share) == (1, None)
    assert (before.agreement.both_right, before.agreement.only_second_right, before.agreement.both_wrong) == (
        4,
        1,
        1,
    )
    assert after is not None and after.share is not None
    assert (after.share.count, after.share.n, after.share.population) == (4, 6, 40)
    assert after.faults == (("NAME", 1), ("NUMBER", 1))
    draw.refresh_from_db()
    assert draw.closed_at == AT


def test_marks_stay_once_handed_in_and_a_third_checker_is_refused(
    officer: Account, second: Account, service: Service, account: Callable[..., Account]
) -> None:
    draw = drawn(officer, service)
    checked(officer, draw, {})
    auditing.begin_checking(second, draw, at=AT)

    with pytest.raises(AuditConflict):
        auditing.mark_case(officer, draw.cases.get(position=1), Finding(False, "NAME"), at=AT)
    with pytest.raises(AuditConflict):
        auditing.begin_checking(account("admin", username="ketiga"), draw, at=AT)
    with pytest.raises(AuditConflict):
        auditing.hand_in(second, draw, at=AT)


def test_wrong_needs_a_fault_and_a_decision_needs_words(
    officer: Account, second: Account, service: Service
) -> None:
    draw = drawn(officer, service)
    auditing.begin_checking(officer, draw, at=AT)
    case = draw.cases.get(position=1)

    with pytest.raises(AuditRefused):
        auditing.mark_case(officer, case, Finding(False), at=AT)
    with pytest.raises(AuditRefused):
        auditing.decide_case(officer, case, Finding(True), "  ", at=AT)


def test_a_head_draws_for_the_own_office_only(
    service: Service, offices: dict[str, Office], account: Callable[..., Account]
) -> None:
    head = account("atasan", username="lurah")
    Person.objects.create(name="Lurah Wek V", office=offices["wek5"], account=head, nip="197001011995011001")

    own = drawn(head, service, office=offices["wek5"])

    assert own.office == offices["wek5"]
    for office in (offices["wek6"], None):
        with pytest.raises(NotAllowed):
            drawn(head, service, office=office)


@pytest.mark.parametrize(
    ("role", "status"), [("bkpsdm", 200), ("walikota", 200), ("peserta", 404), ("narasumber", 404)]
)
def test_readers_of_services_see_a_draw_and_others_do_not(
    officer: Account, service: Service, client_for: Callable[..., Client], role: str, status: int
) -> None:
    draw = drawn(officer, service)

    answers = [
        client_for(role).get(reverse("service:audit", args=[draw.pk])),
        client_for(role).get(reverse("service:audit_paper", args=[draw.pk])),
    ]

    assert [answer.status_code for answer in answers] == [status, status]
    assert (
        client_for(role).post(reverse("service:audit", args=[draw.pk]), {"langkah": "mulai"}).status_code
        == 404
    )


def test_the_whole_way_through_the_pages(
    officer: Account, second: Account, service: Service, client_for: Callable[..., Client]
) -> None:
    pages = {who.pk: client_for(who) for who in (officer, second)}
    sent = pages[officer.pk].post(
        reverse("service:audits", args=[service.pk]),
        {"month": "2026-10", "office": "", "how": "fixed", "fixed": "5", "numbers": "\n".join(NUMBERS)},
    )
    draw = AuditDraw.objects.get()
    check = reverse("service:audit_check", args=[draw.pk])

    for who in (officer, second):
        pages[who.pk].post(reverse("service:audit", args=[draw.pk]), {"langkah": "mulai"})
        for position in range(1, 6):
            wrong = who == second and position == 3
            fields = {"verdict": "salah", "reason": "SIGNATURE"} if wrong else {"verdict": "benar"}
            pages[who.pk].post(check, {"berkas": position, **fields})
        pages[who.pk].post(check, {"langkah": "serahkan"})
    pages[officer.pk].post(
        reverse("service:audit", args=[draw.pk]),
        {"langkah": "putuskan", "berkas": "3", "verdict": "benar", "words": "Stempel ada di balik."},
    )
    page = pages[officer.pk].get(reverse("service:audit", args=[draw.pk])).content.decode()
    taken = pages[officer.pk].get(reverse("service:audit", args=[draw.pk]), {"unduh": "csv"}).content.decode()

    assert sent.headers["Location"] == reverse("service:audit", args=[draw.pk])
    assert "Hanya 5 berkas diperiksa" in page and "Stempel ada di balik." in page
    assert taken.count("benar") >= 14 and "Stempel ada di balik." in taken
    assert pages[officer.pk].get(reverse("service:audits", args=[service.pk])).status_code == 200


def test_a_refused_draw_says_why_beside_its_field(
    officer: Account, service: Service, client_for: Callable[..., Client]
) -> None:
    answer = client_for(officer).post(
        reverse("service:audits", args=[service.pk]),
        {"month": "2026-12", "office": "", "how": "fixed", "fixed": "2", "numbers": "A1"},
    )

    assert answer.status_code == 422
