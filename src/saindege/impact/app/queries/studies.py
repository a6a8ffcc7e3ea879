"""Lists of studies with their latest answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from saindege.base.app.models import Job, JobState
from saindege.base.errors import Language
from saindege.impact.app.models import Study, StudyResult
from saindege.impact.effect.verdict import WORDS
from saindege.impact.outcome import change_of, outcome_of, say_change

TONES = {"terbukti_membaik": "good", "belum_terbukti": "wait", "terbukti_memburuk": "bad"}


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One study as a list shows it.

    Attributes
    ----------
    verdict : word for machines, '' without an answer
    verdict_words, tone : the same for people; tone good, wait, bad or plain
    sentence : size with interval, or '' where nothing could be estimated
    offices, trained : in the study; marked as trained
    """

    study: Study
    verdict: str
    verdict_words: str
    tone: str
    sentence: str
    estimated_at: datetime | None
    offices: int
    trained: int


def latest_result(asked: Study) -> StudyResult | None:
    """Return the latest answer of a study; a study of a list brings it along, and its long figures are read once."""
    if "results" in getattr(asked, "_prefetched_objects_cache", {}):
        return next(iter(asked.results.all()), None)
    return asked.results.order_by("-estimated_at", "-id").first()


def waiting_job(asked: Study) -> Job | None:
    """Return the estimate that is under way for a study, if any."""
    jobs = Job.objects.filter(kind="impact.estimate", state__in=[JobState.WAITING, JobState.RUNNING])
    return jobs.filter(key__startswith=f"impact.estimate:{asked.pk}:").order_by("-created_at").first()


def studies(language: Language, *, text: str = "") -> list[StudyRow]:
    """Return all studies, the latest plan first, filtered by words in title, service or course."""
    found = Study.objects.select_related("service", "course").prefetch_related(
        "trainings",
        Prefetch("results", StudyResult.objects.defer("figures").order_by("-estimated_at", "-id")),
    )
    rows = [study_row(each, language) for each in found]
    wanted = text.casefold().split()
    return [row for row in rows if all(word in _words(row.study) for word in wanted)]


def study_row(each: Study, language: Language) -> StudyRow:
    """Return a study with its latest answer in words."""
    results = list(each.results.all())
    trainings = list(each.trainings.all())
    trained = sum(row.trained_on is not None for row in trainings)
    if not results:
        return StudyRow(each, "", "", "plain", "", None, len(trainings), trained)
    main = results[0].summary
    return StudyRow(
        study=each,
        verdict=main["verdict"],
        verdict_words=WORDS[main["verdict"]].in_language(language),
        tone=TONES[main["verdict"]],
        sentence=effect_in_words(each.outcome, main, language),
        estimated_at=results[0].estimated_at,
        offices=len(trainings),
        trained=trained,
    )


def effect_in_words(outcome_key: str, figures: dict[str, object], language: Language) -> str:
    """Return the size of an effect with its interval, '' where nothing was estimated."""
    simple = figures["simple"]
    if simple["att"] is None:  # type: ignore[index]
        return ""
    asked = outcome_of(outcome_key)
    return say_change(asked, change_of(asked, simple["att"], simple["ci95"]), language)  # type: ignore[index]


def verdict_counts(rows: list[StudyRow]) -> Counter[str]:
    """Count the studies by verdict; those without an answer under ''."""
    return Counter(row.verdict for row in rows)


def _words(each: Study) -> str:
    course = each.course.title if each.course else ""
    return f"{each.title} {each.service.name} {course}".casefold()
