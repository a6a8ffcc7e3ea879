"""The page of one speaker's classes: for the speaker and for those who keep speakers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.impact import evaluation
from saindege.impact.app import access, queries
from saindege.impact.outcome import say_number
from saindege.programme.app.models import Speaker


@require_safe
def speaker_results(request: HttpRequest, speaker: int) -> HttpResponse:
    """Show the rating and the gain of one speaker's classes, from the least number of answers on."""
    shown = get_object_or_404(Speaker, pk=speaker)
    require(access.may_see_speaker_results(request.user, shown))
    found = queries.speaker_results(shown, timezone.now())
    rules, language = evaluation.load(), pages.reader_language()
    context = {
        "speaker": shown,
        "found": found,
        "rating_points": _points(found.rating),
        "gain_points": _points(found.gain),
        "header": [_("Angka"), pgettext("impact", "Nilai"), _("Bawah"), _("Atas")],
        "rating_table": _table(found.rating, 2),
        "gain_table": _table(found.gain, 1),
        "statements": [
            (words.in_language(language), found.statements[key])
            for key, words in rules.statements.items()
            if key in found.statements
        ],
        "may_keep": access.may_keep_evaluation(request.user),
    }
    return render(request, "impact/speaker.html", context)


def _rows(figure: queries.Figure) -> list[tuple[str, float, tuple[float, float]]]:
    named = (
        (_("Rata-rata sendiri"), figure.mean, figure.ci95),
        (_("Setelah penyusutan"), figure.shrunk, figure.shrunk_ci95),
    )
    return [(name, value, ends) for name, value, ends in named if value is not None and ends is not None]


def _points(figure: queries.Figure) -> list[dict[str, Any]]:
    return [
        {"label": name, "value": value, "low": ends[0], "high": ends[1], "tone": "plain"}
        for name, value, ends in _rows(figure)
    ]


def _table(figure: queries.Figure, decimals: int) -> list[list[str]]:
    language = pages.reader_language()
    return [
        [name, *(say_number(each, decimals, language) for each in (value, *ends))]
        for name, value, ends in _rows(figure)
    ]
