"""Pages of cost and benefit: all studied courses, one course, what it takes for granted."""

from __future__ import annotations

from typing import Any

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
from saindege.impact import value
from saindege.impact.app import access, actions, forms, queries
from saindege.programme.app.models import Course


@require_safe
def value_list(request: HttpRequest) -> HttpResponse:
    """Every studied course: cost, hours, rupiah for one hour."""
    require(access.may_see_value(request.user))
    language, now = pages.reader_language(), timezone.now()
    studies = queries.studies(language)
    rows = [queries.course_value(course, language, now, studies) for course in queries.studied_courses()]
    if request.GET.get("unduh"):
        header = [
            pgettext("impact", "Kursus"),
            pgettext("impact", "Angkatan"),
            _("Biaya penuh (rupiah)"),
            _("Manfaat dihitung"),
            _("Jam orang"),
        ]
        header += [_("Jam bawah"), _("Jam atas"), _("Rupiah per jam"), _("Peluang biaya tertutup")]
        table = [_as_row(row) for row in rows]
        example = any(row.course.is_example for row in rows)
        return pages.download_table(
            _("biaya dan manfaat"), header, table, request.GET["unduh"], is_example=example
        )
    told = [(row, queries.headline(row, language)) for row in rows]
    assumed, city = queries.city_assumptions(timezone.localdate(now))
    context = {
        "rows": told,
        "assumed": queries.range_rows(assumed, language),
        "source": assumed.source.in_language(language),
        "city": city,
        "in_force_from": assumed.in_force_from,
        "may_assume": access.may_assume(request.user),
    }
    return render(request, "impact/value_list.html", context)


def _as_row(row: queries.CourseValue) -> list[object]:
    worth = row.worth
    price = worth.rupiah_per_hour
    hours = worth.hours
    figures = [hours.median, hours.low, hours.high]
    return [
        row.course.title, len(row.batches), row.cost, worth.counted, *figures,
        price.median if price else None, worth.pays_share,
    ]  # fmt: skip


@require_safe
def course_value(request: HttpRequest, course: int) -> HttpResponse:
    """One course: full cost, hours saved, rupiah an hour, break-even, what matters most."""
    require(access.may_see_value(request.user))
    this = get_object_or_404(Course, pk=course)
    language = pages.reader_language()
    found = queries.course_value(this, language, timezone.now())
    if request.GET.get("unduh"):
        return _download(request, found)
    context = {
        "course": this,
        "found": found,
        "worth": found.worth,
        "headline": queries.headline(found, language),
        "source": found.assumptions.source.in_language(language),
        "break_even": queries.break_even_words(found, language),
        "swings": queries.swing_points(found, language),
        "swing_rows": queries.swing_rows(found, language),
        "swing_header": [
            _("Masukan"),
            _("Digerakkan"),
            _("Hasil bersih di ujung rendah"),
            _("Di ujung tinggi"),
        ],
        "assumed": queries.range_rows(found.assumptions, language),
        "may_assume": access.may_assume(request.user),
        "parts": queries.cost_parts(found),
    }
    return render(request, "impact/value.html", context)


def _download(request: HttpRequest, found: queries.CourseValue) -> HttpResponse:
    example = found.course.is_example
    if request.GET.get("tabel") == "kepekaan":
        header = [
            _("Masukan"),
            _("Terendah"),
            _("Tertinggi"),
            _("Hasil bersih rendah"),
            _("Hasil bersih tinggi"),
        ]
        language = pages.reader_language()
        table: list[list[Any]] = [
            [queries.swing_name(each, language), each.input_low, each.input_high, each.net_low, each.net_high]
            for each in found.worth.swings
        ]
        return pages.download_table(_("kepekaan"), header, table, request.GET["unduh"], is_example=example)
    header = [
        pgettext("impact", "Angkatan"),
        _("Honorarium"),
        _("Perjalanan"),
        _("Bahan"),
        _("Waktu pegawai"),
    ]
    header += [_("Pengganti di loket"), pgettext("impact", "Jumlah"), _("Lengkap")]
    table = [
        [
            row.batch.name, row.cost.fees, row.cost.travel, row.cost.materials, row.cost.salaries, row.cost.cover,
            row.cost.total, row.is_full,
        ]
        for row in found.batches
    ]  # fmt: skip
    return pages.download_table(_("biaya penuh"), header, table, request.GET["unduh"], is_example=example)


@require_http_methods(["GET", "HEAD", "POST"])
def value_assumptions(request: HttpRequest, course: int) -> HttpResponse:
    """Write down what the value of a course takes for granted."""
    require(access.may_assume(request.user))
    this = get_object_or_404(Course, pk=course)
    assumed, own = queries.assumptions_of(this, timezone.localdate())
    initial = {"version": own.version if own else 0, "source": own.source if own else ""}
    form = forms.AssumptionsForm(request.POST or None, assumed=assumed, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.assume(
                request.user,
                this,
                form.ranges(),
                form.cleaned_data["source"],
                version=form.cleaned_data["version"],
                at=timezone.now(),
            )
        except SaindegeError as refusal:
            messages.warning(request, refusal.sentence.in_language(pages.reader_language()))
            return redirect("impact:value_assumptions", course=this.pk)
        messages.success(request, _("Asumsi disimpan. Angka dihitung ulang."))
        return redirect("impact:value", course=this.pk)
    context = {"course": this, "form": form, "rules": value.load()}
    return render(request, "impact/value_assumptions.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def city_assumptions(request: HttpRequest) -> HttpResponse:
    """Write down what every course takes for granted from a day on, and read what was said before."""
    require(access.may_assume(request.user))
    today, language = timezone.localdate(), pages.reader_language()
    assumed, city = queries.city_assumptions(today)
    initial = {"source": city.source if city else "", "in_force_from": today}
    form = forms.CityAssumptionsForm(request.POST or None, assumed=assumed, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.assume_for_city(
            request.user,
            form.ranges(),
            form.cleaned_data["source"],
            form.cleaned_data["in_force_from"],
            at=timezone.now(),
        )
        messages.success(request, _("Asumsi disimpan. Angka dihitung ulang."))
        return redirect("impact:values")
    context = {
        "form": form,
        "assumed": queries.range_rows(value.load(), language),
        "source": value.load().source.in_language(language),
        "entries": queries.all_city_assumptions(),
        "city": city,
    }
    return render(request, "impact/city_assumptions.html", context, status=422 if form.errors else 200)
