"""The door for templates: what is refused, and that each refusal names what to mend."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from saindege.delivery.official import closing, door, letters
from saindege.delivery.official.template import own_template

FORMS = (*letters.FORMS, *closing.FORMS)
FIELDS = letters.CALL_LETTER.fields
RELATIONS = "word/_rels/document.xml.rels"


def refusals(content, fields=FIELDS):
    with pytest.raises(door.TemplateRefused) as caught:
        door.check_template(content, fields)
    return [(one.code, one.column) for one in caught.value.problems]


def relation(kind, target):
    added = f'<Relationship Id="rX" Type="http://x/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return {RELATIONS: lambda part: part.replace(b"</Relationships>", added.encode())}


@pytest.mark.parametrize("form", FORMS, ids=[one.key for one in FORMS])
def test_every_template_of_ours_passes(form):
    door.check_template(own_template(form), form.fields)


def test_words_that_word_has_cut_into_runs_are_read_as_one(written, changed):
    content = changed(
        written("{{ kursus }}"),
        {
            "word/document.xml": lambda part: part.replace(
                b"{{ kursus }}", b"{{ kur</w:t></w:r><w:r><w:t>sus }}"
            )
        },
    )

    door.check_template(content, FIELDS)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{{ kursuss }}", ("unknown_field", "kursuss")),
        ("{{ kursus.nama }}", ("unknown_field", "kursus.nama")),
        ("{% for p in peserta %}{{ p.nma }}{% endfor %}", ("unknown_field", "p.nma")),
        ("{% for p in kursus %}{{ p }}{% endfor %}", ("unknown_field", "kursus")),
        ("{{ p.nama }}", ("unknown_field", "p.nama")),
        ("{{ kursus.__class__ }}", ("unknown_field", "kursus.__class__")),
        ("{{ range(9) }}", ("not_allowed", "call")),
        ("{{ kursus|safe }}", ("not_allowed", "safe")),
        ("{{ kursus * 99 }}", ("not_allowed", "mul")),
        ("{% set x = 1 %}", ("not_allowed", "assign")),
        ("{% include 'x' %}", ("not_allowed", "include")),
        ("{{ kursus", ("broken_field", "{{ kursus")),
        ("{% for p in peserta %}", ("broken_field", "{% for p in peserta %}")),
    ],
)  # fmt: skip
def test_field_or_command_that_a_paper_does_not_have(written, line, expected):
    found = refusals(written("Yth. {{ kantor }}", line))

    assert found[0][0] == expected[0]
    assert expected[1] in (found[0][1] or "")


def test_sentence_names_the_field_and_what_is_allowed(written):
    with pytest.raises(door.TemplateRefused) as caught:
        door.check_template(written("{{ nama_kursus }}", "{{ hal }}"), FIELDS)

    said = [one.sentence.id for one in caught.value.problems]
    assert [words.split(" tidak")[0] for words in said] == ["Kolom nama_kursus", "Kolom hal"]
    assert all("kursus" in words and "peserta (no, nama, nip" in words for words in said)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("{{ nama_kursus }}", "Mungkin kursus?"),
        ("{% for p in pesertaa %}x{% endfor %}", "Mungkin peserta?"),
        ("{% for p in peserta %}{{ p.namma }}{% endfor %}", "Mungkin p.nama?"),
    ],
)
def test_slip_of_the_pen_is_guessed(written, line, meant):
    with pytest.raises(door.TemplateRefused) as caught:
        door.check_template(written(line), FIELDS)

    assert meant in caught.value.sentence.id


def test_header_is_read_as_well(written):
    assert refusals(written("{{ kursus }}", header="{{ kop }}")) == [("unknown_field", "kop")]


def test_footnotes_are_read_as_well_however_word_cut_them(written, changed):
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        b"<w:footnotes "
        + space
        + b"><w:footnote><w:p><w:r><w:t>{{ kur</w:t></w:r><w:r><w:t>suz }}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = b'<Relationship Id="rN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    content = changed(
        written("{{ kursus }}"),
        {
            "word/footnotes.xml": notes,
            RELATIONS: lambda part: part.replace(b"</Relationships>", relation),
            "[Content_Types].xml": lambda part: part.replace(b"</Types>", b'<Override PartName="/word/footnotes.xml" ContentType="' + kind + b'"/></Types>'),
        },
    )  # fmt: skip

    assert refusals(content) == [("unknown_field", "kursuz")]


def test_rows_are_opened_inside_rows_once_only(written):
    line = (
        "{% for a in peserta %}{% for b in sesi %}{% for c in dasar %}x{% endfor %}{% endfor %}{% endfor %}"
    )

    assert refusals(written(line)) == [("not_allowed", "for")]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/vbaProject.bin": b"x"}, "macro"),
        ({"[Content_Types].xml": lambda part: part.replace(b"document.main", b"document.macroEnabled.main")}, "macro"),
        ({"word/embeddings/oleObject1.xlsx": b"x"}, "embedded"),
        ({"word/activeX/activeX1.xml": b"<x/>"}, "embedded"),
        ({"word/afchunk1.html": b"x"}, "embedded"),
        (relation("attachedTemplate", "file:///C:/induk.dotm"), "external_link"),
        (relation("image", "https://jauh.example/logo.png"), "external_link"),
        ({"word/document.xml": lambda part: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + part}, "not_a_document"),
        ({"word/document.xml": lambda part: part.replace(b"<w:body>", b'<w:body><w:p><w:r><w:instrText>DDEAUTO c:\\x</w:instrText></w:r></w:p>')}, "external_link"),
        ({"word/document.xml": b"<w:document"}, "not_a_document"),
    ],
)  # fmt: skip
def test_document_that_does_more_than_hold_words(written, changed, parts, code):
    assert {one for one, _ in refusals(changed(written("{{ kursus }}"), parts))} == {code}


def test_address_of_a_letterhead_may_be_clicked(written, changed):
    door.check_template(
        changed(written("{{ kursus }}"), relation("hyperlink", "mailto:bkpsdm@kota.example")), FIELDS
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04torn", b"\xd0\xcf\x11\xe0 an old .doc", b"%PDF-1.7"])
def test_what_is_no_document(content):
    assert refusals(content)[0][0] in ("not_a_document", "too_large")


def test_torn_document_is_refused_wherever_it_is_torn(written):
    content = written("{{ kursus }}")

    assert {refusals(content[:at])[0][0] for at in range(1, len(content), len(content) // 9)} <= {
        "not_a_document"
    }


def test_bomb_is_not_unpacked(written):
    file = io.BytesIO(written("{{ kursus }}"))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", b"\0" * (door.MOST_UNPACKED + 1))

    assert len(file.getvalue()) < 100_000
    assert refusals(file.getvalue()) == [("too_large", None)]


@pytest.mark.parametrize("side", [7_000, 10_000, 60_000])
def test_picture_that_unpacks_to_a_wall_is_refused(written, changed, side):
    # A head that promises that many dots; nothing behind it need be unpacked to know.
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    picture = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\r" + head + zlib.crc32(head).to_bytes(4, "big")
    picture += b"\0\0\0\0IDAT" + zlib.crc32(b"IDAT").to_bytes(4, "big")

    assert refusals(changed(written("{{ kursus }}"), {"word/media/image1.png": picture})) == [
        ("too_large", None)
    ]


def test_tables_too_deep_inside_one_another_are_refused(written, changed):
    deep = door.MOST_TABLES + 1
    tables = b"<w:tbl><w:tr><w:tc>" * deep + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * deep
    content = changed(written("{{ kursus }}"), {"word/document.xml": lambda part: part.replace(b"<w:body>", b"<w:body>" + tables)})  # fmt: skip

    assert refusals(content) == [("too_deep", None)]
