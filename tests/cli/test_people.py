"""``saindege people``: the promised words, keys, exit statuses and refusals."""

from __future__ import annotations

import json

import pytest

from saindege.cli import main

LIST = (
    "nip;nama;tanggal lahir;jenis kelamin;unit kerja\n198609262015051001;Contoh Satu;26-09-1986;L;Disdukcapil\n"
    "198012302010012005;Contoh Dua;30 Desember 1980;L;Kecamatan\n198609262015051001;Contoh Tiga;26/09/1986;L;Kecamatan\n"
    "198613262015051001;Contoh Empat;01-01-1986;L;Setda\n199003152023212002;;15 Maret 1990;P;Setda\n"
)


@pytest.fixture
def call(capsys):
    def run(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        seen = capsys.readouterr()
        return status, seen.out, seen.err

    return run


@pytest.fixture
def file(tmp_path):
    def write(content, name="daftar.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_number_is_told_in_its_parts(call):
    status, out, _ = call("people", "nip", "19860926 201505 1 001", "--json")

    assert (status, json.loads(out)) == (
        0,
        {
            "nip": "198609262015051001",
            "valid": True,
            "kind": "PNS",
            "birth_date": "1986-09-26",
            "appointed": "2015-05",
            "sex": "male",
            "serial": 1,
            "problems": [],
        },
    )


def test_faulty_number_ends_with_three_and_null_for_what_cannot_be_read(call):
    status, out, _ = call("people", "nip", "198613262015053000", "--json")

    found = json.loads(out)
    assert status == 3
    assert (found["birth_date"], found["sex"], found["serial"]) == (None, None, 0)
    assert found["problems"] == ["nip_birth_date", "nip_sex", "nip_serial"]


@pytest.mark.parametrize(("language", "word"), [("id", "Nomor urut"), ("en", "Serial")])
def test_number_is_shown_to_people_in_their_language(call, language, word):
    status, out, err = call("people", "nip", "198609262015051001", "--lang", language)

    assert status == 0 and err == ""
    assert word in out and "19860926 201505 1 001" in out


def test_list_is_checked_row_by_row(call, file):
    status, out, _ = call("people", "check", file(LIST), "--json")

    found = json.loads(out)
    assert status == 0
    assert (found["rows"], found["accepted"]) == (5, 2)
    assert found["duplicates"] == [{"nip": "198609262015051001", "rows": [2, 4]}]
    assert [(one["file"], one["row"], one["column"], one["code"]) for one in found["problems"]] == [
        ("daftar.csv", 4, "nip", "nip_duplicate"),
        ("daftar.csv", 5, "nip", "nip_birth_date"),
        ("daftar.csv", 6, "name", "missing_name"),
    ]
    assert [(one["row"], one["column"], one["code"]) for one in found["warnings"]] == [
        (3, "sex", "nip_sex_mismatch")
    ]


def test_list_is_shown_to_people_with_rows_and_sentences(call, file):
    status, out, _ = call("people", "check", file(LIST))
    _, english, _ = call("people", "check", file(LIST), "--lang", "en")

    assert status == 0
    assert out.splitlines()[0] == "5 baris, 2 diterima, 3 ditolak, 1 peringatan."
    assert "Nama kosong. Isi nama pegawai." in out
    assert english.splitlines()[0] == "5 rows, 2 accepted, 3 refused, 1 warnings."


def test_headers_are_mapped_by_hand(call, file):
    path = file("kode;orang = nama\n198609262015051001;A\n")

    status, out, _ = call(
        "people", "check", path, "--map", "kode=nip", "--map", "orang = nama=name", "--json"
    )

    assert status == 0 and json.loads(out)["columns"] == {"nip": "kode", "name": "orang = nama"}


@pytest.mark.parametrize(
    ("content", "words", "code"),
    [
        ("", (), "empty_file"),
        ("nip;nama\n", (), "empty_file"),
        ("orang\nA\n", (), "missing_column"),
        (LIST, ("--map", "tiada=nip"), "unknown_column"),
        (LIST, ("--map", "nama"), "bad_use"),
        ("nip;nama;nama lengkap\n1;A;A\n", (), "conflict"),
    ],
)
def test_list_that_cannot_be_used_ends_with_two_and_one_document(call, file, content, words, code):
    status, out, err = call("people", "check", file(content), *words, "--json")

    error = json.loads(out)["error"]
    assert (status, error["code"], err) == (2, code, "")
    assert error["message"]


def test_missing_file_is_refused_in_one_line(call, tmp_path):
    status, out, err = call("people", "check", tmp_path / "tiada.csv")

    assert (status, out) == (2, "")
    assert "tiada.csv" in err and "Traceback" not in err


def test_gaps_are_told_with_the_match(call, file):
    people = file("nip,jabatan,kompetensi,level\nA,Lurah,Integritas,2\n", "orang.csv")
    standards = file("jabatan,kompetensi,level\nLurah,Integritas,4\n", "standar.csv")

    status, out, _ = call("people", "gaps", people, "--standards", standards, "--json")
    _, shown, _ = call("people", "gaps", people, "--standards", standards)

    found = json.loads(out)
    assert status == 0
    assert found["people"] == [
        {"person": "A", "competency": "Integritas", "required": 4, "held": 2, "gap": 2}
    ]
    assert found["match_percent"] == {"A": 50}
    assert "Kesesuaian (%)" in shown and "50,0" in shown
