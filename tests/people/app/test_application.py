"""A checked list is applied: all or nothing, once, and never over somebody else's."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from saindege.base.app.models import AuditEntry
from saindege.people.app import actions, queries
from saindege.people.app.models import Office, Person, PersonChange

from .conftest import ANI, AT, BUDI, CITRA, DEDI, EKA, LATER


def moved(row, office):
    return (*row[:2], office, row[3])


def changes():
    rows = PersonChange.objects.order_by("id").values_list("person__name", "field", "before", "after")
    return [tuple(row) for row in rows]


def test_everything_of_a_list_is_stored_with_its_history(upload, check, apply, register):
    promoted = (*BUDI[:3], "III/d")

    applied = apply(check(upload(moved(ANI, "Dinas Kesehatan"), promoted, CITRA, EKA)))

    ani, dedi, eka = (Person.objects.get(nip=row[0]) for row in (ANI, DEDI, EKA))
    assert (ani.office.name, ani.superior) == ("Dinas Kesehatan", None)
    assert Person.objects.get(nip=BUDI[0]).rank == "III/d"
    assert dedi.missing_since == date(2026, 11, 24)
    assert (eka.name, eka.status, eka.sex, eka.rank) == ("Eka Contoh", "pns", "female", "II/c")
    assert changes() == [
        ("Eka Contoh", "new", "", "Eka Contoh"),
        ("Budi Contoh", "rank", "III/c", "III/d"),
        ("Ani Contoh", "office", "Kelurahan Wek V", "Dinas Kesehatan"),
        ("Ani Contoh", "superior", "Budi Contoh", ""),
        ("Dedi Contoh", "missing_since", "", "2026-11-24"),
    ]
    assert set(PersonChange.objects.values_list("staff_import", "at")) == {(applied.pk, LATER)}


def test_record_tells_counts_and_no_names(upload, check, apply, register):
    apply(check(upload(ANI, BUDI, CITRA, DEDI, EKA)))

    entry = AuditEntry.objects.get(action="people.list_applied")
    assert entry.detail == {"new": 1, "moved": 0, "rank": 0, "other": 0, "vanished": 0, "same": 4}


def test_applied_import_keeps_counts_and_faults_but_no_people(upload, check, apply, register):
    applied = apply(check(upload(ANI, BUDI, CITRA, EKA)))

    assert (applied.report["new"], applied.report["changed"], applied.report["vanished"]) == ([], [], [])
    assert applied.report["kinds"]["new"] == 1


def test_double_click_applies_once(upload, check, apply, register):
    checked = check(upload(ANI, BUDI, CITRA, DEDI, EKA))

    first, second = apply(checked), apply(checked)

    assert first == second
    assert Person.objects.filter(nip=EKA[0]).count() == 1
    assert len(changes()) == 1


def test_second_officer_does_not_apply_over_the_first(upload, check, apply, register, account):
    rank = check(upload((*ANI[:3], "III/c"), BUDI, CITRA, DEDI))
    office = check(upload(moved(ANI, "Dinas Kesehatan"), BUDI, CITRA, DEDI), by=account("admin"))
    apply(rank)

    with pytest.raises(actions.RegisterChanged):
        apply(office)

    assert Person.objects.get(nip=ANI[0]).office.name == "Kelurahan Wek V"
    apply(check(office, at=LATER))
    ani = Person.objects.get(nip=ANI[0])
    assert (ani.office.name, ani.rank) == ("Dinas Kesehatan", "III/b")


def test_choices_changed_by_somebody_else_are_looked_at_first(upload, check, apply, register, account):
    seen = check(upload(ANI, EKA))
    check(seen, by=account("admin"), at=LATER, scope="everyone")

    with pytest.raises(actions.ListChanged):
        apply(seen)

    assert changes() == []


def test_faulty_rows_are_left_out_only_when_said(upload, check, apply, register):
    checked = check(upload(ANI, BUDI, CITRA, DEDI, ("123", "Fajar Contoh", "Kelurahan Wek V", "III/a"), EKA))

    with pytest.raises(actions.FaultsNotSeen, match="1 baris bermasalah"):
        apply(checked, leave_faulty=False)

    assert changes() == []
    assert apply(checked).state == "applied"
    assert not Person.objects.filter(name="Fajar Contoh").exists()


@pytest.mark.django_db(transaction=True)
def test_failure_in_the_middle_stores_nothing(upload, check, apply, register, offices):
    checked = check(upload(moved(ANI, "Dinas Kesehatan"), BUDI, CITRA, DEDI, EKA))
    Person.objects.create(nip=EKA[0], name="Datang lewat jalan lain", status="pns", office=offices["wek5"])

    with pytest.raises(IntegrityError):
        apply(checked)

    checked.refresh_from_db()
    assert checked.state == "checked"
    assert changes() == []
    assert Person.objects.get(nip=ANI[0]).office.name == "Kelurahan Wek V"


def test_same_list_once_more_changes_nothing(upload, check, apply, register):
    rows = (moved(ANI, "Dinas Kesehatan"), BUDI, CITRA, EKA)
    apply(check(upload(*rows)))

    again = check(upload(*rows, at=LATER))

    assert (again.report["count"], again.report["kinds"]["same"]) == (0, 4)


def test_person_who_comes_back_loses_the_flag(upload, check, apply, register):
    apply(check(upload(ANI, BUDI, CITRA)))

    apply(check(upload(ANI, BUDI, CITRA, DEDI, at=LATER)))

    assert Person.objects.get(nip=DEDI[0]).missing_since is None
    assert changes()[-1] == ("Dedi Contoh", "missing_since", "2026-11-24", "")
    assert queries.flagged_count() == 0


def test_dropped_import_is_not_applied(upload, check, apply, officer, register):
    checked = check(upload(ANI, BUDI, CITRA, DEDI, EKA))
    actions.discard_list(officer, checked.pk, at=AT)

    with pytest.raises(actions.NotOpen):
        apply(checked)


def stored():
    rows = Person.objects.order_by("nip").values_list(
        "nip", "name", "office__name", "rank", "superior__name", "missing_since"
    )
    return [tuple(row) for row in rows]


def test_applied_list_is_taken_back_to_the_last_value(upload, check, apply, officer, register):
    before = stored()
    asked = check(upload(moved(ANI, "Kelurahan Baru"), (*BUDI[:3], "III/d"), CITRA, EKA))
    applied = apply(check(asked, offices={"Kelurahan Baru": "+"}))
    between = stored()

    undone = actions.undo_list(officer, applied.pk, at=LATER)
    again = actions.undo_list(officer, applied.pk, at=LATER)

    assert between != before
    assert stored() == before
    assert (undone.state, again) == ("discarded", undone)
    assert not Office.objects.filter(name="Kelurahan Baru").exists()
    assert [change[1:] for change in changes() if change[0] == "Budi Contoh"] == [
        ("rank", "III/c", "III/d"),
        ("rank", "III/d", "III/c"),
    ]


def test_list_that_others_built_on_stays(upload, check, apply, officer, register):
    first = apply(check(upload((*ANI[:3], "III/c"), BUDI, CITRA, DEDI)))
    apply(check(upload((*ANI[:3], "III/d"), BUDI, CITRA, DEDI, at=LATER)))

    with pytest.raises(actions.CannotUndo):
        actions.undo_list(officer, first.pk, at=LATER)

    assert Person.objects.get(nip=ANI[0]).rank == "III/d"


def test_new_person_who_is_used_already_keeps_the_list(upload, check, apply, officer, register):
    applied = apply(check(upload(ANI, BUDI, CITRA, DEDI, EKA)))
    Person.objects.filter(nip=ANI[0]).update(superior=Person.objects.get(nip=EKA[0]))

    with pytest.raises(actions.CannotUndo):
        actions.undo_list(officer, applied.pk, at=LATER)

    assert Person.objects.filter(nip=EKA[0]).exists()


def test_list_is_taken_back_within_seven_days(upload, check, apply, officer, register):
    applied = apply(check(upload(ANI, BUDI, CITRA, DEDI, EKA)))

    assert queries.can_be_undone(applied, LATER + timedelta(days=7))
    with pytest.raises(actions.CannotUndo):
        actions.undo_list(officer, applied.pk, at=LATER + timedelta(days=7, seconds=1))
