"""A staff list on its way in: file, columns, faults, differences, applied."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput, SaindegeError
from saindege.people.app import access, actions, forms, queries
from saindege.people.app.models import StaffImport
from saindege.people.app.views import import_page


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Take a file in, and show the lists that came before."""
    require(access.may_import_staff(request.user))
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        stored = _store(request, form)
        if stored is not None:
            return redirect("people:staff_import", stored.pk)
    context = {"form": form, "page": pages.page_of(request, queries.imports_for_page(request.user), 20)}
    return render(request, "people/imports.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_import(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show one list with everything that is known of it, and do what a button asks."""
    require(access.may_import_staff(request.user))
    shown = get_object_or_404(StaffImport.objects.select_related("uploaded_by"), pk=key)
    if request.method != "POST":
        if request.GET.get("unduh") in import_page.DOWNLOADS:
            return import_page.download(shown, request.GET["unduh"])
        return render(request, "people/staff_import.html", import_page.context_of(request, shown))
    act = _ACTS.get(request.POST.get("langkah", ""))
    require(act is not None)
    try:
        return act(request, shown)
    except SaindegeError as error:
        shown = StaffImport.objects.select_related("uploaded_by").get(pk=key)
        context = import_page.context_of(request, shown, error=error, sent=request.POST)
        return render(request, "people/staff_import.html", context, status=_status_of(error))


def _store(request: HttpRequest, form: forms.UploadForm) -> StaffImport | None:
    file = form.cleaned_data["file"]
    at = timezone.now()
    try:
        stored = actions.store_list(request.user, file_name=file.name, chunks=file.chunks(), at=at)
    except BadInput as error:
        form.add_error("file", error.sentence.in_language((get_language() or "id")[:2]))
        return None
    if stored.uploaded_at != at:
        messages.info(request, _("Berkas ini sudah diunggah. Kita lanjutkan impor yang sama."))
    return stored


def _check(request: HttpRequest, shown: StaffImport) -> HttpResponse:
    confirmed = actions.Confirmed(
        mapping=forms.read_mapping(request.POST, shown.columns), scope=forms.read_scope(request.POST)
    )
    return _checked(request, shown, confirmed)


def _choose_sheet(request: HttpRequest, shown: StaffImport) -> HttpResponse:
    sheet = request.POST.get("lembar", "")
    actions.choose_sheet(request.user, shown.pk, sheet if sheet in shown.sheets else "", at=timezone.now())
    return redirect("people:staff_import", shown.pk)


def _decide_offices(request: HttpRequest, shown: StaffImport) -> HttpResponse:
    confirmed = actions.Confirmed(
        mapping=shown.mapping,
        offices=forms.read_offices(request.POST, shown.report.get("offices", [])),
        scope=shown.report.get("scope"),
    )
    return _checked(request, shown, confirmed)


def _check_again(request: HttpRequest, shown: StaffImport) -> HttpResponse:
    confirmed = actions.Confirmed(mapping=shown.mapping, scope=shown.report.get("scope"))
    return _checked(request, shown, confirmed)


def _checked(request: HttpRequest, shown: StaffImport, confirmed: actions.Confirmed) -> HttpResponse:
    address = reverse("people:staff_import", args=[shown.pk])
    if queries.is_long(shown):
        job = actions.ask_check(request.user, shown, confirmed, result_url=address)
        return redirect("base:job", job.pk)
    actions.check_list(request.user, shown.pk, confirmed, at=timezone.now())
    return redirect(f"{address}#hasil")


def _apply(request: HttpRequest, shown: StaffImport) -> HttpResponse:
    applied = actions.apply_list(
        request.user,
        shown.pk,
        checked_at=request.POST.get("diperiksa", ""),
        leave_faulty="lewati" in request.POST,
        at=timezone.now(),
    )
    count = applied.report["count"]
    messages.success(
        request, ngettext("%(n)d perubahan diterapkan.", "%(n)d perubahan diterapkan.", count) % {"n": count}
    )
    return redirect(f"{reverse('people:staff_import', args=[shown.pk])}#isi")


def _discard(request: HttpRequest, shown: StaffImport) -> HttpResponse:
    actions.discard_list(request.user, shown.pk, at=timezone.now())
    return redirect("people:staff_import", shown.pk)


def _reopen(request: HttpRequest, shown: StaffImport) -> HttpResponse:
    actions.reopen_list(request.user, shown.pk, at=timezone.now())
    return redirect("people:staff_import", shown.pk)


def _undo(request: HttpRequest, shown: StaffImport) -> HttpResponse:
    actions.undo_list(request.user, shown.pk, at=timezone.now())
    messages.success(request, _("Data pegawai dikembalikan seperti sebelum daftar ini diterapkan."))
    return redirect("people:staff_import", shown.pk)


def _status_of(error: SaindegeError) -> int:
    return 409 if error.code == "conflict" and not isinstance(error, BadInput) else 422


_ACTS: dict[str, Callable[[HttpRequest, StaffImport], HttpResponse]] = {
    "lembar": _choose_sheet,
    "kolom": _check,
    "kantor": _decide_offices,
    "periksa": _check_again,
    "terapkan": _apply,
    "batalkan": _discard,
    "buka": _reopen,
    "kembalikan": _undo,
}
