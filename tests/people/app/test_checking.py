"""A list is checked: every fault named, every difference shown, nothing guessed."""

import pytest

from saindege.people.app import actions, jobs, queries
from saindege.people.app.models import Person

from .conftest import ANI, AT, BUDI, CITRA, DEDI, EKA, HEADER, LATER

SHORT_NUMBER = ("1990081720150320", "Fajar Contoh", "Kelurahan Wek V", "III/a")


def moved(row, office):
    return (*row[:2], office, row[3])


def test_differences_are_counted_and_nothing_is_stored(upload, check, register):
    checked = check(upload(moved(ANI, "Dinas Kesehatan"), BUDI, CITRA, EKA))

    report = checked.report
    assert report["kinds"] == {"new": 1, "moved": 1, "rank": 0, "other": 0, "vanished": 1, "same": 2}
    assert (report["count"], report["faults"], checked.state) == (3, [], "checked")
    assert [each["name"] for each in report["vanished"]] == ["Dedi Contoh"]
    assert report["changed"][0]["changes"] == [["office", "Kelurahan Wek V", "Dinas Kesehatan"]]
    assert Person.objects.filter(nip=EKA[0]).count() == 0


def test_faulty_row_is_told_with_what_was_written_and_its_person_does_not_vanish(upload, check, register):
    twice = (*DEDI[:1], "Dedi C.", *DEDI[2:])

    checked = check(upload(ANI, BUDI, CITRA, DEDI, twice, SHORT_NUMBER))

    told = [
        (each["rows"], each["header"], each["written"], each["code"]) for each in checked.report["faults"]
    ]
    assert told == [
        ([5, 6], "NIP_BARU", DEDI[0], "nip_duplicate"),
        ([7], "NIP_BARU", "1990081720150320", "nip_length"),
    ]
    assert (checked.report["faulty_rows"], checked.report["doubled"]) == (2, 1)
    assert checked.report["vanished"] == []


def test_unknown_office_is_asked_and_its_people_wait(upload, check, register):
    checked = check(upload(moved(ANI, "Kel. Wekk V"), BUDI, CITRA, DEDI))

    assert checked.report["offices"] == [
        {
            "name": "Kel. Wekk V",
            "rows": 1,
            "choice": "",
            "suggestions": [["1001", "Kelurahan Wek V"], ["1002", "Kelurahan Wek VI"]],
        }
    ]
    assert [(each["row"], each["code"]) for each in checked.report["faults"]] == [(2, "unknown_office")]
    assert checked.report["count"] == 0


def test_chosen_office_is_used_and_remembered_once_applied(upload, check, apply, register):
    asked = check(upload(moved(ANI, "Kel. Wekk V"), BUDI, CITRA, DEDI))

    decided = check(asked, offices={"Kel. Wekk V": "1002"}, at=LATER)
    apply(decided)
    next_month = check(upload(moved(ANI, "Kel. Wekk V"), BUDI, CITRA, at=LATER), scope="everyone")

    assert decided.report["faults"] == []
    assert decided.report["changed"][0]["changes"] == [["office", "Kelurahan Wek V", "Kelurahan Wek VI"]]
    assert next_month.office_choices == {"Kel. Wekk V": "1002"}
    assert next_month.report["kinds"]["same"] == 3


def test_first_list_brings_its_offices(upload, check, apply):
    asked = check(upload(ANI, BUDI, moved(CITRA, "DINAS  KESEHATAN"), DEDI))
    names = [each["name"] for each in asked.report["offices"]]

    decided = check(asked, offices=dict.fromkeys(names, "+"))
    apply(decided)

    assert names == ["DINAS KESEHATAN", "Dinas Kesehatan", "Kelurahan Wek V"]
    made = {row.office.name: row.office.kind for row in queries.office_tree()}
    assert made == {"Dinas Kesehatan": "agency", "Kelurahan Wek V": "urban_village"}
    assert Person.objects.count() == 4


def test_list_of_one_office_flags_nobody_elsewhere(upload, check, register):
    checked = check(upload(ANI), scope="offices")

    assert [each["name"] for each in checked.report["vanished"]] == ["Budi Contoh"]


def test_short_list_is_taken_for_a_part_until_somebody_says_otherwise(upload, check, register):
    part = check(upload(ANI))
    whole = check(part, scope="everyone")

    assert (part.report["scope"], len(part.report["vanished"])) == ("offices", 1)
    assert (whole.report["scope"], len(whole.report["vanished"])) == ("everyone", 3)


def test_two_columns_for_one_thing_are_refused_with_both_headers(upload, check, officer):
    arrived = upload(ANI)
    mapping = {**arrived.mapping, "GOL/RUANG": "office"}

    with pytest.raises(actions.ColumnsNotClear) as caught:
        actions.check_list(officer, arrived.pk, actions.Confirmed(mapping), at=AT)

    assert [problem.column for problem in caught.value.problems] == ["UNIT KERJA", "GOL/RUANG"]


def test_list_without_a_name_column_is_refused_and_waits(upload, officer):
    arrived = upload(ANI)
    mapping = {**arrived.mapping, "NAMA LENGKAP": ""}

    with pytest.raises(actions.ColumnsNotClear, match="Pilih kolom mana yang berisi nama"):
        actions.check_list(officer, arrived.pk, actions.Confirmed(mapping), at=AT)

    arrived.refresh_from_db()
    assert arrived.state == "uploaded"


def test_column_that_is_not_used_is_not_read(upload, check, register, officer):
    arrived = upload((*ANI[:3], "IV/a"), BUDI, CITRA, DEDI)

    mapping = {**arrived.mapping, "GOL/RUANG": ""}
    checked = actions.check_list(officer, arrived.pk, actions.Confirmed(mapping), at=AT)

    assert checked.report["kinds"]["same"] == 4


def test_choice_of_columns_is_remembered_for_the_same_headers_in_any_order(upload, check, officer):
    strange = ("Kode", "NAMA LENGKAP", "UNIT KERJA", "GOL/RUANG")
    first = upload(ANI, header=strange)
    chosen = {**first.mapping, "Kode": "nip"}
    actions.check_list(officer, first.pk, actions.Confirmed(chosen), at=AT)

    second = upload((BUDI[1], BUDI[0], *BUDI[2:]), header=("NAMA LENGKAP", "Kode", "UNIT KERJA", "GOL/RUANG"))

    assert second.mapping == chosen


def test_new_person_without_an_office_waits(upload, check, register):
    checked = check(upload(ANI, BUDI, CITRA, DEDI, (*EKA[:2], "", EKA[3])))

    assert [(each["row"], each["code"]) for each in checked.report["faults"]] == [(6, "missing_office")]
    assert checked.report["new"] == []


def test_text_longer_than_the_register_keeps_is_a_fault(upload, check, register):
    checked = check(upload(ANI, BUDI, CITRA, (DEDI[0], "Dedi " * 50, *DEDI[2:])))

    assert [(each["row"], each["column"], each["code"]) for each in checked.report["faults"]] == [
        (5, "name", "too_long")
    ]
    assert (checked.report["count"], checked.report["vanished"]) == (0, [])


def test_retired_person_is_flagged_like_one_who_is_gone(upload, check, register):
    header = (*HEADER, "KEDUDUKAN HUKUM")
    rows = [(*row, "Aktif") for row in (ANI, BUDI, CITRA)] + [(*DEDI, "Pensiun")]

    checked = check(upload(*rows, header=header))

    assert checked.report["inactive"] == 1
    assert [each["name"] for each in checked.report["vanished"]] == ["Dedi Contoh"]


def test_long_list_becomes_one_job_for_the_same_question(upload, officer, register):
    arrived = upload(ANI, BUDI, CITRA, DEDI)
    confirmed = actions.Confirmed(arrived.mapping)

    first = actions.ask_check(officer, arrived, confirmed, result_url="/pegawai/impor/")
    second = actions.ask_check(officer, arrived, confirmed, result_url="/pegawai/impor/")
    told = []
    jobs.JOBS[first.kind](first, lambda *progress: told.append(progress))

    arrived.refresh_from_db()
    assert first == second
    assert (arrived.state, arrived.report["kinds"]["same"]) == ("checked", 4)
    assert told[-1][:2] == (1, 1)


def test_only_lists_of_many_thousand_rows_are_long(upload):
    arrived = upload(ANI)

    assert not queries.is_long(arrived)
    arrived.report["rows"] = 15_001
    assert queries.is_long(arrived)
