"""Results of the survey as they are published: a snapshot in both languages, and reads of those that stand."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from saindege.base.errors import Sentence
from saindege.people.app.models import Office
from saindege.service import satisfaction_rules
from saindege.service.app.models import PublishedResult, Service
from saindege.service.app.queries import surveys
from saindege.service.app.queries.satisfaction import ElementFigure, SatisfactionFigures
from saindege.service.app.queries.scope import Scope
from saindege.service.satisfaction import find_grade


def snapshot(
    asked: Scope, figures: SatisfactionFigures, service: Service | None, office: Office | None
) -> dict[str, Any]:
    """Return what is published of a scope: index, interval, letter, elements, lowest three, what follows."""
    result, rules = figures.result, satisfaction_rules.load_rules()
    bounds = result.ikm_ci95
    lowest = [one.element.code for one in figures.lowest]
    plans = surveys.follow_ups(list(asked.services)).exclude(state="dropped").filter(element__in=lowest)
    return {
        "subject": service.name if service else "",
        "office": office.name if office else "",
        "first_on": asked.first_on.isoformat(),
        "last_on": asked.last_on.isoformat(),
        "ikm": result.ikm,
        # The index ends at 100, the normal interval does not know that.
        "low": bounds.low if bounds else None,
        "high": min(bounds.high, 100.0) if bounds else None,
        "n": result.n,
        "grade": result.grade.letter,
        "grade_name": _both(result.grade.name),
        "elements": [_element(one) for one in figures.elements],
        "lowest": lowest,
        "plans": [
            {
                "element": plan.element,
                "act": plan.act,
                "owner": plan.owner,
                "due_on": plan.due_on.isoformat(),
                "state": plan.state,
            }
            for plan in plans
        ],
        "weight": result.weight_written,
        "rule": f"{rules.source.split(',')[0]} ({rules.version})",
    }


def _element(one: ElementFigure) -> dict[str, Any]:
    grade = find_grade(one.value)
    return {
        "code": one.element.code,
        "name": _both(one.element.name),
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "grade": grade.letter,
        "answered": one.answered,
    }


def _both(sentence: Sentence) -> dict[str, str]:
    return {"id": sentence.id, "en": sentence.en}


def standing_results() -> QuerySet[PublishedResult]:
    """Return what stands published, the newest period first."""
    return PublishedResult.objects.filter(withdrawn_at=None).select_related("service", "office")


def all_results() -> QuerySet[PublishedResult]:
    """Return everything that was ever published, for whoever publishes."""
    return PublishedResult.objects.select_related("service", "office", "published_by")


def is_over(asked: Scope, today: date) -> bool:
    """Say whether the period of a scope has ended."""
    return asked.last_on < today
