"""Even text is read as the reader of any text reads it; what is not even is left to that reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columnar import read_uneven
from saindege.service.log_files.even_rows import read_even_rows
from tests.service.log_files.shown import shown

HEADER = "case,activity,time,resource\n"
ROWS = (
    "a,terima,2026-03-02 08:00:00+07:00,x\n"
    "b,terima,2026-03-02 08:00:00+07:00,x\n"
    "a,selesai,2026-03-03 08:00:00+07:00,\n"
)


def _read_both(
    path: Path, content: bytes, choice: ReadingChoice, piece: int = 1 << 20
) -> tuple[object, object]:
    path.write_bytes(content)
    even = read_even_rows(path, choice, piece)
    try:
        any_text = read_uneven(path, choice)
    except BadInput:
        return even, None
    return even and shown(even), shown(any_text)


@pytest.mark.parametrize(
    "content",
    [
        HEADER + ROWS,
        (HEADER + ROWS).replace("\n", "\r\n"),
        (HEADER + ROWS).rstrip("\n"),
        HEADER + ROWS + "\n\n",
        "\ufeff" + HEADER + ROWS,
        (HEADER + ROWS).replace(",", ";"),
        HEADER + ROWS.replace("terima", "télaah"),
        HEADER + ROWS.replace("terima", " "),
        "Log layanan,,,\n" + HEADER + ROWS,
        HEADER + ROWS.replace("+07:00", ""),
        HEADER + ROWS.replace("2026-03-02", "1026-03-02"),
        HEADER + ROWS.replace("terima", "t" * 40),
        HEADER + ROWS.replace("2026-03-02 08:00:00+07:00", "2 Maret 2026"),
        HEADER + ROWS.replace("2026-03-02 08:00:00+07:00", "13/03/2026 pukul 08.30 WITA", 1),
        HEADER + ROWS.replace("2026-03-02 08:00:00+07:00", "13/03/2026 08.30", 1),
        HEADER + ROWS.replace("2026-03-02 08:00:00+07:00", "03-13-2026 08:30:15", 1) + "a,b,03-14-2026 24.00,\n",
        HEADER + ROWS.replace("2026-03-02 08:00:00+07:00", "31.12.2026"),
        HEADER + ROWS.replace("2026-03-02", "2026-02-30"),
        HEADER + ROWS.replace("2026-03-02", " ", 1),
        HEADER + ROWS.replace("2026-03-02", "k" * 300, 1),
    ],
)  # fmt: skip
def test_even_text_is_read_as_any_other(tmp_path, content):
    even, any_text = _read_both(tmp_path / "log.csv", content.encode(), ReadingChoice(), 60)

    assert even is not None
    assert even == any_text


@pytest.mark.parametrize(
    "content",
    [
        HEADER + '"a",terima,2026-03-02 08:00:00+07:00,x\n',
        HEADER + ROWS + "\n" + ROWS,
        HEADER + ROWS + ",,,\n",
        HEADER + ROWS + "a,terima\n",
        HEADER + ROWS + "a,terima,2026-03-02 08:00:00+07:00,x,y,z,a,b\n",
        HEADER + ROWS.replace("\n", "\r\n"),
        (HEADER + ROWS).replace("\n", "\r\n", 2),
        (HEADER + ROWS).replace("\n", "\r"),
        HEADER + ROWS.replace("2026-03-02 08:00:00+07:00", "02/03/2026"),
        HEADER + ROWS + "a,terima,13/03/2026 08.30,x\na,terima,14 Maret 2026,x\n",
        HEADER + "a,terima,13 Maret 2026 08.30,x\n" * 200,
        HEADER,
        "nama,alamat\nAni,Losung\n",
        HEADER.replace("resource", "resource,petugas") + ROWS.replace("x\n", "x,y\n").replace(",\n", ",,\n"),
    ],
)  # fmt: skip
def test_what_is_not_even_is_left_to_the_other_reader(tmp_path, content):
    path = tmp_path / "log.csv"
    path.write_bytes(content.encode())

    assert read_even_rows(path, ReadingChoice()) is None


@pytest.mark.parametrize("content", [b"case,activity,time\na,\xe9,2026-03-02 08:00\n", b"case,activity,time\n" + b"a" * 70_000 + b"\xff,b,2026-03-02 08:00\n", b"case,activity,time\na,\0,2026-03-02 08:00\n"])  # fmt: skip
def test_bytes_that_are_no_utf_8_text_are_left_to_the_other_reader(tmp_path, content):
    path = tmp_path / "log.csv"
    path.write_bytes(content)

    assert read_even_rows(path, ReadingChoice()) is None


def test_columns_with_the_same_content_are_one(tmp_path):
    content = "case,case id,activity,time\na,a,terima,2026-03-02 08:00\nb,b,terima,2026-03-02 09:00\n"

    even, any_text = _read_both(tmp_path / "log.csv", content.encode(), ReadingChoice())

    assert even is not None
    assert even == any_text


_WORD = st.text(st.sampled_from("ab é\u00a0’\U0001f4c4'\t\x1d#\\|"), max_size=5) | st.text(
    st.sampled_from("ab"), min_size=7, max_size=70
)
_MOMENT = st.one_of(
    st.datetimes().map(lambda moment: moment.isoformat(" ", "seconds")),
    st.datetimes(timezones=st.timezones()).map(
        lambda moment: moment.replace(microsecond=0).isoformat(timespec="seconds")
    ),
    st.sampled_from(
        ["2026-03-02 08:00", "2026-03-02T01:00Z", "2026-03-02T08:00+07:00", "2026-03-02 08:00:00.120",
         "2026-03-02T08:00:00.123456Z", "2026-03-02 08:00:00.123456-11:30", "2026-03-02T23:59:59.999+14:00", ""]
    ),
)  # fmt: skip
_ODD_MOMENT = st.sampled_from(
    ["2026-03-02", "2026-02-29 08:00", "2 Mei 2026 08.00", "2026-03-02 24:00", "2026-03-02T08:00:00+25:00", "kemarin",
     "2026-03-02X08:00", "2026-03-02 08:00:60", "0000-03-02 08:00", "2026-00-02 08:00", "2026-3-2 08:00", " ",
     "2026-03-02 08:00+07", "2026-03-02T08:00:00.1Z", "02/03/2026 08.30", "13/03/2026", "12/13/2026", "45000.5", "é"]
)  # fmt: skip
_ROW = st.tuples(_WORD, _WORD, _MOMENT, _MOMENT, _WORD)
_NUMBERED = st.builds(
    "{:02}{}{:02}{}{}{}".format,
    st.integers(0, 32), st.sampled_from("/-."), st.integers(0, 13), st.sampled_from("/-."), st.sampled_from([2026, 1850]),
    st.sampled_from(["", " 08.30", " 08:30:15", " 24:00", " 08:60", " 08.30:15", "T08:30", " 08.30 WIT", "  08.30"]),
)  # fmt: skip
_NUMBERED_ROW = st.tuples(_WORD, _WORD, _NUMBERED | _MOMENT, _NUMBERED | st.just(""), _WORD)
_ODD_ROW = st.tuples(_WORD, _WORD, _MOMENT | _ODD_MOMENT, _MOMENT | _ODD_MOMENT, _WORD)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(_ROW, min_size=1, max_size=14)
    | st.lists(_NUMBERED_ROW, min_size=1, max_size=6)
    | st.lists(_ODD_ROW, min_size=1, max_size=5),
    st.sampled_from([",", ";"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff", "sep"]),
    st.sampled_from(["Asia/Jakarta", "Europe/Amsterdam"]),
    st.sampled_from([None, "day_first", "month_first"]),
    st.integers(1, 200),
)
def test_the_two_readers_agree(tmp_path_factory, rows, delimiter, end, mark, zone, order, piece):
    names = ["case", "activity", "time", "start", "resource"]
    lines = [delimiter.join(row) for row in [names, *rows]]
    if mark == "sep" and delimiter == ";":
        lines.insert(0, "sep=;")
    content = (mark.replace("sep", "") + end.join(lines) + end).encode()

    even, any_text = _read_both(
        tmp_path_factory.mktemp("log") / "log.csv", content, ReadingChoice(timezone=zone, order=order), piece
    )

    assert even is None or even == any_text
