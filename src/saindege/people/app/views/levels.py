"""What one person holds and lacks, with the evidence; and the page of oneself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.people import competency
from saindege.people.app import access, actions, forms, queries
from saindege.people.app.models import Person


@dataclass(frozen=True, slots=True)
class ShownLevel:
    """One competency as a row: five boxes, which are held, which lack, and the sentence that says the same."""

    row: queries.LevelRow
    boxes: tuple[str, ...]
    state: str
    tone: str
    words: str


@require_http_methods(["GET", "HEAD", "POST"])
def levels(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show what one person holds against the post, and take an assessment in."""
    by = request.user
    shown = get_object_or_404(Person.objects.select_related("office", "superior"), pk=key)
    require(access.may_see_levels_of(by, shown))
    today = timezone.localdate()
    form = None
    if access.may_assess(by, shown):
        form = forms.AssessmentForm(
            request.POST or None,
            competencies=list(queries.competencies().values()),
            level_names=competency.load().level_names[pages.reader_language()],
            today=today,
            asks_source=access.may_keep_levels(by),
            initial={"assessed_on": today},
        )
        if request.method == "POST" and form.is_valid() and _assess(request, form, shown):
            return redirect("people:levels", shown.pk)
    rows = queries.levels_of(shown, today)
    context = {
        "person": shown,
        "rows": [_shown(row) for row in rows],
        "match": queries.match_percent(rows),
        "form": form,
        "is_self": shown.account_id == by.pk,
        "has_standard": any(row.required for row in rows),
        "may_keep": access.may_keep_levels(by),
        "rules": competency.load(),
    }
    return render(request, "people/levels.html", context, status=422 if form and form.errors else 200)


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show myself: what I lack, what to do next, and the way to my sessions, hours and certificates."""
    person = queries.person_of(request.user)
    if person is None:
        return render(request, "people/me_unknown.html")
    rows = [_shown(row) for row in queries.levels_of(person, timezone.localdate())]
    lacking = [each for each in rows if each.row.lacking]
    context = {
        "person": person,
        "lacking": lacking,
        "unknown": [each for each in rows if each.row.required and each.row.held is None],
        "enough": [each for each in rows if each.row.required and each.row.held and not each.row.lacking],
        "match": queries.match_percent(each.row for each in rows),
        "asked": queries.needs_asked_for(person),
        "forms": queries.open_forms_of(person, timezone.localdate()),
        "rules": competency.load(),
    }
    return render(request, "people/me.html", context)


def _assess(request: HttpRequest, form: forms.AssessmentForm, shown: Person) -> bool:
    sent = form.cleaned_data
    try:
        actions.assess(
            request.user,
            shown,
            int(sent["competency"]),
            source=sent.get("source", "superior"),
            level=int(sent["level"]),
            on=sent["assessed_on"],
            evidence=sent["evidence"],
            at=timezone.now(),
        )
    except actions.AssessedAlready as error:
        form.add_error("assessed_on", error.sentence.in_language(pages.reader_language()))
        return False
    messages.success(request, _("Penilaian disimpan."))
    return True


def _shown(row: queries.LevelRow) -> ShownLevel:
    held = row.held.level if row.held else 0.0
    boxes = tuple(
        "held" if held >= level - 0.5 else "lacks" if level <= row.required else "" for level in range(1, 6)
    )
    if row.held is None:
        state, tone = _("Belum dinilai"), "wait"
    elif not row.required:
        state, tone = _("Tidak disyaratkan"), "plain"
    elif row.lacking:
        state, tone = _("Kurang"), "bad"
    else:
        state, tone = _("Cukup"), "good"
    return ShownLevel(row, boxes, state, tone, state)
