import csv
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from saindege.demo import city, hand_outs, staff_changes
from saindege.demo.city import City
from saindege.people import nip


@pytest.fixture(scope="module")
def folder(demo_city: City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contoh")
    hand_outs.write_hand_outs(demo_city, folder)
    return folder


def test_new_list_has_newcomers_moves_promotions_and_people_who_are_gone(demo_city: City) -> None:
    listed = staff_changes.draw_new_list(demo_city)

    assert [len(group) for group in (listed.new, listed.moved, listed.promoted, listed.gone)] == [
        42,
        87,
        31,
        6,
    ]
    # Six are gone, 42 are new, eight lines are added with a fault.
    assert len(listed.lines) == 4000 - 6 + 42 + 8
    known = {person.nip for person in demo_city.staff}
    assert not known & set(listed.new)
    assert known >= {*listed.moved, *listed.promoted, *listed.gone}


def test_good_lines_tell_the_truth_and_faulty_ones_are_what_they_say(demo_city: City) -> None:
    listed = staff_changes.draw_new_list(demo_city)

    for line in listed.lines:
        read = nip.parse(str(line.nip), as_of=demo_city.as_of)
        if line.fault.startswith("nip_") and line.fault != "nip_duplicate" and isinstance(line.nip, str):
            assert line.fault in [problem.code for problem in read.problems]
        elif isinstance(line.nip, str):
            assert read.valid
    faults = Counter(line.fault for line in listed.lines if line.fault)
    assert faults == {
        "nip_sex": 1,
        "nip_length": 1,
        "nip_birth_date": 1,
        "nip_appointment": 1,
        "nip_serial": 1,
        "nip_not_digits": 1,
        "nip_duplicate": 1,
        "missing_name": 1,
        "unknown_value": 2,
    }


def test_people_behind_the_accounts_are_neither_moved_nor_gone(demo_city: City) -> None:
    listed = staff_changes.draw_new_list(demo_city)
    accounts = {
        demo_city.staff[account.person].nip for account in demo_city.accounts if account.person is not None
    }

    assert not accounts & {*listed.moved, *listed.promoted, *listed.gone}


def test_same_city_gives_the_same_files_to_the_last_byte(
    demo_city: City, folder: Path, tmp_path: Path
) -> None:
    hand_outs.write_hand_outs(demo_city, tmp_path)

    names = sorted(path.name for path in folder.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for name in names:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_spreadsheet_holds_merged_titles_and_says_that_it_is_an_example(folder: Path) -> None:
    with zipfile.ZipFile(folder / hand_outs.STAFF_SHEET) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()

    assert '<mergeCell ref="A1:L1"/>' in sheet
    assert "DATA CONTOH" in texts
    assert "Kel. " in texts


def test_semicolon_file_begins_with_a_byte_order_mark(folder: Path) -> None:
    raw = (folder / hand_outs.STAFF_CSV).read_bytes()

    assert raw.startswith(b"\xef\xbb\xbfNo;NIP_BARU;NAMA LENGKAP;TGL LAHIR;")
    assert raw.count(b"\n") == 1 + 4044


def test_log_has_unusual_columns_and_a_few_unreadable_times(demo_city: City, folder: Path) -> None:
    log = demo_city.kept_back_logs[0]
    with (folder / hand_outs.log_name(log)).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))

    bad = [row for row in rows if row["Selesai Dikerjakan"] == "belum dicatat"]

    assert len(rows) == log.n_events
    assert 0 < len(bad) < 0.005 * len(rows)
    assert rows[0]["Unit Pelayanan"].startswith("Kelurahan ")
    assert rows[0]["Nomor Registrasi"] == "SKBM/2023/00001"


def test_list_of_trained_offices_leaves_those_waiting_empty(folder: Path) -> None:
    with (folder / hand_outs.TRAINED_CSV).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))

    waves = Counter(row["Gelombang"] for row in rows)
    assert waves == {"": 17, "1": 5, "2": 5, "3": 5, "4": 5}
    assert {row["Tanggal Dilatih"] for row in rows if not row["Gelombang"]} == {""}


def test_hand_outs_work_for_the_smallest_city(tmp_path: Path) -> None:
    made = city.make_city(seed=7, people=600, as_of=date(2026, 11, 24))

    listed = hand_outs.write_hand_outs(made, tmp_path)

    assert len(listed.lines) > 600 - 6
