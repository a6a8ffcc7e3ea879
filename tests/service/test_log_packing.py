"""Files handed in together."""

from __future__ import annotations

import io
from pathlib import Path

from saindege.service.event_log import read_event_log
from saindege.service.log_packing import pack_files

JANUARY = b"case,activity,time\na,Terima,2026-01-31 08:00\n"
FEBRUARY = b"case,activity,time\na,Terima,2026-01-31 08:00\na,Serahkan,2026-02-01 08:00\n"


def _packed(*files: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    pack_files([(name, [content]) for name, content in files], target)
    return target.getvalue()


def test_the_same_files_are_the_same_bytes_in_any_order() -> None:
    assert _packed(("1.csv", JANUARY), ("2.csv", FEBRUARY)) == _packed(
        ("2.csv", FEBRUARY), ("1.csv", JANUARY)
    )


def test_two_files_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "log.zip"
    path.write_bytes(_packed(("log.csv", JANUARY), ("folder/log.csv", FEBRUARY)))

    log = read_event_log(path)

    assert (log.n_events, log.n_cases, log.overlapping) == (2, 1, 1)
