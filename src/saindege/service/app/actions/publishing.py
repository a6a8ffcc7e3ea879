"""A result of the survey is published as it is now, or withdrawn."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Sentence
from saindege.people.app.models import Office
from saindege.service import survey_rules
from saindege.service.app import access, queries
from saindege.service.app.models import PublishedResult, Service
from saindege.service.app.queries import publishing
from saindege.service.app.queries.scope import Scope, overall


class NotPublished(BadInput):
    """The result cannot be published yet."""

    code = "nothing_to_estimate"


def publish_result(
    by: Account, asked: Scope, service: Service | None, office: Office | None, *, today: date, at: datetime
) -> PublishedResult:
    """Publish the result of a whole period; one that stood for the same is withdrawn by it.

    Raises
    ------
    NotPublished : the period is not over, or too few answered
    """
    require(access.may_run_surveys(by))
    if asked.period is None or not publishing.is_over(asked, today):
        raise NotPublished(
            Sentence(
                id="Yang diterbitkan adalah hasil satu periode yang sudah selesai. Pilih triwulan, semester atau tahun "
                "yang sudah lewat.",
                en="What is published is the result of a period that is over. Choose a quarter, half-year or year "
                "that has passed.",
            )
        )
    whole = overall(asked)
    if whole is None or whole.figures is None:
        least = survey_rules.load_rules().least_group
        raise NotPublished(
            Sentence(
                id=f"Perlu paling sedikit {least} jawaban, dan setiap unsur terjawab; yang kurang tidak diterbitkan "
                "agar tidak ada warga yang dapat dikenali.",
                en=f"At least {least} answers are needed, with every element answered; less is not published, so "
                "that nobody can be recognised.",
            )
        )
    with transaction.atomic():
        same = PublishedResult.objects.filter(
            service=service, office=office, period=asked.period.code, withdrawn_at=None
        )
        same.update(withdrawn_at=at)
        made = PublishedResult.objects.create(
            service=service,
            office=office,
            period=asked.period.code,
            figures=publishing.snapshot(asked, whole.figures, service, office),
            published_by=by,
            published_at=at,
            is_example=queries.in_demonstration(),
        )
        base_actions.record(
            by=by, action="service.result_published", subject=made, at=at, detail={"period": made.period}
        )
    return made


def withdraw_result(by: Account, result: PublishedResult, *, at: datetime) -> None:
    """Take a result off the public page; that it stood there stays in the record."""
    require(access.may_run_surveys(by))
    with transaction.atomic():
        if PublishedResult.objects.filter(pk=result.pk, withdrawn_at=None).update(withdrawn_at=at):
            base_actions.record(by=by, action="service.result_withdrawn", subject=result, at=at)
