"""The letter to whoever offered a topic: chosen or not, thanked in either case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody offered.

    Attributes
    ----------
    speaker, institution : who; the institution may be empty
    topic, call : titles
    is_chosen : what was decided
    note : what the reviewers want to say; may be empty
    """

    speaker: str
    institution: str
    topic: str
    call: str
    is_chosen: bool
    note: str


def letter(offer: Offer, *, sender: str, on: date) -> str:
    """Return the text of a letter in Indonesian, ready to be sent."""
    institution = f"\n{offer.institution}" if offer.institution else ""
    if offer.is_chosen:
        body = (
            f"Kami senang memberitahukan bahwa topik “{offer.topic}” dipilih untuk program pelatihan kami. "
            "Kami akan menghubungi Bapak/Ibu untuk menyepakati waktu, tempat dan hal-hal lain."
        )
    else:
        body = (
            f"Setelah ditelaah, topik “{offer.topic}” belum dapat kami masukkan ke program tahun ini. "
            "Kami menyimpannya dan berharap Bapak/Ibu berkenan menawarkannya lagi pada panggilan berikutnya."
        )
    note = f"\n\nCatatan penelaah: {offer.note.strip()}" if offer.note.strip() else ""
    day = f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    return (
        f"{day}\n\nYth. {offer.speaker}{institution}\n\nDengan hormat,\n\n"
        f"Terima kasih atas usulan topik Bapak/Ibu untuk panggilan “{offer.call}”. {body}{note}\n\n"
        f"Hormat kami,\n{sender}\n"
    )
