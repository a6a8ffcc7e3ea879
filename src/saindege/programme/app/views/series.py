"""A series of sessions for one or several groups of a course."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput
from saindege.programme.app import access, actions, forms, queries
from saindege.programme.app.models import Course
from saindege.programme.app.views import session_words


@require_http_methods(["GET", "HEAD", "POST"])
def series_new(request: HttpRequest, course: int) -> HttpResponse:
    """Take a series; clashes are told before they hurt, and nothing is made in part."""
    require(access.may_arrange_programme(request.user))
    shown = get_object_or_404(Course, pk=course)
    form = forms.SeriesForm(
        request.POST or None, initial={"key": forms.new_key(), "title": shown.title[:180]}
    )
    context: dict[str, Any] = {
        "course": shown,
        "form": form,
        "places": queries.place_names(),
        "speakers": queries.speaker_names(),
    }
    if request.method == "POST" and form.is_valid():
        insists = "tetap" in request.POST
        try:
            made = actions.add_series(
                request.user,
                shown,
                form.values(),
                key=form.cleaned_data["key"],
                at=timezone.now(),
                despite_clash=insists,
            )
        except actions.SessionsClash as error:
            context["warnings"] = [clash.sentence for clash in error.clashes]
            form.data = form.data.copy()
            form.data["seen"] = session_words.signature(context["warnings"])
        except actions.NotSaved as error:
            form.refuse(error.problems)
        except BadInput as error:
            form.add_error("weekdays", error.sentence.in_language(pages.reader_language()))
        else:
            said = ngettext(
                "%(n)d angkatan dengan seluruh sesinya disimpan.",
                "%(n)d angkatan dengan seluruh sesinya disimpan.",
                len(made),
            )
            messages.success(request, said % {"n": len(made)})
            return redirect("programme:course", shown.pk)
    return render(request, "programme/series.html", context, status=422 if form.errors else 200)
