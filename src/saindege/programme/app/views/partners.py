"""Partners: the list with what is to be renewed, one partner with agreements, contacts and speakers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.programme.app import access, actions, forms, queries
from saindege.programme.app.models import Agreement, Partner, PartnerContact


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Show who lends speakers; whose agreement ended or ends soon stands on top."""
    require(access.may_keep_partners(request.user))
    text, sector = request.GET.get("q", "").strip()[:100], request.GET.get("jenis", "")
    rows = queries.partner_rows(timezone.localdate(), text=text, sector=sector)
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return _download(rows, request.GET["unduh"])
    context = {
        "page": pages.page_of(request, rows, 30),
        "text": text,
        "chosen": sector,
        "sectors": Partner._meta.get_field("sector").choices,
        "is_filtered": bool(text or sector),
        "due": sum(bool(row.best and row.best.term.standing in ("expired", "ends_soon")) for row in rows),
    }
    return render(request, "programme/partners.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_new(request: HttpRequest) -> HttpResponse:
    """Take a new partner."""
    require(access.may_keep_partners(request.user))
    form = forms.PartnerForm(request.POST or None, initial={"sector": "public"})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_partner(request.user, form.values(), at=timezone.now())
        except actions.NotSaved as error:
            form.refuse(error.problems)
        else:
            messages.success(request, _("Mitra disimpan. Tulis perjanjiannya berikut ini."))
            return redirect("programme:partner", made.pk)
    return _form_page(request, form, _("Mitra baru"), _("Simpan mitra"), None)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_edit(request: HttpRequest, partner: int) -> HttpResponse:
    """Take the changes of a partner."""
    require(access.may_keep_partners(request.user))
    shown = get_object_or_404(Partner, pk=partner)
    initial = {name: getattr(shown, name) for name in ("name", "sector", "address", "note")}
    form = forms.PartnerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_partner(request.user, shown, form.values(), at=timezone.now())
        except actions.NotSaved as error:
            form.refuse(error.problems)
        else:
            messages.success(request, _("Mitra disimpan."))
            return redirect("programme:partner", shown.pk)
    return _form_page(request, form, _("Ubah mitra"), _("Simpan mitra"), shown)


@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, partner: int) -> HttpResponse:
    """Show one partner; take somebody new whom one calls there, or take somebody off."""
    require(access.may_keep_partners(request.user))
    shown = get_object_or_404(Partner, pk=partner)
    if "hapus" in request.POST:
        contact = get_object_or_404(PartnerContact, pk=pages.as_int(request.POST["hapus"]), partner=shown)
        actions.remove_contact(request.user, contact, at=timezone.now())
        messages.success(request, _("Narahubung dihapus."))
        return redirect("programme:partner", shown.pk)
    form = forms.ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_contact(request.user, shown, form.values(), at=timezone.now())
        messages.success(request, _("Narahubung disimpan."))
        return redirect("programme:partner", shown.pk)
    context = {
        "partner": shown,
        "agreements": queries.agreement_rows(shown, timezone.localdate()),
        "contacts": shown.contacts.all(),
        "speakers": queries.speakers_of(shown),
        "form": form,
    }
    return render(request, "programme/partner.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, partner: int, agreement: int = 0) -> HttpResponse:
    """Take an agreement, new or changed."""
    require(access.may_keep_partners(request.user))
    shown = get_object_or_404(Partner, pk=partner)
    kept = get_object_or_404(Agreement, pk=agreement, partner=shown) if agreement else None
    form = forms.AgreementForm(request.POST or None, initial=_agreement_values(kept))
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_agreement(
                request.user, shown, form.values(), key=agreement or None, at=timezone.now()
            )
        except actions.NotSaved as error:
            form.refuse(error.problems)
        else:
            messages.success(request, _("Perjanjian disimpan."))
            return redirect("programme:partner", shown.pk)
    title = _("Ubah perjanjian") if kept else _("Perjanjian baru")
    return _form_page(request, form, title, _("Simpan perjanjian"), shown)


def _form_page(
    request: HttpRequest, form: Any, title: str, button: str, shown: Partner | None
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "partner": shown}
    return render(request, "programme/partner_form.html", context, status=422 if form.errors else 200)


def _agreement_values(kept: Agreement | None) -> dict[str, Any]:
    if kept is None:
        return {"remind_days": 60}
    values = actions.AgreementFields(
        kept.number, kept.subject, kept.starts_on, kept.ends_on, kept.remind_days
    )
    return asdict(values)


def _download(rows: list[queries.PartnerRow], kind: str) -> HttpResponse:
    header = [_("Lembaga"), _("Jenis"), _("Perjanjian"), _("Berlaku sampai"), _("Keadaan"), _("Narasumber")]
    standing = {
        "running": _("Berlaku"),
        "ends_soon": _("Segera berakhir"),
        "expired": _("Berakhir"),
        "not_yet": _("Belum berlaku"),
    }
    return pages.download_table(
        _("mitra"),
        header,
        [
            (
                row.partner.name,
                str(row.partner.get_sector_display()),
                row.best.agreement.number if row.best else None,
                row.best.agreement.ends_on if row.best else None,
                standing[row.best.term.standing] if row.best else _("Belum ada"),
                row.speakers,
            )
            for row in rows
        ],
        kind,
        is_example=any(row.partner.is_example for row in rows),
    )
