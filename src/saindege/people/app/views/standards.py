"""What posts require: every post that people hold, and the standard of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.people import competency
from saindege.people.app import access, actions, forms, queries
from saindege.people.app.models import Competency, Office


@require_http_methods(["GET", "HEAD", "POST"])
def standards(request: HttpRequest) -> HttpResponse:
    """Show the posts that people hold, those without a standard first, and fill these with usual levels."""
    require(access.may_keep_levels(request.user))
    form = forms.CompetencyForm(request.POST or None if request.POST.get("langkah") == "tambah" else None)
    if request.method == "POST":
        answer = _add(request, form) if request.POST.get("langkah") == "tambah" else _use_usual(request)
        if answer is not None:
            return answer
    text, without = request.GET.get("q", "").strip()[:100], "belum" in request.GET
    rows = queries.post_rows(text, without_only=without)
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return _download(rows, request.GET["unduh"])
    everything = rows if not text and not without else queries.post_rows()
    context = {
        "page": pages.page_of(request, rows),
        "text": text,
        "without": without,
        "posts": len(everything),
        "lacking": [row for row in everything if not row.required],
        "can_fill": sum(row.usual is not None and not row.required for row in everything),
        "competencies": queries.competencies().values(),
        "form": form,
        "rules": competency.load(),
    }
    return render(request, "people/standards.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def standard(request: HttpRequest) -> HttpResponse:
    """Show and set what one post requires; the post is named in the address, for it has no number of its own."""
    require(access.may_keep_levels(request.user))
    name = request.GET.get("jabatan", "")
    row = next((each for each in queries.post_rows() if each.plain == competency.plain_post(name)), None)
    if row is None:
        raise Http404
    present = queries.standard_of(row.plain)
    known = queries.competencies()
    form = forms.StandardForm(
        request.POST or None,
        competencies=list(known.values()),
        initial={
            "source": present[0].source if present else "",
            **{f"tingkat-{each.competency_id}": str(each.level) for each in present},
        },
    )
    if request.method == "POST":
        if request.POST.get("langkah") == "baku":
            answer = _use_usual(request, row.plain)
            if answer is not None:
                return answer
        elif form.is_valid():
            changed = actions.set_standard(
                request.user, row.plain, form.levels(), source=form.cleaned_data["source"], at=timezone.now()
            )
            messages.success(
                request, ngettext("%(n)d tingkat diubah.", "%(n)d tingkat diubah.", changed) % {"n": changed}
            )
            return redirect(_address(row.plain))
    context = {
        "row": row,
        "form": form,
        "present": present,
        "past": queries.past_standards(row.plain)[:50],
        "rules": competency.load(),
    }
    return render(request, "people/standard.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def competency_names(request: HttpRequest, number: int) -> HttpResponse:
    """Change what one competency is called, in both languages."""
    require(access.may_keep_levels(request.user))
    shown = get_object_or_404(Competency, pk=number)
    initial = {"name": shown.name, "name_en": shown.name_en}
    form = forms.CompetencyForm(request.POST or None, initial=initial)
    form.fields["name"].label = _("Nama kompetensi")
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_competency(request.user, shown, **form.cleaned_data, at=timezone.now())
            messages.success(request, _("Nama disimpan."))
            return redirect(f"{reverse('people:standards')}#kompetensi")
        except actions.NameTaken as error:
            form.add_error("name", error.sentence.in_language(pages.reader_language()))
    context = {"shown": shown, "form": form}
    return render(request, "people/competency_names.html", context, status=422 if form.errors else 200)


def _address(plain: str) -> str:
    return f"{reverse('people:standard')}?{urlencode({'jabatan': plain})}"


def _add(request: HttpRequest, form: forms.CompetencyForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        made = actions.add_competency(request.user, **form.cleaned_data, at=timezone.now())
    except actions.NameTaken as error:
        form.add_error("name", error.sentence.in_language(pages.reader_language()))
        return None
    messages.success(request, _("Kompetensi %(name)s ditambahkan.") % {"name": made.name})
    return redirect("people:standards")


def _use_usual(request: HttpRequest, plain: str | None = None) -> HttpResponse | None:
    try:
        posts = actions.use_usual_levels(request.user, None if plain is None else [plain], at=timezone.now())
    except SaindegeError as error:
        messages.error(request, error.sentence.in_language(pages.reader_language()))
        return redirect("people:standards" if plain is None else _address(plain))
    messages.success(
        request,
        ngettext("%(n)d jabatan memakai tingkat baku.", "%(n)d jabatan memakai tingkat baku.", posts)
        % {"n": posts},
    )
    return redirect("people:standards" if plain is None else _address(plain))


def _download(rows: list[queries.PostRow], kind: str) -> HttpResponse:
    """Every level of every post, in the columns that an upload understands."""
    known, in_force = queries.competencies(), queries.standards_in_force()
    header = [_("Jabatan"), _("Pegawai"), _("Kompetensi"), _("Jenis"), _("Level")]
    lines: list[tuple[object, ...]] = []
    for row in rows:
        required = in_force.get(row.plain)
        if not required:
            lines.append((row.name, row.people, "", "", None))
            continue
        lines += [
            (row.name, row.people, each.shown_name, each.get_kind_display(), required[number])
            for number, each in known.items()
            if number in required
        ]
    is_example = Office.objects.filter(is_example=True).exists()
    return pages.download_table(_("standar jabatan"), header, lines, kind, is_example=is_example)
