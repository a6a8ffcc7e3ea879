"""Pages of the professionalism index: the city and its offices, one office, one person, lists taken in."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput, Problem
from saindege.impact import professionalism
from saindege.impact.app import access, actions, forms, queries
from saindege.impact.app.actions import ListFile
from saindege.impact.app.models import IndexImportKind
from saindege.impact.app.views.index_book import recap_workbook
from saindege.impact.professionalism.lists import read_facts, read_official
from saindege.impact.professionalism.what_if import raises_of
from saindege.people.app.models import Office, Person

SHOWN = 50


def _year(request: HttpRequest) -> int:
    this_year = timezone.localdate().year
    return pages.as_int(request.GET.get("tahun"), this_year, least=2000, most=this_year)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The index of the city and its offices, of one's people, of oneself; each account sees what is its own."""
    require(access.may_answer(request.user) or access.may_see_index(request.user))
    year, language = _year(request), pages.reader_language()
    context: dict[str, Any] = {"year": year, "years": _years(), "book": professionalism.load()}
    own = Person.objects.filter(account=request.user).first()
    context["own"] = queries.person_index(own, year) if own else None
    led = queries.civil_servants().filter(superior__account=request.user)
    context["led"] = queries.person_rows(led, year) if led.exists() else []
    if access.may_see_index(request.user):
        found = queries.index_of(queries.civil_servants(), year)
        offices = queries.office_rows_of(found)
        if request.GET.get("unduh"):
            return _download(request, found, offices)
        context |= {
            "found": found,
            "sentence": queries.city_sentence(found, language),
            "mean": found.index.mean(),
            "parts": queries.mean_parts(found, language),
            "categories": queries.category_counts(found, language),
            "raises": queries.raise_words(raises_of(found.index), language),
            "offices": pages.page_of(request, _named(offices, language), SHOWN),
            "may_import": access.may_import_index(request.user),
            "may_names": access.may_see_index_of_people(request.user),
        }
    elif request.GET.get("unduh"):
        raise Http404
    return render(request, "impact/index.html", context)


def _years() -> list[int]:
    this_year = timezone.localdate().year
    return list(range(this_year - 2, this_year + 1))


def _named(offices: list[queries.OfficeIndex], language: str) -> list[dict[str, Any]]:
    return [
        {"row": row, "best": queries.raise_words((row.best,), language) if row.best else []}
        for row in offices
    ]


def _download(
    request: HttpRequest, found: queries.CityIndex, offices: list[queries.OfficeIndex]
) -> HttpResponse:
    example = queries.is_index_example()
    if request.GET["unduh"] == "xlsx":
        names = None
        if access.may_see_index_of_people(request.user):
            names = queries.person_rows(queries.civil_servants(), found.year)
            actions.note_lists_seen(request.user, {row.person.office for row in names}, at=timezone.now())
        content = recap_workbook(found, offices, names, pages.reader_language(), is_example=example)
        response = HttpResponse(content, content_type=pages.XLSX)
        mark = "-data-contoh" if example else ""
        response["Content-Disposition"] = f'attachment; filename="ip-asn-{found.year}{mark}.xlsx"'
        return response
    header = [
        _("Kantor"),
        _("ASN"),
        pgettext("impact", "Dihitung"),
        _("Kualifikasi"),
        pgettext("impact", "Kompetensi"),
        _("Kinerja"),
    ]
    header += [_("Disiplin"), _("Total")]
    table = [
        [row.office.name, row.people, row.n, *(_parts(row) if row.mean else [None] * 5)] for row in offices
    ]
    name = _("IP ASN per kantor")
    return pages.download_table(name, header, table, request.GET["unduh"], is_example=example)


def _parts(row: queries.OfficeIndex) -> list[float | None]:
    assert row.mean is not None
    mean = row.mean
    return [mean.qualification, mean.competence, mean.performance, mean.discipline, mean.total]


@require_safe
def index_person(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """One person's points, each with its reason, and what would add to them."""
    found = Person.objects.select_related("office", "superior")
    whose = get_object_or_404(found, pk=person)
    require(access.may_see_index_of(request.user, whose))
    actions.note_person_seen(request.user, whose, at=timezone.now())
    year, language = _year(request), pages.reader_language()
    points = queries.person_index(whose, year)
    if request.GET.get("unduh"):
        header = [
            pgettext("impact", "Bagian"),
            pgettext("impact", "Nilai"),
            _("Paling tinggi"),
            pgettext("impact", "Alasan"),
        ]
        rows = [
            (r["name"], r["points"], r["most"], r["why"]) for r in queries.point_rows(points.points, language)
        ]
        name = _("IP ASN saya")
        return pages.download_table(name, header, rows, request.GET["unduh"], is_example=whose.is_example)
    book = professionalism.load()
    context = {
        "year": year,
        "years": _years(),
        "found": points,
        "rows": queries.point_rows(points.points, language),
        "raises": queries.raise_words(points.raises, language),
        "category": book.category_name(points.category, language),
        "differences": [
            (queries.PART_WORDS[each.part].in_language(language), each) for each in points.differences
        ],
        "book": book,
        "is_own": whose.account_id == request.user.pk,
        "looks": queries.looks_at(whose),
    }
    return render(request, "impact/index_person.html", context)


@require_safe
def index_office(request: HttpRequest, office: int) -> HttpResponse:
    """One office: its mean, what would raise it most, its people for those who may see names."""
    require(access.may_see_index(request.user))
    this = get_object_or_404(Office, pk=office)
    year, language = _year(request), pages.reader_language()
    people = queries.civil_servants().filter(office=this)
    found = queries.index_of(people, year)
    may_names = access.may_see_index_of_people(request.user)
    rows = queries.person_rows(people, year) if may_names else []
    if rows:
        actions.note_lists_seen(request.user, [this], at=timezone.now())
    shown = found.index.n >= queries.SMALLEST_OFFICE
    if request.GET.get("unduh"):
        if not may_names:
            raise Http404
        header = [
            _("Nama"),
            _("NIP"),
            _("Kualifikasi"),
            pgettext("impact", "Kompetensi"),
            _("Kinerja"),
            _("Disiplin"),
            _("Total"),
        ]
        header += [_("Kategori")]
        book = professionalism.load()
        table = [
            [
                row.person.name,
                row.person.nip,
                *row.parts,
                row.total,
                book.category_name(row.category, language),
            ]
            for row in rows
        ]
        name = _("IP ASN %(office)s") % {"office": this.name}
        example = queries.is_index_example()
        return pages.download_table(name, header, table, request.GET["unduh"], is_example=example)
    context = {
        "office": this,
        "year": year,
        "found": found,
        "shown": shown,
        "mean": found.index.mean() if shown else None,
        "parts": queries.mean_parts(found, language) if shown else [],
        "raises": queries.raise_words(raises_of(found.index), language) if shown else [],
        "people": pages.page_of(request, rows, SHOWN) if rows else None,
        "book": professionalism.load(),
        "smallest": queries.SMALLEST_OFFICE,
    }
    return render(request, "impact/index_office.html", context)


@require_safe
def index_official(request: HttpRequest) -> HttpResponse:
    """Official results that differ from ours, with what would explain it."""
    require(access.may_see_index_of_people(request.user))
    year, language = _year(request), pages.reader_language()
    found = queries.index_of(queries.civil_servants(), year)
    rows, known = queries.official_rows(found)
    shown = rows if request.GET.get("unduh") else list(pages.page_of(request, rows, SHOWN))
    actions.note_lists_seen(request.user, {row.person.office for row in shown}, at=timezone.now())
    if request.GET.get("unduh"):
        header = [_("Nama"), _("Kantor"), _("Hitungan kita"), _("Hasil resmi"), _("Yang berbeda")]
        table = [[r.person.name, r.person.office.name, r.ours, r.official, _why(r, language)] for r in rows]
        example = queries.is_index_example()
        return pages.download_table(
            _("beda hasil resmi"), header, table, request.GET["unduh"], is_example=example
        )
    page = pages.page_of(request, rows, SHOWN)
    context = {
        "page": page,
        "rows": [(row, _why(row, language)) for row in page],
        "known": known,
        "n": len(rows),
        "year": year,
        "years": _years(),
    }
    return render(request, "impact/index_official.html", context)


def _why(row: queries.OfficialRow, language: Any) -> str:
    return " ".join(
        f"{queries.PART_WORDS[each.part].in_language(language)}: {each.sentence.in_language(language)}"
        for each in row.differences
    )


@require_http_methods(["GET", "HEAD", "POST"])
def index_import(request: HttpRequest) -> HttpResponse:
    """Take in a list of performance and discipline, or of official results."""
    require(access.may_import_index(request.user))
    this_year = timezone.localdate().year
    form = forms.IndexListForm(
        request.POST or None, request.FILES or None, this_year=this_year, initial={"year": this_year}
    )
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return _take(request, form)
        except BadInput as refusal:
            form.add_error("file", refusal.sentence.in_language(pages.reader_language()))
            problems = refusal.problems
    context = {"form": form, "problems": problems, "imports": queries.index_imports()[:20]}
    return render(request, "impact/index_import.html", context, status=422 if form.errors else 200)


def _take(request: HttpRequest, form: forms.IndexListForm) -> HttpResponse:
    upload, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / upload.name
        with path.open("wb") as copy:
            for piece in upload.chunks():
                copy.write(piece)
                digest.update(piece)
        read: list[Any] = read_official(path) if kind == IndexImportKind.OFFICIAL else list(read_facts(path))
    known = queries.people_by_nip()
    found = {known[row.person]: row for row in read if row.person in known}
    file = ListFile(upload.name, digest.hexdigest(), form.cleaned_data["year"])
    take: Any = actions.take_official if kind == IndexImportKind.OFFICIAL else actions.take_facts
    take(request.user, file, found, at=timezone.now())
    told = ngettext("%(n)s orang disimpan.", "%(n)s orang disimpan.", len(found)) % {"n": len(found)}
    messages.success(request, told)
    unknown = len(read) - len(found)
    if unknown:
        words = ngettext(
            "%(n)s baris dilewati karena NIP-nya tidak ada di daftar pegawai.",
            "%(n)s baris dilewati karena NIP-nya tidak ada di daftar pegawai.",
            unknown,
        )
        messages.warning(request, words % {"n": unknown})
    if kind == IndexImportKind.OFFICIAL:
        return redirect("impact:index_official")
    return redirect("impact:index")
