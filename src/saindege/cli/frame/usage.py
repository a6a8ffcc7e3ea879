"""click's own refusals as our sentences: click speaks English only."""

from __future__ import annotations

import re

import click

from saindege.base.errors import BadInput, Sentence

# What click says, and the same in Indonesian.
_INDONESIAN = [
    (r"No such option '?([^' ]+?)'?\.(.*)", r"Pilihan \1 tidak ada.\2"),
    (r"No such command '(.+?)'\.(.*)", r"Perintah '\1' tidak ada.\2"),
    (r"Missing command\.", "Perintah belum disebut."),
    (r"Missing argument '?(.+?)'?\.(.*)", r"Masukan \1 belum diberikan.\2"),
    (r"Missing option '?(.+?)'?\.(.*)", r"Pilihan \1 wajib diisi.\2"),
    (r"Missing parameter:? '?(.+?)'?\.?", r"\1 belum diberikan."),
    (r"Got unexpected extra arguments? \((.+)\)", r"Kata berlebih: \1."),
    (r"Option '(.+?)' requires an argument\.", r"Pilihan \1 perlu nilai di belakangnya."),
    (r"Option '(.+?)' requires (\d+) arguments\.", r"Pilihan \1 perlu \2 nilai di belakangnya."),
    (r"Option '(.+?)' does not take a value\.", r"Pilihan \1 tidak menerima nilai."),
    (r"Argument '(.+?)' takes (\d+) values\.", r"Masukan \1 perlu \2 nilai."),
    (r"Invalid value for (.+?): (.+)", r"Nilai untuk \1 keliru: \2"),
    (r"Invalid value: (.+)", r"Nilai keliru: \1"),
    (r"(.+) is not one of (.+)\.", r"\1 tidak dikenal; pilih salah satu dari \2."),
    (r"(.+) is not '(.+)'\.", r"\1 tidak dikenal; hanya \2."),
    (r"(.+) is not a valid integer( range)?\.", r"\1 bukan bilangan bulat."),
    (r"(.+) is not a valid float( range)?\.", r"\1 bukan bilangan."),
    (r"(.+) is not in the range (.+)\.", r"\1 di luar batas \2."),
    (r"(.+) is not a valid boolean\..*", r"\1 bukan ya atau tidak."),
    (r"(.+) is not a valid UUID\.", r"\1 bukan kode UUID."),
    (r"(.+) does not match the formats? (.+)\.", r"\1 tidak sesuai bentuk \2."),
    (r"(?:File|Directory|Path) '(.+)' does not exist\.", r"'\1' tidak ada."),
    (r"(?:File|Directory|Path) '(.+)' is a (?:file|directory)\.", r"'\1' bukan jenis yang diminta."),
    (r"(?:File|Directory|Path) '(.+)' is not (?:readable|writable)\.", r"'\1' tidak dapat dibuka."),
]
_TAIL = [
    (r"Did you mean one of: (.+)\?", r"Maksud Anda salah satu dari: \1?"),
    (r"Did you mean (.+)\?", r"Maksud Anda \1?"),
    (r"Choose from:\s*", "Pilih dari: "),
]


class WrongUse(BadInput):
    """The words of the command cannot be meant so."""

    code = "bad_use"


def wrong_use(refused: click.ClickException) -> WrongUse:
    """Word a refusal of click in both languages, with the way to the help."""
    english = " ".join(refused.format_message().split())
    context = getattr(refused, "ctx", None)
    path = context.command_path if context is not None else "saindege"
    return WrongUse(
        Sentence(
            id=f"{indonesian(english)} Lihat '{path} --help'.",
            en=f"{english} See '{path} --help --lang en'.",
        )
    )


def indonesian(english: str) -> str:
    """Return the Indonesian of one of click's messages; a message we do not know stays English."""
    for pattern, words in _INDONESIAN:
        found = re.fullmatch(pattern, english)
        if found:
            for place, text in enumerate(found.groups(), start=1):
                words = words.replace(f"\\{place}", _tail(text or ""))
            return words
    return english


def _tail(text: str) -> str:
    """Translate what click put inside or behind a message."""
    for pattern, words in _TAIL:
        text = re.sub(pattern, words, text)
    inner = text.strip()
    return text.replace(inner, indonesian(inner)) if inner and " " in inner else text
