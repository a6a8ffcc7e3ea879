"""The list of who passes: counts first, narrowed by what is missing, in pages, as a file."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.delivery.app import actions
from saindege.delivery.app.models import CheckIn, Exam, Sitting
from saindege.programme.app.models import Course

WIB = timezone(timedelta(hours=7))
ISSUED = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)


@pytest.fixture
def big(make_class):
    """Forty people: two were not there, three failed the test, the rest pass."""
    made = make_class(people=[f"Peserta {number:02}" for number in range(40)], capacity=60, sessions=1)
    for person in made.people[2:]:
        made.arrive(person, made.session)
    made.close()
    exam = Exam.objects.create(
        batch=made.batch, phase="post", minutes=30, opens_at=ISSUED - timedelta(days=9),
        closes_at=ISSUED - timedelta(days=8), questions=[], seed=1,
    )  # fmt: skip
    sat = {"exam": exam, "begun_at": exam.opens_at, "ends_at": exam.closes_at, "handed_in_at": exam.closes_at}
    for number, person in enumerate(made.people):
        Sitting.objects.create(person=person, mark=40 if 2 <= number < 5 else 80, **sat)
    Course.objects.filter(pk=made.batch.course_id).update(pass_post_mark=60)
    return made


def address(made):
    return reverse("delivery:pass_list", args=[made.batch.course_id, made.batch.pk])


def test_session_shows_counts_and_those_who_do_not_pass_alone(big, client_for):
    page = (
        client_for(big.officer)
        .get(reverse("delivery:session", args=[big.batch.course_id, big.session.pk]))
        .text
    )
    part = page[page.index('id="lulus"') : page.index("Lihat semua 40 peserta")]

    assert "Siapa yang lulus: 35 dari 40" in part
    assert "Nilai tes akhir kurang: 3" in part and "Kehadiran kurang: 2" in part
    assert [f"Peserta {number:02}" in part for number in range(6)] == [True] * 5 + [False]


def test_list_is_narrowed_by_what_is_missing_and_by_name(big, client_for):
    client = client_for(big.officer)

    usual = client.get(address(big)).text
    low = client.get(address(big), {"keadaan": "post_low"}).text
    name = client.get(address(big), {"q": "peserta 17"}).text
    nobody = client.get(address(big), {"keadaan": "issued"}).text
    strange = client.get(address(big), {"keadaan": "<b>"}).text

    assert "35 dari 40 lulus" in low and "Nilai tes akhir 40, paling sedikit 60." in low
    assert "Peserta 00" in usual and "Peserta 05" not in usual
    assert "Peserta 02" in low and "Peserta 00" not in low and "Peserta 10" not in low
    assert "Peserta 17" in name and "Peserta 18" not in name
    assert "Tidak ada peserta dalam keadaan ini." in nobody
    assert "Peserta 00" in strange and "<b>" not in strange


def test_long_list_comes_in_pages_with_those_who_lack_something_first(big, client_for):
    client = client_for(big.officer)

    first, second = (client.get(address(big), {"keadaan": "all", "page": number}).text for number in (1, 2))

    assert "Peserta 00" in first and "Peserta 04" in first and "Peserta 39" not in first
    assert "Peserta 39" in second and "Peserta 00" not in second


def test_file_holds_everybody_of_the_state_with_certificate_and_reason(big, client_for):
    issued = actions.issue_certificate(big.officer, big.batch, big.people[9], at=ISSUED)
    gone = actions.issue_certificate(big.officer, big.batch, big.people[8], at=ISSUED)
    actions.revoke_certificate(big.officer, gone, reason="salah orang", at=ISSUED)
    CheckIn.objects.filter(person=big.people[9]).delete()

    answer = client_for(big.officer).get(address(big), {"keadaan": "all", "unduh": "csv"})
    rows = {row["nama"]: row for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}

    assert len(rows) == 40
    assert (rows["Peserta 09"]["keadaan"], rows["Peserta 09"]["kode"]) == ("Sertifikat terbit", issued.number)
    assert rows["Peserta 08"]["keadaan"] == "Dicabut"
    assert rows["Peserta 10"]["keadaan"] == "Lulus" and rows["Peserta 10"]["yang_kurang"] == ""
    assert (
        rows["Peserta 00"]["keadaan"] == "Belum lulus"
        and rows["Peserta 00"]["yang_kurang"] == "Kehadiran kurang"
    )
    assert rows["Peserta 00"]["nip"] == big.people[0].nip


def test_empty_batch_says_what_to_do_and_only_organisers_come_here(make_class, client_for):
    made = make_class(people=())

    assert "belum punya peserta" in client_for(made.officer).get(address(made)).text
    assert client_for(made.speaker).get(address(made)).status_code == 404
