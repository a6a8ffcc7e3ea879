"""What courses cost in full and what they are worth, from what stands on file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone

from saindege.base.errors import Language, Sentence
from saindege.delivery.app.models import CheckIn
from saindege.impact import value
from saindege.impact.app.models import BatchCost, CityAssumptions, StudyResult, ValueAssumptions
from saindege.impact.app.queries.studies import StudyRow, latest_result, studies
from saindege.impact.outcome import say_number
from saindege.impact.value import Assumptions, CostInputs, FullCost, Range, Stream, Swing, Worth
from saindege.impact.value.rulebook import RANGES
from saindege.people.app.models import Office
from saindege.programme.app.models import Batch, Course
from saindege.service.app.models import Measurement

# Months at the end of the panel that say how many cases a month there are.
LAST_MONTHS = 6

RANGE_NAMES = {
    "office_share": Sentence(
        id="Bagian kerja petugas dari tiap jam yang dihemat", en="Officer's work in each hour saved"
    ),
    "citizen_share": Sentence(
        id="Bagian waktu warga dari tiap jam yang dihemat", en="Citizen's time in each hour saved"
    ),
    "office_hour": Sentence(id="Nilai satu jam petugas (rupiah)", en="An officer's hour (rupiah)"),
    "citizen_hour": Sentence(id="Nilai satu jam warga (rupiah)", en="A citizen's hour (rupiah)"),
    "months": Sentence(id="Lama perubahan bertahan (bulan)", en="How long the change lasts (months)"),
    "effect": Sentence(id="Pengaruh", en="Effect"),
    "cases": Sentence(id="Berkas per bulan", en="Cases a month"),
}


@dataclass(frozen=True, slots=True)
class BatchCostRow:
    """The cost of one batch; people came at least once; is_full is False where only the sum paid is known."""

    batch: Batch
    people: int
    cost: FullCost
    is_full: bool
    note: str


@dataclass(frozen=True, slots=True)
class CourseValue:
    """One course with its cost and worth.

    Attributes
    ----------
    batches : begun so far; incomplete : of them without their full cost
    worth : None where no batch has begun
    rows : studies of the course; left_out : answered studies whose outcome is not about time
    assumptions : taken for granted; own : None where they are the product's
    """

    course: Course
    batches: list[BatchCostRow]
    incomplete: int
    cost: float
    worth: Worth
    rows: list[StudyRow]
    left_out: list[StudyRow]
    assumptions: Assumptions
    own: ValueAssumptions | None


def attended(batch: Batch) -> int:
    """Return how many people came at least once."""
    return CheckIn.objects.filter(session__batch=batch).values("person").distinct().count()


def cost_of(batch: Batch) -> BatchCostRow:
    """Return what a batch costs; without an entry only what was paid."""
    return _cost(batch, BatchCost.objects.filter(batch=batch).first(), attended(batch))


def _cost(batch: Batch, entry: BatchCost | None, participants: int) -> BatchCostRow:
    if entry is None:
        paid = CostInputs(0, 0, float(batch.cost_rupiah), participants, 0, 0)
        return BatchCostRow(batch, participants, value.full_cost(paid), False, "")
    inputs = CostInputs(
        fees=entry.fees,
        travel=entry.travel,
        materials=entry.materials,
        participants=participants,
        hours_away=entry.hours_away,
        staff_hour=entry.staff_hour,
        cover_hours=entry.cover_hours,
        cover_hour=entry.cover_hour,
    )
    return BatchCostRow(batch, participants, value.full_cost(inputs), True, entry.note)


def cost_initial(batch: Batch) -> dict[str, Any]:
    """Return what the form of the full cost begins with: what is written down, or what the course says."""
    entry = BatchCost.objects.filter(batch=batch).first()
    if entry is None:
        assumed = value.load()
        hours = float(batch.course.learning_hours) * 0.75
        return {
            "version": 0,
            "materials": batch.cost_rupiah,
            "fees": 0,
            "travel": 0,
            "hours_away": round(hours, 1),
            "staff_hour": int(assumed.office_hour.likely),
            "cover_hours": 0,
            "cover_hour": 0,
        }
    names = (
        "version", "fees", "travel", "materials", "hours_away", "staff_hour", "cover_hours", "cover_hour", "note",
    )  # fmt: skip
    return {name: getattr(entry, name) for name in names}


def course_costs(course: Course | None, now: datetime) -> list[BatchCostRow]:
    """Return the costs of the batches that have begun, of one course or of all, the latest first."""
    begun = Batch.objects.select_related("course", "full_cost").annotate(first_at=Min("sessions__starts_at"))
    begun = begun.filter(first_at__lt=now).order_by("-first_at", "pk")
    if course is not None:
        begun = begun.filter(course=course)
    came = dict(
        CheckIn.objects.filter(session__batch__in=begun.values("pk"))
        .order_by()
        .values_list("session__batch")
        .annotate(n=Count("person", distinct=True))
    )
    return [_cost(batch, getattr(batch, "full_cost", None), came.get(batch.pk, 0)) for batch in begun]


def city_assumptions(today: date) -> tuple[Assumptions, CityAssumptions | None]:
    """Return what every course takes for granted, and the city's entry that says so; the product's where there is none."""
    assumed = value.load()
    city = CityAssumptions.objects.filter(in_force_from__lte=today).first()
    if city is None:
        return assumed, None
    return replace(
        _with_ranges(assumed, city.ranges),
        source=Sentence(id=city.source, en=city.source),
        version=f"{assumed.version}/{city.in_force_from:%Y-%m-%d}",
        in_force_from=city.in_force_from,
    ), city


def all_city_assumptions() -> list[CityAssumptions]:
    """Return every entry of the city, the latest first."""
    return list(CityAssumptions.objects.select_related("by"))


def assumptions_of(course: Course, today: date) -> tuple[Assumptions, ValueAssumptions | None]:
    """Return what the value of a course takes for granted, and its own entry that says so."""
    assumed, _city = city_assumptions(today)
    own = ValueAssumptions.objects.filter(course=course).first()
    if own is None:
        return assumed, None
    return replace(
        _with_ranges(assumed, own.ranges),
        source=Sentence(id=own.source, en=own.source),
        version=f"{assumed.version}/{own.version}",
    ), own


def _with_ranges(assumed: Assumptions, ranges: dict[str, dict[str, float]]) -> Assumptions:
    for name, row in ranges.items():
        if name in RANGES:
            assumed = assumed.with_range(name, Range(**row))
    return assumed


def course_value(
    course: Course, language: Language, now: datetime, rows: list[StudyRow] | None = None
) -> CourseValue:
    """Weigh a course: all batches that have begun against the studies that have an answer."""
    rows = studies(language) if rows is None else rows
    mine = [row for row in rows if row.study.course_id == course.pk]
    batches = course_costs(course, now)
    cost = sum(each.cost.total for each in batches)
    assumed, own = assumptions_of(course, timezone.localdate(now))
    streams, left_out = [], []
    for row in mine:
        result = latest_result(row.study) if row.verdict else None
        stream = stream_of(row, result) if result else None
        if stream is not None:
            streams.append(stream)
        elif row.verdict:
            left_out.append(row)
    return CourseValue(
        course=course,
        batches=batches,
        incomplete=sum(not each.is_full for each in batches),
        cost=cost,
        worth=value.weigh(streams, cost, assumed),
        rows=mine,
        left_out=left_out,
        assumptions=assumed,
        own=own,
    )


def stream_of(row: StudyRow, result: StudyResult) -> Stream | None:
    """Return the effect of a study with the cases of its trained offices; None where it is not about time."""
    effect = value.effect_per_case(result.figures)
    if effect is None:
        return None
    return Stream(row.study.service.name, effect, cases_per_month(result))


def cases_per_month(result: StudyResult) -> float:
    """Return the cases a month of the trained offices, as the last months of the service's figures have them."""
    # Without the figures of the service, which are long.
    measured = Measurement.objects.filter(service=result.study.service_id).values_list("panel", flat=True)
    panel = measured.first() or []
    codes = [office for office, day in result.figures["panel"]["trained"].items() if day]
    # Figures name offices by code, the monthly figures by key.
    trained = {str(key) for key in Office.objects.filter(code__in=codes).values_list("pk", flat=True)}
    if not trained:
        return 0.0
    months = sorted({row["month"] for row in panel if row["month"] <= result.figures["panel"]["last_month"]})
    last = set(months[-LAST_MONTHS:])
    if not last:
        return 0.0
    cases = sum(row["cases"] for row in panel if row["month"] in last and str(row["office"]) in trained)
    return float(cases) / len(last)


def studied_courses() -> list[Course]:
    """Return the courses that have a study, by title."""
    return list(Course.objects.filter(studies__isnull=False).distinct().order_by("title"))


def swing_name(swing: Swing, language: Language) -> str:
    """Say which input a swing is of."""
    name = RANGE_NAMES[swing.kind].in_language(language)
    return f"{name}: {swing.stream}" if swing.stream else name


def input_ends(swing: Swing, language: Language) -> str:
    """Say between which ends an input was moved."""
    low, high, unit = swing.input_low, swing.input_high, ""
    decimals = 0
    if swing.kind in ("office_share", "citizen_share"):
        low, high, unit = low * 100, high * 100, " %"
    elif swing.kind == "effect":
        return Sentence(id="ujung selang 95 %", en="ends of the 95 % interval").in_language(language)
    joint = "to" if language == "en" else "sampai"
    return f"{say_number(low, decimals, language)} {joint} {say_number(high, decimals, language)}{unit}"
