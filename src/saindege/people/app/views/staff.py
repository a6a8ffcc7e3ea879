"""The staff list and one person on it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.people import siasn
from saindege.people.app import access, actions, forms, queries
from saindege.people.app.models import Person, PersonChange, Status
from saindege.people.app.views.words import HEADINGS, change_words


@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """Show the people that an account may see; somebody who sees only himself is led there."""
    by = request.user
    if not access.may_see_a_list(by):
        person = queries.person_of(by)
        require(person is not None)
        return redirect("people:person", person.pk)
    wanted = forms.read_filter(request.GET)
    people = queries.search_people(by, wanted)
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return _download(people, request.GET["unduh"], with_numbers=access.may_see_numbers(by))
    page = pages.page_of(request, people)
    context = {
        "page": page,
        "wanted": wanted,
        "is_filtered": bool(
            wanted.text or wanted.office or wanted.status or wanted.flagged or wanted.without_superior
        ),
        "headings": HEADINGS,
        "statuses": Status.choices,
        "offices": queries.office_choices() if access.may_see_everyone(by) else [],
        "sees_everyone": access.may_see_everyone(by),
        "sees_numbers": access.may_see_numbers(by),
        "may_import": access.may_import_staff(by),
        "may_change": access.may_change_people(by),
        "counts": _counts(),
        "flagged": queries.flagged_count(),
        "without_superior": queries.without_superior_count(),
        "open_imports": queries.open_imports(by),
    }
    return render(request, "people/staff.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show one person: facts, superior, and what changed with the list that said so."""
    by = request.user
    shown = get_object_or_404(queries.visible_to(by).select_related("superior", "account"), pk=key)
    form = None
    if access.may_change_people(by):
        form = forms.SuperiorForm(
            request.POST or None,
            people=_with_present_one(queries.possible_superiors(shown), shown.superior),
            initial={"superior": str(shown.superior_id or "")},
        )
        if request.method == "POST" and form.is_valid() and _store_superior(request, form, shown):
            return redirect("people:person", shown.pk)
    changes = (
        queries.changes_of(shown) if access.may_see_number_of(by, shown) else PersonChange.objects.none()
    )
    context = {
        "person": shown,
        "form": form,
        "sees_number": access.may_see_number_of(by, shown),
        "sees_history": access.may_see_number_of(by, shown),
        "sees_list": access.may_see_a_list(by),
        "sees_imports": access.may_import_staff(by),
        "changes": [change_words(change) for change in changes],
        "is_self": shown.account_id == by.pk,
        "may_hand_out": access.may_export_person(by, shown) and shown.account_id != by.pk,
        "sees_levels": access.may_see_levels_of(by, shown),
    }
    return render(request, "people/person.html", context, status=422 if form and form.errors else 200)


def _with_present_one(people: list[Person], superior: Person | None) -> list[Person]:
    return people if superior is None or superior in people else [superior, *people]


def _store_superior(request: HttpRequest, form: forms.SuperiorForm, shown: Person) -> bool:
    try:
        count = actions.set_superior(
            request.user,
            shown.pk,
            form.chosen(),
            also_without=form.cleaned_data["also_without"],
            at=timezone.now(),
        )
    except actions.NotASuperior as error:
        form.add_error("superior", error.sentence.in_language(pages.reader_language()))
        return False
    messages.success(
        request,
        ngettext("Atasan disimpan untuk %(n)d orang.", "Atasan disimpan untuk %(n)d orang.", count)
        % {"n": count},
    )
    return True


def _counts() -> list[tuple[str, int]]:
    labels = dict(Status.choices)
    return [(labels[status], number) for status, number in queries.staff_counts().items() if number]


def _download(people: QuerySet[Person], kind: str, *, with_numbers: bool) -> HttpResponse:
    header = [_("Nama"), _("Status"), _("Unit kerja"), _("Jabatan"), _("Jenis jabatan"), _("Golongan")]
    header += [_("Pendidikan"), _("Tidak ada di daftar sejak")]
    if with_numbers:
        header = [_("NIP"), *header, _("Tanggal lahir")]
        header += [_("Kode SIASN pendidikan"), _("Kode SIASN jenis jabatan"), _("Kode SIASN golongan")]
        header += [_("Kode SIASN jabatan")]
    rows = list(people)
    return pages.download_table(
        _("daftar pegawai"),
        header,
        (_row(each, with_numbers=with_numbers) for each in rows),
        kind,
        is_example=any(each.is_example for each in rows),
    )


def _row(each: Person, *, with_numbers: bool) -> list[object]:
    row = [
        each.name,
        each.get_status_display(),
        each.office.name,
        each.post,
        each.get_post_type_display(),
        each.rank,
        each.education,
        each.missing_since,
    ]
    if not with_numbers:
        return row
    codes = [siasn.code_of(what, getattr(each, what)) for what in siasn.CODED]
    return [each.nip or "", *row, each.birth_date, *codes, each.post_code]
