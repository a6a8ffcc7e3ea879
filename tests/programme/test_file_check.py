"""Files that people hand in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.programme import file_check

PDF = b"%PDF-1.7\n%contoh..."


def test_file_that_is_what_its_name_says_is_taken():
    assert file_check.require_fit("Modul 1.PDF", 100, PDF) == "pdf"
    assert file_check.require_fit("film.mp4", 100, b"\x00\x00\x00\x20ftypisom") == "mp4"


@pytest.mark.parametrize(
    ("name", "size", "beginning", "said"),
    [
        ("modul.pdf", 0, b"", "kosong"),
        ("modul.pdf", 20_000_001, PDF, "lebih dari 20 MB"),
        ("modul.exe", 9, b"MZ", "tidak diterima"),
        ("halaman.html", 9, b"<html>", "tidak diterima"),
        ("modul", 9, PDF, "tidak diterima"),
        ("modul.pdf", 9, b"<script>", "bukan berkas .pdf"),
        ("gambar.png", 9, PDF, "bukan berkas .png"),
    ],
)
def test_other_files_are_refused_with_what_to_do(name, size, beginning, said):
    with pytest.raises(file_check.FileRefused, match=said):
        file_check.require_fit(name, size, beginning)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\modul\\Bab 1.pdf", "Bab 1.pdf"),
        ("<b>x</b>.pdf", "b-.pdf"),
        ("...", "berkas"),
    ],
)
def test_name_loses_folders_and_strange_signs(name, kept):
    assert file_check.safe_name(name) == kept


@given(st.text(max_size=300))
def test_name_is_never_a_place(name):
    safe = file_check.safe_name(name)

    assert 0 < len(safe) <= file_check.LONGEST_NAME
    assert "/" not in safe and "\\" not in safe and not safe.startswith(".")
