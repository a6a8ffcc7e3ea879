"""Workbooks that would fill the memory of the machine are refused before they are opened."""

from __future__ import annotations

import struct
import time
import tracemalloc

import pytest

from saindege.base import table

HEADER = b'<row r="1"><c r="A1" t="inlineStr"><is><t>nip</t></is></c></row>'
MEGABYTE = 1 << 20


def refused(refusal, path, *, within_megabytes=64):
    tracemalloc.start()
    began = time.perf_counter()
    error = refusal(lambda: table.read_table(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < within_megabytes * MEGABYTE and time.perf_counter() - began < 60
    return error


def test_small_file_that_unpacks_to_a_huge_one_is_unsafe(packed, xlsx_parts, refusal):
    path = packed(xlsx_parts(HEADER + b" " * (70 * MEGABYTE)))

    assert path.stat().st_size < MEGABYTE
    assert refused(refusal, path).code == "unsafe_file"


def test_archive_that_lies_about_its_size_is_unsafe_all_the_same(packed, xlsx_parts, refusal):
    path = packed(xlsx_parts(HEADER + b" " * (70 * MEGABYTE)))
    forged = bytearray(path.read_bytes())
    last_entry = forged.rfind(b"PK\x01\x02")
    forged[last_entry + 24 : last_entry + 28] = struct.pack("<I", 100)
    path.write_bytes(forged)

    assert refused(refusal, path).code == "unsafe_file"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_expansion_is_unsafe_wherever_it_stands(packed, xlsx_parts, refusal, part, encoding):
    parts = xlsx_parts(HEADER)
    laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts[part] = (laughs + parts[part].decode()).encode(encoding)

    assert refused(refusal, packed(parts)).code == "unsafe_file"


@pytest.mark.parametrize(
    "far",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="9999999"><c r="A9999999"><v>1</v></c></row>',
        b"<row r='1048576'><c r='ABC1048576'><v>1</v></c></row>",
        b"<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t> r=\"A1 r=\"A1</t></is></c></row>",
        b'<row r="2"><!-- <c r=" <row r=" --><c t="n" r="XFD1048576"><v>1</v></c></row>',
        b'<row r="2"><c\nr="XFD1048576"><v>1</v></c></row>',
        b'<row r="2"><c r="ZZZZZ2"><v>1</v></c></row>',
        b'<row><c r = "AAAA1"><v>1</v></c></row>',
        b"<row><c><v>1</v></c></row>" * 60_000 + b"<row>" + b"<c><v>1</v></c>" * 16_384 + b"</row>",
    ],
)
def test_cell_far_outside_the_table_is_unsafe(packed, xlsx_parts, refusal, far):
    assert refused(refusal, packed(xlsx_parts(HEADER + far))).code in {"unsafe_file", "file_too_large"}


def test_stray_cell_in_the_last_row_of_a_narrow_sheet_is_no_reason_to_refuse(packed, xlsx_parts):
    stray = b'<row r="60000"><c r="C60000"><v>1</v></c></row>'

    read = table.read_table(packed(xlsx_parts(HEADER + b'<row r="2"><c r="A2"><v>5</v></c></row>' + stray)))

    assert read.row_numbers == [2, 60000]


def test_size_that_a_sheet_only_claims_is_no_reason_to_refuse(packed, xlsx_parts):
    parts = xlsx_parts(HEADER + b'<row r="2"><c r="A2"><v>5</v></c></row>')
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'
    )

    assert table.read_table(packed(parts)).row_numbers == [2]


def test_cells_without_addresses_are_read(packed, xlsx_parts):
    rows = b"<row>" + b"<c><v>7</v></c>" * 3 + b"</row>"

    read = table.read_table(packed(xlsx_parts(rows + rows)))

    assert [read.cells(at) for at in range(3)] == [[7.0]] * 3


@pytest.mark.parametrize(
    "rows",
    [
        b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" '
        b'office:value="1" table:number-columns-repeated="16384"/></table:table-row>',
        b'<table:table-row table:number-rows-repeated="1000000000"><table:table-cell/></table:table-row>'
        b'<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>',
    ],
)
def test_repeated_cells_of_ods_are_counted_before_they_are_unrolled(packed, ods_parts, refusal, rows):
    assert refused(refusal, packed(ods_parts(rows), "a.ods")).code == "unsafe_file"


@pytest.mark.parametrize("behind", [b"PK\x05\x06", b"\n", bytes(22)])
def test_archive_with_anything_behind_its_end_is_refused(packed, xlsx_parts, refusal, behind):
    path = packed(xlsx_parts(HEADER + b'<row r="2"><c r="A2"><v>5</v></c></row>'))
    assert len(table.read_table(path)) == 1

    path.write_bytes(path.read_bytes() + behind)

    assert refusal(lambda: table.read_table(path)).code == "unreadable_file"


def test_more_parts_than_any_workbook_has_are_unsafe(packed, xlsx_parts, refusal):
    parts = xlsx_parts(HEADER) | {f"xl/media/{number}": b"" for number in range(10_001)}

    assert refused(refusal, packed(parts)).code == "unsafe_file"


def test_unpacked_size_has_a_limit_of_its_own(packed, xlsx_parts, refusal):
    path = packed(xlsx_parts(HEADER * 1000))

    assert (
        refusal(lambda: table.read_table(path, limits=table.Limits(unpacked_bytes=1000))).code
        == "unsafe_file"
    )


def shared(xlsx_parts, text, cells):
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>1</v></c></row>' % (at, at) for at in range(2, cells + 2)
    )
    parts = xlsx_parts(HEADER + rows)
    relation = (
        b'<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        b' Target="sharedStrings.xml"/></Relationships>'
    )
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", relation
    )
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s"><si><t>a</t></si><si><t>%s</t></si></sst>' % (
        space,
        text,
    )
    return parts


def test_long_text_that_many_cells_share_is_unsafe(packed, xlsx_parts, refusal):
    path = packed(shared(xlsx_parts, b"x" * 32_000, 70_000))

    assert path.stat().st_size < MEGABYTE
    assert refused(refusal, path).code == "unsafe_file"


def test_text_longer_than_any_cell_holds_is_unsafe(packed, xlsx_parts, refusal):
    assert refused(refusal, packed(shared(xlsx_parts, b"x" * (2 * MEGABYTE), 1))).code == "unsafe_file"


def test_one_long_text_among_many_cells_is_no_reason_to_refuse(packed, xlsx_parts):
    parts = shared(xlsx_parts, b"ya", 2000)
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(
        b"<t>a</t>", b"<t>" + b"x" * 30_000 + b"</t>"
    )

    read = table.read_table(packed(parts), limits=table.Limits(text_bytes=1_000_000))

    assert set(read.texts(0)) == {"ya"} and len(read) == 2000


def test_sheet_under_another_name_is_watched_too(packed, xlsx_parts, refusal):
    parts = xlsx_parts(HEADER + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    parts["xl/gambar.dat"] = parts.pop("xl/worksheets/sheet1.xml")
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"worksheets/sheet1.xml", b"gambar.dat"
    )

    assert refused(refusal, packed(parts)).code == "unsafe_file"
