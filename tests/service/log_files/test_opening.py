"""What is opened, and what is refused before it is."""

from __future__ import annotations

import gzip

import pytest

from saindege.base.errors import BadInput
from saindege.service.log_files.opening import Limits, check_file, kind_of, read_chunks


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"case,activity,time\n", "text"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><log/>", "xes"),
        ("<log/>".encode("utf-16"), "xes"),
        (b'  {"events": []}', "ocel"),
        (b"PAR1....", "parquet"),
        (b"PK\x03\x04....", "workbook"),
        (b"\xd0\xcf\x11\xe0....", "workbook"),
    ],
)
def test_kind_is_told_by_the_content_packed_or_not(tmp_path, content, kind):
    path = tmp_path / "log.xes"
    packed = tmp_path / "log.csv"
    path.write_bytes(content)
    packed.write_bytes(gzip.compress(content))

    assert (kind_of(path, Limits()), kind_of(packed, Limits())) == (kind, kind)


def test_missing_file_folder_empty_file_and_large_file_are_refused(tmp_path):
    (tmp_path / "kosong.csv").touch()
    (tmp_path / "besar.csv").write_bytes(b"x" * 100)

    codes = {}
    for name, limits in (("tidak-ada.csv", Limits()), (".", Limits()), ("kosong.csv", Limits()), ("besar.csv", Limits(file_bytes=99))):  # fmt: skip
        with pytest.raises(BadInput) as refusal:
            check_file(tmp_path / name, limits)
        codes[name] = refusal.value.code

    assert codes == {
        "tidak-ada.csv": "missing_file",
        ".": "unreadable_file",
        "kosong.csv": "empty_file",
        "besar.csv": "file_too_large",
    }


def test_packed_file_is_refused_once_it_grows_beyond_bounds(tmp_path):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 4_000_000))

    with pytest.raises(BadInput) as bomb:
        list(read_chunks(path, Limits(free_bytes=1 << 20)))
    with pytest.raises(BadInput) as large:
        list(read_chunks(path, Limits(unpacked_bytes=1 << 20)))

    assert (bomb.value.code, large.value.code) == ("unsafe_file", "file_too_large")
    assert sum(map(len, read_chunks(path, Limits()))) == 4_000_000
