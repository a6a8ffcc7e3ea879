"""Reads of the survey: codes, sheets of codes, what is planned about low elements."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import formats, translation

from saindege.base.app import paper
from saindege.base.app import queries as base_queries
from saindege.people.app.models import Office
from saindege.service import survey_rules
from saindege.service.app.models import FollowUp, Service, SurveyCode, SurveySheet
from saindege.service.survey_code import show_code

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "service"


def code_named(code: str) -> SurveyCode:
    """Return what a code opens.

    Raises
    ------
    SurveyCode.DoesNotExist : nothing
    """
    return SurveyCode.objects.select_related("service", "office").get(code=code)


def sheets_for_page() -> QuerySet[SurveySheet]:
    """Return the sheets of codes with how many there are and how many were used, the newest first."""
    sheets = SurveySheet.objects.select_related("service", "office")
    used = Count("codes", filter=~Q(codes__used_on=None))
    return sheets.annotate(code_count=Count("codes"), used_count=used).order_by("-made_at")


def open_codes(today: date) -> QuerySet[SurveyCode]:
    """Return the codes that stand open at counters."""
    codes = SurveyCode.objects.filter(kind="open", closed_on=None, valid_until__gte=today)
    return codes.select_related("service", "office").order_by("service__name", "office__name")


def offices_of(service: Service) -> QuerySet[Office]:
    """Return the offices that offer a service; all where none is named."""
    offices = service.offices.order_by("name")
    return offices if offices.exists() else Office.objects.order_by("name")


def follow_ups(services: list[Service]) -> QuerySet[FollowUp]:
    """Return what is planned about some services, by the day on which it is due."""
    return FollowUp.objects.filter(service__in=services).select_related("service")


def open_follow_ups(services: list[Service]) -> QuerySet[FollowUp]:
    """Return what is planned and not over."""
    return follow_ups(services).filter(state__in=["planned", "running"])


def code_slips(sheet: SurveySheet, address: str) -> bytes:
    """Set a sheet of codes to be cut out, in Indonesian.

    Parameters
    ----------
    address : of the house, before the path
    """
    codes = sheet.codes.order_by("pk")
    with translation.override("id"):
        slips = [
            {"code": show_code(one.code), "qr": _qr(address + reverse("service:survey", args=[one.code]))}
            for one in codes
        ]
        until = codes[0].valid_until if slips else sheet.made_at.date()
        return paper.compile_pdf(
            TEMPLATES / "code_slips.typ",
            {
                "title": "Kode survei kepuasan",
                "government": base_queries.city().government,
                "service": sheet.service.name,
                "office": sheet.office.name,
                "address": _bare(address + reverse("service:survey_door")),
                "until": formats.date_format(until, "j F Y"),
                "slips": slips,
                "stamp": "DATA CONTOH" if sheet.is_example else "",
            },
        )


def counter_poster(code: SurveyCode, address: str) -> bytes:
    """Set the poster of a counter with the picture of its open code, in Indonesian."""
    with translation.override("id"):
        where = address + reverse("service:survey", args=[code.code])
        return paper.compile_pdf(
            TEMPLATES / "counter_poster.typ",
            {
                "title": "Survei kepuasan masyarakat",
                "government": base_queries.city().government,
                "service": code.service.name,
                "office": code.office.name,
                "address": _bare(where),
                "qr": _qr(where),
                "until": formats.date_format(code.valid_until, "j F Y"),
                "stamp": "DATA CONTOH" if code.is_example else "",
            },
        )


def paper_form(service: Service, office: Office) -> bytes:
    """Set the questionnaire to be filled in by hand, in Indonesian."""
    rules = survey_rules.load_rules()
    with translation.override("id"):
        return paper.compile_pdf(
            TEMPLATES / "paper_form.typ",
            {
                "title": "Kuesioner survei kepuasan",
                "government": base_queries.city().government,
                "service": service.name,
                "office": office.name,
                "rule": f"{rules.source} (versi aturan {rules.version})",
                "questions": [
                    {
                        "column": f"U{question.number}",
                        "asks": question.asks.id,
                        "options": [option.id for option in question.options],
                    }
                    for question in rules.questions
                ],
                "stamp": "DATA CONTOH" if service.is_example else "",
            },
        )


def _qr(address: str) -> str:
    return paper.qr_svg(address, label="Kode QR survei")


def _bare(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://")
