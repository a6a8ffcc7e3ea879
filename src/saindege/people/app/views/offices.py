"""The tree of offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput
from saindege.people.app import access, actions, forms, queries
from saindege.people.app.models import Office, OfficeChange, OfficeKind

_FIELDS = {
    "made": gettext_lazy("Dibuat"),
    "name": gettext_lazy("Nama"),
    "kind": gettext_lazy("Jenis"),
    "parent": gettext_lazy("Di bawah"),
    "closed_on": gettext_lazy("Ditutup"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line of an office's history."""

    at: datetime
    field: str
    words: str
    who: str


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """Show offices as a tree with their head counts."""
    require(access.may_see_everyone(request.user))
    text = request.GET.get("q", "").strip()[:100]
    rows = queries.office_tree(text)
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return pages.download_table(
            pgettext("nama berkas", "kantor"),
            [
                _("Kode"),
                _("Kantor"),
                _("Jenis"),
                _("Induk"),
                _("Pegawai"),
                _("Termasuk bawahan"),
                _("Ditandai"),
            ],
            [
                (
                    row.office.code,
                    row.office.name,
                    row.office.get_kind_display(),
                    row.office.parent.name if row.office.parent else "",
                    row.own,
                    row.below,
                    row.flagged,
                )
                for row in rows
            ],
            request.GET["unduh"],
            is_example=any(row.office.is_example for row in rows),
        )
    people = sum(row.own for row in rows)
    context = {
        "rows": rows,
        "text": text,
        "people": people,
        "may_import": access.may_import_staff(request.user),
        "may_keep": access.may_keep_offices(request.user),
    }
    return render(request, "people/offices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def office_new(request: HttpRequest) -> HttpResponse:
    """Add an office to the tree."""
    require(access.may_keep_offices(request.user))
    form = forms.OfficeForm(
        request.POST or None,
        offices=queries.office_choices(),
        initial={"parent": request.GET.get("bawah", ""), "kind": OfficeKind.UNIT},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_office(request.user, **_sent(form), at=timezone.now())
            messages.success(request, _("%(name)s ditambahkan.") % {"name": made.name})
            return redirect("people:office", made.pk)
        except BadInput as error:
            _say(form, error)
    return render(request, "people/office_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest, number: int) -> HttpResponse:
    """Show one office with its history; rename, move, close and open it."""
    require(access.may_see_everyone(request.user))
    shown = get_object_or_404(Office.objects.select_related("parent"), pk=number)
    form = None
    if access.may_keep_offices(request.user):
        is_change = request.method == "POST" and request.POST.get("langkah", "ubah") == "ubah"
        form = forms.OfficeForm(
            request.POST if is_change else None,
            offices=queries.office_choices(),
            initial={
                "name": shown.name,
                "kind": shown.kind,
                "parent": shown.parent.code if shown.parent else "",
            },
        )
    if request.method == "POST":
        require(form is not None)
        answer = _act(request, form, shown)
        if answer is not None:
            return answer
    context = {
        "shown": shown,
        "form": form,
        "children": shown.children.order_by("name"),
        "people": shown.people.filter(missing_since=None).count(),
        "changes": [_shown(each) for each in shown.changes.select_related("by")[:50]],
    }
    return render(request, "people/office.html", context, status=422 if form and form.errors else 200)


def _act(request: HttpRequest, form: forms.OfficeForm, shown: Office) -> HttpResponse | None:
    act, at = request.POST.get("langkah", "ubah"), timezone.now()
    try:
        if act == "tutup":
            actions.close_office(request.user, shown.pk, on=timezone.localdate(at), at=at)
        elif act == "buka":
            actions.reopen_office(request.user, shown.pk, at=at)
        elif form.is_valid():
            changed = actions.change_office(request.user, shown.pk, **_sent(form), at=at)
            messages.success(request, _("Disimpan.") if changed else _("Tidak ada yang berubah."))
        else:
            return None
    except BadInput as error:
        if act == "ubah":
            _say(form, error)
            return None
        messages.error(request, error.sentence.in_language(pages.reader_language()))
    return redirect("people:office", shown.pk)


def _sent(form: forms.OfficeForm) -> dict[str, object]:
    sent = form.cleaned_data
    parent = Office.objects.filter(code=sent["parent"]).first() if sent["parent"] else None
    return {"name": " ".join(sent["name"].split()), "kind": sent["kind"], "parent": parent}


def _say(form: forms.OfficeForm, error: BadInput) -> None:
    column = error.problems[0].column if error.problems else None
    form.add_error(column, error.sentence.in_language(pages.reader_language()))


def _shown(change: OfficeChange) -> ShownChange:
    kinds = dict(OfficeKind.choices)

    def said(value: str) -> str:
        return str(kinds.get(value, value)) if change.field == "kind" else value or _("puncak pohon")

    words = {
        "made": change.after,
        "closed_on": _("Ditutup") if change.after else _("Dibuka lagi"),
    }.get(change.field) or f"{said(change.before)} → {said(change.after)}"
    return ShownChange(
        change.at,
        str(_FIELDS.get(change.field, change.field)),
        words,
        change.by.display_name if change.by else "-",
    )
