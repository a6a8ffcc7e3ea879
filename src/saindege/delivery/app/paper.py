"""Print and sign many certificates: each core has a press of its own, a program beside this one.

This module knows nothing of Django, so that a press starts quickly and holds no connection. A few orders and their
answers are each one line of JSON; a press ends when whoever started it closes its input or dies.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from saindege.base.app import paper
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery import signing

TEMPLATE = Path(__file__).resolve().parent / "templates" / "delivery" / "certificate.typ"
# Below this, a second press would start longer than it helps.
FEW_ORDERS = 40
# What a press is told at once: it has work while its answers are read, and progress stays fine.
AT_ONCE = 8


class PressFailed(SaindegeError):
    """A press ended without an answer."""

    code = "failed"


@dataclass(frozen=True, slots=True)
class Order:
    """One certificate to be printed and signed.

    Attributes
    ----------
    number : code of the certificate
    data : what the template needs, without the QR picture
    address : that the QR picture leads to
    made_at, signed_at : moments, ISO 8601
    place : where it is signed
    folder : where the file goes; its name holds the code and the beginning of its checksum
    """

    number: str
    data: dict[str, Any]
    address: str
    made_at: str
    signed_at: str
    place: str
    folder: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One file that was written, whole or not at all."""

    number: str
    target: str
    checksum: str
    signer: str
    signed_at: str


def print_unsigned(data: dict[str, Any], address: str, made_at: datetime) -> bytes:
    """Set the paper of a certificate; the same certificate gives the same bytes."""
    return paper.compile_pdf(TEMPLATE, _with_picture(data, address), made_at=made_at)


def _with_picture(data: dict[str, Any], address: str) -> dict[str, Any]:
    return {**data, "qr": paper.qr_svg(address, label="QR")}


def print_signed(order: Order, authority: signing.Authority, press: paper.Press | None = None) -> Printed:
    """Print, sign and store one certificate.

    Parameters
    ----------
    press : of the certificate's template, where many are printed
    """
    setting = press.print if press is not None else functools.partial(paper.compile_pdf, TEMPLATE)
    content = setting(_with_picture(order.data, order.address), made_at=datetime.fromisoformat(order.made_at))
    signed = signing.sign_pdf(
        content,
        authority,
        signed_at=datetime.fromisoformat(order.signed_at),
        reason="Sertifikat",
        place=order.place,
    )
    checksum = hashlib.sha256(signed).hexdigest()
    # Of two who print one certificate at once, each has its own file: no row ever names the file of the other.
    target = Path(order.folder) / f"{order.number}-{checksum[:12]}.pdf"
    aside = target.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(signed)
    aside.replace(target)
    return Printed(
        number=order.number,
        target=str(target),
        checksum=checksum,
        signer=signing.name_of(authority),
        signed_at=order.signed_at,
    )


def print_all(
    orders: Sequence[Order], keys: Path, organisation: str, *, now: datetime, presses: int | None = None
) -> Iterator[Printed]:
    """Print and sign certificates, few in this process and many on all cores; yields each as it is done.

    Parameters
    ----------
    keys, organisation, now : of the authority, made where it is missing

    Raises
    ------
    PressFailed : a press ended early; what was done stays done
    """
    authority = signing.keep_authority(keys, organisation, made_at=now)
    count = presses or (os.cpu_count() or 1)
    if len(orders) < FEW_ORDERS or count < 2:
        with paper.Press(TEMPLATE) as press:
            yield from (print_signed(order, authority, press) for order in orders)
        return
    with contextlib.ExitStack() as open_presses:
        machines = [open_presses.enter_context(_Machine(keys, organisation)) for _ in range(count)]
        yield from _run(machines, orders)


def _run(machines: Sequence[_Machine], orders: Sequence[Order]) -> Iterator[Printed]:
    """Let machines take orders as they are free; what they print comes in as it is done."""
    waiting: queue.SimpleQueue[Sequence[Order]] = queue.SimpleQueue()
    for place in range(0, len(orders), AT_ONCE):
        waiting.put(orders[place : place + AT_ONCE])
    done: queue.SimpleQueue[Printed | PressFailed] = queue.SimpleQueue()
    hands = [threading.Thread(target=machine.work, args=(waiting, done), daemon=True) for machine in machines]
    for hand in hands:
        hand.start()
    try:
        for _ in orders:
            answer = done.get()
            if isinstance(answer, PressFailed):
                raise answer
            yield answer
    finally:
        # Left early, the machines finish what they hold and take nothing new.
        with contextlib.suppress(queue.Empty):
            while True:
                waiting.get_nowait()
        for hand in hands:
            hand.join()


class _Machine:
    """A program beside this one that prints what it is told."""

    def __init__(self, keys: Path, organisation: str) -> None:
        self._words = [sys.executable, "-m", __name__, str(keys), organisation]

    def __enter__(self) -> _Machine:
        # Each core has its machine: threads within one would only wait for those of the others.
        quiet = {**os.environ, "RAYON_NUM_THREADS": "1"}
        self._program = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            self._words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=quiet,
        )
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._program.stdin is not None
        with contextlib.suppress(OSError):
            self._program.stdin.close()
        try:
            self._program.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._program.kill()
        assert self._program.stdout is not None
        self._program.stdout.close()

    def work(
        self, waiting: queue.SimpleQueue[Sequence[Order]], done: queue.SimpleQueue[Printed | PressFailed]
    ) -> None:
        """Have printed what waits until nothing waits; a failure is put among what is done."""
        try:
            while True:
                for printed in self._print(waiting.get_nowait()):
                    done.put(printed)
        except queue.Empty:
            return
        except (OSError, ValueError):
            done.put(
                PressFailed(
                    Sentence(
                        id="Pencetak sertifikat berhenti di tengah jalan. Mulai lagi; yang sudah tercetak tetap ada.",
                        en="The printing of certificates broke off. Start it again; what was printed is kept.",
                    )
                )
            )

    def _print(self, orders: Sequence[Order]) -> Iterator[Printed]:
        """Have some certificates printed.

        Raises
        ------
        OSError, ValueError : the program ended
        """
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps([asdict(order) for order in orders]) + "\n")
        self._program.stdin.flush()
        for _ in orders:
            yield Printed(**json.loads(self._program.stdout.readline()))


def serve(keys: Path, organisation: str, orders: IO[str], answers: IO[str]) -> None:
    """Print what comes in, some orders a line and one answer a line, until the input ends."""
    # The authority was made by whoever started this press: the moment is not used.
    authority = signing.keep_authority(keys, organisation, made_at=datetime.fromtimestamp(0).astimezone())
    with paper.Press(TEMPLATE) as press:
        for line in orders:
            for order in json.loads(line):
                printed = print_signed(Order(**order), authority, press)
                answers.write(json.dumps(asdict(printed)) + "\n")
                answers.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2], sys.stdin, sys.stdout)
