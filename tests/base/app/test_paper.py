"""Paper: same input, same bytes; our fonts; data that look like markup stay data."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from saindege.base.app import paper

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.name)
#set text(font: "Saindege Sans")
= #data.name
#text(weight: 600)[semibold] #text(weight: 700)[bold] #image(bytes(data.qr), format: "svg", width: 3cm)
"""


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "surat.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def data(name="Nurhayati"):
    return {"name": name, "qr": paper.qr_svg("https://contoh.go.id/x", label="QR")}


def test_same_data_give_the_same_bytes(template):
    first, second = (paper.compile_pdf(template, data()) for _ in range(2))

    assert first == second
    assert first.startswith(b"%PDF-")


def test_moment_of_printing_is_written_when_given(template):
    moment = datetime(2026, 11, 13, 9, 0, 0, 123456, tzinfo=UTC)

    made = paper.compile_pdf(template, data(), made_at=moment)

    assert b"20261113" in made
    assert made == paper.compile_pdf(template, data(), made_at=moment)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("name", ['#panic("x")', "]#[", '"quoted"', "$a$ *b* _c_ @d <e>", r"back\slash"])
def test_markup_in_a_name_is_printed_and_not_obeyed(template, tmp_path, name):
    path = tmp_path / "out.pdf"
    path.write_bytes(paper.compile_pdf(template, data(name)))

    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout

    assert name in text


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts is not installed")
def test_only_our_fonts_are_used(template, tmp_path):
    path = tmp_path / "out.pdf"
    path.write_bytes(paper.compile_pdf(template, data()))

    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout

    rows = fonts.splitlines()[2:]
    assert len(rows) == 3 and all("SaindegeSans" in row for row in rows)


def test_broken_template_is_our_fault_in_a_sentence(tmp_path):
    path = tmp_path / "rusak.typ"
    path.write_text("#panic()", encoding="utf-8")

    with pytest.raises(paper.PaperFailed) as failed:
        paper.compile_pdf(path, {})

    assert "rusak" in failed.value.sentence.id


def test_template_reads_nothing_outside_its_folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    path = folder / "a.typ"
    path.write_text('#read("../secret.txt")', encoding="utf-8")

    with pytest.raises(paper.PaperFailed):
        paper.compile_pdf(path, {})


def test_qr_picture_is_an_accessible_svg_without_style():
    svg = paper.qr_svg("https://contoh.go.id/hadir/ABC234/?kode=472916", label='Kode "hadir"')

    root = ET.fromstring(svg)
    assert root.attrib["role"] == "img" and root.attrib["aria-label"] == 'Kode "hadir"'
    assert "style" not in svg and "<script" not in svg
    assert svg == paper.qr_svg("https://contoh.go.id/hadir/ABC234/?kode=472916", label='Kode "hadir"')
