"""Paper: same input, same bytes; our fonts; data that look like markup stay data."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.base.app import paper
from saindege.base.app.paper.masking import qr_rows

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


PRESSED = TEMPLATE.replace(
    "json(bytes(sys.inputs.data))",
    'if "data" in sys.inputs { json(bytes(sys.inputs.data)) } else { json("data.json") }',
)


def test_press_gives_the_bytes_that_a_single_printing_gives(template):
    template.write_text(PRESSED, encoding="utf-8")
    moment = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
    names = ["Nurhayati", "Amran", "Nurhayati"]

    with paper.Press(template) as press:
        pressed = [press.print(data(name), made_at=moment) for name in names]

    assert pressed == [paper.compile_pdf(template, data(name), made_at=moment) for name in names]


def test_press_keeps_nobody_on_the_disk(template):
    template.write_text(PRESSED, encoding="utf-8")

    with paper.Press(template) as press:
        press.print(data("Nurhayati"))
        left = sorted(path.name for path in press.folder.iterdir())

    assert (left, press.folder.exists()) == (["surat.typ"], False)


def test_broken_paper_leaves_the_press_open(template):
    template.write_text(PRESSED, encoding="utf-8")

    with paper.Press(template) as press:
        with pytest.raises(paper.PaperFailed):
            press.print({})
        pressed = press.print(data())

    assert pressed == paper.compile_pdf(template, data())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=180))
def test_qr_picture_is_the_one_that_segno_draws(text):
    drawn = segno.make(text, error="m", micro=False).matrix

    assert qr_rows(text) == ["".join(str(module) for module in row) for row in drawn]


def test_qr_strokes_are_the_ones_that_segno_draws():
    text = "https://contoh.go.id/sertifikat/PSP-7K4M-2Q9D/"

    outer = ET.fromstring(paper.qr_svg(text, label="QR"))

    theirs = ET.fromstring(segno.make(text, error="m", micro=False).svg_inline(border=2, omitsize=True))
    assert outer.attrib["viewBox"] == theirs.attrib["viewBox"]
    assert _runs(outer[0].attrib["d"]) == _runs(theirs[0].attrib["d"])


def _runs(strokes):
    """Where each stroke begins and how long it is."""
    x, y, found = 0.0, 0.0, []
    for sign, numbers in re.findall(r"([Mmh])([^Mmh]*)", strokes):
        values = [float(one) for one in numbers.split()]
        if sign == "h":
            found.append((x, y, values[0]))
            x += values[0]
        else:
            x, y = (values[0], values[1]) if sign == "M" else (x + values[0], y + values[1])
    return found
