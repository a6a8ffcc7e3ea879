"""Satisfaction pages: period and office, small groups hidden, trend, themes, plans, the two papers."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import AuditEntry
from saindege.people.app.models import Person
from saindege.service.app.actions import following
from saindege.service.app.models import FollowUp, SatisfactionAnswer, SurveyComment
from saindege.service.app.queries import scope
from saindege.service.app.queries.satisfaction import Reckoning
from saindege.service.satisfaction_rules import load_rules
from saindege.service.survey_period import parse_period

from .conftest import AT

pytestmark = pytest.mark.django_db

CODES = load_rules().codes


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def answer(service, offices):
    """Store answers: ``answer(12, mark=3, on=date(2026, 3, 2))``."""

    def store(
        count: int, mark: int = 4, on: date = date(2026, 8, 3), office: str = "wek5", **elements: int
    ) -> None:
        SatisfactionAnswer.objects.bulk_create(
            SatisfactionAnswer(
                service=service,
                office=offices[office],
                answered_on=on,
                elements={**dict.fromkeys(CODES, mark), **elements},
            )
            for _ in range(count)
        )

    return store


def page_of(service) -> str:
    return reverse("service:satisfaction_service", args=[service.pk])


def whole(service, period: str, offices=None, weight=None) -> scope.Group:
    found = parse_period(period)
    group = scope.overall(
        scope.Scope((service,), offices, found.first_on, found.last_on, Reckoning(weight), found)
    )
    assert group is not None
    return group


def test_period_and_office_choose_the_answers(service, offices, answer):
    answer(12, mark=4, on=date(2026, 8, 3))
    answer(11, mark=3, on=date(2026, 8, 4), office="wek6")
    answer(10, mark=2, on=date(2026, 3, 2))

    third, sixth, first = (
        whole(service, "2026-T3"),
        whole(service, "2026-T3", frozenset([offices["wek6"].pk])),
        whole(service, "2026-T1", weight="0.11"),
    )

    assert third.answers == 23
    assert third.figures.result.ikm == pytest.approx((12 * 100 + 11 * 75) / 23)
    assert sixth.figures.result.ikm == pytest.approx(75)
    # 2 x 0.11 x 9 x 25
    assert first.figures.result.ikm == pytest.approx(49.5)


def test_fewer_than_ten_answers_are_counted_and_not_shown(client_for, officer, service, answer):
    answer(9, mark=2)

    listed = client_for(officer).get(reverse("service:satisfaction"))
    page = client_for(officer).get(page_of(service))
    report = client_for(officer).get(reverse("service:satisfaction_report"), {"layanan": service.pk})

    assert "Terlalu sedikit jawaban" in text_of(listed)
    assert "Baru 9 jawaban. Angka muncul mulai 10 jawaban" in text_of(page)
    assert "50,00" not in text_of(listed) + text_of(page)
    assert report["Location"].startswith(page_of(service))


def test_small_office_and_quarter_are_hidden_among_large_ones(service, answer):
    answer(12, on=date(2026, 8, 3))
    answer(9, on=date(2026, 8, 3), office="wek6")
    answer(4, on=date(2026, 5, 4))
    asked = scope.Scope((service,), None, date(2026, 1, 1), date(2026, 9, 30), Reckoning())

    offices = [(group.subject.name, group.answers, group.figures is None) for group in scope.by_office(asked)]
    quarters = [(one.period.code, one.answers, one.figures is None) for one in scope.trend(asked)]

    assert offices == [("Kelurahan Wek V", 16, False), ("Kelurahan Wek VI", 9, True)]
    assert quarters == [("2026-T2", 4, True), ("2026-T3", 21, False)]


def test_page_shows_trend_elements_and_what_to_do_first(client_for, officer, service, answer):
    answer(30, mark=3, on=date(2026, 2, 2), WAKTU=2)
    answer(30, mark=4, on=date(2026, 8, 3), WAKTU=3)

    page = text_of(client_for(officer).get(page_of(service)))

    assert "IKM triwulan III 2026 di atas triwulan I 2026; selangnya tidak bertumpuk." in page
    assert "Tiga terendah: Waktu penyelesaian" in page
    assert "Mulai dari yang terendah: Waktu penyelesaian" in page


def test_trend_that_overlaps_claims_nothing(client_for, officer, service, answer):
    for day in (date(2026, 2, 2), date(2026, 8, 3)):
        answer(8, mark=3, on=day)
        answer(8, mark=4, on=day)

    page = text_of(client_for(officer).get(page_of(service)))

    assert "Belum ada perubahan yang jelas antara triwulan I 2026 dan triwulan III 2026" in page


@pytest.mark.parametrize(("count", "shown"), [(9, False), (10, True)])
def test_comments_are_shown_by_theme_from_ten_on(client_for, officer, service, offices, answer, count, shown):
    answer(12)
    SurveyComment.objects.bulk_create(
        SurveyComment(
            service=service, office=offices["wek5"], written_on=date(2026, 8, 3), text=f"Antre lama {n}"
        )
        for n in range(count)
    )

    page = text_of(client_for(officer).get(page_of(service)))

    assert ("Waktu dan antrean, 10" in page and "antre (10), lama (10)" in page) is shown
    assert ("Kurang dari 10 komentar" in page) is not shown


def test_superior_sees_answers_of_the_own_office_alone(client_for, account, service, offices, answer):
    head = account("atasan")
    Person.objects.create(name="Lurah", status="pns", office=offices["wek6"], account=head)
    answer(12, mark=4)
    answer(12, mark=2, office="wek6")

    page = text_of(client_for(head).get(page_of(service)))
    report = client_for(head).get(reverse("service:satisfaction_report"), {"layanan": service.pk})

    assert report.content.startswith(b"%PDF")
    assert "IKM 50,00" in page and "Kelurahan Wek V," not in page
    assert "Simpan rencana" not in page


def plan(**more: object) -> dict[str, object]:
    due = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {
        "langkah": "rencana",
        "element": "WAKTU",
        "act": "Nomor antrean per layanan",
        "owner": "Sekretaris Camat",
        "due_on": due,
        **more,
    }


def test_plan_is_written_moved_and_stays_closed(client_for, officer, service, answer):
    client = client_for(officer)

    client.post(page_of(service), plan())
    made = FollowUp.objects.get()
    client.post(page_of(service), {"langkah": "keadaan", "rencana": made.pk, "keadaan": "done"})
    again = client.post(
        page_of(service), {"langkah": "keadaan", "rencana": made.pk, "keadaan": "running"}, follow=True
    )

    made.refresh_from_db()
    assert (made.element, made.owner, made.state) == ("WAKTU", "Sekretaris Camat", "done")
    assert "Rencana ini sudah ditutup" in text_of(again)
    assert [row.action for row in AuditEntry.objects.order_by("id")] == [
        "service.follow_up_planned",
        "service.follow_up_moved",
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"due_on": "2020-01-01"}, "Tanggal ini sudah lewat"),
        ({"element": "ANEH"}, "Pilih salah satu dari daftar"),
        ({"owner": ""}, "Satu isian perlu diperbaiki"),
    ],
)
def test_plan_that_cannot_be_is_told_beside_its_field(client_for, officer, service, changed, words):
    page = client_for(officer).post(page_of(service), plan(**changed))

    assert page.status_code == 422
    assert words in text_of(page)
    assert FollowUp.objects.count() == 0


def test_reader_plans_nothing(client_for, service):
    assert client_for("analis").post(page_of(service), plan()).status_code == 404


def test_late_plan_stands_on_the_list_in_red(client_for, officer, service, answer):
    answer(12)
    made = following.plan_follow_up(
        officer,
        service,
        following.Plan("WAKTU", "Loket ketiga", "Camat", date(2026, 1, 5)),
        today=date(2026, 1, 1),
        at=AT,
    )

    page = text_of(client_for(officer).get(reverse("service:satisfaction")))

    assert made.act in page and "Lewat waktu" in page


@pytest.mark.parametrize("name", ["satisfaction_report", "satisfaction_sheet"])
def test_papers_are_set_for_a_service_for_all_and_for_an_office(
    client_for, officer, service, offices, answer, name
):
    answer(12, WAKTU=2)
    client = client_for(officer)

    papers = [
        client.get(reverse(f"service:{name}"), said)
        for said in (
            {"layanan": service.pk},
            {"periode": "2026-S2", "bobot": "0.11", "bulat": "means"},
            {"unit": offices["wek5"].pk},
        )
    ]

    assert [paper.content[:4] for paper in papers] == [b"%PDF"] * 3
    assert "2026-S2" in papers[1]["Content-Disposition"]


def test_words_of_people_do_no_harm_to_the_paper(client_for, officer, service, answer):
    answer(12)
    service.name = 'Surat #panic("x") *tebal* $x$ <a> @b'
    service.save()

    paper = client_for(officer).get(reverse("service:satisfaction_report"), {"layanan": service.pk})

    assert paper.content.startswith(b"%PDF")


@pytest.mark.parametrize("table", ["unsur", "kantor", "triwulan"])
def test_tables_of_the_page_are_taken_away(client_for, officer, service, answer, table):
    answer(12)

    file = client_for(officer).get(page_of(service), {"tabel": table, "unduh": "csv", "periode": "2026"})

    lines = file.content.decode("utf-8-sig").splitlines()
    assert len(lines) == {"unsur": 10, "kantor": 2, "triwulan": 2}[table]


def test_scope_that_is_none_shows_the_last_year(client_for, officer, service, answer):
    answer(12)

    page = client_for(officer).get(page_of(service), {"periode": "kapan", "unit": "x", "bobot": "9"})

    assert page.status_code == 200
    assert "IKM 100,00" in text_of(page)


def test_report_to_edit_says_the_same_as_the_printed_one(client_for, officer, service, answer):
    answer(12, WAKTU=2)
    service.name = "Surat <keterangan> & domisili {{ 7 * 7 }}"
    service.save()

    file = client_for(officer).get(
        reverse("service:satisfaction_report"), {"layanan": service.pk, "bentuk": "docx"}
    )

    document = docx.Document(io.BytesIO(file.content))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    elements = document.tables[2]
    assert file["Content-Disposition"].startswith("attachment")
    assert service.name in words
    assert "IKM 94,44, mutu A (Sangat Baik)" in words
    assert "Tiga unsur terendah: Waktu penyelesaian" in words
    assert [cell.text for cell in elements.rows[3].cells][:3] == [
        "U3",
        "Waktu penyelesaian (terendah)",
        "2,000",
    ]
    assert len(elements.rows) == 11
    assert "{" not in words.replace(service.name, "")
