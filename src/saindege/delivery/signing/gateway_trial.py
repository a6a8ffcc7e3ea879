"""Try the line to the national signing service step by step, and say at which step it fails.

The first part needs nobody's passphrase. The second signs a page that is thrown away.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from saindege.base.errors import Sentence
from saindege.delivery.signing.gateway import (
    Gateway,
    GatewayFault,
    Signatory,
    SignatoryRefused,
    StrangePaper,
    require_able,
    require_copy,
    sign_file,
)

# Nobody bears this NIK: a service that is well refuses it.
NOBODY = "0" * 16
STEPS = {
    "address": Sentence(id="Alamatnya terjangkau", en="The address can be reached"),
    "certificate": Sentence(id="Sertifikat TLS-nya dipercaya", en="Its TLS certificate is trusted"),
    "answer": Sentence(id="Yang menjawab klien e-Sign", en="What answers is an e-Sign client"),
    "client": Sentence(id="Nama dan sandi kota diterima", en="Name and secret of the city are taken"),
    "clock": Sentence(id="Jamnya cocok", en="The clocks agree"),
    "signatory": Sentence(
        id="Penandatangan terdaftar dan sertifikatnya berlaku",
        en="The signatory is registered with a valid certificate",
    ),
    "passphrase": Sentence(id="Frasa sandinya benar", en="The passphrase is right"),
    "pdf": Sentence(id="Jawabannya PDF", en="The answer is a PDF"),
    "signature": Sentence(
        id="Tanda tangannya sah dan mencakup seluruh berkas",
        en="The signature is valid and covers the whole file",
    ),
    "same": Sentence(
        id="Isinya tetap, selain tanda tangan", en="The content is the same but for the signature"
    ),
}
# What a trial without a signatory can tell.
LINE = ("address", "certificate", "answer", "client", "clock")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trial.

    Attributes
    ----------
    is_well : None where the trial did not come so far
    fault : what is wrong and what to do, None unless it failed here
    """

    code: str
    words: Sentence
    is_well: bool | None
    fault: Sentence | None = None


def try_line(gateway: Gateway, *, as_of: datetime) -> tuple[Step, ...]:
    """Try address, certificate, the city's name and secret, and the clocks."""

    def knock() -> None:
        with contextlib.suppress(SignatoryRefused):
            require_able(gateway, NOBODY, as_of=as_of)

    return _steps(gateway, LINE, knock)


def try_signing(
    gateway: Gateway,
    signatory: Signatory,
    paper: bytes,
    *,
    number: str,
    name: str,
    clock: Callable[[], datetime],
) -> tuple[Step, ...]:
    """Have a page signed and look at the answer as at that of a certificate; it is not kept.

    Parameters
    ----------
    number, name : that the page bears
    """

    def whole() -> None:
        require_able(gateway, signatory.nik, as_of=clock())
        content = sign_file(gateway, signatory, paper, reason="Uji coba", place="Uji coba")
        require_copy(paper, content, number=number, name=name, as_of=clock(), roots=gateway.roots)

    return _steps(gateway, tuple(STEPS), whole)


def _steps(gateway: Gateway, names: tuple[str, ...], work: Callable[[], None]) -> tuple[Step, ...]:
    if not gateway.address.startswith("https:"):
        names = tuple(name for name in names if name != "certificate")
    failed, sentence = len(names), None
    try:
        work()
    except GatewayFault as fault:
        at = fault.found_at if isinstance(fault, StrangePaper) else fault.step
        failed = names.index(at) if at in names else names.index("answer")
        sentence = fault.sentence
    return tuple(
        Step(
            name,
            STEPS[name],
            True if place < failed else False if place == failed else None,
            sentence if place == failed else None,
        )
        for place, name in enumerate(names)
    )
