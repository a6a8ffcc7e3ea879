"""What people lack: the levels that a post requires against the levels that a person holds."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final, cast

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import person_column

_PEOPLE: Final = {
    "person": (*person_column.WORDS, "orang", "person id"),
    "competency": ("kompetensi", "nama kompetensi", "competence", "competency id"),
    "held": (
        "level",
        "tingkat",
        "level held",
        "level dimiliki",
        "level dicapai",
        "capaian",
        "hasil",
        "nilai",
    ),
    "post": ("jabatan", "nama jabatan", "jabatan nama", "position", "job"),
}
_STANDARDS: Final = {
    "post": _PEOPLE["post"],
    "competency": _PEOPLE["competency"],
    "required": ("level", "tingkat", "level required", "level disyaratkan", "standar", "syarat", "dipersyaratkan"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """One competency of one person.

    Attributes
    ----------
    required : level that the post requires
    held : level that the person holds; None where nobody assessed it
    """

    person: str
    competency: str
    required: float
    held: float | None

    @property
    def gap(self) -> float | None:
        """Levels that are lacking, 0 where the person holds enough; None where nobody assessed it."""
        return None if self.held is None else max(0.0, self.required - self.held)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What people lack.

    Attributes
    ----------
    gaps : one entry a person and competency required of the post, in the order of the files
    match_percent : person to the mean of held over required, each at most 1, times 100, over what was assessed;
        None where nothing was
    without_standard : people whose post has no standard
    not_required : levels held that the post does not ask for
    rule_version : version of the levels
    """

    gaps: tuple[Gap, ...]
    match_percent: Mapping[str, float | None]
    without_standard: tuple[str, ...]
    not_required: int
    rule_version: str


def measure_gaps(
    people: Path | str, standards: Path | str, *, sheet: str | None = None, standards_sheet: str | None = None
) -> Gaps:
    """Compare the levels that people hold with the standards of their posts.

    Parameters
    ----------
    people : a table of person, competency, level held; and post, unless the standards know only one
    standards : a table of post, competency, level required

    Raises
    ------
    BadInput : a table or its columns cannot be used, a level is no number or out of range, a pair stands twice
    """
    rules = tomllib.loads(
        resources.files("saindege.people").joinpath("rules/competency_levels.toml").read_text("utf-8")
    )
    required = _read_standards(standards, standards_sheet, rules)
    posts, held = _read_people(people, sheet, rules, tuple(required))
    gaps = [
        Gap(person, name, level, held.get((person, competency)))
        for person, post in posts.items()
        for competency, (name, level) in required.get(post, {}).items()
    ]
    asked = {(gap.person, _plain(gap.competency)) for gap in gaps}
    of_person = {person: list(group) for person, group in itertools.groupby(gaps, lambda gap: gap.person)}
    return Gaps(
        gaps=tuple(gaps),
        match_percent={person: _match(of_person.get(person, ())) for person in posts},
        without_standard=tuple(person for person, post in posts.items() if post not in required),
        not_required=len(held.keys() - asked),
        rule_version=str(rules["version"]),
    )


def _match(gaps: Sequence[Gap]) -> float | None:
    shares = [min(gap.held / gap.required, 1.0) for gap in gaps if gap.held is not None]
    return 100 * sum(shares) / len(shares) if shares else None


def _read_standards(
    path: Path | str, sheet: str | None, rules: Mapping[str, object]
) -> dict[str, dict[str, tuple[str, float]]]:
    """Return post to competency to its name as written and its level; posts and competencies without case."""
    opened = table.read_table(path, sheet=sheet)
    places = table.match_columns(opened.columns, _STANDARDS, required=tuple(_STANDARDS), file=opened.file)
    posts = _filled(opened, places["post"], "post")
    competencies = _filled(opened, places["competency"], "competency")
    levels = _levels(opened, places["required"], "required", rules)
    found: dict[str, dict[str, tuple[str, float]]] = {}
    for row, post, competency, level in zip(opened.row_numbers, posts, competencies, levels, strict=True):
        if level is None:
            raise _refuse(opened.file, row, "required", "not_a_number", _BLANK)
        of_post = found.setdefault(_plain(post), {})
        if _plain(competency) in of_post:
            raise _refuse(opened.file, row, "competency", "duplicate", _TWICE)
        of_post[_plain(competency)] = (competency, level)
    return found


def _read_people(
    path: Path | str, sheet: str | None, rules: Mapping[str, object], standards: Sequence[str]
) -> tuple[dict[str, str], dict[tuple[str, str], float]]:
    opened = table.read_table(path, sheet=sheet)
    needed = ["person", "competency", "held", *(["post"] if len(standards) > 1 else [])]
    chosen = person_column.names_beside_numbers(opened.columns)
    places = table.match_columns(opened.columns, _PEOPLE, chosen=chosen, required=needed, file=opened.file)
    if rounded := person_column.rounded_numbers(opened, places["person"]):
        raise BadInput(rounded[0].sentence, code=rounded[0].code, problems=rounded)
    people = _filled(opened, places["person"], "person")
    competencies = _filled(opened, places["competency"], "competency")
    levels = _levels(opened, places["held"], "held", rules)
    written = _filled(opened, places["post"], "post") if "post" in places else [standards[0]] * len(opened)
    posts: dict[str, str] = {}
    held: dict[tuple[str, str], float] = {}
    for row, person, competency, level, post in zip(
        opened.row_numbers, people, competencies, levels, written, strict=True
    ):
        if posts.setdefault(person, _plain(post)) != _plain(post):
            raise _refuse(opened.file, row, "post", "conflict", _TWO_POSTS)
        if (person, _plain(competency)) in held:
            raise _refuse(opened.file, row, "competency", "duplicate", _TWICE)
        if level is not None:
            held[person, _plain(competency)] = level
    return posts, held


def _filled(opened: table.Table, place: int, column: str) -> list[str]:
    texts = opened.texts(place)
    problems = [
        Problem("unknown_value", _BLANK, opened.file, row, column)
        for row, text in zip(opened.row_numbers, texts, strict=True)
        if text is None
    ]
    if problems:
        raise BadInput(_BLANK, code="unknown_value", problems=problems)
    return [" ".join(cast(str, text).split()) for text in texts]


def _levels(opened: table.Table, place: int, column: str, rules: Mapping[str, object]) -> list[float | None]:
    read = opened.numbers(place, column)
    lowest, highest = float(cast(int, rules[f"lowest_{column}"])), float(cast(int, rules["highest"]))
    sentence = Sentence(
        id=f"Tingkat harus {lowest:g} sampai {highest:g}. Periksa angkanya.",
        en=f"A level must be {lowest:g} to {highest:g}. Check the number.",
    )
    problems = [
        *read.problems,
        *(
            Problem("out_of_range", sentence, opened.file, row, column)
            for row, value in zip(opened.row_numbers, read.values, strict=True)
            if value is not None and not lowest <= value <= highest
        ),
    ]
    if problems:
        problems.sort(key=lambda problem: problem.row or 0)
        raise BadInput(problems[0].sentence, code=problems[0].code, problems=problems)
    return read.values


def _plain(written: str) -> str:
    return " ".join(written.casefold().split())


def _refuse(file: str, row: int, column: str, code: str, sentence: Sentence) -> BadInput:
    return BadInput(sentence, code=code, problems=[Problem(code, sentence, file, row, column)])


_BLANK: Final = Sentence(
    id="Ada isian yang kosong. Lengkapi baris yang disebut, atau hapus barisnya.",
    en="A cell is blank. Fill in the rows that are named, or remove them.",
)
_TWICE: Final = Sentence(
    id="Kompetensi ini tercatat dua kali. Hapus salah satunya.",
    en="This competency stands twice. Remove one of the rows.",
)
_TWO_POSTS: Final = Sentence(
    id="Orang ini tercatat dengan dua jabatan. Pilih satu jabatan untuk semua barisnya.",
    en="This person stands with two posts. Choose one for all of the rows.",
)
