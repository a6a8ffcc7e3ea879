"""The pages of delivery as each visitor meets them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.base.app import jobs as base_jobs
from saindege.base.app.models import Job
from saindege.delivery.app import jobs
from saindege.delivery.app.models import Certificate, CheckIn, Participant
from saindege.programme.app.models import Session

WIB = timezone(timedelta(hours=7))


@pytest.fixture
def now_class(make_class):
    """A class whose first session runs now and whose second comes tomorrow."""
    made = make_class()
    now = datetime.now(WIB)
    for place, session in enumerate(made.sessions):
        begin = now - timedelta(minutes=5) + timedelta(days=place)
        Session.objects.filter(pk=session.pk).update(starts_at=begin, ends_at=begin + timedelta(hours=3))
        session.refresh_from_db()
    return made


def at(made, name="session", **more):
    return reverse(f"delivery:{name}", args=[made.batch.course_id, made.session.pk])


def now_code(made):
    return made.code(datetime.now(WIB))


def test_participant_checks_in_with_two_requests(now_class, client_for):
    client, address = client_for(now_class.people[0].account), reverse("delivery:check_in", args=["KELAS10"])

    page = client.get(address)
    sent = client.post(address, {"kode": now_code(now_class)}, follow=True)

    assert page.status_code == 200 and "Saya hadir" in page.text
    assert "Anda tercatat hadir" in sent.text
    assert CheckIn.objects.get().person == now_class.people[0]


def test_scan_fills_the_code_so_that_one_tap_is_left(now_class, client_for):
    code = now_code(now_class)

    page = client_for(now_class.people[0].account).get(
        reverse("delivery:check_in", args=["kelas10"]) + f"?kode={code}"
    )

    assert f'value="{code}"' in page.text
    assert not CheckIn.objects.exists()


def test_page_of_the_check_in_is_tiny_and_its_form_needs_no_script(now_class, client_for):
    page = client_for(now_class.people[0].account).get(reverse("delivery:check_in", args=["KELAS10"]))

    assert page.text.count("<script") == page.text.count('src="/static/saindege/js/delivery-offline.js"') == 1
    assert len(page.content) < 8_000


def test_wrong_code_is_told_beside_the_field_and_ten_are_enough(now_class, client_for):
    client, address = client_for(now_class.people[0].account), reverse("delivery:check_in", args=["KELAS10"])

    answers = [client.post(address, {"kode": "1"}) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert "tidak sama dengan yang di layar" in answers[0].text
    assert "minta panitia" in answers[10].text
    assert client.post(address, {"kode": now_code(now_class)}).status_code == 429


def test_whoever_is_not_called_gets_a_friendly_word(now_class, client_for, make_person):
    page = client_for(make_person("Tamu").account).get(reverse("delivery:check_in", args=["KELAS10"]))

    assert page.status_code == 200 and "Temui panitia" in page.text
    assert now_class.session.title not in page.text


def test_check_in_before_the_door_opens_says_when(now_class, client_for):
    page = client_for(now_class.people[0].account).get(reverse("delivery:check_in", args=["KELAS11"]))

    assert "Presensi dibuka" in page.text and "Saya hadir" not in page.text


def test_unknown_code_is_not_there(client_for):
    assert client_for("peserta").get(reverse("delivery:check_in", args=["TIDAKADA"])).status_code == 404


def test_screen_shows_code_and_picture_to_those_who_run_the_session(now_class, client_for):
    address = reverse("delivery:screen", args=["KELAS10"])

    page = client_for(now_class.speaker).get(address)
    part = client_for(now_class.officer).get(address, headers={"HX-Request": "true"})

    code = now_code(now_class)
    assert f"{code[:3]} {code[3:]}" in page.text and 'class="qr"' in page.text
    assert "<html" not in part.text and 'hx-trigger="every 2s"' in part.text
    assert client_for(now_class.people[0].account).get(address).status_code == 404


def test_session_page_is_for_those_who_run_it(now_class, client_for, make_person):
    address = at(now_class)

    assert client_for(now_class.officer).get(address).status_code == 200
    assert client_for(now_class.speaker).get(address).status_code == 200
    participant = client_for(now_class.people[0].account).get(address)
    assert participant["Location"] == reverse("delivery:check_in", args=["KELAS10"])
    assert client_for(make_person("Tamu").account).get(address).status_code == 404
    assert client_for("walikota").get(address).status_code == 404


def test_session_of_another_course_is_not_there(now_class, client_for):
    address = reverse("delivery:session", args=[now_class.batch.course_id + 1, now_class.session.pk])

    assert client_for("bkpsdm").get(address).status_code == 404


def test_arrival_by_hand_keeps_what_was_typed_when_refused(now_class, client_for):
    client = client_for(now_class.officer)
    person = now_class.people[0]

    refused = client.post(
        at(now_class, "record_arrival"), {"person": person.pk, "reason": "-", "arrived": "25.00"}
    )
    taken = client.post(
        at(now_class, "record_arrival"), {"person": person.pk, "reason": "ponsel tidak dibawa"}, follow=True
    )

    assert refused.status_code == 422 and "25.00" in refused.text and "bukan jam" in refused.text
    assert "dicatat hadir" in taken.text and "ponsel tidak dibawa" in taken.text


def test_session_is_closed_and_certificates_are_issued_by_a_job(now_class, client_for, media):
    client = client_for(now_class.officer)
    early = client.post(at(now_class, "close_session"), follow=True)
    assert "Tutup sesudah itu" in early.text
    for session in now_class.sessions:
        begin = datetime.now(WIB) - timedelta(days=2)
        Session.objects.filter(pk=session.pk).update(starts_at=begin, ends_at=begin + timedelta(hours=3))
        for person in now_class.people:
            now_class.arrive(person, session)

    for session in now_class.sessions:
        closed = client.post(
            reverse("delivery:close_session", args=[now_class.batch.course_id, session.pk]), follow=True
        )
    answers = [client.post(at(now_class, "issue_certificates")) for _ in range(2)]

    assert "Sertifikat sekarang dapat diterbitkan" in closed.text
    job = Job.objects.get()
    assert {answer["Location"] for answer in answers} == {reverse("base:job", args=[job.pk])}
    taken = base_jobs.claim("uji", datetime.now(WIB))
    told: list[tuple[int, int, str]] = []
    for _ in range(2):
        jobs.issue_certificates(taken, lambda *words: told.append(words))
    assert Certificate.objects.count() == 2
    assert told == [
        (0, 4, "Menyiapkan"),
        (2, 4, "Sertifikat 2 dari 2"),
        (3, 4, "Tanda tangan 1 dari 2"),
        (4, 4, "Tanda tangan 2 dari 2"),
        (0, 0, "Menyiapkan"),
    ]
    page = client.get(at(now_class)).text
    assert "800.2/0001/BKPSDM" in page and "Unduh semua (ZIP)" in page


def test_roll_is_taken_away_as_a_table(now_class, client_for):
    now_class.arrive(now_class.people[0], now_class.session)

    answer = client_for(now_class.officer).get(at(now_class) + "?unduh=csv")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "nip,nama,unit_kerja,hadir,jam_datang,cara,alasan"
    assert len(lines) == 3 and "Amran Rambe" in lines[1] and ",ya," in lines[1]


def test_sheet_to_sign_is_for_those_who_run_the_session(now_class, client_for):
    address = at(now_class, "attendance_sheet")

    first, again = (client_for(who).get(address) for who in (now_class.officer, now_class.speaker))

    assert first["Content-Type"] == "application/pdf" and first.content == again.content
    assert client_for(now_class.people[0].account).get(address).status_code == 404


def test_people_are_searched_ticked_and_called(now_class, client_for, make_person):
    fresh = make_person("Lenni Tanjung")
    client = client_for(now_class.officer)
    batch = [now_class.batch.course_id, now_class.batch.pk]

    found = client.get(reverse("delivery:participants", args=batch) + "?q=lenni")
    called = client.post(reverse("delivery:call_people", args=batch), {"person": [fresh.pk]}, follow=True)

    assert f'value="{fresh.pk}"' in found.text
    assert "1 orang dipanggil" in called.text
    assert Participant.objects.filter(person=fresh).exists()


def test_pasted_list_with_a_fault_calls_nobody_and_names_the_line(now_class, client_for, make_person):
    fresh = make_person("Lenni Tanjung")
    address = reverse("delivery:participants", args=[now_class.batch.course_id, now_class.batch.pk])
    client = client_for(now_class.officer)

    faulty = client.post(address, {"nips": f"{fresh.nip}\n123"})
    clean = client.post(address, {"nips": fresh.nip}, follow=True)

    assert (
        faulty.status_code == 422
        and "Baris 2" in faulty.text
        and "Panggil satu orang yang dikenal" in faulty.text
    )
    assert "1 orang dipanggil" in clean.text


def test_participants_page_is_for_organisers(now_class, client_for):
    address = reverse("delivery:participants", args=[now_class.batch.course_id, now_class.batch.pk])

    assert client_for(now_class.speaker).get(address).status_code == 404
    assert client_for(now_class.people[0].account).get(address).status_code == 404


def test_hours_are_shown_to_their_owner_and_the_recap_to_the_officer(finished, client_for):
    own = client_for(finished.people[0].account).get(reverse("delivery:hours")).text
    recap = client_for(finished.officer).get(reverse("delivery:hours")).text
    table = client_for(finished.officer).get(reverse("delivery:hours") + "?unduh=csv&kurang=1")

    assert "Jam saya" in own and "8 dari 20 JP" in own and "Rekap pegawai" not in own
    assert "Rekap pegawai" in recap and "Nurhayati Harahap" in recap
    assert table.content.decode("utf-8-sig").splitlines()[1].startswith("1990")


def test_schedule_offers_the_check_in_while_the_door_is_open(now_class, client_for):
    participant = client_for(now_class.people[0].account).get(reverse("delivery:schedule")).text
    speaker = client_for(now_class.speaker).get(reverse("delivery:schedule")).text
    nobody = client_for("peserta").get(reverse("delivery:schedule")).text

    assert participant.count("Saya hadir") == 1 and "Sesi 2" in participant
    assert "0 dari 2 hadir" in speaker
    assert "Belum ada sesi" in nobody


def test_pages_speak_english_to_whoever_chose_it(finished, client_for):
    finished.officer.language = "en"
    finished.officer.save()
    client = client_for(finished.officer)

    pages = {
        at(finished): "2 participants have passed and wait",
        reverse(
            "delivery:participants", args=[finished.batch.course_id, finished.batch.pk]
        ): "2 people are called",
        reverse("delivery:certificate_search"): "No certificate yet",
        reverse("delivery:hours"): "Recap of people",
        reverse("delivery:schedule"): "My schedule",
    }
    for address, words in pages.items():
        assert words in client.get(address).text


def test_somebody_who_is_not_called_learns_nothing_of_the_session_whatever_is_sent(
    now_class, client_for, make_person
):
    client, address = client_for(make_person("Tamu").account), reverse("delivery:check_in", args=["KELAS10"])

    answers = [client.post(address, form) for form in ({}, {"kode": "1"}, {"kode": now_code(now_class)})]

    assert all("belum ada di daftar peserta" in answer.text for answer in answers)
    assert all(now_class.session.place not in answer.text for answer in answers)
