"""The education of one person: every diploma, one added by hand, one taken out."""

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
from saindege.people.app import access, actions, forms, queries
from saindege.people.app.models import Diploma, Person


@require_http_methods(["GET", "HEAD", "POST"])
def education(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show what one person finished; whoever keeps the list writes it down."""
    by = request.user
    shown = get_object_or_404(queries.visible_to(by), pk=key)
    require(access.may_see_number_of(by, shown))
    may_change = access.may_change_people(by)
    form = forms.DiplomaForm(request.POST or None, today=timezone.localdate()) if may_change else None
    if request.method == "POST":
        require(may_change)
        if "hapus" in request.POST:
            diploma = get_object_or_404(Diploma, pk=pages.as_int(request.POST["hapus"]), person=shown)
            actions.remove_diploma(by, diploma, at=timezone.now())
            messages.success(request, _("Ijazah dihapus. Pendidikan pada data pegawai tidak diturunkan."))
            return redirect("people:education", shown.pk)
        if form is not None and form.is_valid() and _store(request, form, shown):
            return redirect("people:education", shown.pk)
    context = {
        "person": shown,
        "diplomas": queries.diplomas_of(shown),
        "form": form,
        "is_self": shown.account_id == by.pk,
    }
    wrong = form is not None and "hapus" not in request.POST and form.errors
    return render(request, "people/education.html", context, status=422 if wrong else 200)


def _store(request: HttpRequest, form: forms.DiplomaForm, shown: Person) -> bool:
    try:
        actions.add_diploma(request.user, shown, **form.cleaned_data, at=timezone.now())
    except actions.DiplomaKnown as error:
        form.add_error("study", error.sentence.in_language(pages.reader_language()))
        return False
    messages.success(request, _("Ijazah disimpan."))
    return True
