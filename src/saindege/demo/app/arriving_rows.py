"""What comes by itself in the demonstration city: files in the drop folder of an application, weekly notes of offices."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from saindege.base.app import jobs
from saindege.base.app.models import Account
from saindege.demo.city import City
from saindege.demo.hand_outs import officer_code
from saindege.demo.logs import ServiceLog
from saindege.service.app.actions import drops, noting
from saindege.service.app.models import EventSource, Service
from saindege.service.app.queries.drops import folder_of
from saindege.service.log_files.columns import NO_MOMENT

#: The application of one service leaves the events of each day; its log holds them too, so that each counts once.
_SERVICE, _APPLICATION = "PINDAH", "Aplikasi kependudukan (data contoh)"
_DAYS = 3
_DAY = 86_400_000_000
_HEADER = ("id", "case", "activity", "time", "start", "resource", "office")
# A file is refused as a whole where more than a tenth of it cannot be used.
_BEARS_A_BAD_ROW = 12


def write_arriving(made: City, unit: Account, now: datetime) -> None:
    """Leave files in a folder and take them, and keep the notes of the last weeks; asked again, nothing is new."""
    log = next((one for one in made.loaded_logs if one.service.code == _SERVICE), None)
    if log is not None and not EventSource.objects.filter(kind="folder").exists():
        _drop(made, log, unit, now)
    noting.keep_weekly_notes(unit, today=made.as_of, at=now)


def _drop(made: City, log: ServiceLog, unit: Account, now: datetime) -> None:
    service = Service.objects.get(code=_SERVICE)
    source = drops.open_folder(unit, service, name=_APPLICATION, office=None, at=now)
    for name, text in _files(made, log):
        path = folder_of(source) / name
        path.write_text(text, encoding="utf-8")
        drops.take_file(source, path, at=now)
    # What a worker would do next, so that nothing waits in a city that has just been made.
    job = jobs.claim("data contoh", now)
    if job is not None:
        jobs.perform(job, lambda done, total, message: None, jobs.all_jobs())


def _files(made: City, log: ServiceLog) -> list[tuple[str, str]]:
    """Return names and contents: some days, one of them with a bad row and one sent twice, and a file that is none."""
    zone = ZoneInfo(made.calendar.timezone)
    days = np.unique(log.at // _DAY)[-_DAYS:].tolist()
    files: list[tuple[str, str]] = []
    for day in days:
        rows = [_row(log, at, zone) for at in np.flatnonzero(log.at // _DAY == day).tolist()]
        if not files and len(rows) >= _BEARS_A_BAD_ROW:
            rows.append(("", rows[0][1], rows[0][2], "kemarin sore", *rows[0][4:]))
        when = datetime.fromtimestamp(day * 86_400, UTC).date()
        files.append((f"contoh-pindah-{when:%Y-%m-%d}.csv", _csv(_HEADER, rows)))
    again = (f"{Path(files[-1][0]).stem}-kirim-ulang.csv", files[-1][1])
    monthly = ("contoh-rekap-bulanan.csv", _csv(("bulan", "permohonan", "selesai"), [("Oktober", 41, 39)]))
    return [*files, again, monthly]


def _row(log: ServiceLog, at: int, zone: ZoneInfo) -> tuple[str, ...]:
    case = int(log.case[at])
    return (
        f"pindah-{at}",
        log.case_numbers[case],
        log.activity_names[int(log.activity[at])],
        _moment(int(log.at[at]), zone),
        _moment(int(log.started_at[at]), zone),
        officer_code(int(log.officer[at])),
        log.service.offices[int(log.case_office[case])],
    )


def _moment(microseconds: int, zone: ZoneInfo) -> str:
    if microseconds == NO_MOMENT:
        return ""
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    return at.astimezone(zone).isoformat()


def _csv(header: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
