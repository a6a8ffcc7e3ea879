"""Print and sign many certificates: each core has a press of its own, a program beside this one.

This module knows nothing of Django, so that a press starts quickly and holds no connection. An order and its answer
are each one line of JSON; a press ends when whoever started it closes its input or dies.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
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
    target : file to be written, whole or not at all
    """

    number: str
    data: dict[str, Any]
    address: str
    made_at: str
    signed_at: str
    place: str
    target: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One file that was written."""

    number: str
    target: str
    checksum: str
    signer: str
    signed_at: str


def print_unsigned(data: dict[str, Any], address: str, made_at: datetime) -> bytes:
    """Set the paper of a certificate; the same certificate gives the same bytes."""
    return paper.compile_pdf(TEMPLATE, {**data, "qr": paper.qr_svg(address, label="QR")}, made_at=made_at)


def print_signed(order: Order, authority: signing.Authority) -> Printed:
    """Print, sign and store one certificate."""
    content = print_unsigned(order.data, order.address, datetime.fromisoformat(order.made_at))
    signed = signing.sign_pdf(
        content,
        authority,
        signed_at=datetime.fromisoformat(order.signed_at),
        reason="Sertifikat",
        place=order.place,
    )
    target = Path(order.target)
    aside = target.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(signed)
    aside.replace(target)
    return Printed(
        number=order.number,
        target=order.target,
        checksum=hashlib.sha256(signed).hexdigest(),
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
        yield from (print_signed(order, authority) for order in orders)
        return
    with contextlib.ExitStack() as open_presses:
        machines = [open_presses.enter_context(_Press(keys, organisation)) for _ in range(count)]
        hands = open_presses.enter_context(ThreadPoolExecutor(count))
        shares = [orders[place::count] for place in range(count)]
        # One order at a time, so that what is done is told while it is done.
        for turn in range(len(shares[0])):
            tasks = [
                hands.submit(machine.print, share[turn])
                for machine, share in zip(machines, shares, strict=True)
                if turn < len(share)
            ]
            for task in as_completed(tasks):
                yield task.result()


class _Press:
    """A program beside this one that prints what it is told."""

    def __init__(self, keys: Path, organisation: str) -> None:
        self._words = [sys.executable, "-m", __name__, str(keys), organisation]

    def __enter__(self) -> _Press:
        self._program = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            self._words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
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

    def print(self, order: Order) -> Printed:
        """Have one certificate printed."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        line = ""
        with contextlib.suppress(OSError):
            self._program.stdin.write(json.dumps(asdict(order)) + "\n")
            self._program.stdin.flush()
            line = self._program.stdout.readline()
        if not line:
            raise PressFailed(
                Sentence(
                    id="Pencetak sertifikat berhenti di tengah jalan. Mulai lagi; yang sudah tercetak tetap ada.",
                    en="The printing of certificates broke off. Start it again; what was printed is kept.",
                )
            )
        return Printed(**json.loads(line))


def serve(keys: Path, organisation: str, orders: IO[str], answers: IO[str]) -> None:
    """Print what comes in, line by line, until the input ends."""
    # The authority was made by whoever started this press: the moment is not used.
    authority = signing.keep_authority(keys, organisation, made_at=datetime.fromtimestamp(0).astimezone())
    for line in orders:
        printed = print_signed(Order(**json.loads(line)), authority)
        answers.write(json.dumps(asdict(printed)) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2], sys.stdin, sys.stdout)
