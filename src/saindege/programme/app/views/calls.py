"""Calls for topics: the list, one call with its topics and reviews, and the open page for partners."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.programme.app import access, actions, forms, queries
from saindege.programme.app.models import Topic, TopicCall


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Show the calls and how many topics wait."""
    require(access.may_keep_partners(request.user))
    context = {
        "page": pages.page_of(request, queries.call_rows(), 30),
        "today": timezone.localdate(),
    }
    return render(request, "programme/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call_new(request: HttpRequest) -> HttpResponse:
    """Take a new call."""
    require(access.may_keep_partners(request.user))
    initial = {"key": forms.new_key(), "opens_on": timezone.localdate()}
    return _editing(request, forms.CallForm(request.POST or None, initial=initial), None)


@require_http_methods(["GET", "HEAD", "POST"])
def call_edit(request: HttpRequest, call: uuid.UUID) -> HttpResponse:
    """Take the changes of a call."""
    require(access.may_keep_partners(request.user))
    shown = get_object_or_404(TopicCall, pk=call)
    initial = {name: getattr(shown, name) for name in ("title", "text", "opens_on", "closes_on")}
    form = forms.CallForm(request.POST or None, initial={**initial, "key": shown.pk})
    return _editing(request, form, shown)


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, call: uuid.UUID) -> HttpResponse:
    """Show one call with its topics; take a review, a choice, a letter sent, another link."""
    require(access.may_keep_partners(request.user))
    shown = get_object_or_404(TopicCall, pk=call)
    form = forms.ReviewForm()
    faulty = None
    if request.method == "POST":
        form = forms.ReviewForm(request.POST)
        try:
            said = _act(request, shown, form)
        except actions.NotSaved as error:
            said, faulty = "", request.POST.get("topik")
            form.is_valid()
            form.errors.clear()
            form.add_error(None, error.sentence.in_language(pages.reader_language()))
        if said:
            messages.success(request, said)
            return redirect("programme:call", shown.pk)
    token = queries.call_token(shown)
    context = {
        "call": shown,
        "rows": queries.topic_rows(shown, request.user, timezone.localdate()),
        "form": form,
        "faulty": faulty,
        "fits": forms.ReviewForm.base_fields["fit"].choices,
        "address": pages.public_address(request, reverse("programme:topic_offer", args=[token]))
        if token
        else "",
        "today": timezone.localdate(),
    }
    return render(request, "programme/call.html", context, status=422 if faulty else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_offer(request: HttpRequest, token: str) -> HttpResponse:
    """Let a partner offer a topic through the link of a call, without an account."""
    shown = queries.call_by_token(token)
    if shown is None:
        raise Http404
    form = forms.TopicForm(request.POST or None, initial={"key": forms.new_key()})
    offered = None
    if request.method == "POST" and form.is_valid():
        try:
            offered = actions.offer_topic(
                shown, token, form.values(), key=form.cleaned_data["key"], at=timezone.now()
            )
        except actions.CallClosed as error:
            form.add_error(None, error.sentence.in_language(pages.reader_language()))
    today = timezone.localdate()
    context = {
        "call": shown,
        "form": form,
        "offered": offered,
        "is_open": shown.opens_on <= today <= shown.closes_on,
        "is_early": today < shown.opens_on,
    }
    answer = render(request, "programme/topic_offer.html", context, status=422 if form.errors else 200)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _editing(request: HttpRequest, form: Any, shown: TopicCall | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        key = shown.pk if shown else form.cleaned_data["key"]
        try:
            kept = actions.save_call(request.user, form.values(), key=key, at=timezone.now())
        except actions.NotSaved as error:
            form.refuse(error.problems)
        else:
            messages.success(request, _("Panggilan disimpan. Kirim tautannya kepada mitra."))
            return redirect("programme:call", kept.pk)
    context = {"form": form, "call": shown}
    return render(request, "programme/call_form.html", context, status=422 if form.errors else 200)


def _act(request: HttpRequest, shown: TopicCall, form: forms.ReviewForm) -> str:
    now, by = timezone.now(), request.user
    if "ganti" in request.POST:
        actions.renew_call_link(by, shown, at=now)
        return _("Tautan baru siap dikirim. Tautan lama tidak berlaku lagi.")
    if "cabut" in request.POST:
        actions.withdraw_call_link(by, shown, at=now)
        return _("Tautan dicabut. Tautan lama tidak membuka apa pun lagi.")
    topic = get_object_or_404(Topic, pk=_key(request.POST.get("topik", "")), call=shown)
    if "pilih" in request.POST:
        actions.decide_topic(by, topic, is_chosen=True, at=now)
        return _("Topik dipilih. Surat terima kasihnya siap dikirim.")
    if "tidak" in request.POST:
        actions.decide_topic(by, topic, is_chosen=False, at=now)
        return _("Topik tidak dipilih. Surat terima kasihnya siap dikirim.")
    if "terkirim" in request.POST:
        actions.mark_thanked(by, topic, at=now)
        return _("Dicatat: surat terima kasih sudah dikirim.")
    fit = form.cleaned_data["fit"] if form.is_valid() else 0
    actions.review_topic(by, topic, fit=fit, note=request.POST.get("note", "")[:2000], at=now)
    return _("Telaah Anda disimpan.")


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error
