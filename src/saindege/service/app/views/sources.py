"""Applications that push events of a service, and the counter that has no application."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.service import counter
from saindege.service.app import access, queries
from saindege.service.app.actions import drops, sources
from saindege.service.app.forms.sources import NoteForm, SourceForm
from saindege.service.app.models import Service
from saindege.service.app.queries import sources as source_queries
from saindege.service.app.views import words


@require_http_methods(["GET", "HEAD", "POST"])
def sources_page(request: HttpRequest, key: int) -> HttpResponse:
    """List the sources of a service; open one and show its token once, or close one."""
    require(access.may_bring_logs(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    form = SourceForm(request.POST or None) if request.POST.get("langkah") != "tutup" else SourceForm()
    token = ""
    if request.method == "POST" and not form.is_bound:
        source = get_object_or_404(service.sources, pk=request.POST.get("sumber"))
        sources.close_source(request.user, source, at=timezone.now())
        messages.success(request, _("Sumber ditutup."))
        return redirect("service:sources", service.pk)
    if request.method == "POST" and form.is_valid() and request.POST.get("langkah") == "folder":
        said = form.cleaned_data
        drops.open_folder(request.user, service, name=said["name"], office=said["office"], at=timezone.now())
        messages.success(request, _("Folder titipan dibuka."))
        return redirect("service:drops", service.pk)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        _made, token = sources.open_source(
            request.user, service, name=said["name"], office=said["office"], at=timezone.now()
        )
        form = SourceForm()
    page = {
        "service": service,
        "form": form,
        "token": token,
        "sources": source_queries.sources_of(service),
        "endpoint": pages.public_address(request, "/api/v1/events"),
    }
    answer = render(request, "service/sources.html", page, status=422 if form.errors else 200)
    if token:
        # The token is read once; no copy of this page is kept anywhere.
        answer["Cache-Control"] = "no-store"
    return answer


def counter_list(request: HttpRequest) -> HttpResponse:
    """List the services whose cases the reader may note at a counter."""
    require(request.user.is_active)
    services = [
        (service, offices)
        for service in Service.objects.filter(offices__isnull=False).distinct()
        if (offices := source_queries.offices_at_counter(request.user, service))
    ]
    if not services:
        raise Http404
    return render(request, "service/counters.html", {"services": services})


@require_http_methods(["GET", "HEAD", "POST"])
def counter_page(request: HttpRequest, key: int) -> HttpResponse:
    """Note cases by phone: begun, gone back, finished; notes wait on the phone where there is no signal."""
    service = get_object_or_404(Service, pk=key)
    offices = source_queries.offices_at_counter(request.user, service)
    if not offices:
        raise Http404
    as_json = request.headers.get("Accept", "").startswith("application/json")
    form = NoteForm(offices, source_queries.reasons_at(service), timezone.localdate(), request.POST or None)
    if request.method == "POST":
        faults = _note(request, service, form)
        if as_json:
            return JsonResponse({"faults": faults}, status=422 if faults else 201)
        if not faults:
            messages.success(request, _("Tercatat."))
            return redirect("service:counter", service.pk)
    if as_json:
        # A page that was opened without signal asks whose it is, and for a token to send with.
        return JsonResponse({"owner": counter_owner(request.user), "token": get_token(request)})
    page = {
        "service": service,
        "form": form,
        "offices": offices,
        "may_see": _may_see(request, service),
        "owner": counter_owner(request.user),
    }
    return render(request, "service/counter.html", page, status=422 if form.errors else 200)


def counter_owner(account: Account) -> str:
    """Return what a phone knows its user by: notes of one officer are not sent in the name of the next."""
    return salted_hmac("service.counter", str(account.pk)).hexdigest()[:16]


def _may_see(request: HttpRequest, service: Service) -> bool:
    return queries.visible_to(request.user).filter(pk=service.pk).exists()


def _note(request: HttpRequest, service: Service, form: NoteForm) -> list[str]:
    """Keep a note; returns what is wrong with it."""
    if form.is_valid():
        now = timezone.now()
        note = form.note(now)
        office = form.cleaned_data["office"]
        try:
            event = counter.as_event(
                replace(note, at=note.at.astimezone(UTC)),
                place=f"{service.pk}:{office.pk}",
                officer=str(request.user.pk),
                zone=timezone.get_current_timezone(),
                now=now,
            )
        except counter.NoteRefused as refused:
            for problem in refused.problems:
                form.add_error(problem.column, words.say(problem.sentence))
        else:
            sources.record_at_counter(request.user, service, office, [event], at=now)
    return [str(fault) for faults in form.errors.values() for fault in faults]
