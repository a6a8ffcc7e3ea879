"""Writes that many ask for in the same moment, done in one transaction instead of one each."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from saindege.base.app.arriving import ON_THE_WAY
from saindege.base.app.turns import Turns

# So many at most share a transaction, so that the first of them does not wait for long.
MOST = 64
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(slots=True, eq=False)
class _Ticket(Generic[Asked, Answer]):
    """What somebody asked for; ``call`` is held until it is served, or until its owner is to do the next round."""

    asked: Asked
    answer: Answer | None = None
    fault: BaseException | None = None
    is_served: bool = False
    call: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.call.acquire()


class Together(Generic[Asked, Answer]):
    """One piece of work for whoever waits in this process; several processes take turns.

    Whoever finds nobody at work does the work, for everybody who waits and for those who are about to ask. Whoever
    comes meanwhile is served in the next round, which the first of them does. Nobody is answered before the
    transaction that holds their part is committed.

    Parameters
    ----------
    work : answers everything it is given, in order, within one transaction that it opens itself
    """

    def __init__(self, work: Callable[[Sequence[Asked]], Sequence[Answer]]) -> None:
        self._work = work
        self._waiting: deque[_Ticket[Asked, Answer]] = deque()
        self._is_busy = False
        self._guard = threading.Lock()
        self._turns = Turns()

    def ask(self, asked: Asked) -> Answer:
        """Have one's part done, in a round with others, and return its answer.

        Within a transaction of the caller the part is done at once and alone: others must not wait for its end.
        """
        if connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return self._work([asked])[0]
        ticket: _Ticket[Asked, Answer] = _Ticket(asked)
        with self._guard:
            self._waiting.append(ticket)
            is_first, self._is_busy = not self._is_busy, True
        ON_THE_WAY.arrive()
        if not is_first:
            ticket.call.acquire()
        if not ticket.is_served:
            self._do_round()
        if ticket.fault is not None:
            raise ticket.fault
        return cast(Answer, ticket.answer)

    def _do_round(self) -> None:
        served: list[_Ticket[Asked, Answer]] = []
        try:
            ON_THE_WAY.wait()
            # Whoever waits for another process gathers company meanwhile.
            with self._turns.turn():
                served = self._take()
                self._serve(served)
        except BaseException as fault:
            # No turn could be had: whoever waits is told so, and nobody is left waiting for nobody.
            served = served or self._take()
            for ticket in served:
                if not ticket.is_served:
                    ticket.fault, ticket.is_served = fault, True
        finally:
            with self._guard:
                following = self._waiting[0] if self._waiting else None
                self._is_busy = following is not None
            if following is not None:
                following.call.release()
            for ticket in served:
                ticket.call.release()

    def _take(self) -> list[_Ticket[Asked, Answer]]:
        with self._guard:
            return [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]

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
