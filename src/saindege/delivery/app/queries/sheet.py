"""The sheet that people sign by hand when they come without a phone."""

from __future__ import annotations

from pathlib import Path

from django.utils import formats, timezone, translation

from saindege.base.app import paper
from saindege.base.app import queries as base_queries
from saindege.delivery.app.queries.meeting import place_of, roll_of
from saindege.people import nip
from saindege.programme.app.models import Session

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "delivery" / "attendance_sheet.typ"
# Empty lines for whoever was called on the day itself.
SPARE_LINES = 3


def attendance_sheet(session: Session) -> bytes:
    """Set the sheet of a session, in Indonesian, with a line for each participant and a few to spare."""
    with translation.override("id"):
        return paper.compile_pdf(TEMPLATE, _data(session))


def _data(session: Session) -> dict[str, object]:
    city, place = base_queries.city(), place_of(session)
    begin, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    day = formats.date_format(begin, "l, j F Y")
    people = [
        [row.person.name, nip.grouped(row.person.nip or ""), row.person.office.name]
        for row in roll_of(session)
    ]
    return {
        "title": "Daftar hadir",
        "government": city.government,
        "organisation": city.training_unit,
        "session": session.title,
        "facts": [
            ["Kursus", f"{session.batch.course.title}, {session.batch.name}"],
            ["Sesi", f"{session.title} ({place.number} dari {place.of})"],
            ["Hari, tanggal", day],
            ["Waktu", f"{begin:%H.%M} sampai {end:%H.%M} WIB"],
            ["Tempat", session.place],
            ["Narasumber", session.speaker.name if session.speaker else "–"],
        ],
        "header": ["No.", "Nama", "NIP", "Unit kerja", "Tanda tangan"],
        "rows": people + [["", "", ""]] * SPARE_LINES,
        "page_words": "Halaman ",
        "place_words": f"{city.name.removeprefix('Kota ').removeprefix('Kabupaten ')}, ....................",
        "signer_words": "Panitia,",
        "stamp": "DATA CONTOH" if session.is_example else "",
    }
