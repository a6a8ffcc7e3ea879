"""What the classes of one speaker were answered: the rating of participants and the gain of marks, never of a few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from saindege.base.interval import mean_interval
from saindege.impact import evaluation
from saindege.impact.app.queries.evidence import Evidence, batches_over, evidence_of
from saindege.programme import speaker_score
from saindege.programme.app.models import Batch, Session, Speaker

# The one statement of the questionnaire that speaks of whoever taught.
TEACHING = "clear"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of a speaker's classes; empty below the least number of answers.

    Attributes
    ----------
    n : answers, or people with both marks
    mean, ci95 : of the own answers, t interval, within the scale
    shrunk, shrunk_ci95, centre : drawn towards the mean of all speakers, and that mean; None where nobody else has any
    """

    n: int
    is_hidden: bool
    mean: float | None = None
    ci95: tuple[float, float] | None = None
    shrunk: float | None = None
    shrunk_ci95: tuple[float, float] | None = None
    centre: float | None = None


@dataclass(frozen=True, slots=True)
class TaughtRow:
    """One batch that the speaker taught, alone or with others; only counts, so that no small group is told by another.

    Attributes
    ----------
    teachers : speakers of the batch; answers : reactions; pairs : people with both marks
    """

    batch: Batch
    last_on: date
    teachers: int
    answers: int
    pairs: int


@dataclass(frozen=True, slots=True)
class SpeakerResults:
    """What is shown of one speaker.

    Attributes
    ----------
    statements : key to mean, empty below the least number of answers
    least : answers from which a figure is shown
    """

    rating: Figure
    gain: Figure
    statements: Mapping[str, float]
    rows: list[TaughtRow]
    least: int


def speaker_results(speaker: Speaker, now: datetime) -> SpeakerResults:
    """Return the rating and the gain of the classes of a speaker that are over."""
    batches = batches_over(now)
    teachers = _teachers(batches)
    evidence = evidence_of(batches.filter(sessions__speaker__isnull=False).distinct())
    rules, least = evaluation.load(), speaker_score.least_answers()
    own = [batch for batch in batches if speaker.pk in teachers[batch.pk]]
    reactions = [marks for batch in own for marks in evidence[batch.pk].reactions]
    lowest, highest = rules.reaction_range
    return SpeakerResults(
        rating=_figure(speaker.pk, _gather(teachers, evidence, _ratings), least, (lowest, highest)),
        gain=_figure(speaker.pk, _gather(teachers, evidence, _gains), least, (-100.0, 100.0)),
        statements={key: sum(one[key] for one in reactions) / len(reactions) for key in rules.statements}
        if len(reactions) >= least
        else {},
        rows=[
            TaughtRow(
                batch=batch,
                last_on=timezone.localdate(batch.last_at),
                teachers=len(teachers[batch.pk]),
                answers=len(evidence[batch.pk].reactions),
                pairs=len(_gains(evidence[batch.pk])),
            )
            for batch in own
        ],
        least=least,
    )


def _teachers(batches: Any) -> dict[Any, set[int]]:
    found: dict[Any, set[int]] = defaultdict(set)
    teaching = Session.objects.filter(batch__in=batches.values("pk")).exclude(speaker=None).order_by()
    for batch, speaker in teaching.values_list("batch_id", "speaker_id").distinct():
        found[batch].add(speaker)
    return found


def _gather(
    teachers: Mapping[Any, set[int]],
    evidence: Mapping[Any, Evidence],
    values_of: Callable[[Evidence], list[float]],
) -> dict[int, list[float]]:
    """Speaker to values; a batch counts for each of its speakers."""
    found: dict[int, list[float]] = defaultdict(list)
    for batch, speakers in teachers.items():
        for speaker in sorted(speakers):
            found[speaker] += values_of(evidence[batch])
    return found


def _ratings(evidence: Evidence) -> list[float]:
    return [float(marks[TEACHING]) for marks in evidence.reactions]


def _gains(evidence: Evidence) -> list[float]:
    return [post - pre for pre, post in evidence.pairs if pre is not None and post is not None]


def _figure(
    speaker: int, values: Mapping[int, Sequence[float]], least: int, scale: tuple[float, float]
) -> Figure:
    own = values.get(speaker, ())
    if len(own) < least:
        return Figure(len(own), is_hidden=True)
    interval = mean_interval(own)
    bare = Figure(len(own), False, sum(own) / len(own), _within((interval.low, interval.high), scale))
    groups = evaluation.groups_of({str(key): rows for key, rows in values.items()})
    if len(groups) < 2:
        return bare
    found = evaluation.shrink(groups, smallest=least)
    shown = next(group for group in found.groups if group.name == str(speaker))
    return Figure(
        bare.n,
        False,
        bare.mean,
        bare.ci95,
        shown.shrunk,
        None if shown.ci95 is None else _within(shown.ci95, scale),
        found.mean,
    )


def _within(ends: tuple[float, float], scale: tuple[float, float]) -> tuple[float, float]:
    return max(scale[0], ends[0]), min(scale[1], ends[1])
