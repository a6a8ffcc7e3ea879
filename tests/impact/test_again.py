"""A study made again from its files, by the script that lies beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.impact import again
from saindege.impact.answer import Records, answer_study, fingerprint
from saindege.impact.study import OfficeMonth, month_number, month_of

FIRST = month_number(date(2026, 1, 1))
SOME = st.floats(-1e6, 1e6) | st.none()


def recorded(*, strata: bool = False) -> Records:
    """Sixteen offices over ten months, eight trained in the sixth, four more in the eighth."""
    rng = np.random.default_rng(4)
    offices = [f"K{i:02d}" for i in range(16)]
    trained = {office: date(2026, 6, 15) for office in offices[:8]}
    trained |= dict.fromkeys(offices[8:12], date(2026, 8, 3)) | dict.fromkeys(offices[12:])

    def months(level: float, effect: float) -> tuple[OfficeMonth, ...]:
        return tuple(
            OfficeMonth(
                office,
                month_of(FIRST + t),
                float(level + rng.normal(0, 0.05) + effect * bool(trained[office] and t >= 5)),
                20 + t,
                float(rng.uniform(0, 0.02)),
            )
            for office in offices
            for t in range(10)
        )

    kinds = {office: "ab"[at % 2] for at, office in enumerate(offices)} if strata else {}
    outcomes = {"log_working_hours": months(2, -0.2), "rework_share": months(0.2, -0.02)}
    return Records("log_working_hours", outcomes, trained, "lottery" if strata else "unknown", 3, kinds)


def write(folder: Path, records: Records) -> None:
    (folder / again.RECORDS).write_text(again.records_csv(records), encoding="utf-8")
    (folder / again.OFFICES).write_text(again.offices_csv(records), encoding="utf-8")
    (folder / again.SETTINGS).write_text(again.settings_json(records), encoding="utf-8")
    (folder / again.RESULT).write_text(json.dumps(answer_study(records)), encoding="utf-8")
    (folder / again.SCRIPT).write_text(again.SCRIPT_TEXT.format(version="0"), encoding="utf-8")


@pytest.mark.parametrize("strata", [False, True])
def test_records_come_back_as_they_were(tmp_path, strata):
    records = recorded(strata=strata)

    write(tmp_path, records)
    back = again.read_records(tmp_path)

    assert back == records and fingerprint(back) == fingerprint(records)


@given(values=st.lists(st.tuples(SOME, st.integers(0, 10**6), SOME), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_no_figure_loses_a_digit(tmp_path_factory, values):
    folder = tmp_path_factory.mktemp("again")
    rows = tuple(OfficeMonth("K1", month_of(FIRST + t), *value) for t, value in enumerate(values))
    records = Records("satisfaction", {"satisfaction": rows}, {"K1": None})

    for name, content in (
        (again.RECORDS, again.records_csv(records)),
        (again.OFFICES, again.offices_csv(records)),
        (again.SETTINGS, again.settings_json(records)),
    ):
        (folder / name).write_text(content, encoding="utf-8")

    assert again.read_records(folder) == records


def test_the_script_gives_the_same_digits_in_a_process_of_its_own(tmp_path):
    write(tmp_path, recorded(strata=True))

    done = subprocess.run(
        [sys.executable, tmp_path / again.SCRIPT], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "sampai angka terakhir" in done.stdout and "to the last digit" in done.stdout


def test_a_changed_figure_of_the_data_is_noticed(tmp_path):
    write(tmp_path, recorded())
    path = tmp_path / again.RECORDS
    path.write_text(path.read_text("utf-8").replace(",20,", ",21,", 1), encoding="utf-8")

    found = again.repeat(tmp_path)

    assert (found.same_data, found.holds) == (False, False)
    assert "segelnya berbeda" in found.sentence.id


@pytest.mark.parametrize(("change", "holds"), [(1e-12, True), (1e-3, False)])
def test_a_changed_figure_of_the_result_is_noticed_beyond_rounding(tmp_path, change, holds):
    write(tmp_path, recorded())
    kept = json.loads((tmp_path / again.RESULT).read_text("utf-8"))
    kept["main"]["simple"]["att"] += change
    (tmp_path / again.RESULT).write_text(json.dumps(kept), encoding="utf-8")

    found = again.repeat(tmp_path)

    assert (found.same_digits, found.holds) == (False, holds)


def test_a_missing_file_is_named(tmp_path):
    write(tmp_path, recorded())
    (tmp_path / again.OFFICES).unlink()

    with pytest.raises(again.FilesIncomplete, match=r"kantor\.csv"):
        again.repeat(tmp_path)
