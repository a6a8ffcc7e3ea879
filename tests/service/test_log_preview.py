"""The first rows of a log of any kind, seen without reading the log."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import xlsxwriter

from saindege.base.errors import BadInput
from saindege.service.log_preview import SeenColumn, preview_log

XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0"><trace><string key="concept:name" value="A-1"/>
<event><string key="concept:name" value="Terima"/><date key="time:timestamp" value="2026-03-02T08:00:00+07:00"/></event>
<event><string key="concept:name" value="Serahkan"/><date key="time:timestamp" value="2026-03-02T09:00:00+07:00"/></event>
</trace></log>"""


def test_a_long_text_file_shows_its_first_rows(tmp_path: Path):
    path = tmp_path / "log.csv"
    path.write_text("Nomor;Tahap\n" + "".join(f"A-{at};Terima\n" for at in range(60_000)), "utf-8")

    seen = preview_log(path)

    assert seen.kind == "text"
    assert seen.columns == (
        SeenColumn("Nomor", tuple(f"A-{at}" for at in range(6))),
        SeenColumn("Tahap", ("Terima",) * 6),
    )


def test_a_packed_text_file_in_utf_16_shows_its_first_rows(tmp_path: Path):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(("Nomor;Tahap\r\n" + "A-1;Terima\r\n" * 40_000).encode("utf-16")))

    seen = preview_log(path)

    assert seen.columns[1] == SeenColumn("Tahap", ("Terima",) * 6)


def test_a_workbook_shows_its_first_rows(tmp_path: Path):
    path = tmp_path / "log.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nomor", "Tahap"])
        sheet.write_row(1, 0, ["A-1", "Terima"])

    seen = preview_log(path)

    assert seen.columns == (SeenColumn("Nomor", ("A-1",)), SeenColumn("Tahap", ("Terima",)))


def test_xes_shows_the_keys_of_events_and_of_their_trace(tmp_path: Path):
    path = tmp_path / "log.xes"
    path.write_text(XES, "utf-8")

    seen = preview_log(path)

    assert seen.kind == "xes"
    assert seen.columns == (
        SeenColumn("case:concept:name", ("A-1", "A-1")),
        SeenColumn("concept:name", ("Terima", "Serahkan")),
        SeenColumn("time:timestamp", ("2026-03-02T08:00:00+07:00", "2026-03-02T09:00:00+07:00")),
    )


def test_ocel_shows_its_object_types(tmp_path: Path):
    path = tmp_path / "log.json"
    objects = [
        {"id": "A-1", "type": "berkas"},
        {"id": "P-1", "type": "petugas"},
        {"id": "A-2", "type": "berkas"},
    ]
    path.write_text(json.dumps({"objects": objects, "events": []}), "utf-8")

    seen = preview_log(path)

    assert seen.columns == (SeenColumn("berkas", ("A-1", "A-2")), SeenColumn("petugas", ("P-1",)))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kosong.csv", b"", "empty_file"),
        ("judul.csv", b"Nomor;Tahap;Waktu\n", "empty_file"),
        ("gambar.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "unreadable_file"),
        ("rusak.xlsx", b"PK\x03\x04" + b"x" * 99, "unreadable_file"),
        ("entitas.xes", b'<!DOCTYPE log [<!ENTITY a "b">]><log>&a;</log>', "unreadable_file"),
        ("lain.json", b'{"a": 1}', "unreadable_file"),
    ],
)
def test_what_is_no_log_is_refused_with_a_sentence(tmp_path: Path, name: str, content: bytes, code: str):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(BadInput) as refused:
        preview_log(path)

    assert refused.value.code == code
    assert name in refused.value.sentence.id
