"""Pages of the design: waves by lottery with what they could show, or doubts about offices chosen by hand."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.impact.app import access
from saindege.impact.app.actions.lottery import AlreadyDrawn, NotByLottery, draw_lottery
from saindege.impact.app.forms.waves import ChosenForm, WavesForm
from saindege.impact.app.models import Study
from saindege.impact.app.queries import design as queries
from saindege.impact.app.queries.records import drawn_lottery, office_rows
from saindege.impact.choice import ALL_AT_ONCE
from saindege.impact.outcome import outcome_of, say_number

# A whole number that every program writes and reads without loss.
SEEDS = 2**53


@require_http_methods(["GET", "HEAD", "POST"])
def study_design(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say which offices are trained when, before anybody is."""
    require(access.may_arrange_studies(request.user))
    asked = get_object_or_404(Study.objects.select_related("service", "course"), pk=key)
    if asked.options.get("assignment") != "lottery":
        return _chosen(request, asked)
    if drawn_lottery(asked) is not None:
        return redirect(f"{reverse('impact:study', args=[asked.pk])}?bagian=rancangan")
    offices = [row.office for row in office_rows(asked)]
    given = request.POST if request.method == "POST" else request.GET if "waves" in request.GET else None
    form = WavesForm(given, offices=len(offices), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        return _draw(request, asked, form)
    context = {"study": asked, "form": form, "offices": offices, "outcome": outcome_of(asked.outcome)}
    if offices and (form.is_valid() or given is None):
        context |= _preview(asked, form if given is not None else _usual(form, len(offices)))
    return render(request, "impact/design.html", context, status=422 if form.errors else 200)


def _usual(form: WavesForm, offices: int) -> WavesForm:
    """The same form, filled with what it proposes."""
    proposed = WavesForm(form.initial, offices=offices, today=timezone.localdate())
    proposed.is_valid()
    return proposed


def _preview(asked: Study, form: WavesForm) -> dict[str, Any]:
    if not form.is_valid():
        return {}
    plan, language = form.plan, pages.reader_language()
    seen = queries.prospect_of(asked, plan.months, plan.sizes, plan.follow_up, language)
    unit = outcome_of(asked.outcome).unit.in_language(language)
    label = _("Bagian undian yang memperlihatkan pengaruh, menurut besarnya (%(unit)s)") % {"unit": unit}
    return {
        "prospect": seen,
        "plan": plan,
        "waiting": form.offices - sum(plan.sizes),
        "earlier": queries.earlier_draws(asked),
        "sealable": {name: form.cleaned_data[name] for name in form.fields},
        "curve_label": label,
        "curve_header": [_("Pengaruh (%(unit)s)") % {"unit": unit}, _("Terlihat di persen undian")],
        "curve_rows": [
            [say_number(size, 1, language), say_number(share, 0, language)] for size, share in seen.rows
        ],
        "bounds": {"promise": 80.0, "promise_label": _("4 dari 5")},
    }


def _draw(request: HttpRequest, asked: Study, form: WavesForm) -> HttpResponse:
    language = pages.reader_language()
    try:
        draw_lottery(request.user, asked.pk, form.plan, seed=secrets.randbelow(SEEDS), at=timezone.now())
    except (AlreadyDrawn, NotByLottery) as refusal:
        messages.warning(request, refusal.sentence.in_language(language))
    except SaindegeError as refusal:
        messages.error(request, refusal.sentence.in_language(language))
        return redirect("impact:study_design", key=asked.pk)
    else:
        messages.success(request, _("Gelombang diundi, dicatat, dan disegel bersama rancangannya."))
    return redirect(f"{reverse('impact:study', args=[asked.pk])}?bagian=rancangan")


def _chosen(request: HttpRequest, asked: Study) -> HttpResponse:
    """Look at offices that somebody wants to choose; nothing is stored."""
    offices = [row.office for row in office_rows(asked)]
    form = ChosenForm(request.GET if "chosen" in request.GET else None, offices=offices)
    context: dict[str, Any] = {"study": asked, "form": form, "offices": offices}
    if form.is_valid():
        language = pages.reader_language()
        chosen = set(form.cleaned_data["chosen"])
        context["look"] = queries.choice_of(asked, chosen, language)
        context["is_all"] = len(chosen) == len(offices)
        context["all_at_once"] = ALL_AT_ONCE
        context["looked"] = True
    return render(request, "impact/choice.html", context, status=422 if form.errors else 200)
