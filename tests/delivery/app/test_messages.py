"""Messages: told once, sent once, and the number stays where its owner put it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery import message
from saindege.delivery.app import actions as calling
from saindege.delivery.app.actions import messages as actions
from saindege.delivery.app.models import Contact, Message
from saindege.delivery.app.queries import messages as queries

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
BEFORE = BEGIN - timedelta(days=2)


def _whole(path):
    return f"https://kota{path}"


def test_reminders_are_prepared_once_for_one_beginning(course_class):
    counts = [
        actions.prepare_messages(course_class.officer, course_class.batch, kind="reminder", at=BEFORE)
        for _ in range(2)
    ]

    assert counts == [2, 0]
    with pytest.raises(actions.NobodyToTell):
        actions.prepare_messages(course_class.officer, course_class.batch, kind="reminder", at=BEGIN)


def test_who_never_came_is_asked_once_every_session_is_closed(course_class):
    course_class.arrive(course_class.people[0], course_class.session)

    with pytest.raises(actions.NobodyToTell):
        actions.prepare_messages(course_class.officer, course_class.batch, kind="missed", at=BEGIN)
    course_class.close()
    actions.prepare_messages(course_class.officer, course_class.batch, kind="missed", at=BEGIN)

    assert [one.person for one in Message.objects.all()] == [course_class.people[1]]


def test_message_is_marked_as_sent_once(course_class, make_person):
    person = make_person("Lenni Tanjung")
    calling.call_people(course_class.officer, course_class.batch, [person], at=BEFORE)
    (ready,) = queries.to_send(course_class.batch, _whole)

    actions.mark_sent(course_class.officer, ready.row, at=BEFORE)
    with pytest.raises(actions.SentAlready):
        actions.mark_sent(course_class.officer, ready.row, at=BEFORE)

    assert queries.to_send(course_class.batch, _whole) == []
    assert [one.person for one in queries.sent(course_class.batch)] == [person]
    assert AuditEntry.objects.filter(action="delivery.message_sent").count() == 1


def test_number_stands_in_the_link_alone_and_only_its_owner_writes_it(course_class, make_person):
    person = make_person("Lenni Tanjung")
    calling.call_people(course_class.officer, course_class.batch, [person], at=BEFORE)

    actions.keep_phone(person.account, person, "0812 3456 7890")
    (ready,) = queries.to_send(course_class.batch, _whole)

    assert ready.link.startswith("https://wa.me/6281234567890?text=Yth.%20Lenni%20Tanjung")
    assert "6281" not in ready.text
    assert not any("6281" in str(row.detail) for row in AuditEntry.objects.all())
    with pytest.raises(NotAllowed):
        actions.keep_phone(course_class.officer, person, "0812 0000 0000")
    with pytest.raises(message.PhoneRefused):
        actions.keep_phone(person.account, person, "nol delapan")
    actions.keep_phone(person.account, person, "")
    assert not Contact.objects.exists()


def test_pages_show_notices_to_the_person_and_the_list_to_the_organiser(
    course_class, make_person, client_for
):
    person = make_person("Lenni Tanjung")
    calling.call_people(course_class.officer, course_class.batch, [person], at=BEFORE)
    own, officer = client_for(person.account), client_for(course_class.officer)
    where = f"/kursus/{course_class.batch.course_id}/angkatan/{course_class.batch.pk}/pesan/"

    assert "Anda dipanggil mengikuti Arsip Surat" in own.get("/pemberitahuan/").content.decode()
    assert "kabar baru" in own.get("/jadwal/").content.decode()
    own.post("/pemberitahuan/", {"phone": "0812 3456 7890"})
    own.post("/pemberitahuan/")
    page = officer.get(where).content.decode()
    sent = officer.post(f"{where}{Message.objects.get().pk}/terkirim/")
    prepared = officer.post(where + "siapkan/", {"kind": "missed"})

    assert queries.unseen_of(person.account) == 0
    assert "https://wa.me/6281234567890?text=" in page
    assert (sent.status_code, prepared.status_code) == (302, 302)
    assert "Sudah dikirim" in officer.get(where).content.decode()
    assert own.get(where).status_code == 404
    assert officer.get("/pemberitahuan/").status_code == 404
