"""A test as the person sees it who takes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from saindege.base.errors import SaindegeError
from saindege.delivery.app import actions, queries
from saindege.delivery.app.forms.exam import read_answers
from saindege.delivery.app.models import Exam, Sitting
from saindege.delivery.app.views.exam_cards import cards_of
from saindege.delivery.app.views.words import in_words
from saindege.people.app.models import Person

# So shortly before the end the page hands in by itself, and nothing is asked.
LAST_MOMENT = timedelta(seconds=5)


@require_http_methods(["GET", "HEAD", "POST"])
def exam(request: HttpRequest, exam: UUID) -> HttpResponse:
    """Begin, answer, hand in. Works without scripts; with them each answer is kept as it is given."""
    now, refusal, blank = timezone.now(), None, 0
    # A whole class opens its test in the same moment: what runs is shown without a second look at anything.
    paper = queries.paper_of(request.user.pk, exam) if request.method != "POST" else None
    if paper is not None and paper.handed_in_at is None and now <= paper.ends_at + actions.GRACE:
        return _page(request, paper.exam, paper, now)
    found, person = _find(request, exam)
    sitting = queries.sitting_of(found, person)
    if sitting is not None and sitting.handed_in_at is None and now > sitting.ends_at + actions.GRACE:
        sitting = actions.hand_in(request.user, sitting, at=now)
    elif request.method == "POST":
        try:
            if sitting is None:
                actions.begin_sitting(request.user, found, person, at=now)
            else:
                _keep(request, sitting)
                if request.POST.get("langkah") == "selesai":
                    blank = _blank_questions(request, sitting, now)
                    if not blank:
                        actions.hand_in(request.user, sitting, at=now)
            if not blank:
                return redirect("delivery:exam", exam=found.pk)
        except SaindegeError as error:
            refusal = error
    return _page(request, found, sitting, now, refusal=refusal, blank=blank)


def _page(
    request: HttpRequest,
    found: Exam,
    sitting: Sitting | None,
    now: datetime,
    *,
    refusal: SaindegeError | None = None,
    blank: int = 0,
) -> HttpResponse:
    runs = sitting is not None and sitting.handed_in_at is None
    page = {
        "exam": found,
        "sitting": sitting,
        "refusal": refusal,
        "blank": blank,
        "asked": cards_of(sitting) if sitting is not None and runs else [],
        "is_open": runs or found.opens_at <= now <= found.closes_at,
        "now": now,
    }
    return render(request, "delivery/exam.html", page, status=409 if refusal else 422 if blank else 200)


def _blank_questions(request: HttpRequest, sitting: Sitting, now: datetime) -> int:
    """How many questions are open though there is time, unless the person has seen so and hands in all the same."""
    if request.POST.get("yakin") or sitting.ends_at - now < LAST_MOMENT:
        return 0
    return sum(one.is_blank for one in queries.asked_of(sitting))


@require_POST
def answer(request: HttpRequest, exam: UUID) -> HttpResponse:
    """Keep answers as they are given."""
    found, person = _find(request, exam)
    sitting = queries.sitting_of(found, person)
    if sitting is None:
        raise Http404
    try:
        kept = _keep(request, sitting)
    except SaindegeError as error:
        return JsonResponse({"fault": in_words(error)}, status=409)
    return JsonResponse({"kept": kept, "now": timezone.now().isoformat()})


def _keep(request: HttpRequest, sitting: Sitting) -> int:
    answers = read_answers(queries.rules_of(sitting.exam_id), request.POST)
    return actions.keep_answers(request.user, sitting, answers, at=timezone.now()) if answers else 0


def _find(request: HttpRequest, key: UUID) -> tuple[Exam, Person]:
    person = queries.person_of(request.user)
    if person is None:
        raise Http404
    try:
        return queries.exam_for(request.user, key), person
    except Exam.DoesNotExist as error:
        raise Http404 from error
