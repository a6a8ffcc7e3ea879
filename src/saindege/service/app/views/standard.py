"""The standard of a service: the version in force, what it leaves out, the versions before, a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app import queries as base_queries
from saindege.base.app.access import require
from saindege.service.app import access, queries
from saindege.service.app.actions import standing
from saindege.service.app.forms.standard import StandardForm
from saindege.service.app.models import Service, ServiceStandard
from saindege.service.app.queries import standards
from saindege.service.app.views import words
from saindege.service.conformance import procedure_from, write_procedure
from saindege.service.standard import load_standard_rules, missing_components


@require_http_methods(["GET", "HEAD", "POST"])
def standard_page(request: HttpRequest, key: int) -> HttpResponse:
    """Show the standard of a service; sent, publish a new version."""
    require(access.may_see_services(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    today = timezone.localdate()
    versions = standards.standards_of(service)
    now = next((one for one in versions if one.in_force_on <= today), None)
    if request.GET.get("unduh"):
        if request.GET.get("tabel") == "sippn":
            return _download_catalogue(request, service, now)
        return _download(request, service, versions)
    form = StandardForm(versions[0] if versions else None, service.promise, request.POST or None)
    if request.method == "POST":
        require(access.may_bring_logs(request.user))
        if form.is_valid():
            answer = _publish(request, service, form)
            if answer is not None:
                return answer
    page = {
        "service": service,
        "now": now,
        "parts": _parts(now) if now else [],
        "procedure": write_procedure(procedure_from(now.steps)).splitlines() if now else [],
        "missing": [words.say(one.name) for one in missing_components(now.components)] if now else [],
        "versions": versions,
        "ahead": [one for one in versions if one.in_force_on > today],
        "form": form,
        "may_write": access.may_bring_logs(request.user),
        "rules": load_standard_rules(),
        "here": request.path,
    }
    return render(request, "service/standard.html", page, status=422 if form.errors else 200)


def _publish(request: HttpRequest, service: Service, form: StandardForm) -> HttpResponse | None:
    try:
        _made, job = standing.publish_standard(
            request.user, service, form.new_standard(), today=timezone.localdate(), at=timezone.now()
        )
    except standing.StandardRefused as error:
        for problem in error.problems:
            form.add_error(form.field_of(problem.column), words.say(problem.sentence))
        return None
    if job is not None:
        return redirect("base:job", job.pk)
    messages.success(request, _("Standar diterbitkan."))
    return redirect("service:standard", service.pk)


def _parts(standard: ServiceStandard) -> list[tuple[str, str, str]]:
    """Return part, name and text of what a version says, in the order of the law."""
    return [
        (one.part, words.say(one.name), standard.components[one.code])
        for one in load_standard_rules().components
        if one.code in standard.components
    ]


def _download_catalogue(request: HttpRequest, service: Service, now: ServiceStandard | None) -> HttpResponse:
    """Hand out the version in force as the national catalogue (SIPPN) asks for it: one row a service and unit."""
    if now is None:
        raise Http404
    header = [
        "Instansi", "Unit Pelayanan", "Nama Layanan", "Nomor SK", "Berlaku Mulai", "Persyaratan",
        "Sistem, Mekanisme dan Prosedur", "Jangka Waktu", "Biaya/Tarif", "Produk Pelayanan", "Pengaduan Layanan",
    ]  # fmt: skip
    told = now.components
    codes = ("PERSYARATAN", "PROSEDUR", "WAKTU", "BIAYA", "PRODUK", "PENGADUAN")
    texts = [told.get(code) or (now.promise if code == "WAKTU" else "") for code in codes]
    government = base_queries.city().government
    offices = [office.name for office in service.offices.order_by("name")] or [""]
    rows: list[list[Any]] = [
        [government, office, service.name, now.decided_by, now.in_force_on, *texts] for office in offices
    ]
    return pages.download_table(
        f"SIPPN {service.name}", header, rows, request.GET["unduh"], is_example=service.is_example
    )


def _download(request: HttpRequest, service: Service, versions: list[ServiceStandard]) -> HttpResponse:
    known = load_standard_rules().components
    header = [_("berlaku mulai"), _("ditetapkan dengan"), _("janji")]
    header += [words.say(one.name) for one in known] + [_("langkah SOP")]
    rows: list[list[Any]] = [
        [
            one.in_force_on,
            one.decided_by,
            one.promise,
            *(one.components.get(part.code, "") for part in known),
            write_procedure(procedure_from(one.steps)),
        ]
        for one in versions
    ]
    name = _("Standar %(name)s") % {"name": service.name}
    return pages.download_table(name, header, rows, request.GET["unduh"], is_example=service.is_example)
