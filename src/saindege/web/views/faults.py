"""Pages for what went wrong: each says what happened, that nothing was lost, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils import timezone
from django.utils.translation import gettext as _

from saindege.base.errors import SaindegeError

# Never shown again and never sent again by a page of ours.
SECRET_FIELDS = ("csrfmiddlewaretoken", "password", "old_password", "new_password", "new_password_again")
MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What the page says.

    Attributes
    ----------
    status : HTTP status
    title : what happened
    words : what it means and what to do
    """

    status: int
    title: str
    words: str


def show(request: HttpRequest, fault: Fault, **more: object) -> HttpResponse:
    """Show a fault in the reader's own shell."""
    context = {"fault": fault, "moment": timezone.now(), **more}
    return render(request, "web/fault.html", context, status=fault.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request, exception)
    words = _(
        "Peramban mengirim sesuatu yang tidak dapat dibaca. Kembali, muat ulang halamannya, lalu coba lagi."
    )
    return show(request, Fault(400, _("Permintaan ini tidak dapat dibaca"), words))


def no_permission(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: rarely seen, since a closed gate answers 404."""
    words = _("Halaman ini tidak dapat dibuka dari sini. Kembali ke beranda, lalu buka lagi dari menu.")
    return show(request, Fault(403, _("Halaman ini tertutup bagi Anda"), words))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not for this account, which must look the same."""
    words = _("Mungkin alamatnya salah ketik, atau halamannya sudah dipindah. Yang Anda simpan tidak hilang.")
    return show(request, Fault(404, _("Halaman ini tidak ada"), words))


def wrong_method(request: HttpRequest) -> HttpResponse:
    """405: an address that only takes a form was opened like a page."""
    words = _("Alamat ini hanya menerima kiriman formulir. Buka halamannya dari menu, lalu kirim dari sana.")
    return show(request, Fault(405, _("Ini bukan halaman untuk dibuka"), words))


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: more was sent than is taken."""
    words = _(
        "Kiriman ini lebih besar dari yang dapat diterima. Pecah berkasnya menurut tahun atau kantor, lalu kirim satu per satu."
    )
    return show(request, Fault(413, _("Kiriman terlalu besar"), words))


def refused(request: HttpRequest, error: SaindegeError) -> HttpResponse:
    """400 with the sentence of the rule that refused; conflicts are 409."""
    status = 409 if error.code == "conflict" else 400
    return show(request, Fault(status, _("Ini belum dapat dilakukan"), ""), error=error)


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """429: the door stays shut for a while."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    words = _(
        "Kata sandi terlalu sering salah. Tunggu %(minutes)d menit, lalu coba lagi; "
        "atau minta kata sandi baru kepada admin kantor Anda."
    ) % {"minutes": minutes}
    response = show(request, Fault(429, _("Pintu ditutup sebentar"), words))
    response.headers["Retry-After"] = str(minutes * 60)
    return response


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is gone. What was typed into our own form is kept and can be sent again."""
    own = comes_from_own_page(request)
    words = (
        _("Formulir ini terlalu lama terbuka, jadi belum disimpan. Isian Anda masih ada di bawah ini.")
        if own
        else _(
            "Permintaan ini tidak datang dari halaman kami, jadi tidak dijalankan. Tidak ada yang berubah."
        )
    )
    typed = what_was_typed(request) if own else []
    files = sorted(request.FILES) if own else []
    return show(
        request,
        Fault(403, _("Formulir kedaluwarsa"), words),
        typed=typed,
        written=what_to_read(typed),
        lost_files=bool(files),
        form_page=page_of_the_form(request),
        send_again=own and request.user.is_authenticated and not files,
    )


def signed_out_meanwhile(request: HttpRequest) -> HttpResponse:
    """403: our own form was sent after the sign-in had ended; what was typed is shown, to be copied."""
    words = _(
        "Anda sudah keluar sebelum formulir ini dikirim, jadi belum disimpan. Isian Anda masih ada di bawah ini."
    )
    typed = what_was_typed(request)
    return show(
        request,
        Fault(403, _("Masuk dulu, lalu kirim lagi"), words),
        typed=typed,
        written=what_to_read(typed),
        lost_files=bool(request.FILES),
        form_page=page_of_the_form(request),
        signed_out=True,
    )


def comes_from_own_page(request: HttpRequest) -> bool:
    """Say whether the browser names one of our pages as the sender.

    Only then is anything offered for sending again: otherwise a foreign page could fill in a form of ours.
    """
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return bool(sender) and urlsplit(sender).netloc == request.get_host()


def page_of_the_form(request: HttpRequest) -> str:
    """Return the page that a form of ours stood on; its own address may take nothing but forms."""
    sender = urlsplit(request.headers.get("Referer") or "")
    if sender.netloc != request.get_host():
        return request.get_full_path()
    return sender.path + (f"?{sender.query}" if sender.query else "")


def what_was_typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of a form that was sent, without secrets, in the order of the form."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in SECRET_FIELDS and "sandi" not in name
        for value in values
    ]
    return fields[:MOST_KEPT]


def what_to_read(typed: Sequence[tuple[str, str]]) -> list[str]:
    """Return what people know again: what they wrote, not the names of fields nor the keys that go with a form."""
    return [value for _, value in typed if value.strip() and not _is_key(value)]


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def broken(request: HttpRequest) -> HttpResponse:
    """500: something of ours is wrong."""
    words = _(
        "Ini bukan kesalahan Anda. Yang sudah disimpan tidak hilang; yang baru dikirim mungkin belum tersimpan. "
        "Coba lagi sebentar. Bila berulang, beri tahu admin kantor Anda dan sebut jam di bawah ini."
    )
    return show_alone(Fault(500, _("Ada yang rusak di pihak kami"), words))


def no_storage(request: HttpRequest) -> HttpResponse:
    """503: the disk is full, or the database is busy or away; nothing was half stored."""
    words = _(
        "Penyimpanan sedang penuh atau sibuk, jadi kiriman Anda belum disimpan; tidak ada yang tersimpan setengah. "
        "Kembali, tunggu sebentar, lalu kirim lagi. Bila berulang, beri tahu admin kantor Anda."
    )
    response = show_alone(Fault(503, _("Belum dapat disimpan"), words))
    response.headers["Retry-After"] = "30"
    return response


def show_alone(fault: Fault) -> HttpResponse:
    """Show a fault without database, session or menu, since any of them may be what broke."""
    try:
        page = loader.render_to_string("web/broken.html", {"fault": fault, "moment": timezone.now()})
    except Exception:  # the page about a fault must not fail itself
        page = f"<!doctype html><title>Saindege</title><h1>{fault.title}</h1><p>{fault.words}</p>"
    return HttpResponse(page, status=fault.status)
