"""The loader as its command runs it: a process of its own, a data folder of its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

WORDS = ["load", "--people", "700", "--seed", "3", "--as-of", "2026-11-24"]
TABLES = (
    "account", "office", "person", "partner", "speaker", "course", "batch", "session", "participant", "checkin",
    "service", "satisfactionanswer", "setting", "auditentry", "certificate", "eventlog", "measurement", "study",
    "studyresult", "officetraining",
)  # fmt: skip


def _environment(folder: Path, demo: str = "1") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAINDEGE_")}
    return {**kept, "SAINDEGE_DATA": str(folder), "SAINDEGE_DEMO": demo}


def _run(folder: Path, *words: str, demo: str = "1") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "saindege.demo", *(words or WORDS)]
    return subprocess.run(
        command, env=_environment(folder, demo), capture_output=True, text=True, check=False, timeout=400
    )


def _counts(folder: Path) -> dict[str, int]:
    with sqlite3.connect(folder / "saindege.sqlite3") as database:
        return {
            table: database.execute(f"select count(*) from saindege_{table}").fetchone()[0]
            for table in TABLES
        }


def _rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "saindege.sqlite3") as database:
        return database.execute(query).fetchall()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "data"
    done = _run(folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_whole_city_stands_in_the_database(loaded: Path) -> None:
    counts = _counts(loaded)

    assert (counts["account"], counts["office"], counts["person"]) == (8, 113, 700)
    assert (counts["service"], counts["course"]) == (12, 14)
    assert counts["satisfactionanswer"] > 5000
    assert counts["checkin"] > 1000


def test_every_generated_row_says_that_it_is_an_example(loaded: Path) -> None:
    for table in ("account", "office", "person", "partner", "speaker", "course", "batch", "session",
                  "participant", "checkin", "service", "satisfactionanswer"):  # fmt: skip
        assert _rows(loaded, f"select count(*) from saindege_{table} where not is_example") == [(0,)], table


def test_logs_are_measured_and_only_the_one_to_upload_is_missing(loaded: Path) -> None:
    logs = _rows(
        loaded,
        "select s.code, l.state, l.is_example from saindege_eventlog l "
        "join saindege_service s on s.id = l.service_id where l.file_name like 'log-%' order by s.code",
    )
    measured = _rows(loaded, "select count(*), sum(length(panel) > 1000) from saindege_measurement")

    assert len(logs) >= 8
    assert {row[1:] for row in logs} == {("measured", 1)}
    assert "SKBM" not in {row[0] for row in logs}
    assert measured == [(len(logs), len(logs))]
    assert _rows(loaded, "select sum(events) > 250000 from saindege_eventlog") == [(1,)]


def test_each_planted_effect_has_its_study_and_doing_nothing_is_not_proven(loaded: Path) -> None:
    verdicts = dict(
        _rows(
            loaded,
            "select v.code, json_extract(r.figures, '$.main.verdict') from saindege_study s "
            "join saindege_service v on v.id = s.service_id join saindege_studyresult r on r.study_id = s.id",
        )
    )

    assert verdicts["SKD"] == "terbukti_membaik"
    assert verdicts["SKS"] == "belum_terbukti"
    assert "terbukti_memburuk" not in verdicts.values()
    assert len(verdicts) == 6


def test_true_effect_stands_beside_each_study_and_within_the_proven_interval(loaded: Path) -> None:
    (low, high, planted) = _rows(
        loaded,
        "select json_extract(r.figures, '$.main.simple.ci95[0]'), json_extract(r.figures, '$.main.simple.ci95[1]'), "
        "json_extract(s.planted_effect, '$.log_hours') from saindege_study s "
        "join saindege_service v on v.id = s.service_id join saindege_studyresult r on r.study_id = s.id "
        "where v.code = 'SKD'",
    )[0]

    assert low <= planted <= high < 0
    # Only the study whose training has not begun has no truth yet, and no answer.
    untold = "select count(*) from saindege_study s where s.planted_effect is null"
    answered = "and exists (select 1 from saindege_studyresult r where r.study_id = s.id)"
    assert _rows(loaded, untold) == [(1,)]
    assert _rows(loaded, f"{untold} {answered}") == [(0,)]


def test_accounts_have_their_role_and_the_person_behind_them(loaded: Path) -> None:
    rows = _rows(
        loaded,
        "select a.username, a.roles, p.post from saindege_account a "
        "left join saindege_person p on p.account_id = a.id order by a.username",
    )

    assert [(row[0], row[1]) for row in rows] == [
        (name, f'["{name}"]')
        for name in ("admin", "analis", "atasan", "bkpsdm", "narasumber", "organisasi", "peserta", "walikota")
    ]
    posts = {row[0]: row[2] for row in rows}
    assert posts["atasan"] == "Lurah Wek V"
    assert posts["walikota"] is None


def test_passwords_are_kept_as_a_slow_hash(loaded: Path) -> None:
    hashes = _rows(loaded, "select distinct substr(password, 1, 7) from saindege_account")

    assert hashes == [("argon2$",)]


def test_loading_twice_changes_nothing(loaded: Path) -> None:
    before = _counts(loaded)
    files = {
        path: path.stat().st_mtime_ns for path in loaded.rglob("*") if path.suffix not in (".sqlite3", "")
    }

    done = _run(loaded)

    assert done.returncode == 0, done.stderr
    assert _counts(loaded) == before
    for path, changed in files.items():
        if not path.name.startswith("saindege.sqlite3"):
            assert path.stat().st_mtime_ns == changed, path


def test_load_that_is_killed_leaves_no_half_city_and_is_taken_up_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    command = [sys.executable, "-m", "saindege.demo", *WORDS]
    with subprocess.Popen(command, env=_environment(folder), stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        seen = ""
        while "storing staff" not in seen:
            seen += running.stderr.read(1)
        time.sleep(0.1)
        running.kill()
    half = _counts(folder)

    done = _run(folder)

    assert half["person"] in (0, 700)
    assert half["setting"] == (1 if half["person"] else 0)
    assert done.returncode == 0, done.stderr
    assert _counts(folder)["person"] == 700


def test_outside_a_demonstration_nothing_is_loaded(tmp_path: Path) -> None:
    done = _run(tmp_path / "data", demo="0")

    assert done.returncode == 1
    assert "Data contoh hanya untuk demo" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("words", [("--people", "5"), ("--seed", "-1")])
def test_refused_numbers_leave_no_trace(tmp_path: Path, words: tuple[str, str]) -> None:
    done = _run(tmp_path / "data", "load", *words)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_studies_left_to_the_worker_wait_as_jobs_and_are_asked_for_once(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    first = _run(folder, *WORDS, "--leave-to-worker")
    second = _run(folder, *WORDS, "--leave-to-worker")

    assert first.returncode == second.returncode == 0, first.stderr
    jobs = _rows(folder, "select kind, state, count(*) from saindege_job where state != 'done' group by 1, 2")
    begun = _rows(folder, "select count(*) from saindege_study where planted_effect is not null")
    assert jobs == [("impact.estimate", "waiting", begun[0][0])]
    assert begun == [(6,)]
    assert _counts(folder)["studyresult"] == 0


def test_files_were_dropped_and_the_offices_have_their_weekly_notes(loaded: Path) -> None:
    dropped = _rows(loaded, "select state, count(*) from saindege_droppedfile group by state order by state")
    waiting = _rows(loaded, "select count(*) from saindege_job where state in ('waiting', 'running')")
    notes = _rows(loaded, "select count(*) > 50, min(is_example) from saindege_weeklynote")

    assert dropped == [("known", 1), ("refused", 1), ("taken", 3)]
    assert (waiting, notes) == ([(0,)], [(1, 1)])


def test_counter_officer_and_head_are_asked_to_check_a_sample(loaded: Path) -> None:
    asked = _rows(
        loaded,
        "select a.username, d.due_on > d.drawn_at, c.begun_at from saindege_auditchecker c "
        "join saindege_auditdraw d on d.id = c.draw_id join saindege_account a on a.id = c.account_id "
        "where c.begun_at is null order by 1",
    )

    assert asked == [("atasan", 1, None), ("peserta", 1, None)]
