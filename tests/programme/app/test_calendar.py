"""The calendar, rooms, equipment and busy days."""

from datetime import date, timedelta

from django.urls import reverse

from saindege.programme.app.models import Batch, Equipment, EquipmentUse, OfficePeak, Room, Session

from .conftest import BEGIN
from .test_pages import edit, typed, words

CALENDAR = reverse("programme:calendar")


def test_month_shows_sessions_holidays_and_busy_offices(client_for, officer, session, office):
    OfficePeak.objects.create(
        office=office, first_on=date(2026, 12, 1), last_on=date(2026, 12, 31), weekdays=[0], reason="ramai"
    )

    page = words(client_for(officer).get(CALENDAR, {"bulan": "2026-12"}))

    assert "1 sesi bulan ini" in page
    assert "08.30 Hari 1" in page
    assert "Hari Raya Natal" in page or "Natal" in page
    assert "Sibuk: Kelurahan Contoh (ramai)" in page


def test_fasting_month_shows_its_hours(client_for, officer):
    assert "Jam Ramadan 08.00 sampai 15.00" in words(client_for(officer).get(CALENDAR, {"bulan": "2026-03"}))


def test_superior_sees_busy_days_of_the_own_office_only(client_for, superior, office):
    from saindege.people.app.models import Office

    other = Office.objects.create(code="X", name="Kantor Lain", kind="agency")
    for each in (office, other):
        OfficePeak.objects.create(
            office=each, first_on=date(2026, 12, 1), last_on=date(2026, 12, 2), reason="ramai"
        )

    page = words(client_for(superior).get(CALENDAR, {"bulan": "2026-12"}))

    assert "Kelurahan Contoh" in page and "Kantor Lain" not in page


def test_full_day_is_counted_and_opened(client_for, officer, session):
    for hour in range(8):
        Session.objects.create(
            batch=session.batch, code=f"K{hour}", title=f"Lain {hour}", place="Daring",
            starts_at=BEGIN + timedelta(hours=hour), ends_at=BEGIN + timedelta(hours=hour + 1), capacity=9,
            learning_hours=1, check_in_secret="x",
        )  # fmt: skip
    client = client_for(officer)

    page = words(client.get(CALENDAR, {"bulan": "2026-12"}))
    day = words(client.get(CALENDAR, {"hari": "2026-12-01"}))

    assert "3 sesi lagi" in page
    assert "Lain 7" in day


def test_nonsense_in_the_address_shows_this_month(client_for, officer):
    for query in ({"bulan": "kapan"}, {"bulan": "2026-13"}, {"hari": "2026-02-31"}, {"hari": "x"}):
        assert client_for(officer).get(CALENDAR, query).status_code == 200


def test_room_is_kept_and_holds_no_more_than_its_seats(client_for, officer, batch):
    client, rooms = client_for(officer), reverse("programme:rooms")
    address = reverse("programme:session_new", args=[batch.course_id, batch.pk])

    client.post(rooms, {"ruang": "1", "ruang-name": "Lab Kominfo", "ruang-capacity": "24"})
    answer = client.post(address, typed(place="Lab Kominfo", capacity="40"))

    assert "Lab Kominfo memuat 24 orang. Isi 24 atau kurang, atau bagi kelompoknya." in words(answer)
    assert not batch.sessions.exists()


def test_equipment_is_taken_once_and_its_shortage_told(client_for, officer, batch, session):
    laptop = Equipment.objects.create(name="Laptop", quantity=20)
    EquipmentUse.objects.create(session=session, equipment=laptop, quantity=15)
    client, other = client_for(officer), Batch.objects.create(course=batch.course, name="Angkatan 2")
    address = reverse("programme:session_new", args=[other.course_id, other.pk])
    form = typed(day="2026-12-01", place="Lain", speaker="", **{f"alat-{laptop.pk}": "10"})

    answer = client.post(address, form)
    form[f"alat-{laptop.pk}"] = "5"
    client.post(address, form)

    assert "Laptop: tersisa 5 dari 20 pada waktu itu, perlu 10." in words(answer)
    assert sorted(use.quantity for use in laptop.uses.all()) == [5, 15]


def test_changing_a_session_releases_what_it_had_taken(client_for, officer, session):
    laptop = Equipment.objects.create(name="Laptop", quantity=20)
    EquipmentUse.objects.create(session=session, equipment=laptop, quantity=15)
    form = {
        "key": str(session.pk), "version": "1", "title": "Hari 1", "day": "2026-12-01", "starts": "08:30",
        "ends": "11:30", "place": "Aula BKPSDM", "speaker": "Ida Contoh", "capacity": "30", "learning_hours": "4",
        f"alat-{laptop.pk}": "",
    }  # fmt: skip

    answer = client_for(officer).post(edit(session), form)

    assert answer.status_code == 302
    assert not laptop.uses.exists()


def test_thing_that_is_taken_stays_and_says_why(client_for, officer, session):
    laptop = Equipment.objects.create(name="Laptop", quantity=20)
    EquipmentUse.objects.create(session=session, equipment=laptop, quantity=15)

    answer = client_for(officer).post(reverse("programme:rooms"), {"hapus-alat": str(laptop.pk)}, follow=True)

    assert "Laptop dipakai sesi." in words(answer)


def test_busy_days_warn_whoever_plans_a_session_on_them(client_for, officer, batch, office):
    client, peaks = client_for(officer), reverse("programme:peaks")
    form = {"office": str(office.pk), "first_on": "2026-12-01", "last_on": "2026-12-03", "reason": "bansos"}

    for _click in range(2):
        client.post(peaks, form)
    answer = client.post(reverse("programme:session_new", args=[batch.course_id, batch.pk]), typed())

    assert OfficePeak.objects.count() == 1
    assert "Hari sibuk: Kelurahan Contoh (02-12-2026: bansos)" in words(answer)


def test_busy_days_that_end_before_they_start_are_told(client_for, officer, office):
    form = {"office": str(office.pk), "first_on": "2026-12-03", "last_on": "2026-12-01", "reason": "x"}

    assert "Ubah satu." in words(client_for(officer).post(reverse("programme:peaks"), form))


def test_rooms_are_for_those_who_arrange(client_for):
    Room.objects.create(name="Aula", capacity=9)

    assert client_for("atasan").get(reverse("programme:rooms")).status_code == 404
    assert client_for("peserta").get(reverse("programme:peaks")).status_code == 404
