"""``saindege delivery verify``: is a certificate file genuine and unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from saindege.base.errors import Language, Sentence
from saindege.cli import frame
from saindege.cli.delivery.group import group

if TYPE_CHECKING:
    from saindege.delivery.signing import CheckedPaper

FOUND_WRONG = 3


@frame.verb(group, "verify", Sentence(id="Periksa keaslian berkas sertifikat", en="Check that a certificate file is genuine"))  # fmt: skip
@frame.argument("file", type=frame.EXISTING)
@frame.option(
    "--key", type=frame.EXISTING, id="kunci publik penerbit (PEM)", en="public key of the issuer (PEM)"
)
def verify(file: Path, key: Path | None) -> frame.Answer:
    """Check a certificate file."""
    from saindege.delivery import signing

    keys = signing.read_public_key(key) if key else ()
    found = signing.check_file(file, keys=keys)
    document = {name: getattr(found, name) for name in found.__slots__}
    return frame.Answer(
        document, lambda language: _lines(found, language), status=0 if found.valid else FOUND_WRONG
    )


def _lines(found: CheckedPaper, language: Language) -> Iterator[str]:
    from saindege.delivery.signing.checking import PROBLEMS

    def say(indonesian: str, english: str) -> str:
        return english if language == "en" else indonesian

    rows = [
        (say("Nomor", "Number"), found.number),
        (say("Nama", "Name"), found.name),
        ("JP", found.hours),
        (say("Ditandatangani oleh", "Signed by"), found.signer),
        (say("Pada", "At"), found.signed_at),
    ]
    yield from frame.text_table(
        (say("Isi", "Content"), say("Menurut berkas", "As the file says")), rows, lang=language
    )
    yield ""
    for problem in found.problems:
        yield PROBLEMS[problem].in_language(language)
    if not found.problems:
        yield say(
            "Utuh: tidak ada yang berubah sesudah ditandatangani.",
            "Whole: nothing was changed after it was signed.",
        )
    if not found.signer_checked:
        yield say(
            "Penandatangannya belum dicocokkan; beri kunci penerbit dengan --key.",
            "The signer was not compared with anybody; give the issuer's key with --key.",
        )
    yield say(
        "Sertifikat yang dicabut hanya terlihat di halaman periksa sertifikat.",
        "Whether it was revoked shows only on the page that checks certificates.",
    )
