"""What a study is answered from: monthly figures of the service, and when each office was trained."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils import timezone

from saindege import __version__
from saindege.delivery.app.models import CheckIn
from saindege.impact import again, lottery, study
from saindege.impact.answer import Records, panel_csv
from saindege.impact.app.models import OfficeTraining, Study, StudyResult
from saindege.impact.effect.design import Assignment
from saindege.impact.outcome import OUTCOMES
from saindege.people.app.models import Office
from saindege.service.app import queries as service_queries

SEED = 1


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office of a study.

    Attributes
    ----------
    trained_on : what is marked, None for not yet
    seen_on : last session of the course that somebody of the office attended, None where nobody did
    seen_people : how many of the office attended
    """

    office: Office
    trained_on: date | None
    seen_on: date | None
    seen_people: int


def drawn_lottery(asked: Study) -> lottery.Draw | None:
    """Return the lottery that was drawn here for a study, None without one."""
    sealed = asked.options.get("plan", {}).get("lottery")
    return None if sealed is None else lottery.from_json(sealed)


def _assignment(asked: Study, trained_on: Mapping[str, date | None]) -> tuple[Assignment, Mapping[str, str]]:
    """How the dates came about, and the kinds within which they were drawn.

    A lottery that was drawn here counts as one only as long as the training followed it.
    """
    written: Assignment = asked.options.get("assignment", "unknown")
    drawn = drawn_lottery(asked)
    if drawn is None or written != "lottery":
        return written, {}
    if lottery.find_departures(drawn, trained_on):
        return "unknown", {}
    return "lottery", drawn.strata if len(set(drawn.strata.values())) > 1 else {}


def records_of(asked: Study) -> Records:
    """Return all that a study is answered from, as it stands now; offices go by their code."""
    trained = OfficeTraining.objects.filter(study=asked).select_related("office")
    trained_on = {row.office.code: row.trained_on for row in trained}
    months = {}
    for outcome in OUTCOMES:
        rows = tuple(
            study.OfficeMonth(row.office, row.month, row.value, row.cases, row.open_share)
            for row in service_queries.panel_of(asked.service, outcome.key)
            if row.office in trained_on
        )
        if any(row.value is not None for row in rows):
            months[outcome.key] = rows
    assignment, strata = _assignment(asked, trained_on)
    return Records(
        outcome=asked.outcome,
        months=months,
        trained_on=trained_on,
        assignment=assignment,
        seed=SEED,
        strata=strata,
    )


def office_rows(asked: Study) -> list[OfficeRow]:
    """Return the offices of a study with what is marked and what the check-ins say."""
    seen = _attendance(asked)
    rows = OfficeTraining.objects.filter(study=asked).select_related("office").order_by("office__name")
    return [OfficeRow(row.office, row.trained_on, *seen.get(row.office_id, (None, 0))) for row in rows]


def trained_by_attendance(asked: Study) -> dict[int, date]:
    """Return office to the day of the first session of the course after which it counts as trained.

    An office counts from the last session of the first batch that anybody of it attended.
    """
    return {office: day for office, (day, _) in _attendance(asked).items() if day is not None}


def _attendance(asked: Study) -> dict[int, tuple[date | None, int]]:
    if asked.course_id is None:
        return {}
    attended = (
        CheckIn.objects.filter(session__batch__course_id=asked.course_id)
        .values("person__office_id", "session__batch_id")
        .annotate(
            last=Max("session__starts_at"),
            first=Min("session__starts_at"),
            people=Count("person", distinct=True),
        )
        .order_by("first", "session__batch_id")
    )
    found: dict[int, tuple[date | None, int]] = {}
    for row in attended:
        office = row["person__office_id"]
        day, people = found.get(office, (None, 0))
        found[office] = (day or timezone.localtime(row["last"]).date(), people + row["people"])
    return found


def analysis_files(result: StudyResult) -> Mapping[str, str]:
    """Return name to content of the files with which anybody makes a result again; no personal data is in them."""
    asked = result.study
    panel_file = Path(settings.MEDIA_ROOT) / result.panel_file
    panel = panel_file.read_text("utf-8")
    header = panel.partition("\n")[0].split(",")
    options = result.figures["main"]
    words = (
        "saindege impact estimate panel.csv --unit office --time month --first-treated first_treated "
        f"--outcome {asked.outcome} --better {asked.better} --control {options['control']} "
        f"--method {options['method']} --draws {options['draws']} --permutations {options['permutations']} "
        f"--assignment {options['assignment']} --seed {result.seed}"
        f"{' --open-share open_share' if 'open_share' in header else ''}"
        f"{' --strata stratum' if 'stratum' in header else ''}"
    )
    readme = f"""{asked.title}
{"DATA CONTOH - angka karangan / invented figures" if asked.is_example else ""}

Saindege {result.version} (terpasang / installed: {__version__})
Rancangan / plan SHA-256: {asked.plan_hash}
Data SHA-256: {result.data_hash}

Ulangi / make again:
    python ulangi.py
    {words} --json
"""
    return {
        "BACA-SAYA.txt": readme,
        "panel.csv": panel,
        "hasil.json": json.dumps(result.figures, indent=1, ensure_ascii=False),
        "rancangan.json": json.dumps(asked.options.get("plan", {}), indent=1, ensure_ascii=False),
        "ulangi.txt": words + "\n",
        again.SCRIPT: again.SCRIPT_TEXT.format(version=result.version),
        **{
            name: path.read_text("utf-8")
            for name in (again.RECORDS, again.OFFICES, again.SETTINGS)
            if (path := _beside(panel_file, name)).exists()
        },
    }


def kept_files(panel_file: Path, records: Records) -> Mapping[Path, str]:
    """Return what is kept beside a result: the panel for the command line, and all that makes it again."""
    return {
        panel_file: panel_csv(records),
        _beside(panel_file, again.RECORDS): again.records_csv(records),
        _beside(panel_file, again.OFFICES): again.offices_csv(records),
        _beside(panel_file, again.SETTINGS): again.settings_json(records),
    }


def _beside(panel_file: Path, name: str) -> Path:
    return panel_file.with_name(f"{panel_file.stem}.{name}")
