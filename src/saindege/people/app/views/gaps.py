"""What the city lacks: offices by competencies, and needs in order with what each rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.people import competency, gap_groups
from saindege.people.app import access, queries
from saindege.people.app.models import Competency, CompetencyKind, NeedsRound, Office
from saindege.people.gap_groups import NeedInOrder, Tally

OFFICES_A_PAGE = 40
WORDS = {
    "cukup": gettext_lazy("cukup"),
    "sedikit": gettext_lazy("kurang sedikit"),
    "kurang": gettext_lazy("kurang"),
    "berat": gettext_lazy("kurang sekali"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One office and competency: class of its ground, figure, and both in words for whoever does not see them."""

    tone: str
    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One office with its cells in the order of the columns."""

    office: Office
    can_open: bool
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """One need with its words."""

    need: NeedInOrder
    competency: Competency
    share: str
    offices: str
    sources: str


@require_safe
def heat_map(request: HttpRequest) -> HttpResponse:
    """Show the mean gap of each office in each competency; groups too small are not shown."""
    require(access.may_see_gaps(request.user))
    today = timezone.localdate()
    under = Office.objects.filter(code=request.GET.get("kantor", "")).first()
    kind = request.GET.get("jenis", "")
    table = queries.gap_table(today)
    tops, offices = queries.office_tops(under)
    rolled = gap_groups.roll_up(table.tallies, tops)
    wanted = {number for _office, number in rolled}
    columns = {
        number: each
        for number, each in queries.competencies().items()
        if number in wanted and (kind not in CompetencyKind.values or each.kind == kind)
    }
    offices = [office for office in offices if any((office.pk, number) in rolled for number in columns)]
    is_example = any(office.is_example for office in offices)
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return _download_map(rolled, offices, columns, request.GET["unduh"], is_example=is_example)
    page = pages.page_of(request, offices, OFFICES_A_PAGE)
    with_children = set(Office.objects.exclude(parent=None).values_list("parent_id", flat=True))
    rows = [
        HeatRow(
            office,
            office.pk in with_children and office != under,
            [_cell(rolled.get((office.pk, number))) for number in columns],
        )
        for office in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "columns": list(columns.values()),
        "kinds": CompetencyKind.choices,
        "kind": kind,
        "under": under,
        "worst": _worst(rolled, columns),
        "people": table.people,
        "without_standard": sum(table.without_standard.values()),
        "rules": competency.load(),
        "legend": [(word, WORDS[word]) for word in competency.load().words],
        "may_keep": access.may_keep_levels(request.user),
    }
    return render(request, "people/gaps.html", context)


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """Show the needs of the city in order."""
    require(access.may_see_gaps(request.user))
    latest = NeedsRound.objects.first()
    shown = [_shown(each) for each in _with_names(queries.ranked_needs(timezone.localdate(), latest))]
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return _download_needs(shown, request.GET["unduh"])
    context = {
        "needs": shown,
        "round": latest,
        "rules": competency.load(),
        "may_gather": access.may_gather_needs(request.user),
        "may_keep": access.may_keep_levels(request.user),
    }
    return render(request, "people/needs.html", context)


@require_safe
def need(request: HttpRequest, number: int) -> HttpResponse:
    """Show what one need rests on: offices, sources, requests, and whom it concerns."""
    require(access.may_see_gaps(request.user))
    shown = get_object_or_404(Competency, pk=number)
    today = timezone.localdate()
    ranked = queries.ranked_needs(today, NeedsRound.objects.first())
    place = next((at for at, each in enumerate(ranked, 1) if each.competency == number), 0)
    sees_names = access.may_keep_levels(request.user)
    people = queries.people_lacking(number, today) if sees_names else []
    if sees_names and request.GET.get("unduh") in ("csv", "xlsx"):
        return _download_people(shown, people, request.GET["unduh"])
    tallies = queries.gap_table(today).tallies
    offices = {office.pk: office for office in Office.objects.all()}
    rows = sorted(
        (
            (offices[office], tally)
            for (office, each), tally in tallies.items()
            if each == number and not tally.hidden
        ),
        key=lambda row: (-row[1].lacking, row[0].name),
    )
    context = {
        "shown": shown,
        "place": place,
        "need": _shown((ranked[place - 1], {shown.pk: shown}, {k: o.name for k, o in offices.items()}))
        if place
        else None,
        "office_rows": pages.page_of(request, rows, 20) if not sees_names else rows[:20],
        "people": pages.page_of(request, people),
        "sees_names": sees_names,
        "rules": competency.load(),
    }
    return render(request, "people/need.html", context)


def _cell(tally: Tally | None) -> Cell:
    if tally is None:
        return Cell("none", "", _("tidak disyaratkan"))
    if tally.hidden:
        return Cell("few", "–", _("kurang dari %(n)d dinilai") % {"n": competency.load().smallest_group})
    word = competency.gap_word(tally.mean_gap)
    said = _("%(word)s; %(lacking)d dari %(n)d orang kurang") % {
        "word": WORDS[word],
        "lacking": tally.lacking,
        "n": tally.assessed,
    }
    return Cell(word, floatformat(tally.mean_gap, 1), said)


def _worst(rolled: Mapping[tuple[int, int], Tally], columns: Mapping[int, Competency]) -> object:
    sums: dict[int, Tally] = {}
    for (_office, number), tally in rolled.items():
        if number in columns:
            sums.setdefault(number, Tally()).add(tally)
    known = {number: tally for number, tally in sums.items() if not tally.hidden}
    if not known:
        return None
    number = max(known, key=lambda each: (known[each].gap_sum, -each))
    return {"competency": columns[number], "tally": known[number]}


def _with_names(
    ranked: Sequence[NeedInOrder],
) -> list[tuple[NeedInOrder, Mapping[int, Competency], Mapping[int, str]]]:
    known, names = queries.competencies(), dict(Office.objects.values_list("pk", "name"))
    return [(each, known, names) for each in ranked]


def _shown(row: tuple[NeedInOrder, Mapping[int, Competency], Mapping[int, str]]) -> ShownNeed:
    each, known, names = row
    share = ""
    if each.share is not None and each.share_interval is not None:
        low, high = (floatformat(100 * bound, 0) for bound in each.share_interval)
        share = _("%(share)s%% (%(low)s sampai %(high)s)") % {
            "share": floatformat(100 * each.share, 0),
            "low": low,
            "high": high,
        }
    called = {"test": _("uji"), "superior": _("atasan"), "practice": _("latihan")}
    return ShownNeed(
        each,
        known[each.competency],
        share,
        ", ".join(f"{names[office]} ({people})" for office, people in each.offices),
        ", ".join(
            f"{called[source]} {each.tally.sources[source]}"
            for source in competency.SOURCES
            if each.tally.sources[source]
        ),
    )


def _download_map(
    rolled: Mapping[tuple[int, int], Tally],
    offices: Sequence[Office],
    columns: Mapping[int, Competency],
    kind: str,
    *,
    is_example: bool,
) -> HttpResponse:
    header = [_("Kantor"), _("Kompetensi"), _("Jenis"), _("Disyaratkan pada"), _("Dinilai"), _("Kurang")]
    header += [_("Rata-rata kesenjangan"), _("Kata")]
    rows = []
    for office in offices:
        for number, one in columns.items():
            tally = rolled.get((office.pk, number))
            if tally is None:
                continue
            facts = (
                (None, None, _("kelompok terlalu kecil"))
                if tally.hidden
                else (
                    tally.lacking,
                    round(tally.mean_gap, 3),
                    str(WORDS[competency.gap_word(tally.mean_gap)]),
                )
            )
            assessed = None if tally.hidden else tally.assessed
            rows.append(
                (office.name, one.shown_name, one.get_kind_display(), tally.required, assessed, *facts)
            )
    return pages.download_table(_("peta kesenjangan"), header, rows, kind, is_example=is_example)


def _download_needs(shown: Sequence[ShownNeed], kind: str) -> HttpResponse:
    header = [_("Urutan"), _("Kompetensi"), _("Jenis"), _("Disyaratkan pada"), _("Dinilai"), _("Kurang")]
    header += [_("Bagian yang kurang"), _("Batas bawah 95%"), _("Batas atas 95%"), _("Rata-rata kesenjangan")]
    header += [_("Diminta atasan"), _("Segera"), _("Kantor terbanyak"), _("Sumber penilaian")]
    rows = []
    for place, each in enumerate(shown, start=1):
        tally, bounds = each.need.tally, each.need.share_interval or (None, None)
        rows.append(
            (
                place, each.competency.shown_name, each.competency.get_kind_display(), tally.required,
                tally.assessed, tally.lacking, each.need.share, *bounds, round(tally.mean_gap, 3),
                each.need.asked, each.need.urgent, each.offices, each.sources,
            )
        )  # fmt: skip
    is_example = Office.objects.filter(is_example=True).exists()
    return pages.download_table(_("kebutuhan pengembangan"), header, rows, kind, is_example=is_example)


def _download_people(shown: Competency, people: Sequence[queries.LackingPerson], kind: str) -> HttpResponse:
    header = [_("Nama"), _("Unit kerja"), _("Jabatan"), _("Disyaratkan"), _("Dimiliki"), _("Kesenjangan")]
    rows = [
        (each.name, each.office, each.post, each.required, round(each.held, 2), round(each.gap, 2))
        for each in people
    ]
    is_example = any(each.is_example for each in people)
    return pages.download_table(
        _("orang yang perlu %(name)s") % {"name": shown.shown_name}, header, rows, kind, is_example=is_example
    )
