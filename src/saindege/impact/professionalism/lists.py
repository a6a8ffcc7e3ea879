"""Lists from other systems: what they know of people, and the official result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.impact.professionalism import rulebook
from saindege.impact.professionalism.reading import MOST_HOURS, WORDS
from saindege.impact.professionalism.score import PARTS

_PERSON = WORDS["person"]
FACTS: Mapping[str, tuple[str, ...]] = {
    name: WORDS[name]
    for name in ("person", "performance", "discipline", "post_training", "technical_hours", "seminar")
}
OFFICIAL: Mapping[str, tuple[str, ...]] = {
    "person": _PERSON,
    "qualification": ("kualifikasi", "nilai kualifikasi", "dimensi kualifikasi"),
    "competence": ("kompetensi", "nilai kompetensi", "dimensi kompetensi"),
    "performance": ("kinerja", "nilai kinerja", "dimensi kinerja"),
    "discipline": ("disiplin", "nilai disiplin", "dimensi disiplin"),
    "total": ("total", "jumlah", "subtotal", "nilai", "nilai total", "ip asn"),
}
_NOTHING = frozenset({"", "na", "belumada", "null", "-"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a list says of one person; None where it says nothing.

    Attributes
    ----------
    person : number as written; row : of the list
    performance : predicate of the rule; discipline : level of the rule
    """

    person: str
    row: int
    performance: str | None
    discipline: str | None
    post_training: bool | None
    technical_hours: float | None
    seminar: bool | None


@dataclass(frozen=True, slots=True)
class OfficialResult:
    """The official points of one person, by part."""

    person: str
    row: int
    points: Mapping[str, float]


def read_facts(path: Path, book: rulebook.Rulebook | None = None) -> list[Facts]:
    """Read performance, discipline and, where given, training; one row a person.

    Raises
    ------
    BadInput : the number is missing, or neither performance nor discipline is there; a word that the rule does not
        know; a person twice; all faults at once
    """
    book = book or rulebook.load()
    read = table.read_table(path)
    places = table.match_columns(read.columns, FACTS, required=("person",), file=read.file)
    if not places.keys() & {"performance", "discipline", "post_training", "technical_hours", "seminar"}:
        raise BadInput(_NO_COLUMN, code="missing_column")
    faults: list[Problem] = []
    people = _people(read, places["person"], faults)

    def words(name: str, find: Callable[[str], str | None], allowed: Sequence[str]) -> list[str | None]:
        return _words(read, places.get(name), name, find, allowed, faults)

    performance = words("performance", _predicate_finder(book), [step.value for step in book.performance])
    discipline = words("discipline", _step_finder(book.discipline), [step.value for step in book.discipline])
    truths = {name: _truths(read, places.get(name), name, faults) for name in ("post_training", "seminar")}
    hours = _hours(read, places.get("technical_hours"), faults)
    _refuse(faults, read.file)
    columns = zip(
        people, read.row_numbers, performance, discipline, truths["post_training"], hours, truths["seminar"],
        strict=True,
    )  # fmt: skip
    return [Facts(*row) for row in columns]


def read_official(path: Path, book: rulebook.Rulebook | None = None) -> list[OfficialResult]:
    """Read official points by part; one row a person. A total that is not their sum is a fault.

    Raises
    ------
    BadInput : a column is missing, points are no numbers or more than the rule gives, a person twice
    """
    book = book or rulebook.load()
    read = table.read_table(path)
    places = table.match_columns(read.columns, OFFICIAL, required=("person", *PARTS), file=read.file)
    faults: list[Problem] = []
    people = _people(read, places["person"], faults)
    points: dict[str, list[float]] = {}
    for part in PARTS:
        column = read.numbers(places[part], part)
        faults += column.problems
        points[part] = [0.0 if value is None else value for value in column.values]
        faults += [
            Problem("out_of_range", _beyond(value, book.most[part]), row=row, column=part)
            for row, value in zip(read.row_numbers, points[part], strict=True)
            if not 0 <= value <= book.most[part]
        ]
    if "total" in places:
        totals = read.numbers(places["total"], "total")
        faults += totals.problems
        for i, (row, total) in enumerate(zip(read.row_numbers, totals.values, strict=True)):
            whole = sum(points[part][i] for part in PARTS)
            if total is not None and abs(total - whole) > 0.011:
                faults.append(Problem("conflict", _not_the_sum(total, whole), row=row, column="total"))
    _refuse(faults, read.file)
    return [
        OfficialResult(person, row, {part: points[part][i] for part in PARTS})
        for i, (person, row) in enumerate(zip(people, read.row_numbers, strict=True))
    ]


_NO_COLUMN = Sentence(
    id="Tidak ada kolom kinerja atau disiplin. Beri nama salah satu kolomnya “kinerja” atau “disiplin”.",
    en="There is no column of performance or discipline. Name one of the columns “kinerja” or “disiplin”.",
)


def _people(read: table.Table, place: int, faults: list[Problem]) -> list[str]:
    people: list[str] = []
    first: dict[str, int] = {}
    for row, text in zip(read.row_numbers, read.texts(place), strict=True):
        number = (text or "").replace(" ", "").strip("'")
        people.append(number)
        if not number:
            words = Sentence(id="Nomor orang kosong.", en="The person's number is blank.")
            faults.append(Problem("unknown_value", words, row=row, column="person"))
        elif first.setdefault(number, row) != row:
            words = Sentence(
                id=f"Orang ini sudah ada di baris {first[number]}.",
                en=f"This person already stands in row {first[number]}.",
            )
            faults.append(Problem("duplicate", words, row=row, column="person"))
    return people


def _step_finder(steps: Sequence[rulebook.Step]) -> Callable[[str], str | None]:
    values = {name: step.value for step in steps for name in step.names}
    return lambda text: values.get(rulebook.plain(text))


def _predicate_finder(book: rulebook.Rulebook) -> Callable[[str], str | None]:
    """A predicate, or an older number from 0 to 100."""
    by_word = _step_finder(book.performance)

    def find(text: str) -> str | None:
        word = by_word(text)
        if word is not None:
            return word
        try:
            mark = float(text.replace(",", "."))
        except ValueError:
            return None
        return book.predicate_of(mark).value if 0 <= mark <= 100 else None

    return find


def _words(
    read: table.Table,
    place: int | None,
    name: str,
    find: Callable[[str], str | None],
    allowed: Sequence[str],
    faults: list[Problem],
) -> list[str | None]:
    if place is None:
        return [None] * len(read)
    found: list[str | None] = []
    for row, text in zip(read.row_numbers, read.texts(place), strict=True):
        value = None if text is None else find(text)
        if value is None and text is not None and rulebook.plain(text) not in _NOTHING:
            names = ", ".join(allowed)
            words = Sentence(
                id=f"“{text}” tidak dikenal. Pakai salah satu: {names}.",
                en=f"“{text}” is not known. Use one of: {names}.",
            )
            faults.append(Problem("unknown_value", words, row=row, column=name))
        found.append(value)
    return found


def _truths(read: table.Table, place: int | None, name: str, faults: list[Problem]) -> list[bool | None]:
    if place is None:
        return [None] * len(read)
    column = read.booleans(place, name)
    faults += column.problems
    return list(column.values)


def _hours(read: table.Table, place: int | None, faults: list[Problem]) -> list[float | None]:
    if place is None:
        return [None] * len(read)
    column = read.numbers(place, "technical_hours")
    faults += column.problems
    faults += [
        Problem("out_of_range", _beyond(value, MOST_HOURS), row=row, column="technical_hours")
        for row, value in zip(read.row_numbers, column.values, strict=True)
        if value is not None and not 0 <= value <= MOST_HOURS
    ]
    return list(column.values)


def _beyond(value: float, most: float) -> Sentence:
    return Sentence(
        id=f"{value:g} di luar 0 sampai {most:g}.", en=f"{value:g} is not between 0 and {most:g}."
    )


def _not_the_sum(total: float, whole: float) -> Sentence:
    return Sentence(
        id=f"Total {total:g} bukan jumlah keempat bagiannya, {whole:g}.",
        en=f"The total {total:g} is not the sum of its four parts, {whole:g}.",
    )


def _refuse(faults: list[Problem], file: str) -> None:
    if not faults:
        return
    faults.sort(key=lambda problem: problem.row or 0)
    rows = len({problem.row for problem in faults})
    sentence = Sentence(
        id=f"{rows} baris tidak dapat dibaca; yang pertama baris {faults[0].row}: {faults[0].sentence.id}",
        en=f"{rows} rows cannot be read; the first is row {faults[0].row}: {faults[0].sentence.en}",
    )
    raise BadInput(sentence, code=faults[0].code, problems=[problem.in_file(file) for problem in faults])
