"""Two hundred people in one test at once, over HTTP on the embedded database: how long until each answer is stored.

    python -m benchmarks.delivery.exam [--people 200] [--seconds 20]

Each has a phone with a connection of its own and sends the whole form with one answer more, as the page does: first at
a pace of people, about every five seconds and now and then many at once, then all in the same instant. The beginning is
told too, where everybody opens the test together and is handed a page. What was answered must stand in the database.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.delivery import crowd

QUESTIONS, PACE_SECONDS, LIMIT_MS, SEED = 20, 5.0, 200, 7


def prepare(folder: Path, people: int) -> tuple[Any, list[tuple[Any, str]]]:
    """Make a test that is open now, with everybody who may take it."""
    crowd.set_up(folder)
    from django.db import transaction
    from django.utils import timezone

    from saindege.delivery.app.models import Exam, Participant, Question
    from saindege.people.app.models import Office
    from saindege.programme.app.models import Batch, Course

    now = timezone.now()
    with transaction.atomic():
        office = Office.objects.create(code="1", name="Kantor", kind="agency")
        course = Course.objects.create(code="A", title="A", method="technical_guidance", learning_hours=8)
        batch = Batch.objects.create(course=course, name="1")
        asked = Question.objects.bulk_create(
            Question(course=course, topic="arsip", kind="one", text=f"Soal {number}", key=[1], made_at=now,
                     options=["Ya", "Tidak", "Belum tentu", "Tidak tahu"])
            for number in range(QUESTIONS)
        )  # fmt: skip
        exam = Exam.objects.create(
            batch=batch, phase="pre", minutes=60, opens_at=now - timedelta(minutes=1),
            closes_at=now + timedelta(hours=2), questions=[one.pk for one in asked], seed=SEED,
        )  # fmt: skip
        made = crowd.make_people(office, people)
        Participant.objects.bulk_create(
            Participant(batch=batch, person=person, called_at=now) for person, _ in made
        )
    return exam, made


class Taker(crowd.Phone):
    """One person's phone: remembers what was answered and how long each sending took."""

    def __init__(self, port: int, exam: Any, sign_in: str, chance: random.Random) -> None:
        super().__init__(port)
        self.page, self.sign_in, self.chance = f"/ujian/{exam.pk}/", sign_in, chance
        self.waiting, self.given = list(exam.questions), {}
        chance.shuffle(self.waiting)
        self.faults = 0

    def begin(self) -> float:
        """Open the test and read its page; returns milliseconds."""
        begun = time.perf_counter()
        self.faults += self.post(self.page, "langkah=mulai", self.sign_in)[0] != 302
        self.faults += self.get(self.page, self.sign_in)[0] != 200
        return (time.perf_counter() - begun) * 1000

    def answer(self, due: float) -> float:
        """Give one answer more, or another one, and send the form; returns milliseconds since it was due."""
        asked = self.waiting.pop() if self.waiting else self.chance.choice(list(self.given))
        self.given[asked] = self.chance.randrange(4)
        form = urlencode({f"q{key}": value for key, value in self.given.items()})
        self.faults += self.post(f"{self.page}jawab/", form, self.sign_in)[0] != 200
        return (time.perf_counter() - due) * 1000


def beginning(takers: list[Taker]) -> list[float]:
    """Let everybody open the test in the same instant."""
    times: list[float] = []
    crowd.in_threads(len(takers), lambda number: times.append(takers[number].begin()))
    return times


def paced(takers: list[Taker], seconds: float) -> list[float]:
    """Let everybody answer about every five seconds; one answer in five falls on the same moments for all."""
    times: list[float] = []
    begun = time.perf_counter() + 0.3

    def work(number: int) -> None:
        taker, at = takers[number], 0.0
        while (at := at + taker.chance.uniform(0.5, 1.5) * PACE_SECONDS) < seconds:
            due = begun + (round(at / PACE_SECONDS) * PACE_SECONDS if taker.chance.random() < 0.2 else at)
            time.sleep(max(0.0, due - time.perf_counter()))
            times.append(taker.answer(due))

    crowd.in_threads(len(takers), work)
    return times


def all_at_once(takers: list[Taker], rounds: int = 3) -> list[float]:
    """Let everybody send in the same instant, a few times."""
    times: list[float] = []
    begun = time.perf_counter() + 0.5

    def work(number: int) -> None:
        for each in range(rounds):
            due = begun + each * 2.0
            time.sleep(max(0.0, due - time.perf_counter()))
            times.append(takers[number].answer(due))

    crowd.in_threads(len(takers), work)
    return times


def not_stored(takers: list[Taker], made: list[tuple[Any, str]]) -> int:
    """Return how many of the last answers do not stand in the database."""
    from saindege.delivery.app.models import ExamAnswer

    rows = ExamAnswer.objects.values_list("sitting__person", "question", "value")
    stored = {(person, asked): value for person, asked, value in rows}
    return sum(
        stored.get((person.pk, asked)) != value
        for taker, (person, _) in zip(takers, made, strict=True)
        for asked, value in taker.given.items()
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--peer-python", help="not used here: no peer publishes such a figure")
    options = parser.parse_args()
    verdict = crowd.Verdict()
    bare, own = crowd.bare_rate(20)
    verdict.tell("this machine now: server and phones without any work", bare, "/s")
    verdict.tell("    of which the phones take of a core, each request", own, "us")
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text) / "data"
        folder.mkdir()
        exam, made = prepare(folder, options.people)
        with crowd.server_of(crowd.COMMAND, folder) as server:
            takers = [
                Taker(server.port, exam, sign_in, random.Random(SEED + place))
                for place, (_, sign_in) in enumerate(made)
            ]
            before = server.spent()
            opened = beginning(takers)
            each = (server.spent() - before) / len(takers) * 1e6
            verdict.tell(
                "all open the test at once, page in hand, 95 % within", crowd.share(opened, 0.95), "ms"
            )
            verdict.tell("    of which the server takes of a core, each", each, "us")
            times = paced(takers, options.seconds)
            verdict.tell("answers sent at a pace of people", len(times))
            verdict.tell("    half stored within", crowd.share(times, 0.5), "ms")
            verdict.tell("    95 % stored within", crowd.share(times, 0.95), "ms", most=LIMIT_MS)
            before = server.spent()
            burst = all_at_once(takers)
            each = (server.spent() - before) / len(burst) * 1e6
            verdict.tell("all send in the same instant, half stored within", crowd.share(burst, 0.5), "ms")
            verdict.tell("    95 % stored within", crowd.share(burst, 0.95), "ms", most=LIMIT_MS)
            verdict.tell("    of which the server takes of a core, each", each, "us")
        verdict.tell("sendings that were not taken", sum(taker.faults for taker in takers), most=0)
        verdict.tell("answers that do not stand", not_stored(takers, made), most=0)
    return 1 if verdict.fell_short else 0


if __name__ == "__main__":
    sys.exit(main())
