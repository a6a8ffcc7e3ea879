"""The page on which marks of the test after a batch become assessments of competencies."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.delivery.app import access, queries
from saindege.delivery.app.queries.exam_evidence import evidence_rows, findings_of
from saindege.people import test_evidence
from saindege.people.app import actions as people_actions


@require_http_methods(["GET", "HEAD", "POST"])
def exam_evidence(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show what the test says of each competency, and take it over."""
    require(access.may_organise(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    rows = evidence_rows(found)
    findings = findings_of(found, rows)
    if request.method == "POST":
        stored = people_actions.assess_by_test(request.user, findings, at=timezone.now())
        messages.success(
            request,
            ngettext("%(n)d penilaian disimpan.", "%(n)d penilaian disimpan.", stored) % {"n": stored},
        )
        return redirect("delivery:exam_evidence", course=course, batch=batch)
    context = {
        "batch": found,
        "page": pages.page_of(request, rows, 100),
        "new": len(findings),
        "people": len({row.person.pk for row in rows}),
        "raises": found.course.competencies.exists(),
        "least": test_evidence.load().pass_mark
        if found.course.pass_post_mark is None
        else found.course.pass_post_mark,
        "rules": test_evidence.load(),
    }
    return render(request, "delivery/exam_evidence.html", context)
