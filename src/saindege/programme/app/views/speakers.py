"""Speakers: the list, one speaker with dates, papers and link, and the speaker's own page without an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput
from saindege.programme.app import access, actions, forms, queries
from saindege.programme.app.models import Speaker, SpeakerOffer, SpeakerPaper
from saindege.programme.app.views import files, speaker_words


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """Show who teaches; search by name, expertise or institution."""
    require(access.may_keep_partners(request.user))
    text = request.GET.get("q", "").strip()[:100]
    rows = queries.speaker_rows(timezone.now(), text=text)
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return speaker_words.download(rows, request.GET["unduh"])
    context = {"page": pages.page_of(request, rows, 30), "text": text}
    return render(request, "programme/speakers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def speaker_new(request: HttpRequest) -> HttpResponse:
    """Take a new speaker."""
    require(access.may_keep_partners(request.user))
    partner = request.GET.get("mitra", "")
    return _editing(request, None, {"partner": partner})


@require_http_methods(["GET", "HEAD", "POST"])
def speaker_edit(request: HttpRequest, speaker: int) -> HttpResponse:
    """Take the changes of a speaker."""
    require(access.may_keep_partners(request.user))
    shown = get_object_or_404(Speaker, pk=speaker)
    return _editing(request, shown, speaker_words.values_of(shown))


@require_http_methods(["GET", "HEAD", "POST"])
def my_speaker(request: HttpRequest) -> HttpResponse:
    """Show a speaker with an account the own page; say whom to ask where nobody has linked the account."""
    require(access.may_teach(request.user))
    shown = queries.speaker_of(request.user)
    if shown is None:
        return render(request, "programme/speaker_unknown.html")
    return _one(request, shown, reverse("programme:my_speaker"))


@require_http_methods(["GET", "HEAD", "POST"])
def speaker(request: HttpRequest, speaker: int) -> HttpResponse:
    """Show one speaker; take a day on which the speaker is free, or take one back."""
    shown = get_object_or_404(Speaker.objects.select_related("partner"), pk=speaker)
    require(access.may_see_speaker(request.user, shown))
    return _one(request, shown, reverse("programme:speaker", args=[shown.pk]))


@require_POST
def speaker_link(request: HttpRequest, speaker: int) -> HttpResponse:
    """Renew or withdraw the link of a speaker."""
    require(access.may_keep_partners(request.user))
    shown = get_object_or_404(Speaker, pk=speaker)
    if "cabut" in request.POST:
        actions.withdraw_speaker_link(request.user, shown, at=timezone.now())
        messages.success(request, _("Tautan dicabut. Tautan lama tidak membuka apa pun lagi."))
    else:
        actions.renew_speaker_link(request.user, shown, at=timezone.now())
        messages.success(request, _("Tautan baru siap dikirim. Tautan lama tidak berlaku lagi."))
    return redirect(f"{reverse('programme:speaker', args=[shown.pk])}#tautan")


@require_http_methods(["GET", "HEAD", "POST"])
def speaker_papers(request: HttpRequest, speaker: int) -> HttpResponse:
    """Show and take the papers of a speaker: CV, letters, and the tax number, which is kept sealed."""
    require(access.may_keep_partners(request.user))
    shown = get_object_or_404(Speaker, pk=speaker)
    paper, tax, opened = forms.PaperForm(), forms.TaxNumberForm(), ""
    try:
        if "npwp" in request.POST:
            tax = forms.TaxNumberForm(request.POST)
            tax.full_clean()
            actions.keep_tax_number(request.user, shown, tax.cleaned_data["number"], at=timezone.now())
            messages.success(request, _("NPWP disimpan tersegel."))
            return redirect("programme:speaker_papers", shown.pk)
        if "buka" in request.POST:
            opened = actions.open_tax_number(request.user, shown, at=timezone.now())
        elif "hapus" in request.POST:
            kept = get_object_or_404(SpeakerPaper, pk=pages.as_int(request.POST["hapus"]), speaker=shown)
            actions.remove_paper(request.user, kept, at=timezone.now())
            messages.success(request, _("Berkas dihapus."))
            return redirect("programme:speaker_papers", shown.pk)
        elif request.method == "POST":
            paper = forms.PaperForm(request.POST, request.FILES)
            if paper.is_valid():
                return _store_paper(request, shown, paper)
    except BadInput as error:
        said = error.sentence.in_language(pages.reader_language())
        (tax if "npwp" in request.POST else paper).add_error(None, said)
    context = {
        "speaker": shown,
        "papers": shown.papers.all(),
        "form": paper,
        "tax": tax,
        "masked": queries.masked_tax_number(shown),
        "opened": opened,
        "may_open": access.may_open_tax_number(request.user),
    }
    wrong = paper.errors or tax.errors
    return render(request, "programme/speaker_papers.html", context, status=422 if wrong else 200)


@require_safe
def speaker_paper(request: HttpRequest, speaker: int, paper: int) -> HttpResponse:
    """Give a kept paper to take away, never to be shown as a page of ours."""
    require(access.may_keep_partners(request.user))
    kept = get_object_or_404(SpeakerPaper, pk=paper, speaker=speaker)
    return files.give_file(kept.stored_file, kept.file_name)


@require_http_methods(["GET", "HEAD", "POST"])
def my_dates(request: HttpRequest, token: str) -> HttpResponse:
    """Let a speaker offer dates through the own link, without an account."""
    shown = queries.speaker_by_token(token)
    if shown is None:
        raise Http404
    form = forms.OfferForm(request.POST or None, initial={"part": "day"})
    try:
        if "hapus" in request.POST:
            offer = get_object_or_404(SpeakerOffer, pk=pages.as_int(request.POST["hapus"]), speaker=shown)
            actions.withdraw_offer_by_link(offer, token, at=timezone.now())
            messages.success(request, _("Tanggal dihapus."))
            return redirect("programme:my_dates", token)
        if request.method == "POST" and form.is_valid():
            typed = form.cleaned_data
            actions.offer_date_by_link(shown, token, typed["on"], typed["part"], at=timezone.now())
            messages.success(request, _("Terima kasih. Tanggal Anda sudah kami catat."))
            return redirect("programme:my_dates", token)
    except actions.NotSaved as error:
        form.refuse(error.problems)
    now = timezone.now()
    context = {
        "speaker": shown,
        "form": form,
        "offers": queries.offers_from(shown, timezone.localdate(now)),
        "sessions": queries.sessions_to_come(shown, now),
    }
    answer = render(request, "programme/my_dates.html", context, status=422 if form.errors else 200)
    # The address is the key: it goes into no index. (No other site hears of it: see SECURE_REFERRER_POLICY.)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _one(request: HttpRequest, shown: Speaker, here: str) -> HttpResponse:
    if "hapus" in request.POST:
        offer = get_object_or_404(SpeakerOffer, pk=pages.as_int(request.POST["hapus"]), speaker=shown)
        actions.withdraw_offer(request.user, offer, at=timezone.now())
        messages.success(request, _("Tanggal dihapus."))
        return redirect(here)
    form = forms.OfferForm(request.POST or None, initial={"part": "day"})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.offer_date(request.user, shown, typed["on"], typed["part"], at=timezone.now())
        except actions.NotSaved as error:
            form.refuse(error.problems)
        else:
            messages.success(request, _("Tanggal disimpan."))
            return redirect(here)
    return _page(request, shown, form)


def _editing(request: HttpRequest, shown: Speaker | None, initial: dict[str, Any]) -> HttpResponse:
    form = forms.SpeakerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.save_speaker(request.user, form.values(), speaker=shown, at=timezone.now())
        except actions.NotSaved as error:
            form.refuse(error.problems)
        else:
            messages.success(request, _("Narasumber disimpan."))
            return redirect("programme:speaker", kept.pk)
    context = {"form": form, "speaker": shown}
    return render(request, "programme/speaker_form.html", context, status=422 if form.errors else 200)


def _store_paper(request: HttpRequest, shown: Speaker, form: forms.PaperForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    actions.store_paper(
        request.user,
        shown,
        kind=form.cleaned_data["kind"],
        file_name=file.name,
        chunks=file.chunks(),
        size=file.size,
        at=timezone.now(),
    )
    messages.success(request, _("Berkas disimpan."))
    return redirect("programme:speaker_papers", shown.pk)


def _page(request: HttpRequest, shown: Speaker, form: forms.OfferForm) -> HttpResponse:
    now, keeps = timezone.now(), access.may_keep_partners(request.user)
    token = queries.speaker_token(shown) if keeps else ""
    address = pages.public_address(request, reverse("programme:my_dates", args=[token])) if token else ""
    context = {
        "speaker": shown,
        "form": form,
        "offers": queries.offers_from(shown, timezone.localdate(now)),
        "sessions": queries.sessions_to_come(shown, now),
        "may_keep": keeps,
        "address": address,
        "fee": speaker_words.fee_of(shown),
        "excess": queries.fee_excess(shown, timezone.localdate(now)) if keeps else None,
        "term": queries.agreement_term(shown.partner, timezone.localdate(now)) if keeps else None,
    }
    return render(request, "programme/speaker.html", context, status=422 if form.errors else 200)
