"""Office-months for studies of an effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from saindege.base.errors import BadInput, Sentence
from saindege.people.app.models import Office
from saindege.service import satisfaction
from saindege.service.app.models import Measurement, SatisfactionAnswer, Service

# Name of an outcome in a study to the column of the office-months.
_COLUMNS = {
    "log_working_hours": "mean_log_working_hours",
    "working_hours": "mean_working_hours",
    "median_working_hours": "median_working_hours",
    "rework_share": "rework_share",
    "on_time_share": "on_time_share",
    "open_share": "open_share",
}


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One office in one month.

    Attributes
    ----------
    office : its code
    month : its first day; cases stand in the month in which they began, answers in their own
    value : None where it is not known
    cases : cases that began, or answers
    open_share : share of the cases that did not end within the follow-up, 0 to 1; None for satisfaction
    """

    office: str
    month: date
    value: float | None
    cases: int
    open_share: float | None = None


def panel_of(service: Service, outcome: str) -> list[PanelRow]:
    """Return one outcome of a service by office and month, by office code, then month; empty without a log.

    Months whose cases were not watched long enough before the log ended are left out: they hold too few slow cases.

    Parameters
    ----------
    outcome : ``log_working_hours``, ``working_hours``, ``median_working_hours``, ``rework_share``,
        ``on_time_share``, ``open_share`` or ``satisfaction``

    Raises
    ------
    BadInput : unknown_value, another outcome
    """
    if outcome == "satisfaction":
        return _satisfaction(service)
    column = _COLUMNS.get(outcome)
    if column is None:
        known = ", ".join([*_COLUMNS, "satisfaction"])
        raise BadInput(
            Sentence(
                id=f"Ukuran “{outcome}” tidak dikenal. Pilih: {known}.",
                en=f"The outcome “{outcome}” is not known. Choose: {known}.",
            ),
            code="unknown_value",
        )
    rows = Measurement.objects.filter(service=service).values_list("panel", flat=True).first() or []
    codes = {str(key): code for key, code in Office.objects.values_list("pk", "code")}
    found = [
        PanelRow(
            codes[row["office"]],
            date.fromisoformat(f"{row['month']}-01"),
            row[column],
            row["cases"],
            row["open_share"],
        )
        for row in rows
        if row["is_watched"] and row["office"] in codes
    ]
    return sorted(found, key=lambda row: (row.office, row.month))


def _satisfaction(service: Service) -> list[PanelRow]:
    """Return the mean of the respondents' own indices by office and month of the answer."""
    answers = SatisfactionAnswer.objects.filter(service=service).order_by()
    sheets: dict[tuple[str, date], list[dict[str, int | None]]] = {}
    for code, day, elements in answers.values_list("office__code", "answered_on", "elements"):
        sheets.setdefault((code, day.replace(day=1)), []).append(elements)
    found = []
    for (code, month), some in sorted(sheets.items()):
        matrix = satisfaction.answer_matrix(some)
        given = matrix != satisfaction.NO_ANSWER
        filled = given.any(axis=1)
        if filled.any():
            own = matrix[filled].sum(axis=1) / given[filled].sum(axis=1) * 25
            found.append(PanelRow(code, month, float(own.mean()), int(filled.sum())))
    return found
