"""Pages of those who are asked: my open questions, a reaction, a target, how often a behaviour was seen."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.impact import evaluation
from saindege.impact.app import access, actions, forms, queries
from saindege.impact.app.models import BehaviourRater, RaterKind
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


@require_safe
def my_evaluation(request: HttpRequest) -> HttpResponse:
    """What waits for me: reactions, behaviour, targets."""
    require(access.may_answer(request.user))
    context = {"duties": queries.duties_of(request.user, timezone.now()), "rules": evaluation.load()}
    return render(request, "impact/my_evaluation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reaction(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Say what a course was like, without a name."""
    this = get_object_or_404(Batch.objects.select_related("course"), pk=batch)
    require(access.may_react(request.user, this))
    if queries.has_reacted(request.user, this):
        return render(request, "impact/reaction_done.html", {"batch": this})
    form = forms.ReactionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_reaction(
                request.user, this, form.marks(), form.cleaned_data["comment"], at=timezone.now()
            )
        except SaindegeError as refusal:
            messages.warning(request, refusal.sentence.in_language(pages.reader_language()))
            return redirect("impact:my_evaluation")
        messages.success(request, _("Terima kasih. Tanggapan Anda disimpan tanpa nama."))
        return redirect("impact:my_evaluation")
    context = {"batch": this, "form": form, "rules": evaluation.load()}
    return render(request, "impact/reaction.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def behaviour(request: HttpRequest, rater: uuid.UUID) -> HttpResponse:
    """Say how often an agreed behaviour was seen."""
    found = BehaviourRater.objects.select_related("target__person", "target__batch__course", "person")
    asked = get_object_or_404(found, pk=rater)
    require(access.may_rate(request.user, asked))
    form = forms.BehaviourForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate_behaviour(request.user, asked, form.cleaned_data["mark"], at=timezone.now())
        except SaindegeError as refusal:
            messages.warning(request, refusal.sentence.in_language(pages.reader_language()))
        else:
            messages.success(request, pgettext("impact", "Penilaian disimpan."))
        return redirect("impact:my_evaluation")
    context = {
        "rater": asked,
        "form": form,
        "window": queries.open_window(asked, timezone.localdate()),
        "is_peer": asked.kind == RaterKind.PEER,
        "is_self": asked.kind == RaterKind.SELF,
        "rules": evaluation.load(),
    }
    return render(request, "impact/behaviour.html", context, status=422 if form.errors else 200)


@require_safe
def targets(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """The participants of a batch with the behaviours agreed."""
    require(access.may_agree_targets(request.user))
    this = get_object_or_404(Batch.objects.select_related("course"), pk=batch)
    rows = queries.target_rows(request.user, this)
    require(bool(rows) or access.may_keep_evaluation(request.user))
    first, last = queries.batch_bounds(this)
    context = {
        "batch": this,
        "rows": rows,
        "first": first,
        "is_over": last is not None and last < timezone.now(),
    }
    return render(request, "impact/targets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def target(request: HttpRequest, batch: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Agree what is to be seen of one participant after the course."""
    this = get_object_or_404(Batch.objects.select_related("course"), pk=batch)
    found = Person.objects.filter(participations__batch=this).select_related("superior", "office")
    whose = get_object_or_404(found, pk=person)
    require(access.may_agree_target(request.user, whose))
    known = queries.target_of(this, whose)
    form = forms.TargetForm(request.POST or None, initial={"words": known.words if known else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_target(request.user, this, whose, form.cleaned_data["words"], at=timezone.now())
        except SaindegeError as refusal:
            messages.warning(request, refusal.sentence.in_language(pages.reader_language()))
        else:
            messages.success(
                request, _("Perilaku sasaran disimpan. Penilaian dibuka pada hari ke-30, 60, dan 90.")
            )
        return redirect("impact:targets", batch=this.pk)
    context = {"batch": this, "whose": whose, "form": form, "known": known, "rules": evaluation.load()}
    return render(request, "impact/target.html", context, status=422 if form.errors else 200)
