"""A new session, and a changed one: clashes told before they hurt, nobody's change overwritten."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app.access import require
from saindege.programme.app import access, actions, forms, queries
from saindege.programme.app.models import Batch, Session
from saindege.programme.app.views import session_words


@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: HttpRequest, course: int, batch: uuid.UUID) -> HttpResponse:
    """Take a new session of a batch."""
    require(access.may_arrange_programme(request.user))
    shown = get_object_or_404(Batch.objects.select_related("course"), pk=batch, course=course)
    form = forms.SessionForm(request.POST or None, initial=_first_values(shown))
    context: dict[str, Any] = {"batch": shown}
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        warnings = _unseen_warnings(form, shown, key)
        if warnings:
            return _page(request, form, {**context, "warnings": warnings})
        try:
            made = actions.add_session(
                request.user, shown, form.values(), key=key, at=timezone.now(), despite_clash=_insists(form)
            )
        except actions.NotSaved as error:
            form.refuse(error.problems)
        except actions.SessionsClash as error:
            return _page(request, form, {**context, "warnings": [clash.sentence for clash in error.clashes]})
        else:
            messages.success(request, _("Sesi “%(title)s” disimpan.") % {"title": made.title})
            return redirect(_place_of(made))
    return _page(request, form, context)


@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request: HttpRequest, course: int, session: uuid.UUID) -> HttpResponse:
    """Take the changes of a session; where somebody else saved meanwhile, show both before saving."""
    require(access.may_arrange_programme(request.user))
    shown = get_object_or_404(
        Session.objects.select_related("batch__course", "speaker"), pk=session, batch__course=course
    )
    context: dict[str, Any] = {"batch": shown.batch, "session": shown}
    if not access.may_change_session(request.user, shown):
        return render(request, "programme/session_closed.html", context, status=409)
    form = forms.SessionForm(request.POST or None, initial=session_words.values_of(shown))
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, context)
    warnings = _unseen_warnings(form, shown.batch, shown.pk)
    if warnings and form.cleaned_data["version"] == shown.version:
        return _page(request, form, {**context, "warnings": warnings})
    try:
        saved = actions.change_session(
            request.user,
            shown.pk,
            form.values(),
            version=form.cleaned_data["version"] or 0,
            at=timezone.now(),
            despite_clash=_insists(form),
        )
    except actions.NotSaved as error:
        form.refuse(error.problems)
    except actions.SessionsClash as error:
        return _page(request, form, {**context, "warnings": [clash.sentence for clash in error.clashes]})
    except actions.SessionClosed:
        return render(request, "programme/session_closed.html", context, status=409)
    except actions.ChangedMeanwhile as error:
        return _page(request, form, {**context, "session": error.current, "conflict": error})
    else:
        messages.success(request, _("Sesi “%(title)s” disimpan.") % {"title": saved.title})
        return redirect(_place_of(saved))
    return _page(request, form, context)


def _page(request: HttpRequest, form: forms.SessionForm, context: dict[str, Any]) -> HttpResponse:
    warnings = context.get("warnings", [])
    conflict = context.get("conflict")
    if warnings or conflict:
        # What was typed stays; the hidden parts say what has been seen by now.
        form.data = form.data.copy()
        form.data["seen"] = session_words.signature(warnings)
    if conflict:
        form.data["version"] = str(conflict.current.version)
        context["differences"] = session_words.differences(form.values(), conflict.current)
    context |= {"form": form, "places": queries.place_names(), "speakers": queries.speaker_names()}
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "programme/session_form.html", context, status=status)


def _first_values(batch: Batch) -> dict[str, Any]:
    """Offer what the last session of the batch says: the next one is mostly alike."""
    last = batch.sessions.order_by("-starts_at").select_related("speaker").first()
    values: dict[str, Any] = {"key": forms.new_key(), "title": batch.course.title}
    if last is not None:
        values = {**session_words.values_of(last), "key": forms.new_key(), "version": None, "day": None}
    return values


def _unseen_warnings(form: forms.SessionForm, batch: Batch, key: uuid.UUID) -> list[Any]:
    """Return what to think about before saving, unless the officer has seen just that and insists."""
    warnings = queries.warnings_of(form.values(), batch, key)
    if _insists(form) and form.cleaned_data["seen"] == session_words.signature(warnings):
        return []
    return warnings


def _insists(form: forms.SessionForm) -> bool:
    return "tetap" in form.data


def _place_of(made: Session) -> str:
    return f"{reverse('programme:course', args=[made.batch.course_id])}#sesi-{made.pk}"
