"""Templates of papers: take one, edit it in Word, hand it in; go back to an earlier one or to ours."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import reader_language
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access
from saindege.delivery.app.actions import templates as actions
from saindege.delivery.app.forms.templates import TemplateForm
from saindege.delivery.app.queries import documents, templates
from saindege.delivery.app.views.words import in_words, refuse
from saindege.delivery.official.form import PaperForm
from saindege.delivery.official.template import own_template

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def paper_templates(request: HttpRequest) -> HttpResponse:
    """Show every paper and which template it is filled from."""
    require(access.may_edit_papers(request.user))
    chosen, language = templates.all_in_force(), reader_language()
    page = {"papers": [(one, one.name_in(language), chosen.get(one.key)) for one in documents.FORMS]}
    return render(request, "delivery/paper_templates.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_template(request: HttpRequest, paper: str) -> HttpResponse:
    """Show one paper's template, its fields and versions; take a new one."""
    form = _form(request, paper)
    typed = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if typed.is_valid():
            sent = typed.cleaned_data["file"]
            try:
                kept = actions.put_template(
                    request.user, form, file_name=sent.name, content=sent.read(), at=timezone.now()
                )
            except SaindegeError as error:
                for problem in error.problems or (error,):
                    typed.add_error("file", in_words(problem))
            else:
                words = _("Versi %(version)d berlaku. Surat berikutnya memakainya.")
                messages.success(request, words % {"version": kept.version})
                return redirect("delivery:paper_template", paper)
        return _page(request, form, typed, 422)
    return _page(request, form, typed)


@require_safe
def take_template(request: HttpRequest, paper: str) -> HttpResponse:
    """Hand out a template: the one in force, ours, or the one in force filled with examples."""
    form = _form(request, paper)
    wanted = request.GET.get("isi", "")
    try:
        content = own_template(form) if wanted == "bawaan" else templates.content_in_force(form)
        if wanted == "contoh":
            content = documents.fill(form, content, [form.fields.examples()])
    except SaindegeError as error:
        refuse(request, error)
        return redirect("delivery:paper_template", paper)
    return _handed(content, f"{'contoh' if wanted == 'contoh' else 'templat'}-{form.key}.docx")


@require_safe
def take_version(request: HttpRequest, paper: str, template: UUID) -> HttpResponse:
    """Hand out one version as it was uploaded."""
    form = _form(request, paper)
    kept = get_object_or_404(templates.versions_of(form.key), pk=template)
    try:
        return _handed(templates.content_of(kept, form), f"templat-{form.key}-versi-{kept.version}.docx")
    except SaindegeError as error:
        refuse(request, error)
        return redirect("delivery:paper_template", paper)


@require_POST
def choose_template(request: HttpRequest, paper: str) -> HttpResponse:
    """Put a version into force again, or ours."""
    form, version = _form(request, paper), request.POST.get("versi", "")
    try:
        if version == "bawaan":
            actions.use_own_template(request.user, form, at=timezone.now())
            messages.success(request, _("Templat bawaan berlaku lagi. Versi kota tetap tersimpan."))
        else:
            number = int(version) if version.isdecimal() and len(version) < 9 else 0
            kept = get_object_or_404(templates.versions_of(form.key), version=number)
            actions.choose_template(request.user, form, kept, at=timezone.now())
            messages.success(request, _("Versi %(version)d berlaku lagi.") % {"version": kept.version})
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:paper_template", paper)


def _form(request: HttpRequest, paper: str) -> PaperForm:
    require(access.may_edit_papers(request.user))
    form = documents.form_by_key(paper)
    if form is None:
        raise Http404
    return form


def _handed(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(request: HttpRequest, form: PaperForm, typed: TemplateForm, status: int = 200) -> HttpResponse:
    language = reader_language()
    page = {
        "paper": form,
        "name": form.name_in(language),
        "form": typed,
        "kept": templates.in_force(form.key),
        "versions": list(templates.versions_of(form.key)[:50]),
        "single": [(one, one.meaning.in_language(language)) for one in form.fields.single],
        "lists": [
            (one, one.meaning.in_language(language), [(each, each.meaning.in_language(language)) for each in one.fields])
            for one in form.fields.lists
        ],
    }  # fmt: skip
    return render(request, "delivery/paper_template.html", page, status=status)
