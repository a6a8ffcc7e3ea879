"""Writes that many ask for in the same moment, done in one transaction instead of one each."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, cast

from django.db import OperationalError, connection

# So many at most share a transaction, so that the first of them does not wait for long.
MOST = 64
# What the file is called, beside the database, by which processes take turns.
TURN = "-turn"
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(slots=True, eq=False)
class _Ticket(Generic[Asked, Answer]):
    asked: Asked
    answer: Answer | None = None
    fault: BaseException | None = None
    is_served: bool = False


class Together(Generic[Asked, Answer]):
    """One piece of work for whoever waits in this process; several processes take turns.

    Whoever finds nobody at work does the work, for everybody who waits. Whoever comes meanwhile waits for the next
    round. Nobody is answered before the transaction that holds their part is committed.

    Parameters
    ----------
    work : answers everything it is given, in order, within one transaction that it opens itself
    """

    def __init__(self, work: Callable[[Sequence[Asked]], Sequence[Answer]]) -> None:
        self._work = work
        self._waiting: deque[_Ticket[Asked, Answer]] = deque()
        self._turn = threading.Lock()
        self._queue = _Queue()

    def ask(self, asked: Asked) -> Answer:
        """Have one's part done, in a round with others, and return its answer.

        Within a transaction of the caller the part is done at once and alone: others must not wait for its end.
        """
        if connection.in_atomic_block:
            return self._work([asked])[0]
        ticket: _Ticket[Asked, Answer] = _Ticket(asked)
        self._waiting.append(ticket)
        with self._turn:
            while not ticket.is_served:
                # Whoever waits for another process gathers company meanwhile.
                with self._queue.turn():
                    self._serve([self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))])
        if ticket.fault is not None:
            raise ticket.fault
        return cast(Answer, ticket.answer)

    def _serve(self, tickets: Sequence[_Ticket[Asked, Answer]]) -> None:
        try:
            answers = self._work([ticket.asked for ticket in tickets])
            for ticket, answer in zip(tickets, answers, strict=True):
                ticket.answer, ticket.is_served = answer, True
        except BaseException as fault:
            # One part that cannot be done does not stop the others; storage that is full or locked stops all.
            if len(tickets) > 1 and isinstance(fault, Exception) and not isinstance(fault, OperationalError):
                for ticket in tickets:
                    self._serve([ticket])
                return
            for ticket in tickets:
                ticket.fault, ticket.is_served = fault, True


class _Queue:
    """Turns of the processes that write the same SQLite file.

    SQLite lets whoever waits for its one writer sleep, up to a tenth of a second at a time; a lock of the file system
    wakes at once. It is a courtesy only: the database keeps its own lock, so nothing depends on this one. Where there
    is none (another database, Windows with its one process) nobody waits here.
    """

    def __init__(self) -> None:
        self._file: int | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        file = self._opened()
        if sys.platform == "win32" or file is None:
            yield
            return
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)

    def _opened(self) -> int | None:
        database = Path(str(connection.settings_dict["NAME"]))
        if connection.vendor != "sqlite" or not database.is_absolute():
            return None
        if self._file is None:
            # Open as long as the process lives.
            beside = database.with_name(f"{database.name}{TURN}")
            self._file = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
        return self._file
