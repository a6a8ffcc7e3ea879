"""Messages: one's own notices, and the organiser's list of what is to be sent by hand, each once."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import page_of, public_address
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions import mailing
from saindege.delivery.app.actions import messages as actions
from saindege.delivery.app.queries import mailing as mailing_queries
from saindege.delivery.app.queries import messages as message_queries
from saindege.delivery.app.views.words import refuse, without_person
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Show what one is told; mark it as seen; keep one's own number for WhatsApp."""
    person = queries.person_of(request.user)
    if person is None:
        return without_person(request, _("Pemberitahuan"))
    if request.method == "POST":
        if "phone" not in request.POST and "email" not in request.POST:
            actions.mark_seen(request.user, at=timezone.now())
            return redirect("delivery:notices")
        return _keep_contact(request, person)
    shown = page_of(request, message_queries.notices_of(request.user), 20)
    shown.object_list = message_queries.texts_of(list(shown.object_list), lambda path: "")
    page = {
        "notices": shown,
        "unseen": message_queries.unseen_of(request.user),
        "contact": message_queries.contact_of(person),
    }
    return render(request, "delivery/notices.html", page)


@require_safe
def to_send(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show what is to be sent, ready for WhatsApp, and what was sent by whom."""
    found, now = _find(request, course, batch), timezone.now()
    page = {
        "batch": found,
        "mail_is_on": mailing_queries.mail_server() is not None,
        "to_mail": mailing_queries.to_mail(found).count(),
        "without_address": mailing_queries.without_address(found),
        "unsure": {one.pk for one in mailing_queries.unsure_in(found, now)},
        "ready": page_of(request, message_queries.to_send(found, partial(public_address, request)), 50),
        "sent": message_queries.sent(found)[:100],
    }
    return render(request, "delivery/messages.html", page)


@require_POST
def prepare(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Prepare reminders, or questions to those who never came."""
    found, kind = _find(request, course, batch), request.POST.get("kind", "reminder")
    try:
        count = actions.prepare_messages(request.user, found, kind=kind, at=timezone.now())
        words = ngettext("%(n)d pesan disiapkan.", "%(n)d pesan disiapkan.", count)
        none = _("Tidak ada pesan baru: semua yang perlu sudah disiapkan.")
        flash.success(request, words % {"n": count} if count else none)
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:messages", course, batch)


@require_POST
def mark_sent(request: HttpRequest, course: int, batch: UUID, message: UUID) -> HttpResponse:
    """Mark one message as sent."""
    told = get_object_or_404(_find(request, course, batch).messages, pk=message)
    try:
        actions.mark_sent(request.user, told, at=timezone.now())
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:messages", course, batch)


@require_POST
def send_mail(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Ask for everything that waits to go out by e-mail."""
    found = _find(request, course, batch)
    try:
        job = mailing.ask_for_mail(
            request.user,
            found,
            address=public_address(request, ""),
            result_url=reverse("delivery:messages", args=[course, batch]),
        )
    except SaindegeError as error:
        refuse(request, error)
        return redirect("delivery:messages", course, batch)
    return redirect("base:job", job.pk)


@require_POST
def decide_mail(request: HttpRequest, course: int, batch: UUID, message: UUID) -> HttpResponse:
    """Say whether a letter of unknown fate arrived."""
    told = get_object_or_404(_find(request, course, batch).messages.exclude(mail=None), pk=message)
    has_arrived = request.POST.get("putusan") == "sampai"
    try:
        mailing.decide_mail(request.user, told.mail, has_arrived=has_arrived, at=timezone.now())
        flash.success(
            request,
            _("Dicatat: sudah sampai.")
            if has_arrived
            else _("Boleh dikirim lagi; pilih e-mail atau WhatsApp."),
        )
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:messages", course, batch)


def _keep_contact(request: HttpRequest, person: Person) -> HttpResponse:
    """Keep number and address, each where it was sent along."""
    try:
        if "phone" in request.POST:
            actions.keep_phone(request.user, person, request.POST["phone"][:40])
        if "email" in request.POST:
            actions.keep_address(request.user, person, request.POST["email"][:300])
        flash.success(request, _("Kontak disimpan."))
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:notices")


def _find(request: HttpRequest, course: int, key: UUID) -> Batch:
    require(access.may_organise(request.user))
    return get_object_or_404(queries.batches(), pk=key, course_id=course)
