"""Files for a first walk through the product, written into ``contoh/`` of the demonstration's data folder."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from saindege.base import chance
from saindege.demo import staff_sheet
from saindege.demo.city import City
from saindege.demo.logs import NO_MOMENT, ServiceLog
from saindege.demo.staff_changes import NewList

STAFF_SHEET = "daftar-pegawai-bulan-ini.xlsx"
STAFF_CSV = "daftar-pegawai-bulan-ini.csv"
TRAINED_CSV = "kelurahan-yang-dilatih.csv"
INDEX_CSV = "indeks-profesionalitas.csv"
README = "BACA-SAYA.txt"

_LOG_COLUMNS = (
    "Nomor Registrasi", "Tahapan", "Mulai Dikerjakan", "Selesai Dikerjakan", "Pelaksana", "Unit Pelayanan",
)  # fmt: skip
# A line in so many has no readable time, as logs typed by hand do.
_BAD_LINES_PER_MILLE = 2


def write_hand_outs(made: City, folder: Path) -> NewList:
    """Write every file; the same city gives the same content."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = staff_sheet.write_staff_sheet(made, folder / STAFF_SHEET)
    staff_sheet.write_staff_csv(made, folder / STAFF_CSV)
    for log in made.kept_back_logs:
        write_service_log(made, log, folder / log_name(log))
    write_trained(made, folder / TRAINED_CSV)
    write_index(made, folder / INDEX_CSV)
    (folder / README).write_text(_readme(made), encoding="utf-8")
    return listed


def log_name(log: ServiceLog) -> str:
    """Return the file name of a log that is handed out."""
    return f"log-{log.service.name.lower().replace(' ', '-')}.csv"


def write_service_log(made: City, log: ServiceLog, path: Path) -> int:
    """Write a log with columns that no standard knows and a few unreadable times; returns the number of these."""
    zone = ZoneInfo(made.calendar.timezone)
    names = {office.code: office.name for office in made.offices}
    bad = chance.stream(made.seed, "demo.hand_outs").random(log.n_events) < _BAD_LINES_PER_MILLE / 1000
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_LOG_COLUMNS)
        events = zip(
            log.case.tolist(),
            log.activity.tolist(),
            log.started_at.tolist(),
            log.at.tolist(),
            log.officer.tolist(),
            bad.tolist(),
            strict=True,
        )
        for case, activity, started, at, officer, is_bad in events:
            writer.writerow(
                (
                    log.case_numbers[case],
                    log.activity_names[activity],
                    "" if started == NO_MOMENT else _moment(started, zone),
                    "belum dicatat" if is_bad else _moment(at, zone),
                    officer_code(officer),
                    names[log.service.offices[log.case_office[case]]],
                )
            )
    return int(bad.sum())


def write_trained(made: City, path: Path) -> None:
    """Write which village office was trained when, empty where it is still waiting."""
    names = {office.code: office.name for office in made.offices}
    draw = made.draws[0]
    waves = {code: wave.number for wave in draw.waves for code in wave.offices}
    rows = [
        (names[code], waves.get(code, ""), f"{day:%d/%m/%Y}" if day else "")
        for code, day in sorted(draw.trained_on().items())
    ]
    _write(path, ("Unit Kerja", "Gelombang", "Tanggal Dilatih"), rows)


def write_index(made: City, path: Path) -> None:
    """Write what the professionalism index asks for, from the training of the year and invented records."""
    rng = chance.stream(made.seed, "demo.index")
    hours: dict[int, float] = {}
    seminars: set[int] = set()
    for batch, roll in zip(made.batches, made.rolls, strict=True):
        for check_in in roll.check_ins:
            if check_in.arrived_at.year == made.as_of.year:
                gained = batch.sessions[check_in.session].hours
                hours[check_in.person] = hours.get(check_in.person, 0.0) + gained
                if batch.course in ("PDP", "ITG", "MPB", "SPP"):
                    seminars.add(check_in.person)
    marks = rng.choice(["Sangat Baik", "Baik", "Baik", "Baik", "Butuh Perbaikan"], len(made.staff))
    discipline = rng.choice(["none"] * 97 + ["ringan", "ringan", "sedang"], len(made.staff))
    led = rng.random(len(made.staff)) < 0.55
    rows = [
        (
            person.nip,
            person.post_type,
            person.education,
            "ya" if led[i] and person.post_type != "pelaksana" else "tidak",
            f"{hours.get(i, 0.0):g}".replace(".", ","),
            "ya" if i in seminars else "tidak",
            str(marks[i]),
            "tidak ada" if discipline[i] == "none" else str(discipline[i]),
        )
        for i, person in enumerate(made.staff)
    ]
    header = (
        "nip", "jenis jabatan", "pendidikan", "pelatihan jabatan", "jam teknis", "seminar", "kinerja", "disiplin",
    )  # fmt: skip
    _write(path, header, rows)


def officer_code(number: int) -> str:
    """Return how an officer is written in a log: a number instead of a name; '' where nobody wrote it down."""
    return f"P{number:05d}" if number >= 0 else ""


def _moment(microseconds: int, zone: ZoneInfo) -> str:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    return f"{at.astimezone(zone):%d/%m/%Y %H:%M:%S}"


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)


def _readme(made: City) -> str:
    logs = ", ".join(log_name(log) for log in made.kept_back_logs)
    return f"""DATA CONTOH - tidak ada orang atau angka yang sebenarnya / invented data, no real person or figure

{STAFF_SHEET}
{STAFF_CSV}
    Daftar pegawai bulan ini dengan baris yang keliru, untuk dicoba di Pegawai > Impor.
    This month's staff list with faulty rows, to be tried at Pegawai > Impor.

{logs}
    Log layanan dengan nama kolom yang tidak baku, untuk diunggah di Layanan.
    A service log with unusual column names, to be uploaded at Layanan.

{TRAINED_CSV}
    Kelurahan mana dilatih kapan (hasil undian), untuk menandai kantor terlatih di Dampak.
    Which village offices were trained when (drawn by lot), to mark the trained offices at Dampak.

foto-lembar-hadir-1.jpg, ...
    Foto lembar hadir yang sudah diisi, untuk dikirim di halaman sesi yang namanya tercetak: Lembar kertas.
    Photos of a filled-in attendance sheet, to be sent at the page of the session printed on it: Lembar kertas.

{INDEX_CSV}
    Isian Indeks Profesionalitas ASN: saindege impact ipasn {INDEX_CSV}
    Input of the professionalism index, for the command above.
"""
