"""Two people are asked to check a sample; each finds it on the first page, with its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry
from saindege.people.app.models import Office, Person
from saindege.service.app.actions import auditing
from saindege.service.app.actions.asking_checkers import AskRefused, ask_checkers
from saindege.service.app.actions.auditing import AuditConflict, Finding, NewDraw
from saindege.service.app.models import AuditDraw, Service
from saindege.service.app.queries.audit_tasks import accounts_to_ask, audit_tasks

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
DUE = date(2026, 12, 5)


@pytest.fixture
def draw(officer: Account, service: Service, offices: dict[str, Office]) -> AuditDraw:
    numbers = tuple(f"SKD/{number:03d}" for number in range(20))
    new = NewDraw(service, offices["wek5"], "2026-10", numbers, fixed=5)
    return auditing.draw_audit(officer, new, today=TODAY, at=AT)


@pytest.fixture
def staff(account: Callable[..., Account], offices: dict[str, Office]) -> Callable[[str], Account]:
    """Somebody of Wek V who is no head: ``staff("Rahma")``."""

    def make(name: str, office: str = "wek5") -> Account:
        made = account("peserta", username=name.lower(), display_name=name)
        Person.objects.create(name=name, office=offices[office], account=made)
        return made

    return make


def ask(by: Account, draw: AuditDraw, *people: Account, due_on: date = DUE) -> None:
    ask_checkers(by, draw, people, due_on, today=TODAY, at=AT)


def kinds(account: Account, today: date = TODAY) -> list[tuple[str, int, bool]]:
    return [(one.kind, one.done, one.is_overdue) for one in audit_tasks(account, today)]


def test_asked_people_find_it_on_their_first_page_and_begin_from_there(
    officer: Account,
    draw: AuditDraw,
    staff: Callable[[str], Account],
    client_for: Callable[..., Client],
) -> None:
    rahma = staff("Rahma")
    ask(officer, draw, rahma, due_on=timezone.localdate() + timedelta(days=9))
    client = client_for(rahma)

    home = client.get(reverse("web:home")).text
    page = client.get(reverse("service:audit", args=[draw.pk])).text
    begun = client.post(reverse("service:audit", args=[draw.pk]), {"langkah": "mulai"}, follow=True)

    assert "Tugas saya" in home
    assert "Periksa contoh Surat keterangan domisili, Oktober 2026" in home
    assert "0 dari 5 berkas ditandai. Paling lambat" in home
    assert reverse("service:audit", args=[draw.pk]) in home
    # The pages of the service are not theirs to see, so nothing leads there.
    assert reverse("service:audits", args=[draw.service_id]) not in page + begun.text
    assert "Pemeriksa 1: diminta, belum mulai" in page
    assert begun.redirect_chain[-1][0] == reverse("service:audit_check", args=[draw.pk])


def test_task_follows_what_is_still_to_do(
    officer: Account, draw: AuditDraw, staff: Callable[[str], Account]
) -> None:
    rahma, sahat = staff("Rahma"), staff("Sahat")
    told = [kinds(officer)]
    ask(officer, draw, rahma)
    told.append(kinds(officer))
    ask(officer, draw, rahma, sahat)
    told += [kinds(officer), kinds(rahma), kinds(rahma, DUE + timedelta(days=1))]

    for checker, wrong in ((rahma, 1), (sahat, 0)):
        auditing.begin_checking(checker, draw, at=AT)
        for case in draw.cases.all()[:2]:
            auditing.mark_case(checker, case, Finding(not wrong, "NAME" if wrong else ""), at=AT)
    told.append(kinds(rahma))
    for checker in (rahma, sahat):
        for case in draw.cases.all()[2:]:
            auditing.mark_case(checker, case, Finding(True), at=AT)
        told.append(kinds(checker))
        auditing.hand_in(checker, draw, at=AT)
        told.append(kinds(checker))
    for case in draw.cases.all()[:2]:
        auditing.decide_case(sahat, case, Finding(True), "Nama cocok", at=AT)

    assert told == [
        [("ask", 0, False)],
        [("ask_one", 0, False)],
        [],
        [("begin", 0, False)],
        [("begin", 0, True)],
        [("go_on", 2, False)],
        [("hand_in", 5, False)],
        [],
        [("hand_in", 5, False)],
        [("settle", 5, False)],
    ]
    assert kinds(rahma) == kinds(sahat) == []


def test_whoever_has_not_begun_is_replaced_and_whoever_has_stays(
    officer: Account, draw: AuditDraw, staff: Callable[[str], Account]
) -> None:
    rahma, sahat, tiur = staff("Rahma"), staff("Sahat"), staff("Tiur")
    ask(officer, draw, rahma, sahat)
    auditing.begin_checking(sahat, draw, at=AT)

    ask(officer, draw, tiur, sahat)
    with pytest.raises(AuditConflict):
        ask(officer, draw, rahma, tiur)
    with pytest.raises(AuditConflict):
        auditing.begin_checking(rahma, draw, at=AT)

    assert list(draw.checkers.values_list("number", "account__display_name")) == [(1, "Tiur"), (2, "Sahat")]
    assert [entry.detail["checkers"] for entry in AuditEntry.objects.filter(action="service.audit_checkers_asked")] == [2, 1]  # fmt: skip


def test_only_people_of_the_office_and_the_unit_are_asked(
    officer: Account, draw: AuditDraw, staff: Callable[..., Account], account: Callable[..., Account]
) -> None:
    rahma, stranger = staff("Rahma"), staff("Tigor", "wek6")
    account("analis")

    assert accounts_to_ask(draw) == [rahma, officer]
    with pytest.raises(AskRefused) as refused:
        ask(officer, draw, stranger, stranger, due_on=TODAY - timedelta(days=1))
    assert [problem.column for problem in refused.value.problems] == ["second", "first", "due_on"]
    with pytest.raises(NotAllowed):
        ask(rahma, draw, rahma)


def test_head_of_the_office_asks_on_the_page(
    draw: AuditDraw,
    staff: Callable[[str], Account],
    account: Callable[..., Account],
    offices: dict[str, Office],
    client_for: Callable[..., Client],
) -> None:
    head, rahma = account("atasan", username="lurah", display_name="Lurah"), staff("Rahma")
    Person.objects.create(name="Lurah", office=offices["wek5"], account=head)
    page = reverse("service:audit", args=[draw.pk])
    said = {"langkah": "minta", "first": rahma.pk, "second": head.pk, "due_on": "2099-01-31"}

    late = client_for(head).post(page, {**said, "due_on": "2020-01-31"})
    twice = client_for(head).post(page, {**said, "second": rahma.pk})
    done = client_for(head).post(page, said)
    by_staff = client_for(rahma).post(page, said)

    assert (late.status_code, twice.status_code, done.status_code, by_staff.status_code) == (
        422,
        422,
        302,
        404,
    )
    assert "Hari itu sudah lewat" in late.text and "Pilih dua orang yang berbeda" in twice.text
    draw.refresh_from_db()
    assert draw.due_on == date(2099, 1, 31)
    assert "Minta memeriksa" not in client_for(rahma).get(page).text
