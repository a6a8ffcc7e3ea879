"""Learning curves: each for its officer and the coach whom the officer let in, and for nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.service.app import access
from saindege.service.app.actions import log_names
from saindege.service.app.forms.log_names import LogNameForm
from saindege.service.app.queries import curves
from saindege.service.app.views import words
from saindege.service.learning_curve import CurvePoint, LearningCurve, TooFewTasks


@require_http_methods(["GET", "HEAD", "POST"])
def curve_list(request: HttpRequest) -> HttpResponse:
    """List one's own curves and those opened to oneself; sent, say which officer of a log one is."""
    require(request.user.is_active)
    person = curves.person_of(request.user)
    if person is None:
        raise Http404
    today = timezone.localdate()
    form = LogNameForm(
        curves.services_with_log(person), today, request.POST or None, initial=_from_address(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = log_names.say_log_name(request.user, person, form.said(), at=timezone.now())
        except log_names.NotSaid as refused:
            for problem in refused.problems:
                form.add_error(problem.column, words.say(problem.sentence))
        else:
            if made.state == "confirmed":
                return redirect("service:curve", made.pk)
            messages.success(
                request, _("Tersimpan. Kurvanya tampil sesudah atasan memastikan kode ini kode Anda.")
            )
            return redirect("service:curves")
    page = {
        "form": form,
        "person": person,
        "own": curves.own_names(request.user),
        "to_confirm": curves.names_to_confirm(request.user),
        "opened": curves.opened_curves(request.user),
    }
    return render(request, "service/curves.html", page, status=422 if form.errors else 200)


def _from_address(request: HttpRequest) -> dict[str, Any]:
    """Return what another page hands over: the course and its last day."""
    try:
        day = parse_date(request.GET.get("sejak", ""))
    except ValueError:
        day = None
    return {"course": request.GET.get("kursus", "")[:120], "learned_on": day}


@require_http_methods(["GET", "HEAD", "POST"])
def curve_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one curve; sent, answer as the coach, open or close it, or take it back."""
    require(request.user.is_active)
    log_name = get_object_or_404(curves.names_visible_to(request.user), pk=key)
    if request.method == "POST":
        return _change(request, log_name)
    require(access.may_see_curve(request.user, log_name))
    is_own = access.may_say_log_name(request.user, log_name.person)
    page: dict[str, Any] = {"log_name": log_name, "is_own": is_own, "service": log_name.service}
    try:
        found = curves.curve_of(log_name)
    except TooFewTasks as too_few:
        page["too_few"] = words.say(too_few.sentence)
        return render(request, "service/curve.html", page)
    if request.GET.get("unduh"):
        return _download(request, log_name, found.fitted)
    page |= _parts(found.fitted) | {"has_starts": found.has_starts}
    return render(request, "service/curve.html", page)


def _change(request: HttpRequest, log_name: Any) -> HttpResponse:
    at, step = timezone.now(), request.POST.get("langkah")
    if step == "pastikan":
        log_names.confirm_log_name(request.user, log_name, at=at)
        messages.success(request, _("Dipastikan. Kurvanya tetap milik petugas itu."))
        return redirect("service:curves")
    if step == "bukan":
        log_names.refuse_log_name(request.user, log_name, at=at)
        messages.success(request, _("Dicatat: kode itu bukan miliknya."))
        return redirect("service:curves")
    if step in ("buka", "tutup"):
        log_names.open_curve(request.user, log_name, step == "buka", at=at)
        messages.success(
            request,
            _("Atasan Anda sekarang dapat melihat kurva ini.")
            if step == "buka"
            else _("Hanya Anda yang melihat kurva ini."),
        )
        return (
            redirect("service:curve", log_name.pk)
            if log_name.state == "confirmed"
            else redirect("service:curves")
        )
    if step == "tarik":
        log_names.withdraw_log_name(request.user, log_name, at=at)
        messages.success(request, _("Dihapus. Tidak ada lagi yang menghubungkan Anda dengan log itu."))
        return redirect("service:curves")
    raise Http404


def _month(point: CurvePoint) -> str:
    # No month 0: the first after the course is 1, the last before it is -1.
    return str(point.month) if point.month < 0 else f"+{point.month + 1}"


def _parts(fitted: LearningCurve) -> dict[str, Any]:
    after = fitted.after
    return {
        "fitted": fitted,
        "percent": words.percent(abs(after.change)),
        "interval": words.signed_interval(after.low * 100, after.high * 100),
        "is_faster": after.high < 0,
        "is_slower": after.low > 0,
        "points": [
            {
                "label": _month(point),
                "value": point.change * 100,
                "low": point.low * 100,
                "high": point.high * 100,
                "tone": "plain"
                if point.month < 0 or point.low <= 0 <= point.high
                else "good"
                if point.high < 0
                else "bad",
            }
            for point in fitted.points
        ],
        "first_after": next(at for at, point in enumerate(fitted.points) if point.month >= 0),
        "header": [_("Bulan"), _("Perubahan waktu (%)"), _("Selang 95 persen"), _("Langkah")],
        "table": [
            [
                _month(point),
                words.signed(point.change * 100),
                words.signed_interval(point.low * 100, point.high * 100),
                words.number(point.tasks),
            ]
            for point in fitted.points
        ],
    }


def _download(request: HttpRequest, log_name: Any, fitted: LearningCurve) -> HttpResponse:
    header = [_("bulan"), _("langkah"), _("perubahan"), _("bawah"), _("atas")]
    rows = [[_month(one), one.tasks, one.change, one.low, one.high] for one in fitted.points]
    return pages.download_table(
        _("kurva belajar"), header, rows, request.GET["unduh"], is_example=log_name.is_example
    )
