"""Papers corrected after they were finished."""

from __future__ import annotations

from collections.abc import Callable

from saindege.service.corrections import find_corrections, leave_out_corrections
from saindege.service.event_log import EventLog
from saindege.service.measure import Standard, measure_log
from saindege.service.reasons import kind_of

LOG = """case,activity,time,alasan
A,Terima,2026-03-02T08:00:00+07:00,
A,Serahkan,2026-03-02T10:00:00+07:00,
A,Koreksi,2026-03-09T10:00:00+07:00,salah ketik
B,Terima,2026-03-02T08:00:00+07:00,
B,Ketik,2026-03-02T09:00:00+07:00,
B,Serahkan,2026-03-02T12:00:00+07:00,
B,Arsipkan,2026-03-02T13:00:00+07:00,
C,Terima,2026-03-02T08:00:00+07:00,
C,Ketik,2026-03-02T09:00:00+07:00,
C,Serahkan,2026-03-02T11:00:00+07:00,
C,Ketik,2026-03-03T11:00:00+07:00,nama keliru
C,Serahkan,2026-03-03T12:00:00+07:00,
D,Terima,2026-03-02T08:00:00+07:00,
D,Koreksi,2026-03-02T09:00:00+07:00,
"""


def test_a_step_named_so_or_done_again_after_the_end_is_a_correction(
    read_text: Callable[..., EventLog],
) -> None:
    log = read_text(LOG)

    found = find_corrections(log, ("Serahkan",))

    assert found is not None
    assert dict(zip(log.case_names, found.corrected.tolist(), strict=True)) == {
        "A": True,
        "B": False,
        "C": True,
        "D": False,
    }
    assert [log.reason_names[code] if code >= 0 else "" for code in found.reason] == [
        "salah ketik",
        "",
        "nama keliru",
        "",
    ]


def test_without_an_end_nobody_can_say_what_was_finished(read_text: Callable[..., EventLog]) -> None:
    assert find_corrections(read_text(LOG), ()) is None


def test_a_correction_adds_no_time_to_the_case_that_was_finished(read_text: Callable[..., EventLog]) -> None:
    log = read_text(LOG)

    plain = leave_out_corrections(log, ("Serahkan",))

    # A took 2 hours, B 5, C 28: its second issue is a repeated step, not one named a correction.
    assert measure_log(plain, Standard(end=("Serahkan",))).turnaround.median_hours == 5.0
    assert (log.n_events - plain.n_events, plain.n_cases) == (1, log.n_cases)


def test_a_register_tells_its_corrections_with_their_reason(read_text: Callable[..., EventLog]) -> None:
    log = read_text(
        "No Agenda;Tanggal Masuk;Tanggal Selesai;Tanggal Kembali;Tanggal Koreksi;Alasan\n"
        "1;02/03/2026 08:00;02/03/2026 10:00;;09/03/2026 08:00;salah ketik nama\n"
        "2;02/03/2026 09:00;24/03/2026 09:00;03/03/2026 09:00;;KK kurang\n"
        "3;25/03/2026 09:00;;;;\n"
    )

    told = [
        (log.case_names[case], log.activity_names[step], log.reason_names[reason])
        for case, step, reason in zip(log.case, log.activity, log.reason, strict=True)
        if reason >= 0
    ]

    assert told == [("1", "Koreksi", "salah ketik nama"), ("2", "Kembalikan", "KK kurang")]
    assert [kind_of(reason) for _, _, reason in told] == ["Salah ketik", "Berkas tidak lengkap"]
