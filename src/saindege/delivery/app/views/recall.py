"""The random recall: names drawn by chance and called out in the room."""

from __future__ import annotations

import random
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, actions, queries
from saindege.delivery.app.views.words import person_in_form, refuse
from saindege.programme.app.models import Session


@require_POST
def draw(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Draw names."""
    found = _find(request, course, session)
    # What is drawn must not be known beforehand: no seed.
    drawn = actions.draw_recall(request.user, found, at=timezone.now(), chance=random.SystemRandom())
    if drawn:
        words = ngettext("Panggil %(n)d nama ini di kelas.", "Panggil %(n)d nama ini di kelas.", len(drawn))
        messages.success(request, words % {"n": len(drawn)})
    else:
        messages.info(request, _("Semua yang tercatat hadir sudah pernah dipanggil."))
    return _back(found)


@require_POST
def answer(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Write down whether a name answered."""
    found = _find(request, course, session)
    person = person_in_form(request)
    try:
        actions.answer_recall(
            request.user, found, person.pk, is_here=request.POST.get("ada") == "ya", at=timezone.now()
        )
    except SaindegeError as error:
        refuse(request, error)
    return _back(found)


def _find(request: HttpRequest, course: int, session: UUID) -> Session:
    found = get_object_or_404(queries.sessions_visible_to(request.user), pk=session, batch__course_id=course)
    require(access.may_run_session(request.user, found))
    return found


def _back(found: Session) -> HttpResponse:
    return redirect(f"{reverse('delivery:session', args=[found.batch.course_id, found.pk])}#periksa")
