"""An answer made again from the files that a study hands out: records, plan, result, and the program that compares."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from saindege.base.errors import BadInput, Sentence
from saindege.impact.answer import Records, answer_study, fingerprint
from saindege.impact.study import OfficeMonth

RECORDS, OFFICES, RESULT, SETTINGS, SCRIPT = (
    "catatan.csv",
    "kantor.csv",
    "hasil.json",
    "setelan.json",
    "ulangi.py",
)
# Other machines add in another order; what differs is then the last digits only.
TOLERANCE = 1e-9


class FilesIncomplete(BadInput):
    """The folder does not hold what the answer was made from."""

    code = "file_unreadable"


@dataclass(frozen=True, slots=True)
class Repeated:
    """An answer made again.

    Attributes
    ----------
    same_data : whether the records are those that the kept answer was made from
    same_digits : whether every figure and every word is the same, to the last digit
    apart : largest difference between two figures, relative where they are large; infinity where words differ
    """

    same_data: bool
    same_digits: bool
    apart: float

    @property
    def holds(self) -> bool:
        """Whether the answer stands."""
        return self.same_data and self.apart <= TOLERANCE

    @property
    def sentence(self) -> Sentence:
        """Say how it went."""
        if not self.same_data:
            return Sentence(
                id="Datanya bukan data hasil itu: segelnya berbeda. Unduh lagi kajiannya.",
                en="The data are not those of the result: their seals differ. Download the study again.",
            )
        if self.same_digits:
            return Sentence(
                id="Sama: semua angka dan kata hasilnya terulang sampai angka terakhir.",
                en="The same: every figure and word of the result came out again to the last digit.",
            )
        if self.holds:
            return Sentence(
                id=f"Sama: beda terbesar {self.apart:.0e}, hanya pembulatan mesin.",
                en=f"The same: the largest difference is {self.apart:.0e}, rounding of the machine only.",
            )
        return Sentence(
            id=f"Berbeda: beda terbesar {self.apart:.3g}. Periksa versi saindege dan berkasnya.",
            en=f"Different: the largest difference is {self.apart:.3g}. Check the version of saindege and the files.",
        )


def records_csv(records: Records) -> str:
    """Write all office-months of all outcomes, one a row; no personal data is in them."""
    rows = (
        (key, row.office, row.month.isoformat(), row.value, row.cases, row.open_share)
        for key, months in records.months.items()
        for row in months
    )
    return _written(("outcome", "office", "month", "value", "cases", "open_share"), rows)


def offices_csv(records: Records) -> str:
    """Write when each office was trained, and within which kind its date was drawn."""
    rows = (
        (office, day.isoformat() if day else "", records.strata.get(office, ""))
        for office, day in records.trained_on.items()
    )
    return _written(("office", "trained_on", "stratum"), rows)


def settings_json(records: Records) -> str:
    """Write what was asked, and the seal of the data."""
    asked = {
        "outcome": records.outcome,
        "assignment": records.assignment,
        "seed": records.seed,
        "data_hash": fingerprint(records),
    }
    return json.dumps(asked, indent=1)


def read_records(folder: Path) -> Records:
    """Read back what `records_csv`, `offices_csv` and `settings_json` wrote.

    Raises
    ------
    FilesIncomplete : a file is missing
    """
    for name in (RECORDS, OFFICES, SETTINGS):
        if not (folder / name).exists():
            raise FilesIncomplete(
                Sentence(
                    id=f"Berkas {name} tidak ada. Buka seluruh isi ZIP ke satu folder, lalu ulangi.",
                    en=f"The file {name} is missing. Unpack the whole ZIP into one folder, then try again.",
                )
            )
    asked = json.loads((folder / SETTINGS).read_text("utf-8"))
    offices = list(_read(folder / OFFICES))
    months: dict[str, list[OfficeMonth]] = {}
    for row in _read(folder / RECORDS):
        months.setdefault(row["outcome"], []).append(
            OfficeMonth(
                row["office"],
                date.fromisoformat(row["month"]),
                _float(row["value"]),
                int(row["cases"]),
                _float(row["open_share"]),
            )
        )
    return Records(
        outcome=asked["outcome"],
        months={key: tuple(rows) for key, rows in months.items()},
        trained_on={
            row["office"]: date.fromisoformat(row["trained_on"]) if row["trained_on"] else None
            for row in offices
        },
        assignment=asked["assignment"],
        seed=asked["seed"],
        strata={row["office"]: row["stratum"] for row in offices}
        if any(r["stratum"] for r in offices)
        else {},
    )


def repeat(folder: Path) -> Repeated:
    """Answer the study again from its files and compare with the answer kept beside them.

    Raises
    ------
    FilesIncomplete : a file is missing
    """
    records = read_records(folder)
    asked = json.loads((folder / SETTINGS).read_text("utf-8"))
    kept = json.loads((folder / RESULT).read_text("utf-8"))
    made = json.loads(json.dumps(answer_study(records)))
    return Repeated(fingerprint(records) == asked["data_hash"], made == kept, _apart(made, kept))


def _apart(made: Any, kept: Any) -> float:
    if isinstance(made, Mapping) and isinstance(kept, Mapping) and made.keys() == kept.keys():
        return max((_apart(made[key], kept[key]) for key in made), default=0.0)
    if isinstance(made, list) and isinstance(kept, list) and len(made) == len(kept):
        return max((_apart(one, other) for one, other in zip(made, kept, strict=True)), default=0.0)
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (made, kept))
    if numbers:
        return float(abs(made - kept) / max(1.0, abs(kept)))
    return 0.0 if made == kept else math.inf


def _written(header: tuple[str, ...], rows: Any) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            ["" if cell is None else repr(cell) if isinstance(cell, float) else cell for cell in row]
        )
    return out.getvalue()


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _float(text: str) -> float | None:
    return float(text) if text else None


SCRIPT_TEXT = '''"""Menghitung lagi kajian ini dari berkas di folder ini, lalu membandingkannya dengan hasil.json.

    python -m pip install saindege=={version}
    python ulangi.py

Estimates this study again from the files in this folder and compares with hasil.json; exit status 1 if it differs.
"""

from pathlib import Path

from saindege.impact.again import repeat

found = repeat(Path(__file__).resolve().parent)
print(found.sentence.id)
print(found.sentence.en)
raise SystemExit(0 if found.holds else 1)
'''
