"""``saindege service`` as people and scripts call it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from saindege.cli import main

LOG = (
    "case,activity,time,resource,office\n"
    "a,mulai,2026-03-02 08:00,x,Losung\na,selesai,2026-03-02 10:00,y,Losung\n"
    "b,mulai,2026-03-02 09:00,x,Batunadua\nb,mulai,2026-03-02 09:30,x,Batunadua\nb,selesai,2026-03-03 09:00,x,Batunadua\n"
)
CALENDAR = """timezone = "Asia/Jakarta"
holidays = ["2026-08-17"]
[hours]
mon = ["07:30-12:00", "13:00-16:00"]
tue = ["07:30-12:00", "13:00-16:00"]
wed = ["07:30-12:00", "13:00-16:00"]
thu = ["07:30-12:00", "13:00-16:00"]
fri = ["07:30-11:30", "13:00-16:30"]
"""

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run ``saindege service`` in a folder that holds a log, a calendar and answers."""
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text(LOG, encoding="utf-8")
    Path("kantor.toml").write_text(CALENDAR, encoding="utf-8")
    header = ",".join(f"U{number}" for number in range(1, 10))
    Path("skm.csv").write_text(f"{header}\n4,3,2,4,4,4,4,4,4\n4,3,2,4,4,4,4,4,\n", encoding="utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        status = main(["service", *words])
        seen = capsys.readouterr()
        return status, seen.out, seen.err

    return run


def _document(call: Call, *words: str) -> dict:
    status, out, _ = call(*words, "--json")
    assert status == 0
    return json.loads(out)


def test_measure_gives_the_promised_keys(call):
    document = _document(call, "measure", "log.csv")

    assert (document["events"], document["cases"], document["rework_share"]) == (5, 2, 0.5)
    assert document["turnaround"] == {
        "mean_hours": 13.0, "median_hours": 13.0, "p90_hours": pytest.approx(21.8),
        "mean_working_hours": None, "median_working_hours": None, "p90_working_hours": None,
    }  # fmt: skip
    assert {"activities", "resources", "first_event", "last_event", "first_time_right_share", "handovers_per_case",
            "variant_count", "ignored_events", "refused"} <= set(document)  # fmt: skip
    assert not {"groups", "on_time_share", "unfinished_cases"} & set(document)


def test_measure_against_calendar_promise_and_end_by_office(call):
    document = _document(
        call, "measure", "log.csv", "--calendar", "kantor.toml", "--promise", "6 jam kerja", "--end", "selesai",
        "--by", "office", "--columns", "case=case,activity=activity",
    )  # fmt: skip

    # Of b: 09 to 12, 13 to 16 and 07:30 to 09.
    assert document["turnaround"]["mean_working_hours"] == pytest.approx((2 + 7.5) / 2)
    assert (document["on_time_share"], document["unfinished_cases"]) == (0.5, 0)
    assert [(one["group"], one["on_time_share"]) for one in document["groups"]] == [
        ("Batunadua", 0.0),
        ("Losung", 1.0),
    ]


def test_moments_without_offset_are_in_the_zone_of_the_calendar_unless_one_is_named(call):
    Path("wita.toml").write_text(CALENDAR.replace("Asia/Jakarta", "Asia/Makassar"), encoding="utf-8")

    by_calendar = _document(call, "measure", "log.csv", "--calendar", "wita.toml")
    named = _document(call, "measure", "log.csv", "--calendar", "wita.toml", "--timezone", "Asia/Jayapura")

    assert by_calendar["first_event"] == "2026-03-02T08:00:00+08:00"
    assert named["first_event"] == "2026-03-02T08:00:00+09:00"


def test_measure_for_people_is_indonesian_unless_english_is_asked_for(call):
    _, indonesian, _ = call(
        "measure", "log.csv", "--calendar", "kantor.toml", "--by", "office", "--promise", "1 hari kerja"
    )
    _, english, _ = call("measure", "log.csv", "--lang", "en")

    for words in ("2 berkas, 5 kejadian", "dalam jam kerja", "13,00", "Tepat waktu (%)", "Batunadua"):
        assert words in indonesian
    assert "2 cases, 5 events" in english and "13.00" in english


def test_refused_rows_are_shown(call):
    good = "".join(f"c{number},cek,2026-03-02 08:00\n" for number in range(20))
    Path("log.csv").write_text(f"case,activity,time\n{good}c,cek,belum\n", encoding="utf-8")

    status, out, _ = call("measure", "log.csv")

    assert status == 0
    assert "1 baris ditolak" in out and "22" in out and "belum" in out


def test_map_lists_edges_ends_and_ways(call):
    document = _document(call, "map", "log.csv")
    _, text, _ = call("map", "log.csv")

    assert document["edges"][0] == {
        "source": "mulai", "target": "selesai", "count": 2, "median_hours": 12.75, "mean_hours": 12.75,
    }  # fmt: skip
    assert (document["variant_count"], document["start"]) == (2, [{"activity": "mulai", "count": 2}])
    assert "mulai → selesai" in text


def test_skm_gives_index_letter_and_lowest(call):
    document = _document(call, "skm", "skm.csv")
    _, text, _ = call("skm", "skm.csv", "--weight", "0.11")

    assert (document["n"], document["missing"], document["grade"]) == (2, 1, "A")
    assert document["ikm"] == pytest.approx((4 + 3 + 2 + 4 * 6) / 9 * 25)
    assert document["lowest"] == ["WAKTU", "PROSEDUR", "PERSYARATAN"]
    assert "Waktu penyelesaian" in text and "terendah" in text and "0.11" in text


def test_sample_and_its_refusal(call):
    assert _document(call, "sample", "100")["n"] == 80
    assert _document(call, "sample", "1000", "--error", "0.01")["n"] == 906
    assert call("sample", "0", "--json")[0] == 2
    assert call("sample", "banyak", "--json")[0] == 2


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        ("2026-11-02T11:30", "2026-11-02T13:30", 1.0),
        ("6 November 2026 16.00", "2026-11-09 08:00", 1.0),
        ("2026-08-14T15:00", "2026-08-18T09:00+07:00", 3.0),
    ],
)
def test_worktime_counts_open_hours(call, begin, end, hours):
    assert _document(call, "worktime", "--calendar", "kantor.toml", begin, end)[
        "working_hours"
    ] == pytest.approx(hours)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("measure", "tidak-ada.csv"), "missing_file"),
        (("measure", "log.csv", "--by", "kelas"), "unknown_column"),
        (("measure", "log.csv", "--columns", "case"), "bad_use"),
        (("measure", "log.csv", "--timezone", "Mars"), "bad_use"),
        (("measure", "log.csv", "--promise", "3 hari kerja"), "bad_use"),
        (("measure", "log.csv", "--promise", "segera"), "unknown_value"),
        (("measure", "log.csv", "--end", "arsip"), "unknown_value"),
        (("measure", "log.csv", "--calendar", "log.csv"), "unreadable_file"),
        (("skm", "log.csv"), "missing_column"),
        (("skm", "skm.csv", "--weight", "1"), "out_of_range"),
        (("worktime", "--calendar", "kantor.toml", "kemarin", "2026-11-02"), "not_a_date"),
        (("worktime", "--calendar", "kantor.toml", "05/06/2026", "2026-11-02"), "ambiguous_date"),
        (("worktime", "--calendar", "kantor.toml", "2026-11-03T09:00", "2026-11-02T09:00"), "out_of_range"),
        (("worktime", "2026-11-02", "2026-11-03"), "bad_use"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_code(call, words, code):
    status, out, err = call(*words, "--json")

    assert status == 2
    assert json.loads(out)["error"]["code"] == code
    assert "Traceback" not in err


@pytest.mark.parametrize("option", ["--promise", "--columns", "--timezone"])
def test_an_empty_word_is_no_choice(call, option):
    status, out, _ = call("measure", "log.csv", option, "", "--json")

    assert status == 2
    assert json.loads(out)["error"]["message"]


def test_what_a_register_says_came_back_was_not_right_the_first_time(call):
    Path("register.csv").write_text(
        "No Agenda;Tanggal Masuk;Tanggal Selesai;Dikembalikan;Dikoreksi\n"
        "1;02/03/2026;25/03/2026;tidak;tidak\n2;02/03/2026;26/03/2026;ya;tidak\n"
        "3;04/03/2026;26/03/2026;tidak;ya\n4;04/03/2026;;;\n",
        encoding="utf-8",
    )

    document = _document(call, "measure", "register.csv")

    assert (document["cases"], document["rework_share"], document["first_time_right_share"]) == (4, 0.0, 0.5)


def test_the_fault_of_a_whole_file_is_said_once(call):
    status, out, err = call("measure", "tidak-ada.csv")

    assert (status, out) == (2, "")
    assert err.splitlines() == ["tidak-ada.csv: berkas tidak ditemukan. Periksa nama dan foldernya."]


def test_the_same_log_gives_the_same_bytes(call):
    assert call("measure", "log.csv", "--by", "office", "--json") == call(
        "measure", "log.csv", "--by", "office", "--json"
    )
    assert call("map", "log.csv", "--json") == call("map", "log.csv", "--json")
