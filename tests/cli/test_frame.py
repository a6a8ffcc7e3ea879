"""How every verb answers: for people, for machines, and when something is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from saindege.cli.frame.answer import plain
from saindege.cli.frame.bar import picture


@pytest.fixture
def file(tmp_path: Path) -> str:
    place = tmp_path / "berkas.txt"
    place.write_text("abc")
    return str(place)


def test_people_read_a_table_and_indonesian_numbers(trial: Callable, file: str) -> None:
    said = trial("weigh", file)

    assert (said.status, said.out, said.err) == (0, "1 x 1.234,5\n", "")


def test_english_on_request_wherever_the_word_stands(trial: Callable, file: str) -> None:
    assert trial("weigh", file, "--lang", "en").out == "1 x 1,234.5\n"
    assert trial("weigh", "--lang=en", file).out == "1 x 1,234.5\n"
    assert trial("--lang", "en", "weigh", file).out == "1 x 1,234.5\n"


def test_machines_read_one_document_without_nan(trial: Callable, file: str) -> None:
    said = trial("weigh", file, "--json", "--kind", "b")

    assert json.loads(said.out) == {"size": 3, "mean": None, "kind": "b"}
    assert said.out.count("\n") == 1 and "NaN" not in said.out


def test_checked_and_found_wrong_is_three(trial: Callable, file: str) -> None:
    assert trial("weigh", file, "--count", "9").status == 3


@pytest.mark.parametrize(
    ("words", "indonesian", "english"),
    [
        (["wiegh"], "Perintah 'wiegh' tidak ada.", "No such command 'wiegh'."),
        (["weigh"], "Masukan FILE belum diberikan.", "Missing argument 'FILE'."),
        (["weigh", "x", "y"], "Kata berlebih: y.", "Got unexpected extra argument (y)"),
        (["weigh", "x", "--cuont", "2"], "Pilihan --cuont tidak ada.", "No such option '--cuont'."),
        (["weigh", "x", "--count"], "Pilihan --count perlu nilai", "Option '--count' requires an argument."),
        (["weigh", "x", "--count", "two"], "'two' bukan bilangan bulat.", "is not a valid integer"),
        (["weigh", "x", "--count", "99"], "99 di luar batas 1<=x<=9.", "99 is not in the range"),
        (
            ["weigh", "x", "--kind", "c"],
            "'c' tidak dikenal; pilih salah satu dari 'a', 'b'.",
            "is not one of",
        ),
        (
            ["weigh", "x", "--json=1"],
            "Pilihan --json tidak menerima nilai.",
            "does not take a value",
        ),
    ],
)
def test_bad_use_is_told_in_the_language_and_ends_with_two(
    trial: Callable, words: list[str], indonesian: str, english: str
) -> None:
    said, in_english = trial(*words), trial("--lang", "en", *words)

    assert said.status == in_english.status == 2
    assert indonesian in said.err and "--help" in said.err and said.out == ""
    assert english in in_english.err


def test_bad_use_for_machines_is_a_document(trial: Callable) -> None:
    said = trial("weigh", "--json", "--lang", "en")

    assert said.status == 2
    assert json.loads(said.out) == {
        "error": {
            "code": "bad_use",
            "message": "Missing argument 'FILE'. See 'saindege weigh --help --lang en'.",
            "problems": [],
        }
    }


def test_bad_input_lists_its_problems_with_their_places(trial: Callable) -> None:
    said = trial("refuse")

    lines = said.err.splitlines()
    assert said.status == 2 and said.out == ""
    assert lines[:2] == ["Ada baris keliru.", "  a.csv, baris 7, birth_date: Bukan tanggal."]
    assert lines[-1] == "  dan 10 lagi; --json menyebut semuanya"


def test_bad_input_for_machines_lists_all_problems(trial: Callable) -> None:
    error = json.loads(trial("refuse", "--json", "--lang", "en").out)["error"]

    assert (error["code"], error["message"], len(error["problems"])) == ("bad_input", "Rows are wrong.", 60)
    assert error["problems"][0] == {
        "file": "a.csv",
        "row": 7,
        "column": "birth_date",
        "code": "not_a_date",
        "message": "No date.",
    }


def test_a_file_that_is_not_there_is_bad_input(trial: Callable) -> None:
    said = trial("weigh", "nirgends.csv", "--json")

    assert said.status == 2
    assert json.loads(said.out)["error"]["code"] == "missing_file"


def test_our_own_failure_says_where_to_report_and_shows_no_traceback(trial: Callable) -> None:
    said, for_machines, debugged = trial("fail"), trial("fail", "--json"), trial("fail", "--debug")

    assert said.status == for_machines.status == debugged.status == 1
    assert "Laporkan" in said.err and "Traceback" not in said.err + for_machines.err
    assert json.loads(for_machines.out)["error"]["code"] == "failed"
    assert "Traceback" in debugged.err


def test_a_known_failure_is_one_sentence(trial: Callable) -> None:
    said = trial("fail", "--known", "--lang", "en")

    assert (said.status, said.err) == (1, "Not possible.\n")


def test_no_verb_shows_the_help_and_ends_with_two(trial: Callable) -> None:
    said = trial()

    assert said.status == 2
    assert "Pemakaian: saindege" in said.err and "Timbang berkas" in said.err


def test_help_speaks_both_languages(trial: Callable) -> None:
    indonesian, english = trial("weigh", "--help"), trial("weigh", "--help", "--lang", "en")

    assert indonesian.status == english.status == 0
    assert "Timbang berkas" in indonesian.out and "berapa kali" in indonesian.out
    assert "Weigh a file" in english.out and "how often" in english.out and "Usage:" in english.out


def test_values_of_every_kind_have_a_place_in_json() -> None:
    from datetime import date
    from decimal import Decimal

    import numpy as np

    assert plain(
        {
            "a": np.array([1.0, np.nan]),
            "b": np.int64(3),
            "c": date(2026, 8, 17),
            "d": (Decimal("1.5"), float("-inf")),
        }
    ) == {"a": [1.0, None], "b": 3, "c": "2026-08-17", "d": [1.5, None]}


def test_a_bar_tells_the_share_and_the_seconds_left() -> None:
    assert picture("Membaca", 25, 100, 10.0) == "Membaca  " + "█" * 7 + "░" * 21 + "  25%  30 s"
    assert picture("Membaca", 1200, 0, 10.0) == "Membaca  1 200"


def run_program(code: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


# A shell starts what runs behind it deaf to interrupts; a program in front hears them.
PROGRAM = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from saindege.base.errors import Sentence
from saindege.cli import frame
from saindege.cli.frame.run import run
group = frame.Group(Sentence(id="x", en="x"), name="saindege")
@frame.verb(group, "flood", Sentence(id="x", en="x"))
def flood():
    return frame.Answer({}, lambda language: (str(n) for n in range(10_000_000)))
@frame.verb(group, "sleep", Sentence(id="x", en="x"))
def sleep():
    sys.stderr.write("asleep"); sys.stderr.flush(); time.sleep(60)
@frame.verb(group, "accents", Sentence(id="x", en="x"))
def accents():
    return frame.Answer({}, lambda language: ["Sidempuan \\u2013 \\u00dc"])
sys.exit(run(group, [WORD]))
"""


def test_a_reader_that_has_enough_is_no_failure() -> None:
    program = run_program(PROGRAM.replace("WORD", "'flood'"))
    assert program.stdout is not None and program.stderr is not None

    program.stdout.read(10)
    program.stdout.close()

    assert program.stderr.read() == b""
    assert program.wait(timeout=20) == 0
    program.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a console interrupt cannot be sent to one program")
def test_an_interrupt_ends_quietly_with_130() -> None:
    program = run_program(PROGRAM.replace("WORD", "'sleep'"))
    assert program.stderr is not None

    program.stderr.read(6)
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=20)

    assert (program.returncode, b"Traceback" in err) == (130, False)


def test_output_is_utf8_whatever_the_locale_says() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    out, err = run_program(PROGRAM.replace("WORD", "'accents'"), env=environment).communicate(timeout=20)

    assert (out.decode("utf-8").strip(), err) == ("Sidempuan – Ü", b"")
