"""Letter registers: one row a case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from saindege.base.errors import BadInput
from saindege.service.event_log import EventLog
from saindege.service.measure import Standard, measure_log

REGISTER = """No Agenda;Tanggal Masuk;Tanggal Selesai;Petugas;Tanggal Kembali
1;02/03/2026 08:00;02/03/2026 10:00;Rahma;
2;02/03/2026 09:00;04/03/2026 09:00;Sahat;03/03/2026 09:00
3;25/03/2026 09:00;;Rahma;
"""


def _events(log: EventLog) -> list[tuple[str, str, str]]:
    return [
        (log.case_names[case], log.activity_names[activity], f"{hour:.0f}")
        for case, activity, hour in zip(log.case, log.activity, (log.at - log.at.min()) / 3.6e9, strict=True)
    ]


def test_a_row_becomes_its_steps(read_text: Callable[..., EventLog]) -> None:
    log = read_text(REGISTER)

    assert _events(log) == [
        ("1", "Terima", "0"),
        ("1", "Selesai", "2"),
        ("2", "Terima", "1"),
        ("2", "Kembalikan", "25"),
        ("2", "Selesai", "49"),
        ("3", "Terima", "553"),
    ]
    assert dict(log.mapping)["received"] == "Tanggal Masuk"


def test_an_open_case_is_counted_and_not_timed(read_text: Callable[..., EventLog]) -> None:
    figures = measure_log(read_text(REGISTER), Standard(end=("Selesai",)))

    assert (figures.cases, figures.unfinished_cases, figures.turnaround.median_hours) == (3, 1, 25.0)


def test_a_return_without_a_day_stands_at_the_finish(read_text: Callable[..., EventLog]) -> None:
    text = "nomor,diterima,selesai,dikembalikan\nA,2026-03-02,2026-03-04,ya\nB,2026-03-02,2026-03-03,tidak\n"

    log = read_text(text)

    assert [name for case, name, _ in _events(log) if case == "A"] == ["Terima", "Kembalikan", "Selesai"]
    assert [name for case, name, _ in _events(log) if case == "B"] == ["Terima", "Selesai"]


def test_finished_before_received_is_refused_with_its_row(read_text: Callable[..., EventLog]) -> None:
    rows = "".join(f"{n},2026-03-02,2026-03-04\n" for n in range(20))
    text = f"no surat,masuk,selesai\n{rows}X,2026-03-09,2026-03-02\n"

    log = read_text(text)

    assert [(one.row, one.code, one.column) for one in log.refused] == [(22, "out_of_range", "finished")]
    assert "X" not in log.case_names


def test_columns_may_be_named(read_text: Callable[..., EventLog]) -> None:
    text = "kode,buka,tutup\nA,2026-03-02 08:00,2026-03-02 09:00\n"

    log = read_text(text, columns={"case": "kode", "received": "buka", "finished": "tutup"})

    assert _events(log) == [("A", "Terima", "0"), ("A", "Selesai", "1")]


def test_a_register_without_a_needed_column_is_refused(read_text: Callable[..., EventLog]) -> None:
    with pytest.raises(BadInput) as refused:
        read_text("kode,buka\nA,2026-03-02\n", columns={"case": "kode", "received": "buka"})

    assert [(one.code, one.column) for one in refused.value.problems] == [("missing_column", "finished")]


def test_a_log_stays_a_log(read_text: Callable[..., EventLog]) -> None:
    log = read_text("case,activity,time,selesai,masuk\nA,Terima,2026-03-02,2026-03-03,2026-03-01\n")

    assert list(log.activity_names) == ["Terima"]
