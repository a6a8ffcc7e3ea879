"""A course in the words of its form: values to start from, differences between two people's versions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from saindege.base.app import pages
from saindege.programme.app import queries
from saindege.programme.app.actions import CourseFields
from saindege.programme.app.models import Course
from saindege.programme.app.views.session_words import Difference


def values_of(course: Course) -> dict[str, Any]:
    """Return a stored course as its form shows it."""
    return {
        "seen": queries.fingerprint(course),
        "title": course.title,
        "code": course.code,
        "method": course.method,
        "summary": course.summary,
        "learning_hours": _figure(course.learning_hours),
        "pass_percent": _figure(course.pass_attendance_share * 100),
        "post_mark": _figure(course.pass_post_mark),
        "practice_percent": _figure(course.pass_practice_percent),
        "cost": f"{course.cost_rupiah:,}".replace(",", ".") if course.cost_rupiah else "",
    }


def differences(mine: CourseFields, current: Course) -> list[Difference]:
    """Return each field in which what one person typed differs from what stands now."""
    pairs = (
        (_("Nama kursus"), mine.title, current.title),
        (_("Kode"), mine.code, current.code),
        (
            _("Bentuk"),
            queries.method_name(mine.method, pages.reader_language()),
            queries.method_name(current.method, pages.reader_language()),
        ),
        (_("Isi dan tujuan"), mine.summary, current.summary),
        (_("Jam pelajaran (JP)"), _figure(mine.learning_hours), _figure(current.learning_hours)),
        (
            _("Kehadiran paling sedikit (%)"),
            _figure(mine.pass_attendance_share * 100),
            _figure(current.pass_attendance_share * 100),
        ),
        (
            _("Nilai tes akhir paling sedikit"),
            _figure(mine.pass_post_mark),
            _figure(current.pass_post_mark),
        ),
        (
            _("Nilai praktik paling sedikit (%)"),
            _figure(mine.pass_practice_percent),
            _figure(current.pass_practice_percent),
        ),
        (_("Biaya (rupiah)"), f"{mine.cost_rupiah:,}", f"{current.cost_rupiah:,}"),
    )
    return [Difference(name, ours or "-", theirs or "-") for name, ours, theirs in pairs if ours != theirs]


def _figure(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
