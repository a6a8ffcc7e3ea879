"""Parts of the satisfaction pages: rows for charts, the same figures as tables, words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saindege.base.app.pages import Cell
from saindege.service.app.actions.following import NEXT_STATES
from saindege.service.app.models import FollowUp, SatisfactionAnswer
from saindege.service.app.queries.satisfaction import SatisfactionFigures
from saindege.service.app.queries.scope import Group, Quarter, Scope, trend
from saindege.service.app.queries.scope import overall as overall_of
from saindege.service.app.views import figures as drawn
from saindege.service.app.views import words
from saindege.service.satisfaction_rules import load_rules
from saindege.service.survey_period import SurveyPeriod

Taken = tuple[str, list[str], list[list[Cell]]]

#: State of a plan to the tone of its badge and its word.
PLAN_STATES = {
    "planned": ("wait", gettext_lazy("Direncanakan")),
    "running": ("wait", gettext_lazy("Berjalan")),
    "done": ("good", gettext_lazy("Selesai")),
    "dropped": ("plain", gettext_lazy("Dibatalkan")),
}
#: Offices drawn at once; the others open with one press.
MOST_AT_ONCE = 12
_SCOPE_WORDS = ("periode", "unit", "bobot", "bulat")


def query_of(request: HttpRequest) -> str:
    """Return what the address says of the scope, to be handed on to another page."""
    kept = request.GET.copy()
    for name in list(kept):
        if name not in _SCOPE_WORDS or not kept[name]:
            kept.pop(name)
    return str(kept.urlencode())


def takes(query: str) -> dict[str, str]:
    """Return the addresses at which the tables of the page are taken away."""
    start = f"?{query}&" if query else "?"
    named = {"element": "unsur", "office": "kantor", "trend": "triwulan"}
    return {f"{part}_take": f"{start}tabel={name}" for part, name in named.items()}


def index_row(group: Group) -> dict[str, Any]:
    """Return one group as a row of the chart of intervals."""
    assert group.figures is not None
    return _row(group.subject.name, group.figures)


def _row(name: str, figures: SatisfactionFigures, counted: str = "%(name)s, %(n)s") -> dict[str, Any]:
    low, high = _ends(figures)
    # A longer label would be cut short, and the number with it.
    label = counted % {"name": name, "n": words.number(figures.result.n)}
    tone = "bad" if high is not None and high < figures.good_from else "good"
    return {"label": label, "value": figures.result.ikm, "low": low, "high": high, "tone": tone}


def _ends(figures: SatisfactionFigures) -> tuple[float | None, float | None]:
    bounds = figures.result.ikm_ci95
    return (bounds.low, bounds.high) if bounds else (None, None)


def index_stat(figures: SatisfactionFigures) -> dict[str, Any]:
    """Return the index as the big figure of a page."""
    low, high = _ends(figures)
    return {
        "value": words.number(figures.result.ikm, 2),
        "unit": _("mutu %(letter)s") % {"letter": figures.result.grade.letter},
        "row": {"label": "IKM", "value": figures.result.ikm, "low": low, "high": high, "tone": "good"},
        "note": _("%(interval)s; %(n)s jawaban")
        % {"interval": words.interval(low, high), "n": words.number(figures.result.n)},
    }


def overall(asked: Scope) -> dict[str, Any] | None:
    """Return the index over all services of a scope; None where there is none to be shown."""
    whole = overall_of(asked)
    return index_stat(whole.figures) if whole and whole.figures else None


def groups_table(groups: Iterable[Group]) -> Taken:
    """Return services or offices with their index and elements, to be taken away."""
    codes = [element.code for element in load_rules().elements]
    header = [_("layanan"), _("jawaban"), "IKM", _("IKM bawah"), _("IKM atas"), _("mutu"), *codes]
    return "SKM", header, [_group_row(group.subject.name, group.figures) for group in groups if group.figures]


def _group_row(name: str, figures: SatisfactionFigures) -> list[Cell]:
    result = figures.result
    means = [element.mean for element in result.elements]
    return [name, result.n, result.ikm, *_ends(figures), result.grade.letter, *means]


def trend_parts(quarters: Sequence[Quarter]) -> dict[str, Any]:
    """Return the trend as rows of the chart and of its table; a quarter with few answers tells only how many."""
    known = [one for one in quarters if one.figures is not None]
    return {
        "trend": [
            _row(_title(one.period), one.figures, _("%(name)s, %(n)s jawaban"))
            for one in known
            if one.figures
        ],
        "trend_sentence": _trend_sentence(known),
        "trend_header": [_("Triwulan"), _("IKM"), _("Selang 95 persen"), _("Mutu"), _("Jawaban")],
        "trend_table": [
            [
                _title(one.period),
                words.number(one.figures.result.ikm, 2) if one.figures else "-",
                words.interval(*_ends(one.figures)) if one.figures else _("terlalu sedikit"),
                one.figures.result.grade.letter if one.figures else "-",
                words.number(one.answers),
            ]
            for one in quarters
        ],
    }


def _title(period: SurveyPeriod) -> str:
    name = words.say(period.name)
    return name[0].upper() + name[1:]


def _trend_sentence(known: Sequence[Quarter]) -> str:
    """Say whether the last quarter differs from the same one a year before, or from the first that is known."""
    if len(known) < 2:
        return _("Belum cukup triwulan untuk melihat perubahan.")
    last = known[-1]
    year_before = [
        one
        for one in known
        if (one.period.year, one.period.number) == (last.period.year - 1, last.period.number)
    ]
    before = year_before[0] if year_before else known[0]
    assert last.figures and before.figures
    said = {"before": words.say(before.period.name), "last": words.say(last.period.name)}
    (low, high), (low_before, high_before) = _ends(last.figures), _ends(before.figures)
    if None in (low, high, low_before, high_before):
        return _("Selang belum dapat dihitung.")
    if low > high_before:  # type: ignore[operator]  # none of the ends is missing here
        return _("IKM %(last)s di atas %(before)s; selangnya tidak bertumpuk.") % said
    if high < low_before:  # type: ignore[operator]  # none of the ends is missing here
        return _("IKM %(last)s di bawah %(before)s; selangnya tidak bertumpuk.") % said
    return _("Belum ada perubahan yang jelas antara %(before)s dan %(last)s: selangnya bertumpuk.") % said


def office_parts(offices: Sequence[Group]) -> dict[str, Any]:
    """Return offices as rows of the chart and its table, by name; those with few answers are only counted."""
    known = [group for group in offices if group.figures is not None]
    rows = []
    for group in known:
        assert group.figures is not None
        rows.append({**_row(drawn.short_office(group.subject.name), group.figures), "tone": "plain"})
    return {
        "offices": rows,
        "few_offices": rows[:MOST_AT_ONCE],
        "hidden_offices": len(offices) - len(known),
        "office_header": [_("Kantor"), _("IKM"), _("Selang 95 persen"), _("Jawaban")],
        "office_table": [
            [
                group.subject.name,
                words.number(group.figures.result.ikm, 2),
                words.interval(*_ends(group.figures)),
                words.number(group.answers),
            ]
            for group in known
            if group.figures
        ],
    }


def channel_rows(counted: Mapping[str, int], answers: int) -> list[tuple[str, str, str]]:
    """Return the ways by which answers came: name, number, percent."""
    names = dict(SatisfactionAnswer._meta.get_field("channel").flatchoices)
    return [
        (str(names[code]), words.number(counted[code]), words.percent(counted[code] / answers))
        for code in names
        if counted.get(code)
    ]


def follow_up_row(plan: FollowUp, today: date) -> dict[str, Any]:
    """Return a plan with its words, whether it is late, and what it may become."""
    tone, word = PLAN_STATES[plan.state]
    names = {element.code: words.say(element.name) for element in load_rules().elements}
    is_open = plan.state in NEXT_STATES
    is_late = is_open and today > plan.due_on
    return {
        "plan": plan,
        "element": names.get(plan.element, plan.element),
        "tone": "bad" if is_late else tone,
        "word": _("Lewat waktu") if is_late else word,
        "next": [(state, PLAN_STATES[state][1]) for state in NEXT_STATES.get(plan.state, ())],
    }


def table_of(name: str, asked: Scope, whole: Group | None, offices: Sequence[Group]) -> Taken | None:
    """Return a table to take away; None for a name that is none."""
    if name == "unsur" and whole and whole.figures:
        header = [
            _("unsur"),
            _("rata-rata"),
            _("tertimbang"),
            _("nilai"),
            _("bawah"),
            _("atas"),
            _("jawaban"),
        ]
        rows: list[list[Cell]] = [
            [
                words.say(one.element.name),
                mean.mean,
                mean.weighted,
                one.value,
                one.low,
                one.high,
                one.answered,
            ]
            for one, mean in zip(whole.figures.elements, whole.figures.result.elements, strict=True)
        ]
        return _("unsur SKM"), header, rows
    if name == "kantor":
        _name, header, rows = groups_table(offices)
        return _("SKM per kantor"), [_("kantor"), *header[1:]], rows
    if name == "triwulan":
        header = [_("triwulan"), _("jawaban"), "IKM", _("IKM bawah"), _("IKM atas"), _("mutu")]
        rows = [
            [
                one.period.code,
                one.answers,
                one.figures.result.ikm,
                *_ends(one.figures),
                one.figures.result.grade.letter,
            ]
            for one in trend(asked)
            if one.figures
        ]
        return _("SKM per triwulan"), header, rows
    return None
