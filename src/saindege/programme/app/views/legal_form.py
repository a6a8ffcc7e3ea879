"""The legal form of a course in words: how its learning hours are counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from saindege.base.app import pages
from saindege.programme import method
from saindege.programme.app.models import Course


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A legal form as a course page shows it.

    Attributes
    ----------
    name : in the reader's language; the key itself where the table does not know it
    counted : how hours are counted; empty where the table does not know the form
    source : where that comes from
    """

    name: str
    counted: str
    source: str


def of_course(course: Course) -> ShownForm:
    """Say the legal form of a course."""
    try:
        form = method.load().by_key(course.method)
    except method.UnknownForm:
        return ShownForm(course.method, "", "")
    return ShownForm(form.name_in(pages.reader_language()), _counted(form), form.source)


def _counted(form: method.LearningForm) -> str:
    parts = [_unit(form)]
    if form.international is not None and form.international != form.national:
        parts.append(_("tingkat internasional %(n)s JP") % {"n": _figure(form.international)})
    if form.cap_per_month is not None:
        parts.append(_("paling banyak %(n)d sebulan untuk satu orang") % {"n": form.cap_per_month})
    return "; ".join(parts)


def _unit(form: method.LearningForm) -> str:
    if form.unit == "hour":
        return _("JP dihitung dari jam programnya")
    unit = {
        "day": _("satu hari"),
        "session": _("satu pertemuan"),
        "event": _("satu kegiatan"),
        "semester": _("satu semester"),
    }[form.unit]
    return _("%(unit)s dihitung %(n)s JP") % {"unit": unit, "n": _figure(form.national)}


def _figure(value: float) -> str:
    return number_format(value, decimal_pos=None if value % 1 else 0, use_l10n=True)
