"""The press of certificates: the same bytes as one by one, and a band that is the drawing's."""

from __future__ import annotations

from datetime import UTC, datetime

from saindege.base.app import paper as setting
from saindege.delivery.app import paper

MADE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FOLDER = paper.TEMPLATE.parent
WORDS = {
    "title": "Sertifikat", "register_number": "800.2/0001/BKPSDM/2026", "government": "Pemerintah Kota Contoh",
    "organisation": "Badan Kepegawaian", "number_words": "Nomor", "given_to": "diberikan kepada",
    "person_line": "Kelurahan Contoh", "has_finished": "telah menyelesaikan", "course": "Bimtek Layanan Digital",
    "span": "3 sampai 12 November 2026", "hours": "20 jam pelajaran", "check_words": "Periksa di:",
    "address": "contoh.go.id/sertifikat", "code_words": "Kode:", "code": "PSP-7K4M-2Q9D", "stamp": "DATA CONTOH",
    "revoked": "", "qr_words": "QR", "place_and_day": "Contoh, 24 November 2026", "signatory_title": "Kepala",
    "signatory": "Nama Contoh", "content_json": "{}", "name": "Nurhayati Harahap",
}  # fmt: skip
ADDRESS = "https://contoh.go.id/sertifikat/PSP-7K4M-2Q9D/"


def test_embedded_band_is_what_the_drawing_gives():
    drawn = setting.compile_pdf(FOLDER / "weaving-band.typ", {})

    # Where this fails, the drawing was changed: write `drawn` to weaving-band.pdf.
    assert (FOLDER / "weaving-band.pdf").read_bytes() == drawn


def test_press_prints_the_certificate_that_is_printed_alone():
    data = {**WORDS, "qr": setting.qr_svg(ADDRESS, label="QR")}

    with setting.Press(paper.TEMPLATE) as press:
        pressed = [
            press.print({**data, "name": name}, made_at=MADE) for name in ("Amran Rambe", data["name"])
        ]

    assert pressed[1] == paper.print_unsigned(WORDS, ADDRESS, MADE)
    assert pressed[0] != pressed[1]
