"""The committee of a batch: put together on its page, named in decree and fee list."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery import committee
from saindege.delivery.app.actions import committee as actions
from saindege.delivery.app.models import CommitteeMember
from saindege.delivery.app.queries import committee as queries
from saindege.delivery.app.queries.course_papers import shared_values

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=WIB)


def test_decree_names_the_committee_by_role(course_class, make_person):
    batch, officer = course_class.batch, course_class.officer
    blank = [row["kedudukan"] for row in shared_values(batch, NOW)["panitia"]]

    actions.add_member(officer, batch, actions.Place("member", name="Marwan Lubis", post="Dosen"), at=NOW)
    actions.add_member(officer, batch, actions.Place("chair", make_person("Lenni Tanjung")), at=NOW)

    rows = [tuple(row.values())[:3] for row in shared_values(batch, NOW)["panitia"]]
    assert blank == ["Penanggung jawab", "Ketua", "Sekretaris", "Anggota", "Anggota"]
    assert rows == [("1", "Ketua", "Lenni Tanjung"), ("2", "Anggota", "Marwan Lubis")]
    assert AuditEntry.objects.filter(action="delivery.committee_joined").count() == 2


def test_speaker_and_participant_on_the_committee_are_pointed_out(course_class, make_person):
    person = make_person("Seorang Pengajar", account=course_class.speaker)
    for role, one in (("chair", person), ("member", course_class.people[0])):
        actions.add_member(course_class.officer, course_class.batch, actions.Place(role, one), at=NOW)

    warned = [
        [one.id.split(" angkatan")[0] for one in place.warnings]
        for place in queries.members_of(course_class.batch)
    ]

    assert warned == [["Seorang Pengajar juga narasumber"], ["Amran Rambe juga peserta"]]


def test_nobody_sits_twice_and_nobody_without_a_name(course_class, make_person):
    person = make_person("Lenni Tanjung")
    actions.add_member(course_class.officer, course_class.batch, actions.Place("chair", person), at=NOW)

    with pytest.raises(committee.OnCommitteeAlready):
        actions.add_member(course_class.officer, course_class.batch, actions.Place("member", person), at=NOW)
    for place in (actions.Place("member"), actions.Place("king", name="Marwan")):
        with pytest.raises(actions.PlaceIncomplete):
            actions.add_member(course_class.officer, course_class.batch, place, at=NOW)
    with pytest.raises(NotAllowed):
        actions.add_member(
            course_class.speaker, course_class.batch, actions.Place("member", name="X"), at=NOW
        )
    assert CommitteeMember.objects.count() == 1


def test_page_puts_together_changes_and_takes_off(course_class, make_person, client_for):
    person = make_person("Lenni Tanjung")
    officer = client_for(course_class.officer)
    where = f"/kursus/{course_class.batch.course_id}/angkatan/{course_class.batch.pk}/panitia/"

    found = officer.get(where, {"q": "lenni"}).text
    officer.post(where, {"person": person.pk, "role": "chair", "fee": "450000"})
    twice = officer.post(where, {"person": person.pk, "role": "member", "fee": ""}, follow=True).text
    nameless = officer.post(where, {"role": "member", "fee": "abc", "name": ""})
    officer.post(where, {"role": "member", "fee": "", "name": "Marwan Lubis", "post": "Dosen"})
    chair = CommitteeMember.objects.get(role="chair")
    clash = officer.post(
        f"{where}{CommitteeMember.objects.get(role='member').pk}/", {"role": "chair", "fee": ""}, follow=True
    ).text
    officer.post(f"{where}{chair.pk}/", {"role": "secretary", "fee": "300000"})
    shown = officer.get(where).text
    officer.post(f"{where}{chair.pk}/", {"hapus": "1"})

    assert "Masukkan ke panitia" in found
    assert "Lenni Tanjung sudah ada di panitia" in twice
    assert (nameless.status_code, "Tulis namanya." in nameless.text) == (422, True)
    assert "sudah dipegang Lenni Tanjung" in clash
    assert "Sekretaris, Kelurahan Wek V" in shown and "300.000" in shown
    assert [one.shown_name for one in CommitteeMember.objects.all()] == ["Marwan Lubis"]
    assert client_for(course_class.speaker).get(where).status_code == 404
