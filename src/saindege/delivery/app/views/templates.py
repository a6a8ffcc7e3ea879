"""Templates of papers: take one, edit it in Word, hand it in; go back to an earlier one or to ours."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saindege.base.app import queries as base_queries
from saindege.base.app.access import require
from saindege.base.app.pages import reader_language
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access
from saindege.delivery.app.actions import letterhead as letterhead_actions
from saindege.delivery.app.actions import templates as actions
from saindege.delivery.app.forms.templates import LetterheadForm, TemplateForm
from saindege.delivery.app.models import PaperTemplate
from saindege.delivery.app.queries import documents, letterhead, samples, templates
from saindege.delivery.app.views.words import in_words, refuse
from saindege.delivery.official.form import PaperForm
from saindege.delivery.official.template import own_template

MOST_DIGITS = 9
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def paper_templates(request: HttpRequest) -> HttpResponse:
    """Show every paper, which template it is filled from, and the letterhead of all of them."""
    require(access.may_edit_papers(request.user))
    chosen, waiting, language = templates.all_in_force(), templates.all_waiting(), reader_language()
    page = {
        "papers": [
            (one, one.name_in(language), chosen.get(one.key), waiting.get(one.key)) for one in documents.FORMS
        ],
        "city": base_queries.city(),
        "lacks": letterhead.lacks(),
    }
    return render(request, "delivery/paper_templates.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_letterhead(request: HttpRequest) -> HttpResponse:
    """Show and change what stands at the head of every paper, and who signs."""
    require(access.may_name_letterhead(request.user))
    form = LetterheadForm.of(base_queries.city(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = letterhead_actions.keep_letterhead(request.user, form.cleaned_data, at=timezone.now())
        words = _("Kop dan penanda tangan disimpan. Surat berikutnya memakainya.")
        messages.success(request, words if changed else _("Tidak ada yang berubah."))
        return redirect("delivery:paper_templates")
    page = {"form": form, "sample": documents.FORMS[0].key}
    return render(request, "delivery/paper_letterhead.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_template(request: HttpRequest, paper: str) -> HttpResponse:
    """Show one paper's template, its fields and versions; take a new one, which waits until it is chosen."""
    form = _form(request, paper)
    typed = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if typed.is_valid():
            sent = typed.cleaned_data["file"]
            try:
                kept = actions.keep_template(
                    request.user, form, file_name=sent.name, content=sent.read(), at=timezone.now()
                )
            except SaindegeError as error:
                for problem in error.problems or (error,):
                    typed.add_error("file", in_words(problem))
            else:
                messages.success(request, _kept_words(kept))
                return redirect("delivery:paper_template", paper)
        return _page(request, form, typed, 422)
    return _page(request, form, typed)


def _kept_words(kept: PaperTemplate) -> str:
    if kept.is_in_force:
        return _("Berkas ini sama dengan versi %(version)d yang sudah berlaku.") % {"version": kept.version}
    if kept.chosen_at is not None:
        return _("Berkas ini sama dengan versi %(version)d. Pakai lagi dari daftar versi.") % {
            "version": kept.version
        }
    return _("Versi %(version)d lolos pemeriksaan. Lihat contohnya, lalu pakai.") % {"version": kept.version}


@require_safe
def take_template(request: HttpRequest, paper: str) -> HttpResponse:
    """Hand out a template: the one in force, ours, or the one in force filled with examples."""
    form = _form(request, paper)
    wanted = request.GET.get("isi", "")
    try:
        content = own_template(form) if wanted == "bawaan" else templates.content_in_force(form)
        if wanted == "contoh":
            content = samples.sample_docx(form, content, timezone.now())
    except SaindegeError as error:
        refuse(request, error)
        return redirect("delivery:paper_template", paper)
    return _handed(content, f"{'contoh' if wanted == 'contoh' else 'templat'}-{form.key}.docx")


@require_safe
def sample_pdf(request: HttpRequest, paper: str) -> HttpResponse:
    """Set a paper of examples: from a version that the city uploaded, from ours, or from the one in force."""
    form, version = _form(request, paper), request.GET.get("versi", "")
    rows = samples.MANY if request.GET.get("banyak") else samples.FEW
    try:
        made = samples.sample_pdf(form, _content_of(form, version), timezone.now(), rows=rows)
    except SaindegeError as error:
        refuse(request, error)
        return redirect("delivery:paper_template", paper)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="contoh-{form.key}.pdf"'
    return response


def _content_of(form: PaperForm, version: str) -> bytes | None:
    """A version of the city's, the one in force where none is asked for; None for ours."""
    if version.isdecimal() and len(version) < MOST_DIGITS:
        return templates.content_of(
            get_object_or_404(templates.versions_of(form.key), version=int(version)), form
        )
    kept = None if version == "bawaan" else templates.in_force(form.key)
    return None if kept is None else templates.content_of(kept, form)


@require_safe
def sample_page(request: HttpRequest, paper: str, template: UUID, page: int) -> HttpResponse:
    """Show one page of a version, filled with examples, as a picture."""
    form = _form(request, paper)
    kept = get_object_or_404(templates.versions_of(form.key), pk=template)
    try:
        pages = samples.sample_pictures(form, templates.content_of(kept, form), timezone.now())
    except SaindegeError as error:
        raise Http404 from error
    if not 1 <= page <= len(pages):
        raise Http404
    return HttpResponse(pages[page - 1], content_type="image/png")


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
            number = int(version) if version.isdecimal() and len(version) < MOST_DIGITS else 0
            kept = get_object_or_404(templates.versions_of(form.key), version=number)
            actions.choose_template(request.user, form, kept, at=timezone.now())
            messages.success(
                request,
                _("Versi %(version)d berlaku. Surat berikutnya memakainya.") % {"version": kept.version},
            )
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
    kept, versions = templates.in_force(form.key), list(templates.versions_of(form.key)[:50])
    waiting = templates.waiting_of(versions)
    shown = waiting or kept
    page = {
        "paper": form,
        "name": form.name_in(language),
        "form": typed,
        "kept": kept,
        "waiting": waiting,
        "shown": shown,
        "losses": _losses(shown, form),
        "pages": _pages(shown, form),
        "keeps_codes": form.unit == "session",
        "versions": versions,
        "single": [(one, one.meaning.in_language(language)) for one in form.fields.single],
        "lists": [
            (one, one.meaning.in_language(language), [(each, each.meaning.in_language(language)) for each in one.fields])
            for one in form.fields.lists
        ],
    }  # fmt: skip
    return render(request, "delivery/paper_template.html", page, status=status)


def _pages(shown: PaperTemplate | None, form: PaperForm) -> range:
    """The pages of a sample, by number; none where the template cannot be set any more."""
    try:
        pages = (
            ()
            if shown is None
            else samples.sample_pictures(form, templates.content_of(shown, form), timezone.now())
        )
    except SaindegeError:
        pages = ()
    return range(1, len(pages) + 1)


def _losses(shown: PaperTemplate | None, form: PaperForm) -> dict[str, list[str]]:
    """What the PDF lacks, and what it shows otherwise, in the reader's words."""
    language = reader_language()
    try:
        found = samples.losses_in_pdf(shown, form) if shown is not None else []
    except SaindegeError:
        found = []
    return {
        word: [one.sentence.in_language(language) for one in found if one.is_lost is is_lost]
        for word, is_lost in (("lost", True), ("otherwise", False))
    }
