"""The papers of the survey: the official report and the sheet by which its result is published; in Indonesian."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import formats, translation

from saindege.base.app import paper
from saindege.base.app import queries as base_queries
from saindege.people.app.models import Office, OfficeKind
from saindege.service import satisfaction_rules, survey_comments, survey_rules
from saindege.service.app.models import FollowUp, SatisfactionAnswer
from saindege.service.app.queries import scope as reads
from saindege.service.app.queries import surveys
from saindege.service.app.queries.satisfaction import ElementFigure, SatisfactionFigures
from saindege.service.app.queries.scope import Group, Scope
from saindege.service.satisfaction import find_grade

Make = Callable[[Scope, SatisfactionFigures, Office | None, date], bytes]

UNIT = "Bagian Organisasi Sekretariat Daerah"
_STATES = {"planned": "direncanakan", "running": "berjalan", "done": "selesai", "dropped": "dibatalkan"}


def report(asked: Scope, figures: SatisfactionFigures, unit: Office | None, today: date) -> bytes:
    """Set the report after PermenPANRB 14/2017: method, elements, three lowest, follow-up plan."""
    with translation.override("id"):
        data = _report(asked, figures, unit, today)
        return paper.compile_pdf(surveys.TEMPLATES / "satisfaction_report.typ", data)


def report_to_edit(asked: Scope, figures: SatisfactionFigures, unit: Office | None, today: date) -> bytes:
    """Fill the same report as a DOCX, for an office that adds its own chapters."""
    with translation.override("id"):
        data = _report(asked, figures, unit, today)
        return paper.fill_docx(surveys.TEMPLATES / "satisfaction_report.docx", data)


def publication(asked: Scope, figures: SatisfactionFigures, unit: Office | None, today: date) -> bytes:
    """Set the sheet that hangs where citizens see it: index, letter, elements, what will be done."""
    with translation.override("id"):
        data = _common(asked, figures, unit, today)
        return paper.compile_pdf(surveys.TEMPLATES / "satisfaction_sheet.typ", data)


def _report(asked: Scope, figures: SatisfactionFigures, unit: Office | None, today: date) -> dict[str, Any]:
    is_wide = asked.offices is None or len(asked.offices) > 1
    return {
        **_common(asked, figures, unit, today),
        **_method(asked, figures, today),
        "services": _groups(reads.by_service(asked)) if len(asked.services) > 1 else [],
        "offices": _groups(reads.by_office(asked)) if is_wide else [],
        "trend": [
            [
                _title(one.period.name.id),
                _number(one.figures.result.ikm, 2) if one.figures else "-",
                _interval(one.figures) if one.figures else "terlalu sedikit jawaban",
                one.figures.result.grade.letter if one.figures else "-",
                _number(one.answers),
            ]
            for one in reads.trend(asked)
        ],
        "themes": _themes(asked),
    }


def _common(asked: Scope, figures: SatisfactionFigures, unit: Office | None, today: date) -> dict[str, Any]:
    city, rules, result = base_queries.city(), satisfaction_rules.load_rules(), figures.result
    span = f"{_day(asked.first_on)} sampai {_day(min(asked.last_on, today))}"
    return {
        "government": city.government,
        "organisation": unit.name if unit else UNIT,
        "subject": asked.services[0].name if len(asked.services) == 1 else "Seluruh layanan yang disurvei",
        "unit": unit.name if unit else city.name,
        "period": _title(asked.period.name.id) if asked.period else span,
        "span": span,
        "ikm": _number(result.ikm, 2),
        "interval": _interval(figures),
        "grade": result.grade.letter,
        "grade_name": result.grade.name.id,
        "n": _number(result.n),
        "scale": {
            "low": rules.factor,
            "value": result.ikm,
            "ends": [result.ikm_ci95.low, result.ikm_ci95.high] if result.ikm_ci95 else [],
            "bands": [[float(grade.least), grade.letter] for grade in rules.grades],
        },
        "elements": [_element(one, figures) for one in figures.elements],
        "lowest": [one.element.name.id for one in figures.lowest],
        "plans": [_plan(plan) for plan in surveys.follow_ups(list(asked.services)).exclude(state="dropped")],
        "weight": result.weight_written,
        "rounding": "di akhir"
        if result.rounding == "end"
        else "nilai unsur dibulatkan dua desimal lebih dulu",
        # The first part names the regulation; the rest is about our copy of it, in English.
        "rule": f"{rules.source.split(',')[0]} (versi aturan {rules.version})",
        "place_and_day": f"{city.place}, {_day(today)}",
        "signatory_post": _head_of(unit),
        "stamp": "DATA CONTOH" if any(service.is_example for service in asked.services) else "",
        "made_on": _day(today),
    }


def _head_of(unit: Office | None) -> str:
    """Return the post that signs; whose name it is, the city's settings tell of the training unit only."""
    if unit is None:
        return f"Kepala {UNIT}"
    if unit.kind == OfficeKind.DISTRICT:
        return "Camat " + unit.name.removeprefix("Kecamatan ")
    if unit.kind == OfficeKind.URBAN_VILLAGE:
        return "Lurah " + unit.name.removeprefix("Kelurahan ")
    return f"Kepala {unit.name}"


def _element(one: ElementFigure, figures: SatisfactionFigures) -> dict[str, Any]:
    mean = next(each for each in figures.result.elements if each.code == one.element.code)
    return {
        "column": one.element.column,
        "name": one.element.name.id,
        "mean": _number(mean.mean, 3),
        "weighted": _number(mean.weighted, 3),
        "value": _number(one.value, 2),
        "figure": one.value,
        "interval": "-" if one.low is None else f"{_number(one.low, 1)} – {_number(one.high, 1)}",
        "grade": find_grade(one.value).letter,
        "answered": _number(one.answered),
        "is_lowest": one.is_lowest,
    }


def _method(asked: Scope, figures: SatisfactionFigures, today: date) -> dict[str, Any]:
    rules, sample = survey_rules.load_rules(), satisfaction_rules.load_rules().sample
    names = dict(SatisfactionAnswer._meta.get_field("channel").flatchoices)
    counted = reads.channels(asked)
    had = reads.answers_by_service(asked)
    plans = [(one, reads.plan_of(asked, one, had.get(one.pk, 0), today)) for one in asked.services]
    return {
        "channels": [[str(names[code]), _number(counted[code])] for code in names if counted.get(code)],
        "missing": _number(figures.result.missing),
        "unanswered": _number(figures.result.unanswered),
        "samples": [
            [
                service.name,
                "tidak diketahui" if plan.served is None else _number(plan.served),
                _number(plan.needed),
                _number(plan.had),
                "cukup" if not plan.missing else f"kurang {_number(plan.missing)}",
            ]
            for service, plan in plans
            if plan.had
        ],
        "sample_source": sample.source,
        "survey_rule": f"{rules.source} (versi {rules.version})",
        "least": str(rules.least_group),
    }


def _groups(groups: list[Group]) -> list[list[str]]:
    return [
        [
            group.subject.name,
            _number(group.figures.result.ikm, 2) if group.figures else "-",
            _interval(group.figures) if group.figures else "terlalu sedikit jawaban",
            group.figures.result.grade.letter if group.figures else "-",
            _number(group.answers),
        ]
        for group in groups
        if group.answers
    ]


def _themes(asked: Scope) -> dict[str, Any]:
    themes = reads.themes(asked)
    return {
        "version": survey_comments.load_themes().version,
        "rows": [
            [
                theme.name.id if theme.name else "Tanpa kata yang dikenal",
                _number(len(theme.comments)),
                ", ".join(f"{word} ({n})" for word, n in theme.found[:5]),
            ]
            for theme in themes or []
        ],
    }


def _plan(plan: FollowUp) -> list[str]:
    names = {element.code: element.name.id for element in satisfaction_rules.load_rules().elements}
    return [
        names.get(plan.element, plan.element),
        plan.act,
        plan.owner,
        _day(plan.due_on),
        _STATES[plan.state],
        plan.service.name,
    ]


def _interval(figures: SatisfactionFigures) -> str:
    ends = figures.result.ikm_ci95
    return f"{_number(ends.low, 1)} – {_number(min(ends.high, 100.0), 1)}" if ends else "-"


def _number(value: float | None, decimals: int = 0) -> str:
    if value is None:
        return "-"
    return formats.number_format(
        round(value, decimals), decimal_pos=decimals, use_l10n=True, force_grouping=True
    )


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")


def _title(text: str) -> str:
    return text[0].upper() + text[1:]
