"""The questions of a test as the page shows them; what is the same for a whole class is written once."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from saindege.delivery.app import queries
from saindege.delivery.app.models import Sitting


def cards_of(sitting: Sitting) -> list[tuple[str, SafeString]]:
    """Return what each question of a sitting asks, and where it is answered, in the person's own order."""
    language = get_language() or "id"
    return [
        (
            one.row.text,
            _unanswered(sitting.exam_id, one.row.pk, one.shown, language)
            if one.answer is None
            else _field(one),
        )
        for one in queries.asked_of(sitting)
    ]


def _field(one: queries.Asked) -> SafeString:
    return render_to_string("delivery/exam_answer.html", {"one": one})


@lru_cache(maxsize=512)
def _unanswered(exam: UUID, question: int, shown: tuple[int, ...], language: str) -> SafeString:
    """Return where a question is answered, as everybody gets it who has not yet; it never changes."""
    return _field(queries.Asked(queries.questions_of(exam)[question], shown, None))
