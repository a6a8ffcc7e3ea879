"""One person by hand: added, facts changed; and two rows that are one person."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput
from saindege.people.app import access, actions, forms, queries
from saindege.people.app.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """Add one person."""
    require(access.may_change_people(request.user))
    form = forms.PersonForm(
        request.POST or None,
        offices=queries.office_choices(),
        today=timezone.localdate(),
        initial={"office": request.GET.get("kantor", ""), "status": "pns"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_person(request.user, actions.Facts(**form.cleaned_data), at=timezone.now())
            messages.success(request, _("%(name)s masuk daftar pegawai.") % {"name": made.name})
            return redirect("people:person", made.pk)
        except BadInput as error:
            _say(form, error)
    return render(request, "people/person_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Change what is known of one person."""
    require(access.may_change_people(request.user))
    shown = get_object_or_404(Person.objects.select_related("office"), pk=key)
    last = shown.changes.order_by("-pk").first()
    offices = queries.office_choices()
    if shown.office.closed_on is not None:
        offices = [(shown.office.code, shown.office.name), *offices]
    form = forms.PersonForm(
        request.POST or None,
        offices=offices,
        today=timezone.localdate(),
        initial={
            "office": shown.office.code,
            "nip": shown.nip or "",
            **{
                name: getattr(shown, name)
                for name in (
                    "name",
                    "status",
                    "post",
                    "post_code",
                    "post_type",
                    "rank",
                    "education",
                    "birth_date",
                    "sex",
                )
            },
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_person(
                request.user,
                shown.pk,
                actions.Facts(**form.cleaned_data),
                version=pages.as_int(request.POST.get("versi")),
                at=timezone.now(),
            )
            messages.success(request, _("Disimpan.") if changed else _("Tidak ada yang berubah."))
            return redirect("people:person", shown.pk)
        except BadInput as error:
            _say(form, error)
    context = {"form": form, "person": shown, "version": last.pk if last else 0}
    return render(request, "people/person_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def doubles(request: HttpRequest) -> HttpResponse:
    """Show pairs that may be one person, side by side, and merge the pair that somebody is sure of."""
    require(access.may_merge_people(request.user))
    error: BadInput | None = None
    if request.method == "POST":
        kept, gone = (_key(request.POST.get(name, "")) for name in ("tetap", "lebur"))
        require(kept is not None and gone is not None)
        try:
            person = actions.merge_people(request.user, kept, gone, at=timezone.now())
            messages.success(request, _("Kedua data menjadi satu: %(name)s.") % {"name": person.name})
            return redirect("people:doubles")
        except actions.CannotMerge as refused:
            error = refused
    context = {
        "page": pages.page_of(request, queries.doubled_people(), 10),
        "merges": queries.merges()[:20],
        "error": error,
    }
    return render(request, "people/doubles.html", context, status=409 if error else 200)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _say(form: forms.PersonForm, error: BadInput) -> None:
    column = error.problems[0].column if error.problems else None
    form.add_error(column, error.sentence.in_language(pages.reader_language()))
