"""Proposals as offices and officers see them."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import AuditEntry
from saindege.people.app.models import Office, OfficeKind, Person
from saindege.programme import workflow
from saindege.programme.app import actions, queries
from saindege.programme.app.models import Course, Proposal, ProposalBook, Room, StandardCost

from .test_pages import words

TODAY = timezone.localdate()
FIRST = TODAY + timedelta(days=40)
CONTENT = {
    "title": "Bimtek arsip digital",
    "background": "14 persen berkas kembali.",
    "legal_basis": "PP 11/2017",
    "purpose": "Melatih petugas.",
    "objective": "Arsip ditemukan dengan aplikasi.",
    "outcome_direct": "24 petugas lulus tes praktik.",
    "outcome_medium": "Berkas kembali turun menjadi 10 persen.",
    "outcome_long": "Warga datang satu kali.",
    "method": "technical_guidance",
    "learning_hours": "16",
    "first_on": FIRST.isoformat(),
    "last_on": (FIRST + timedelta(days=1)).isoformat(),
    "place": "Lab Kominfo",
    "target_group": "Petugas arsip",
    "participants": "24",
    "speakers": "Kantor Arsip Provinsi",
    "cover_plan": "Loket dijaga sekretaris.",
}


def typed(*lines, **changes):
    rows = {"biaya-TOTAL_FORMS": str(len(lines)), "biaya-INITIAL_FORMS": "0"}
    for number, (item, quantity, price) in enumerate(lines):
        row = {"item": item, "words": "", "quantity": quantity, "unit_rupiah": price}
        rows |= {f"biaya-{number}-{name}": value for name, value in row.items()}
    return {**CONTENT, "key": str(uuid.uuid4()), "version": "0", **rows, **changes}


LINE = ("speaker_practitioner", "8", "1.000.000")
NEW = reverse("programme:proposal_new")


@pytest.fixture
def handed_in(client_for, superior):
    client_for(superior).post(NEW, typed(LINE, kirim="1"))
    return Proposal.objects.get()


def decide(client, proposal, act, **more):
    address = reverse("programme:proposal_decide", args=[proposal.pk])
    return client.post(address, {"version": proposal.version, "putusan": act, **more}, follow=True)


def page(client, proposal):
    return words(client.get(reverse("programme:proposal", args=[proposal.pk])))


def test_draft_needs_a_name_only_and_is_taken_up_again(client_for, superior):
    client = client_for(superior)
    draft = typed(title="Arsip", **{name: "" for name in CONTENT if name != "title"})
    draft["title"] = "Arsip"

    saved = client.post(NEW, draft, follow=True)
    kept = Proposal.objects.get()
    again = client.get(reverse("programme:proposal_edit", args=[kept.pk]))

    assert "Rancangan disimpan." in words(saved)
    assert (kept.state, kept.office.name, kept.title) == ("draft", "Kelurahan Contoh", "Arsip")
    assert 'value="Arsip"' in again.content.decode()


def test_proposal_without_budget_and_with_past_days_names_both_and_keeps_the_rest(client_for, superior):
    past = date(TODAY.year - 1, 6, 3)
    form = typed(first_on=past.isoformat(), last_on=past.isoformat(), kirim="1")

    answer = client_for(superior).post(NEW, form)

    assert answer.status_code == 422
    assert "Usulan tanpa anggaran tidak dapat diajukan." in words(answer)
    assert "sudah lewat, itu tahun lalu. Pilih" in words(answer)
    assert "14 persen berkas kembali." in answer.content.decode()
    kept = Proposal.objects.get()
    assert (kept.state, kept.background) == ("draft", "14 persen berkas kembali.")


def test_price_above_the_citys_ceiling_is_told_beside_its_line(client_for, superior):
    StandardCost.objects.create(
        item="speaker_practitioner",
        ceiling_rupiah=900_000,
        in_force_from=date(2020, 1, 1),
        source="Perwal 7/2020",
    )

    answer = client_for(superior).post(NEW, typed(("stationery", "1", "2 juta"), LINE, kirim="1"))

    assert "Rp1.000.000 melebihi batas Rp900.000 per jam (Perwal 7/2020)." in words(answer)
    assert Proposal.objects.get().state == "draft"


def test_room_with_fewer_seats_is_told(client_for, superior):
    Room.objects.create(name="Lab Kominfo", capacity=20)

    answer = client_for(superior).post(NEW, typed(LINE, kirim="1"))

    assert "Lab Kominfo punya 20 kursi. Isi 20 atau kurang" in words(answer)


def test_row_is_added_and_what_was_typed_stays(client_for, superior):
    answer = client_for(superior).post(NEW, typed(LINE, tambah="biaya"))

    assert answer.status_code == 200
    assert 'name="biaya-1-item"' in answer.content.decode()
    assert 'value="1.000.000"' in answer.content.decode()
    assert not Proposal.objects.exists()


def test_double_click_makes_one_proposal(client_for, superior):
    client, form = client_for(superior), typed(LINE, kirim="1")

    answers = [client.post(NEW, form) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Proposal.objects.get().state == "submitted"
    assert Proposal.objects.get().steps.count() == 1


def test_proposal_goes_back_is_mended_and_accepted_with_number_hours_and_letter(
    client_for, superior, officer, handed_in
):
    office, desk = client_for(superior), client_for(officer)

    sent_back = decide(desk, handed_in, "perbaiki", reason="Tambahkan modul pada anggaran.")
    handed_in.refresh_from_db()
    asked = page(office, handed_in)
    form = typed(LINE, ("module", "1", "3 juta"), kirim="1")
    form |= {"key": str(handed_in.pk), "version": str(handed_in.version)}
    office.post(reverse("programme:proposal_edit", args=[handed_in.pk]), form)
    handed_in.refresh_from_db()
    accepted = decide(desk, handed_in, "setujui", hours="16", reason="")
    handed_in.refresh_from_db()
    letter = office.get(reverse("programme:proposal_letter", args=[handed_in.pk]))

    assert "Usulan dikembalikan untuk diperbaiki." in words(sent_back)
    assert "Tambahkan modul pada anggaran." in asked
    assert f"800.2/0001/KAK/{TODAY.year}" in words(accepted)
    assert (handed_in.state, handed_in.recognised_hours) == ("accepted", 16)
    assert [line.item for line in handed_in.lines.all()] == ["speaker_practitioner", "module"]
    assert [step.act for step in handed_in.steps.all()] == ["submit", "ask_revision", "submit", "accept"]
    assert handed_in.steps.last().content_hash == queries.content_of(handed_in).fingerprint()
    assert letter.content.startswith(b"%PDF-")
    assert letter.content == office.get(reverse("programme:proposal_letter", args=[handed_in.pk])).content


def test_sending_back_and_refusing_need_a_reason(client_for, officer, handed_in):
    for act in ("perbaiki", "tolak"):
        answer = decide(client_for(officer), handed_in, act, reason="")

        assert "Tulis alasannya, agar pengusul tahu" in words(answer)
    handed_in.refresh_from_db()
    assert handed_in.state == "submitted"


def test_more_hours_than_were_asked_for_are_not_recognised(client_for, officer, handed_in):
    answer = decide(client_for(officer), handed_in, "setujui", hours="20")

    assert "paling banyak 16" in words(answer)
    assert not ProposalBook.objects.exists()


def test_numbers_have_no_gaps_and_none_is_given_twice(client_for, superior, officer):
    client, desk = client_for(superior), client_for(officer)
    for _number in range(3):
        client.post(NEW, typed(LINE, kirim="1"))
    first, second, third = Proposal.objects.order_by("created_at")

    decide(desk, first, "setujui", hours="16")
    decide(desk, second, "setujui", hours="99")
    decide(desk, first, "setujui", hours="16")
    decide(desk, second, "tolak", reason="Bukan tugas kantor ini.")
    decide(desk, third, "setujui", hours="8")

    given = [(each.register_serial, each.state) for each in queries.decided_in_order(TODAY.year)]
    assert given == [(1, "accepted"), (2, "refused"), (3, "accepted")]
    assert ProposalBook.objects.get().last_number == 3


def test_officer_who_wrote_a_proposal_does_not_decide_it(client_for, account, office):
    both = account("atasan", "bkpsdm")
    Person.objects.create(name="Dua Peran", status="pns", office=office, account=both)
    client = client_for(both)
    client.post(NEW, typed(LINE, kirim="1"))
    kept = Proposal.objects.get()

    assert decide(client, kept, "setujui", hours="16").status_code == 404
    kept.refresh_from_db()
    assert kept.state == "submitted"
    assert "yang tidak menulisnya" in page(client, kept) or "menunggu putusan" in page(client, kept)


def test_proposal_that_was_handed_in_is_not_written_any_more(client_for, superior, handed_in):
    client = client_for(superior)
    form = typed(LINE, title="Lain") | {"key": str(handed_in.pk), "version": str(handed_in.version)}

    asked = client.get(reverse("programme:proposal_edit", args=[handed_in.pk]))
    client.post(reverse("programme:proposal_edit", args=[handed_in.pk]), form)
    client.post(NEW, form)

    assert asked.status_code == 302
    handed_in.refresh_from_db()
    assert handed_in.title == "Bimtek arsip digital"


def test_no_action_leads_round_the_workflow(superior, officer, handed_in):
    later = timezone.now()
    with pytest.raises(workflow.StepRefused):
        actions.submit_proposal(superior, handed_in.pk, version=handed_in.version, at=later)
    with pytest.raises(actions.ProposalChangedMeanwhile):
        actions.accept_proposal(officer, handed_in.pk, version=99, hours=16, note="", at=later)
    handed_in.refresh_from_db()

    assert handed_in.state == "submitted"


def test_another_office_and_a_participant_see_nothing(client_for, account, handed_in):
    other = Office.objects.create(code="KEL.2", name="Lain", kind=OfficeKind.URBAN_VILLAGE)
    head = account("atasan")
    Person.objects.create(name="Lain", status="pns", office=other, account=head)
    address = reverse("programme:proposal", args=[handed_in.pk])

    assert client_for(head).get(address).status_code == 404
    assert client_for("peserta").get(address).status_code == 404
    assert "Bimtek arsip" not in words(client_for(head).get(reverse("programme:proposals")))


def test_draft_is_its_offices_own_until_handed_in(client_for, superior, officer):
    client_for(superior).post(NEW, typed(LINE))

    assert "Belum ada usulan" in words(client_for(officer).get(reverse("programme:proposals")))


def test_course_is_made_from_an_accepted_proposal_once(client_for, officer, handed_in):
    desk, address = client_for(officer), reverse("programme:proposal_course", args=[handed_in.pk])

    early = desk.post(address)
    decide(desk, handed_in, "setujui", hours="12")
    for _click in range(2):
        desk.post(address)

    assert early.status_code >= 400
    course = Course.objects.get()
    assert (course.title, course.learning_hours, course.cost_rupiah) == (
        "Bimtek arsip digital", 12, 8_000_000,
    )  # fmt: skip


def test_record_holds_steps_and_no_words_of_the_proposal(handed_in):
    entries = AuditEntry.objects.filter(action__startswith="programme.proposal")

    assert [entry.action for entry in entries] == [
        "programme.proposal_written",
        "programme.proposal_submitted",
    ]
    assert all("14 persen" not in str(entry.detail) for entry in entries)


def test_citys_own_ceiling_is_written_and_taken_away(client_for, officer):
    client, address = client_for(officer), reverse("programme:standard_costs")
    form = {"item": "moderator", "ceiling": "500 ribu", "in_force_from": "2026-01-01", "source": "Perwal 7"}

    saved = client.post(address, form, follow=True)
    client.post(address, {"hapus": str(StandardCost.objects.get().pk)})

    assert "Peraturan kota" in words(saved) and "Rp500.000 per kegiatan" in words(saved)
    assert not StandardCost.objects.exists()


def test_list_is_filtered_and_taken_away(client_for, officer, handed_in):
    client, address = client_for(officer), reverse("programme:proposals")

    assert "1 usulan menunggu putusan Anda." in words(client.get(address))
    assert "Tidak ada usulan dalam keadaan itu" in words(client.get(address, {"keadaan": "refused"}))
    assert b"Bimtek arsip digital,Kelurahan Contoh,Diajukan" in client.get(address, {"unduh": "csv"}).content


def test_first_page_of_a_superior_leads_to_what_came_back(client_for, superior, officer, handed_in):
    decide(client_for(officer), handed_in, "perbaiki", reason="Tambahkan modul pada anggaran.")

    home = words(client_for(superior).get("/"))

    assert "Usulan “Bimtek arsip digital” kembali untuk diperbaiki." in home
