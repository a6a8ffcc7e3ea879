"""Files left in a folder: what is read, what is refused, when a file is whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from saindege.service import drop_file
from saindege.service.drop_file import DroppedEvents, FileRefused, is_still, read_drop

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
JAKARTA = ZoneInfo("Asia/Jakarta")
HEADER = "id,case,activity,time,start,resource,office\n"


@pytest.fixture
def read(tmp_path: Path):
    def call(text: str | bytes) -> DroppedEvents:
        path = tmp_path / "kiriman.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_drop(path, zone=JAKARTA, now=NOW)

    return call


def test_an_event_of_each_field(read) -> None:
    found = read(HEADER + "1,D-1,Terima,2026-11-24T08:30:00,2026-11-24T08:21:00,Rahma,1001\n")

    (event,) = found.events
    assert (event.key, event.case, event.activity, event.resource, event.office) == (
        "1",
        "D-1",
        "Terima",
        "Rahma",
        "1001",
    )
    assert event.at == datetime(2026, 11, 24, 8, 30, tzinfo=JAKARTA)
    assert event.started_at == datetime(2026, 11, 24, 8, 21, tzinfo=JAKARTA)


def test_indonesian_headers_semicolons_and_a_mark_at_the_beginning(read) -> None:
    text = "\ufeffNomor berkas;Langkah;Waktu;NIK\nD-1;Terima;2026-11-24 08:30;1277\n\n;;;\n"

    found = read(text)

    assert found.rows == 1 and found.events[0].activity == "Terima"
    assert "1277" not in repr(found.events)


def test_without_a_key_equal_events_are_told_apart_and_known_again(read) -> None:
    text = "case,activity,time\nA,Terima,2026-11-24 08:00\nA,Terima,2026-11-24 08:00\nB,Terima,2026-11-24 08:00\n"

    first, longer = read(text), read(text + "C,Terima,2026-11-24 08:00\n")

    keys = [event.key for event in first.events]
    assert len(set(keys)) == 3
    assert [event.key for event in longer.events][:3] == keys


def test_some_bad_rows_are_told_by_their_number(read) -> None:
    good = "".join(f"{n},D-{n},Terima,2026-11-24T08:00:00,,,\n" for n in range(19))

    found = read(HEADER + good + "99,D-99,Terima,kemarin,,,\n")

    assert (len(found.events), found.refused) == (19, 1)
    assert (found.faults[0].index, found.faults[0].code) == (21, "not_a_date")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing_column"),
        (HEADER, "empty_file"),
        ("case,activity\nA,Terima\n", "missing_column"),
        ("case,nomor,activity,time\nA,A,Terima,2026-11-24 08:00\n", "conflict"),
        (HEADER + "1,A,Terima,2027-01-01T08:00:00,,,\n", "too_many_refused"),
        (b"case,activity,time\n\xff\xfe,Terima,2026-11-24 08:00\n", "unreadable_file"),
        (b"case,activity,time\n\"A,Terima,2026-11-24 08:00\n" + b"x" * 200_000, "unreadable_file"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_events_is_refused(read, text: str | bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read(text)

    assert refused.value.code == code


def test_a_huge_file_is_refused_before_it_is_read(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drop_file, "MOST_BYTES", 10)

    with pytest.raises(FileRefused) as refused:
        read(HEADER + "1,A,Terima,2026-11-24T08:00:00,,,\n")

    assert refused.value.code == "file_too_large"


def test_a_file_that_still_grows_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x")
    written = path.stat().st_mtime

    assert not is_still(path, now=written + 5)
    assert is_still(path, now=written + 60)
    for name in ("a.csv.part", ".a.csv", "a.TMP"):
        half = tmp_path / name
        half.write_text("x")
        assert not is_still(half, now=written + 3600)
    (tmp_path / "kosong.csv").touch()
    assert not is_still(tmp_path / "kosong.csv", now=written + 3600)
