"""What people are told about a batch, in words ready to be sent; and the link that opens WhatsApp with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from saindege.base.errors import BadInput, Sentence

COUNTRY = "62"
SHORTEST, LONGEST = 10, 15
WORDS = {
    "called": "Anda dipanggil mengikuti {course}. Mulai {start}, di {place}. Bila berhalangan, segera lepas kursi Anda "
    "agar diberikan kepada yang menunggu.",
    "waiting": "Anda disetujui mengikuti {course} dan masuk daftar tunggu. Begitu ada kursi kosong, Anda diberi tahu.",
    "moved_up": "Ada kursi kosong: Anda naik dari daftar tunggu {course}. Mulai {start}, di {place}.",
    "refused": "Permintaan Anda mengikuti {course} belum disetujui atasan. Alasannya tertulis di Saindege.",
    "released": "Kursi Anda di {course} sudah dilepas. Anda tidak perlu datang.",
    "reminder": "Mengingatkan: {course} mulai {start}, di {place}. Bawa ponsel untuk mencatat kehadiran.",
    "missed": "Anda terdaftar di {course} dan tidak tercatat hadir. Mohon beri tahu sebabnya, supaya dapat kami bantu.",
}


class PhoneRefused(BadInput):
    """What was typed is no mobile telephone number."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Nomor tidak dikenali. Tulis nomor ponsel dengan angka, misalnya 0812 3456 7890.",
                en="The number is not understood. Write a mobile number in digits, for example 0812 3456 7890.",
            ),
            code="unknown_value",
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message is about; days and times in Indonesian words."""

    name: str
    course: str
    start: str
    place: str
    address: str


def text_of(kind: str, about: Facts) -> str:
    """Return a message in words, with the address where more is said."""
    said = WORDS[kind].format(
        course=about.course, start=about.start or "(jadwal menyusul)", place=about.place or "(menyusul)"
    )
    return f"Yth. {about.name},\n{said}\n{about.address}".strip()  # fmt: skip


def phone_digits(written: str) -> str:
    """Return a telephone number as WhatsApp wants it: digits with the country first, 0812... is 62812...

    Raises
    ------
    PhoneRefused : letters, too short or too long, or neither a national nor an international number
    """
    if not re.fullmatch(r"\+?[\d\s().-]+", written.strip()):
        raise PhoneRefused
    digits = re.sub(r"\D", "", written)
    if digits.startswith("0"):
        digits = COUNTRY + digits[1:]
    elif not (digits.startswith(COUNTRY) or written.strip().startswith("+")):
        raise PhoneRefused
    if not SHORTEST <= len(digits) <= LONGEST or digits.startswith((COUNTRY + "0", "0")):
        raise PhoneRefused
    return digits


def whatsapp_link(text: str, phone: str = "") -> str:
    """Return the link that opens WhatsApp with a text; without a number, the sender chooses who gets it."""
    return f"https://wa.me/{phone}?text={quote(text, safe='')}"
