"""Workers as real processes on a real database: killed, stopped, several at once."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from .running_house import House, wait_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of other processes are POSIX")

STATE = "SELECT state, attempts FROM saindege_job"


def test_a_job_whose_worker_was_killed_is_finished_once_by_the_next(house: House, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    house.ask(["a"], "trial.slow", notes)
    first = house.start_trial_worker(lease=2)
    wait_for(lambda: house.rows("SELECT 1 FROM saindege_job WHERE state = 'running' AND done > 2"))

    first.kill()
    first.wait()
    second = house.start_trial_worker(lease=2)
    wait_for(lambda: house.rows(STATE) == [("done", 2)])

    assert notes.read_text() == f"a {second.pid}\n"
    assert house.rows("SELECT done, total, worker LIKE ? FROM saindege_job", f"%:{second.pid}:%") == [
        (50, 50, 1)
    ]


def test_two_workers_share_fifty_jobs_and_do_none_twice(house: House, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    keys = [f"job-{number}" for number in range(50)]
    house.ask(keys, "trial.note", notes)

    pair = [house.start_trial_worker(), house.start_trial_worker()]
    wait_for(lambda: set(house.rows(STATE)) == {("done", 1)})

    lines = [line.split() for line in notes.read_text().splitlines()]
    assert sorted(key for key, _ in lines) == sorted(keys)
    assert set(Counter(int(pid) for _, pid in lines)) <= {process.pid for process in pair}


def test_work_of_the_calendar_is_done_once_by_two_workers_of_which_one_is_killed(
    house: House, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    pair = [house.start_trial_worker(lease=2, due=notes) for _ in range(2)]
    wait_for(lambda: house.rows("SELECT 1 FROM saindege_job WHERE state = 'running' AND done > 2"))
    [(name,)] = house.rows("SELECT worker FROM saindege_job")
    busy = next(process for process in pair if f":{process.pid}:" in str(name))

    busy.kill()
    busy.wait()
    house.start_trial_worker(lease=2, due=notes)
    wait_for(lambda: house.rows("SELECT state FROM saindege_job") == [("done",)])

    assert house.rows("SELECT key, attempts FROM saindege_job") == [("due:trial.slow:2026-W47", 2)]
    assert len(notes.read_text().splitlines()) == 1


def test_a_worker_asked_to_stop_gives_its_job_back(house: House, tmp_path: Path) -> None:
    house.ask(["a"], "trial.slow", tmp_path / "notes")
    worker = house.start_trial_worker()
    wait_for(lambda: house.rows("SELECT 1 FROM saindege_job WHERE state = 'running' AND done > 2"))
    assert house.rows("SELECT count(*) FROM saindege_heartbeat") == [(1,)]

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=20) == 0
    assert house.rows(STATE) == [("waiting", 0)]
    assert house.rows("SELECT count(*) FROM saindege_heartbeat") == [(0,)]
    assert not (tmp_path / "notes").exists()


def test_a_worker_works_off_what_waits_and_ends(house: House) -> None:
    house.ask(["a"], "trial.nobody-knows", Path("x"))
    house.rows(
        "INSERT INTO saindege_heartbeat (worker, seen_at) VALUES ('killed long ago', '2020-01-01 00:00:00')"
    )

    done = house.run("worker", "--until-empty")

    assert done.returncode == 0, done.stderr
    assert house.rows(STATE) == [("failed", 1)]
    assert house.rows("SELECT worker FROM saindege_heartbeat") == []


def test_a_worker_refuses_a_database_that_is_not_ready(empty_house: House) -> None:
    done = empty_house.run("worker", "--until-empty", "--lang", "en")

    assert done.returncode == 1
    assert done.stderr == "The database is not ready for this version. Run saindege migrate.\n"
