"""The sheet that people sign by hand, printed so that a photo of it can be read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.utils import formats, timezone, translation
from django.utils.crypto import salted_hmac

from saindege.base.app import paper
from saindege.base.app import queries as base_queries
from saindege.delivery.app.queries.meeting import place_of, roll_of
from saindege.delivery.sheet import drawing
from saindege.people import nip
from saindege.people.app.models import Person
from saindege.programme.app.models import Session

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "delivery" / "attendance_sheet.typ"


def sheet_key() -> bytes:
    """Return the house's own key, by which the codes of a sheet are sealed."""
    return salted_hmac("saindege.delivery.sheet", "v1", algorithm="sha256").digest()


def attendance_sheet(session: Session) -> bytes:
    """Set the sheet of a session, in Indonesian, with a line for each participant and a few to spare."""
    lines = [
        drawing.Line(str(row.person.pk), row.person.name, _under_name(row.person)) for row in roll_of(session)
    ]
    with translation.override("id"):
        return print_sheet(session.code, lines, _words(session), sheet_key())


def print_sheet(code: str, lines: Sequence[drawing.Line], words: Mapping[str, object], key: bytes) -> bytes:
    """Set a sheet.

    Parameters
    ----------
    code : of the session
    lines : people, in the order of their rows
    words : what stands above and below the rows, over ``FIXED_WORDS``
    key : by which the codes are sealed
    """
    pages = drawing.sheet_pages(code, lines, key)
    return paper.compile_pdf(TEMPLATE, {**drawing.measures(), **FIXED_WORDS, **words, "pages": pages})


FIXED_WORDS = {
    "title": "Daftar hadir",
    "how": "Peserta: beri tanda silang (X) di kotak Hadir dan tanda tangan di baris nama sendiri. "
    "Panitia: silang Tidak bagi yang tidak datang; silang Ket. bila ada keterangan. Pakai pulpen hitam atau biru. "
    "Baris kosong di akhir untuk yang dipanggil hari ini.",
    "header": ["No.", "Nama, NIP, unit kerja", "Kode", "Hadir", "Tidak", "Ket.", "Tanda tangan"],
    "foot": "Potret tegak lurus dari atas, keempat kode di sudut tampak tajam, lalu kirim dari halaman sesi. "
    "Jangan coret kode.",
    "code_words": "Kode QR lembar ini",
    "government": "",
    "organisation": "",
    "session": "",
    "facts": [],
    "place_words": "",
    "signer_words": "Panitia,",
    "stamp": "",
}


def _words(session: Session) -> dict[str, object]:
    city, place = base_queries.city(), place_of(session)
    begin, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {
        "government": city.government,
        "organisation": city.training_unit,
        "session": session.title,
        "facts": [
            ["Kursus", f"{session.batch.course.title}, {session.batch.name}"],
            ["Tanggal", formats.date_format(begin, "l, j F Y")],
            ["Sesi", f"{session.title} ({place.number} dari {place.of})"],
            ["Waktu", f"{begin:%H.%M} sampai {end:%H.%M} WIB"],
            ["Narasumber", session.speaker.name if session.speaker else "–"],
            ["Tempat", session.place],
        ],
        "place_words": f"{city.name.removeprefix('Kota ').removeprefix('Kabupaten ')}, ....................",
        "stamp": "DATA CONTOH" if session.is_example else "",
    }


def _under_name(person: Person) -> tuple[str, ...]:
    number = nip.grouped(person.nip or "")
    return (*([f"NIP {number}"] if number else []), person.office.name)
