"""Writes of one moment share a transaction: nobody is answered before it, nobody suffers from another's fault."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction

from saindege.base.app import arriving
from saindege.base.app.arriving import ON_THE_WAY
from saindege.base.app.together import MOST, Together
from saindege.base.app.turns import TURN

pytestmark = pytest.mark.django_db(transaction=True)


class Desk:
    """Work that waits for a sign in its first round, and remembers who shared each round."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.rounds: list[list[int]] = []
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.fault = fault

    def work(self, numbers):
        self.rounds.append(list(numbers))
        if len(self.rounds) == 1:
            self.begun.set()
            assert self.go_on.wait(20)
        if self.fault is not None and -1 in numbers:
            raise self.fault
        return [10 * number for number in numbers]


def ask_while_one_is_served(desk: Desk, numbers: list[int]) -> list[object]:
    """Ask with each number while the desk serves somebody else; returns answers or faults."""
    together = Together(desk.work)

    def ask(number: int) -> object:
        try:
            return together.ask(number)
        except Exception as fault:
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(len(numbers) + 1) as pool:
        first = pool.submit(ask, 0)
        assert desk.begun.wait(20)
        others = [pool.submit(ask, number) for number in numbers]
        while len(together._waiting) < len(numbers):
            threading.Event().wait(0.005)
        desk.go_on.set()
        return [first.result(), *(one.result() for one in others)]


def test_whoever_waits_shares_the_next_round():
    desk = Desk()

    answers = ask_while_one_is_served(desk, [1, 2, 3, 4, 5])

    assert answers == [0, 10, 20, 30, 40, 50]
    assert [sorted(each) for each in desk.rounds] == [[0], [1, 2, 3, 4, 5]]


def test_round_holds_no_more_than_it_may():
    desk = Desk()

    answers = ask_while_one_is_served(desk, list(range(1, MOST + 3)))

    assert answers == [10 * number for number in range(MOST + 3)]
    assert [len(each) for each in desk.rounds] == [1, MOST, 2]


def test_part_that_cannot_be_done_stops_nobody_else():
    fault = ValueError("not this one")
    desk = Desk(fault)

    answers = ask_while_one_is_served(desk, [1, -1, 2])

    assert answers == [0, 10, fault, 20]
    assert sorted(map(sorted, desk.rounds)) == [[-1], [-1, 1, 2], [0], [1], [2]]


def test_storage_that_fails_is_told_to_all_of_the_round_and_the_next_goes_on():
    fault = OperationalError("database or disk is full")
    desk = Desk(fault)

    answers = ask_while_one_is_served(desk, [1, -1])

    assert answers == [0, fault, fault]
    assert Together(desk.work).ask(7) == 70


def test_within_a_transaction_it_is_done_at_once_and_alone():
    desk = Desk()
    desk.go_on.set()
    together = Together(desk.work)

    with transaction.atomic():
        answer = together.ask(3)

    assert answer == 30
    assert desk.rounds == [[3]]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases queue by themselves")
def test_whoever_waits_for_another_process_gathers_company_meanwhile():
    fcntl = pytest.importorskip("fcntl", reason="one process serves on Windows")
    rounds: list[list[int]] = []

    def work(numbers):
        rounds.append(list(numbers))
        return numbers

    together = Together(work)

    def ask(number: int) -> int:
        try:
            return together.ask(number)
        finally:
            connection.close()

    with Path(f"{connection.settings_dict['NAME']}{TURN}").open("ab") as other, ThreadPoolExecutor(3) as pool:
        fcntl.flock(other, fcntl.LOCK_EX)
        asked = [pool.submit(ask, number) for number in range(3)]
        while len(together._waiting) < 3:
            threading.Event().wait(0.005)
        before = list(rounds)
        fcntl.flock(other, fcntl.LOCK_UN)
        answers = [one.result(20) for one in asked]

    assert before == []
    assert answers == [0, 1, 2]
    assert sorted(rounds[0]) == [0, 1, 2] and len(rounds) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases queue by themselves")
def test_turn_that_cannot_be_had_is_told_and_the_next_goes_on():
    pytest.importorskip("fcntl", reason="one process serves on Windows")
    turn = Path(f"{connection.settings_dict['NAME']}{TURN}")
    together = Together(lambda numbers: numbers)
    turn.unlink(missing_ok=True)
    turn.mkdir()

    with pytest.raises(OSError, match="directory"):
        together.ask(1)
    turn.rmdir()

    assert together.ask(2) == 2


def on_the_way(together: Together, numbers: list[int], go: threading.Event) -> list[object]:
    """Let some be on their way until told to go, while another asks with 0; returns what the other and they got."""
    started = threading.Semaphore(0)

    def come(number: int) -> object:
        try:
            with ON_THE_WAY.coming():
                started.release()
                assert go.wait(20)
                return together.ask(number)
        finally:
            connection.close()

    def ask() -> object:
        try:
            return together.ask(0)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(numbers) + 1) as pool:
        coming = [pool.submit(come, number) for number in numbers]
        for _ in numbers:
            assert started.acquire(timeout=20)
        first = pool.submit(ask)
        while len(together._waiting) < 1:
            threading.Event().wait(0.001)
        go.set()
        return [first.result(20), *(one.result(20) for one in coming)]


def test_round_waits_for_whoever_is_on_the_way(monkeypatch):
    monkeypatch.setattr(arriving, "PATIENCE_SECONDS", 20)
    rounds: list[list[int]] = []

    def work(numbers):
        rounds.append(sorted(numbers))
        return numbers

    answers = on_the_way(Together(work), [1, 2], threading.Event())

    assert answers == [0, 1, 2]
    assert rounds == [[0, 1, 2]]


def test_whoever_never_arrives_keeps_nobody_waiting_for_long():
    gone = threading.Event()

    def dawdle():
        with ON_THE_WAY.coming():
            assert gone.wait(20)

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(dawdle)
        answer = Together(lambda numbers: numbers).ask(5)
        gone.set()
        slow.result(20)

    assert answer == 5


def test_whoever_turns_off_is_on_the_way_no_more(monkeypatch):
    monkeypatch.setattr(arriving, "PATIENCE_SECONDS", 20)
    begun = time.monotonic()
    with ON_THE_WAY.coming():
        pass
    with pytest.raises(ValueError, match="turned off"), ON_THE_WAY.coming():
        raise ValueError("turned off")

    answer = Together(lambda numbers: numbers).ask(5)

    assert answer == 5 and time.monotonic() - begun < 10
