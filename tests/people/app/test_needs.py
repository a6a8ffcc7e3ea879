"""The needs form: sent to superiors, filled for the own people, handed in, gathered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from saindege.base.app.access import NotAllowed
from saindege.people.app import actions, queries
from saindege.people.app.models import Competency, Need, NeedsForm, Person
from tests.people.app.conftest import AT, LATER

TODAY = date(2026, 11, 24)


@pytest.fixture
def skill(db) -> Competency:
    return Competency.objects.create(code="loket", name="Melayani di loket", kind="technical")


@pytest.fixture
def boss(register, account):
    owner = account("atasan", display_name="Budi Contoh")
    Person.objects.filter(pk=register["Budi"].pk).update(account=owner)
    return owner


@pytest.fixture
def asked(boss, officer):
    return actions.open_round(officer, year=2027, opens_on=TODAY, due_on=TODAY + timedelta(days=14), at=AT)


@pytest.fixture
def form(asked) -> NeedsForm:
    return asked.forms.select_related("superior").get()


def _wanted(person, skill, urgency="year", reason=""):
    return actions.Wanted(person.pk, skill.pk, urgency, reason)


def test_every_superior_gets_one_form(asked, register) -> None:
    assert [each.superior for each in asked.forms.all()] == [register["Budi"]]


def test_a_year_is_asked_for_once(asked, officer) -> None:
    with pytest.raises(actions.RoundExists):
        actions.open_round(officer, year=2027, opens_on=TODAY, due_on=TODAY, at=LATER)


def test_nobody_to_ask_is_said(offices, officer) -> None:
    with pytest.raises(actions.NobodyToAsk):
        actions.open_round(officer, year=2027, opens_on=TODAY, due_on=TODAY, at=AT)


def test_new_superiors_are_asked_too_and_only_once(asked, register, officer) -> None:
    Person.objects.filter(pk=register["Citra"].pk).update(superior=register["Dedi"])

    assert actions.ask_new_superiors(officer, asked.pk, at=LATER) == 1
    assert actions.ask_new_superiors(officer, asked.pk, at=LATER) == 0


def test_saved_form_counts_only_when_it_is_handed_in(asked, form, boss, register, skill) -> None:
    saved = actions.save_needs(boss, form, [_wanted(register["Ani"], skill)], version=1, hand_in=False, at=AT)
    before = queries.gathered_needs(asked).count()

    actions.save_needs(
        boss, form, [_wanted(register["Ani"], skill)], version=saved.version, hand_in=True, at=LATER
    )

    progress = queries.round_progress(asked, TODAY)
    assert (before, queries.gathered_needs(asked).count()) == (0, 1)
    assert (progress.forms, progress.handed_in, progress.started, progress.late) == (1, 1, 0, False)


def test_needs_for_other_peoples_people_do_not_come_in(form, boss, register, skill) -> None:
    actions.save_needs(
        boss, form, [_wanted(register["Citra"], skill), _wanted(register["Ani"], skill)],
        version=1, hand_in=True, at=AT,
    )  # fmt: skip

    assert [each.person for each in Need.objects.all()] == [register["Ani"]]


def test_urgent_needs_a_reason_to_be_handed_in(form, boss, register, skill) -> None:
    urgent = [_wanted(register["Ani"], skill, "now")]

    with pytest.raises(actions.ReasonMissing) as refused:
        actions.save_needs(boss, form, urgent, version=1, hand_in=True, at=AT)
    actions.save_needs(boss, form, urgent, version=1, hand_in=False, at=AT)

    assert [each.column for each in refused.value.problems] == [str(register["Ani"].pk)]


def test_second_phone_does_not_overwrite_the_first(form, boss, register, skill) -> None:
    actions.save_needs(boss, form, [_wanted(register["Ani"], skill)], version=1, hand_in=False, at=AT)

    with pytest.raises(actions.FormChanged):
        actions.save_needs(boss, form, [], version=1, hand_in=False, at=LATER)

    assert Need.objects.count() == 1


def test_closed_or_coming_period_takes_nothing(asked, form, boss, officer) -> None:
    with pytest.raises(actions.RoundNotOpen):
        actions.save_needs(boss, form, [], version=1, hand_in=True, at=AT - timedelta(days=1))
    actions.close_round(officer, asked.pk, closed=True, at=AT)

    with pytest.raises(actions.RoundNotOpen):
        actions.save_needs(boss, form, [], version=1, hand_in=True, at=LATER)


def test_only_the_superior_fills_the_form(form, officer) -> None:
    with pytest.raises(NotAllowed):
        actions.save_needs(officer, form, [], version=1, hand_in=True, at=AT)


def test_needs_asked_for_lift_a_competency_in_the_order(asked, form, boss, register, skill) -> None:
    other = Competency.objects.create(code="arsip", name="Arsip", kind="technical")
    actions.save_needs(
        boss, form, [_wanted(register["Ani"], skill, "now", "antrean")], version=1, hand_in=True, at=AT
    )

    ranked = queries.ranked_needs(TODAY, asked)

    assert [(each.competency, each.asked, each.urgent) for each in ranked] == [(skill.pk, 1, 1)]
    assert other.pk not in {each.competency for each in ranked}


# The pages ---------------------------------------------------------------------------------------------------------


def test_superior_fills_and_hands_in_by_the_page(form, boss, register, skill, client_for) -> None:
    client, address = client_for(boss), f"/pegawai/akpk/formulir/{form.pk}/"
    ani = register["Ani"].pk

    page = client.get(address).content.decode()
    answer = client.post(
        address,
        {
            "versi": "1", "langkah": "serahkan",
            f"kompetensi-{ani}-0": skill.pk, f"kapan-{ani}-0": "now", f"alasan-{ani}-0": "Antrean panjang",
        },
    )  # fmt: skip

    need = Need.objects.get()
    assert "Ani Contoh" in page and "Citra" not in page
    assert (answer.status_code, need.reason, need.form.handed_in_at is not None) == (
        302,
        "Antrean panjang",
        True,
    )


def test_what_was_typed_stays_when_a_reason_is_missing(form, boss, register, skill, client_for) -> None:
    ani = register["Ani"].pk

    answer = client_for(boss).post(
        f"/pegawai/akpk/formulir/{form.pk}/",
        {"versi": "1", "langkah": "serahkan", f"kompetensi-{ani}-0": skill.pk, f"kapan-{ani}-0": "now"},
    )

    page = answer.content.decode()
    assert (answer.status_code, Need.objects.count()) == (409, 0)
    assert f'<option value="{skill.pk}" selected>' in page
    assert "Yang segera perlu alasan." in page


def test_other_superiors_do_not_find_the_form(form, account, client_for) -> None:
    assert client_for(account("atasan")).get(f"/pegawai/akpk/formulir/{form.pk}/").status_code == 404


def test_officer_sees_whom_to_remind_and_takes_the_list(asked, officer, client_for) -> None:
    client = client_for(officer)

    page = client.get(f"/pegawai/akpk/{asked.pk}/").content.decode()
    reminders = client.get(f"/pegawai/akpk/{asked.pk}/?isi=ingatkan&unduh=csv").content.decode("utf-8-sig")

    assert "0 dari 1 atasan sudah menyerahkan" in page
    assert reminders.splitlines()[1].startswith("Budi Contoh,Kelurahan Wek V")


def test_officer_opens_a_period_by_the_page(boss, officer, client_for) -> None:
    client = client_for(officer)

    wrong = client.post("/pegawai/akpk/", {"year": "2031", "opens_on": "2031-02-01", "due_on": "2031-01-01"})
    right = client.post("/pegawai/akpk/", {"year": "2031", "opens_on": "2031-02-01", "due_on": "2031-03-01"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Batas waktu lebih dahulu" in wrong.content.decode()
