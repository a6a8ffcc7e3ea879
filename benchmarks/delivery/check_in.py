"""Check-ins over HTTP on the embedded database, all rules enforced; then twenty phones and a server that is killed.

    python -m benchmarks.delivery.check_in [--people 3000] [--seconds 10]

Each person is signed in and sends one check-in. The load comes from the same machine and takes its share of the cores;
how much, and what the server reaches without any work, is told beside. The last part sends scans of twenty phones again
and again, among them check-ins at the door, while the server is killed with SIGKILL and started anew: whatever was
answered must be on the roll, once, and in the record, whose chain must be whole.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.delivery import crowd
from benchmarks.shell.web import free_port

PHONES, PER_SECOND = 20, 250
PATIENCE_SECONDS = 120
SECRET = "s" * 32


@dataclass
class Class:
    """A session that runs now, with everybody who was called to it."""

    session: Any
    people: list[tuple[Any, str]]

    @property
    def door(self) -> str:
        return f"/hadir/{self.session.code}/"

    def code(self) -> str:
        from saindege.delivery import check_in_code

        return check_in_code.code_at(SECRET, self.now())

    @staticmethod
    def now() -> datetime:
        from django.utils import timezone

        return timezone.now()


def prepare(folder: Path, *sizes: int) -> list[Class]:
    """Make one class of each size in this process, before the server starts."""
    crowd.set_up(folder)
    from django.db import transaction

    from saindege.people.app.models import Office
    from saindege.programme.app.models import Course

    with transaction.atomic():
        office = Office.objects.create(code="1", name="Kantor", kind="agency")
        course = Course.objects.create(code="A", title="A", method="technical_guidance", learning_hours=8)
        return [_make_class(office, course, number, size) for number, size in enumerate(sizes, start=1)]


def _make_class(office: Any, course: Any, number: int, size: int) -> Class:
    from saindege.delivery.app.models import Participant
    from saindege.programme.app.models import Batch, Session

    now = Class.now()
    batch = Batch.objects.create(course=course, name=f"{number}")
    session = Session.objects.create(
        code=f"BENCH{number}", batch=batch, title="A", place="A", starts_at=now - timedelta(minutes=5),
        ends_at=now + timedelta(hours=6), capacity=max(size, 1), learning_hours=8, check_in_secret=SECRET,
    )  # fmt: skip
    made = crowd.make_people(office, size, first=number * 1_000_000)
    Participant.objects.bulk_create(
        Participant(batch=batch, person=person, called_at=now) for person, _ in made
    )
    return Class(session, made)


def closed_loop(made: Class, port: int, first: int, count: int, faults: list[int]) -> float:
    """Return check-ins a second of twenty phones that send as fast as they are answered, for whoever is next."""
    waiting = iter(made.people[first : first + count])

    def work(_: int) -> None:
        phone = crowd.Phone(port)
        # One list for all: a phone that the system leaves waiting holds up nobody's part.
        for _, sign_in in waiting:
            status, _ = phone.post(made.door, f"kode={made.code()}", sign_in)
            if status != 302:
                faults.append(status)

    return count / crowd.in_threads(PHONES, work)


def open_loop(made: Class, port: int, first: int, seconds: int, faults: list[int]) -> list[float]:
    """Return milliseconds from when each check-in was due, at a steady rate."""
    times: list[float] = []
    count = PER_SECOND * seconds
    begun = time.perf_counter() + 0.2

    def work(number: int) -> None:
        phone = crowd.Phone(port)
        for place in range(number, count, PHONES):
            due = begun + place / PER_SECOND
            time.sleep(max(0.0, due - time.perf_counter()))
            status, _ = phone.post(made.door, f"kode={made.code()}", made.people[first + place][1])
            times.append((time.perf_counter() - due) * 1000)
            if status != 302:
                faults.append(status)

    crowd.in_threads(PHONES, work)
    return times


def partition(made: Class, folder: Path, scans_each: int, kills: int) -> tuple[int, int]:
    """Send the scans of twenty phones, each until it is answered, while the server is killed; returns sent and answered.

    Every fifth person comes to the door itself, the others send what their phone kept.
    """
    from saindege.delivery.app import queries

    port = free_port()
    servers = [crowd.start(crowd.COMMAND, port, folder)]
    answered: list[int] = []
    latest = time.monotonic() + PATIENCE_SECONDS
    owners = [queries.phone_owner(person.account) for person, _ in made.people]

    def send(phone: crowd.Phone, number: int, seq: int) -> bool:
        place = number * scans_each + seq
        sign_in = made.people[place][1]
        if seq % 5 == 0:
            return phone.post(made.door, urlencode({"kode": made.code()}), sign_in)[0] == 302
        scan = {
            "seq": seq + 1,
            "code": made.session.code,
            "typed": made.code(),
            "scanned_at": made.now().isoformat(),
        }
        device = f"00000000-0000-4000-8000-{number:012d}"
        body = json.dumps({"owner": owners[place], "device": device, "scans": [scan]})
        status, content = phone.post("/hadir/kirim/", body, sign_in, "application/json")
        return status == 200 and json.loads(content)["answers"][0]["verdict"] == "counted"

    def work(number: int) -> None:
        phone = crowd.Phone(port)
        for seq in range(scans_each):
            # Sent twice even when all is well, as a phone does that lost the answer.
            needed = 2
            while needed and time.monotonic() < latest:
                try:
                    needed -= send(phone, number, seq)
                except (OSError, ValueError):
                    time.sleep(0.2)
                    _renew(phone)
            if not needed:
                answered.append(number)

    def killing() -> None:
        for _ in range(kills):
            time.sleep(1.0)
            crowd.kill(servers[-1])
            servers.append(crowd.start(crowd.COMMAND, port, folder))

    killer = threading.Thread(target=killing)
    killer.start()
    try:
        crowd.in_threads(PHONES, work)
    finally:
        killer.join()
        crowd.kill(servers[-1])
    return PHONES * scans_each, len(answered)


def _renew(phone: crowd.Phone) -> None:
    try:
        phone.renew()
    except OSError:
        time.sleep(0.1)


def measure(made: Class, folder: Path, people: int, seconds: int, verdict: crowd.Verdict) -> None:
    """Tell how fast the door is."""
    faults: list[int] = []
    with crowd.server_of(crowd.COMMAND, folder) as server:
        before = server.spent()
        rate = closed_loop(made, server.port, 0, people, faults)
        verdict.tell(f"check-ins a second, {PHONES} phones", rate, "/s", least=1000)
        verdict.tell(
            "    of which the server takes of a core, each", (server.spent() - before) / people * 1e6, "us"
        )
        times = open_loop(made, server.port, people, seconds, faults)
        verdict.tell(f"{PER_SECOND} a second, half within", crowd.share(times, 0.5), "ms")
        verdict.tell(f"{PER_SECOND} a second, 95 % within", crowd.share(times, 0.95), "ms", most=50)
        verdict.tell(f"{PER_SECOND} a second, slowest", max(times), "ms")
    verdict.tell("answers that were no admission", len(faults), most=0)


def compare(expected: dict[Any, int], verdict: crowd.Verdict) -> None:
    """Hold the rolls of the sessions and the record against what was answered."""
    from saindege.delivery.app.models import CheckIn
    from saindege.web.operation.audit import check_chain

    rolls = {session: CheckIn.objects.filter(session=session) for session in expected}
    verdict.tell("lost", sum(expected[session] - roll.count() for session, roll in rolls.items()), most=0)
    double = sum(roll.count() - roll.values("person").distinct().count() for roll in rolls.values())
    verdict.tell("double", double, most=0)
    verdict.tell("breaks in the chain of the record", check_chain().first_wrong is not None, most=0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=3000, help="of the first, unpaced part")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--scans", type=int, default=25, help="of each of the twenty phones of the last part")
    parser.add_argument("--kills", type=int, default=2, help="how often the server is killed meanwhile")
    parser.add_argument("--only-partition", action="store_true", help="leave the first, timed parts out")
    parser.add_argument(
        "--peer-python", help="not used here: no peer publishes a figure beside 300 to 400 a minute"
    )
    options = parser.parse_args()
    verdict, timed = crowd.Verdict(), not options.only_partition
    if timed:
        bare, own = crowd.bare_rate(PHONES)
        verdict.tell("this machine now: server and phones without any work", bare, "/s")
        verdict.tell("    of which the phones take of a core, each request", own, "us")
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text) / "data"
        folder.mkdir()
        crowded = options.people + PER_SECOND * options.seconds if timed else 0
        hall, room = prepare(folder, crowded, PHONES * options.scans)
        if timed:
            measure(hall, folder, options.people, options.seconds, verdict)
        sent, answered = partition(room, folder, options.scans, options.kills)
        verdict.tell("phones' scans without an answer", sent - answered, most=0)
        compare({hall.session: crowded, room.session: sent}, verdict)
    return 1 if verdict.fell_short else 0


if __name__ == "__main__":
    sys.exit(main())
