"""Files from anywhere are opened with bounds: kinds, points and pages."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from saindege.delivery.sheet import opening
from saindege.delivery.sheet.opening import NotAPicture, pictures_in


def code_of(where):
    with pytest.raises(NotAPicture) as refused:
        list(pictures_in(where))
    return refused.value.code


def test_torn_photo_is_refused_with_what_to_do(photo_of_somebody_else):
    content = io.BytesIO()
    Image.effect_noise((800, 600), 60).save(content, "JPEG")
    where = photo_of_somebody_else(content.getvalue()[: content.tell() // 2])

    assert code_of(where) == "unknown_format"


@pytest.mark.parametrize("content", [b"", b"GIF89a" + bytes(60), b"%PDF-1.7 apa saja", b"<svg/>", bytes(500)])
def test_no_picture_is_refused(photo_of_somebody_else, content):
    assert code_of(photo_of_somebody_else(content)) == "unknown_format"


def test_picture_that_would_fill_the_memory_is_not_decoded(photo_of_somebody_else):
    # 30,000 by 30,000 points of white in a few hundred bytes.
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(bytes(1000)))
        + part(b"IEND", b"")
    )

    assert code_of(photo_of_somebody_else(bomb)) == "too_large"


def test_photo_larger_than_needed_is_made_smaller(tmp_path):
    where = tmp_path / "besar.jpg"
    Image.new("L", (6000, 8000), 200).save(where)

    (picture,) = pictures_in(where)

    assert picture.mode == "L" and max(picture.size) <= opening.LONGEST_SIDE


def test_clear_paper_of_a_png_is_white(tmp_path):
    where = tmp_path / "bening.png"
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(where)

    (picture,) = pictures_in(where)

    assert picture.getextrema() == (255, 255)


def test_scan_of_many_pages_gives_each_page(tmp_path, printed):
    where = tmp_path / "pindai.pdf"
    where.write_bytes(printed)

    assert [max(page.size) for page in pictures_in(where)] == [opening.PDF_SIDE] * 3


def test_pdf_of_a_whole_book_is_refused(tmp_path, monkeypatch, printed):
    monkeypatch.setattr(opening, "MOST_PAGES", 2)
    where = tmp_path / "buku.pdf"
    where.write_bytes(printed)

    assert code_of(where) == "too_large"
