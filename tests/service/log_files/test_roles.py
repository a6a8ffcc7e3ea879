"""Columns are recognised by their headers, or chosen."""

from __future__ import annotations

import pytest

from saindege.base.errors import BadInput
from saindege.service.log_files.choice import ChoiceRefused, ReadingChoice, check_timezone, parse_columns
from saindege.service.log_files.roles import find_candidates


def _settle(headers, *, same=lambda one, other: False, **choice):
    return find_candidates("log.csv", headers, ReadingChoice(**choice)).settle(same)


@pytest.mark.parametrize(
    "headers",
    [
        ("case", "activity", "time"),
        ("Case ID", "Activity", "Complete Timestamp"),
        ("case:concept:name", "concept:name", "time:timestamp"),
        ("No. Berkas", "KEGIATAN", "Waktu"),
        ("nomor_berkas", "Langkah", "timestamp"),
        ("Berkas", "kegiatan ", "WAKTU SELESAI"),
    ],
)
def test_headers_of_exporters_and_of_offices_are_known(headers):
    assert _settle(headers) == {"case": 0, "activity": 1, "time": 2}


def test_optional_roles_are_found_too():
    headers = ("berkas", "kegiatan", "waktu", "mulai", "petugas", "lifecycle:transition", "catatan")

    assert _settle(headers, by="Catatan") == {
        "case": 0, "activity": 1, "time": 2, "start": 3, "resource": 4, "lifecycle": 5, "group": 6,
    }  # fmt: skip


def test_two_different_candidates_are_refused_with_the_question():
    with pytest.raises(BadInput) as refusal:
        _settle(("case", "activity", "kegiatan", "time", "waktu"))

    assert refusal.value.code == "conflict"
    assert [problem.column for problem in refusal.value.problems] == ["activity", "time"]
    assert "“activity” / “kegiatan”" in refusal.value.sentence.id


def test_two_candidates_with_the_same_content_are_one():
    assert (
        _settle(("case", "concept:name", "Activity", "time"), same=lambda one, other: True)["activity"] == 1
    )


def test_choice_settles_the_question_and_frees_no_header_twice():
    chosen = {"activity": "kegiatan", "case": "time"}

    assert _settle(("case", "activity", "kegiatan", "time", "waktu"), columns=chosen) == {
        "activity": 2, "case": 3, "time": 4,
    }  # fmt: skip


def test_attribute_of_a_case_may_be_named_without_its_prefix():
    assert _settle(("case", "activity", "time", "case:channel"), by="channel")["group"] == 3


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ({"columns": {"case": "Nomor"}}, "unknown_column"),
        ({"columns": {"berkas": "case"}}, "unknown_column"),
        ({"by": "kantor"}, "unknown_column"),
    ],
)
def test_choice_of_what_is_not_there_is_refused(choice, code):
    with pytest.raises(BadInput) as refusal:
        _settle(("case", "activity", "time"), **choice)

    assert refusal.value.code == code


def test_missing_roles_are_all_named_with_the_headers_known():
    with pytest.raises(BadInput) as refusal:
        _settle(("Nomor Registrasi", "Tahapan", "waktu"))

    assert refusal.value.code == "missing_column"
    assert [problem.column for problem in refusal.value.problems] == ["case", "activity"]
    assert "--columns case=...,activity=..." in refusal.value.sentence.id


def test_choice_of_columns_is_read_even_where_a_header_holds_a_comma():
    assert parse_columns("case=Nomor, tahun, activity = Langkah=1") == {
        "case": "Nomor, tahun",
        "activity": "Langkah=1",
    }


@pytest.mark.parametrize("text", ["case", "case=", "=Nomor", "case=a,case=b"])
def test_choice_that_is_no_pair_is_refused(text):
    with pytest.raises(ChoiceRefused):
        parse_columns(text)


def test_zone_that_does_not_exist_is_refused():
    with pytest.raises(ChoiceRefused):
        check_timezone("Asia/Sidempuan")
    assert check_timezone("Asia/Jakarta") == "Asia/Jakarta"
