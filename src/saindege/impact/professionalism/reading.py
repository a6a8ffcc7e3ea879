"""The input of the index from a file: one row a person, every fault named with its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.impact.professionalism import rulebook
from saindege.impact.professionalism.records import UNKNOWN, Codes, Records, Truths
from saindege.people import vocabulary

WORDS: Mapping[str, tuple[str, ...]] = {
    "person": ("nip", "nip baru", "orang", "pegawai", "id", "nomor induk pegawai"),
    "post_type": ("jenis jabatan", "tipe jabatan", "kelompok jabatan", "jenis jabatan nama"),
    "education": ("pendidikan", "tingkat pendidikan", "pendidikan terakhir", "tingkat pendidikan nama"),
    "post_training": (
        "pelatihan jabatan", "diklat jabatan", "pelatihan kepemimpinan atau fungsional", "diklat struktural fungsional",
    ),
    "technical_hours": ("jam teknis", "jp teknis", "jam pelatihan teknis", "jp", "technical training hours"),
    "seminar": ("seminar", "seminar workshop", "seminar lokakarya"),
    "performance": ("kinerja", "predikat kinerja", "penilaian kinerja", "nilai kinerja", "skp", "predikat skp"),
    "discipline": ("disiplin", "hukuman disiplin", "tingkat hukuman disiplin", "hukdis"),
}  # fmt: skip
# Used only where a list has no numbers.
NAMES = ("nama", "nama pegawai", "name")
MOST_PERFORMANCE = 100
MOST_HOURS = 8784


def read_records(
    path: Path,
    *,
    sheet: str | None = None,
    limits: table.Limits | None = None,
    chosen: Mapping[str, str] | None = None,
    book: rulebook.Rulebook | None = None,
) -> Records:
    """Read what the index looks at.

    Parameters
    ----------
    chosen : header of the file to our column, where the header does not say what it is

    Raises
    ------
    BadInput
        ``missing_column``, ``unknown_value`` (a kind of post, education, predicate or level that the rule does not
        know), ``not_a_number``, ``out_of_range``, ``duplicate`` (a person twice); all faults at once.
    """
    read = table.read_table(path, sheet=sheet, limits=limits or table.Limits())
    return _Reader(read, chosen or {}, book or rulebook.load()).records()


class _Reader:
    """Reads the columns and collects their faults."""

    def __init__(self, read: table.Table, chosen: Mapping[str, str], book: rulebook.Rulebook) -> None:
        self.table, self.book = read, book
        self.problems: list[Problem] = []
        self.by_name = False
        self.places = self._find_columns(chosen)

    def records(self) -> Records:
        words = vocabulary.load().values
        people = self._people()
        found = Records(
            person=people,
            post_type=self._codes("post_type", words["post_type"].find, self.book.post_types, blank=False),
            education=self._codes("education", _two_signs(words["education"].find), self.book.educations),
            post_training=self._truths("post_training"),
            technical_hours=self._hours(),
            seminar=self._truths("seminar"),
            performance=self._performance(),
            discipline=self._codes(
                "discipline", _step_finder(self.book.discipline), [s.value for s in self.book.discipline]
            ),
        )
        self._refuse()
        return found

    def _find_columns(self, chosen: Mapping[str, str]) -> dict[str, int]:
        words = dict(WORDS)
        meant = {table.normalise(word) for word in ("person", *WORDS["person"])}
        if "person" not in chosen.values() and not meant & {table.normalise(c) for c in self.table.columns}:
            words["person"] = NAMES
            self.by_name = True
        return table.match_columns(
            self.table.columns, words, chosen=chosen, required=tuple(WORDS), file=self.table.file
        )

    def _people(self) -> list[str]:
        people: list[str] = []
        first_row: dict[str, int] = {}
        for row, text in zip(self.table.row_numbers, self.table.texts(self.places["person"]), strict=True):
            people.append(text or "")
            if text is None:
                self._fault("unknown_value", row, "person", _NO_PERSON)
            # Two people may share a name, never a number.
            elif first_row.setdefault(text, row) != row and not self.by_name:
                sentence = Sentence(
                    id=f"Orang ini sudah ada di baris {first_row[text]}. Sisakan satu baris.",
                    en=f"This person already stands in row {first_row[text]}. Keep one row.",
                )
                self._fault("duplicate", row, "person", sentence)
        return people

    def _codes(
        self, name: str, find: Callable[[str], str | None], allowed: Sequence[str], *, blank: bool = True
    ) -> Codes:
        known: dict[str | None, int] = {None: UNKNOWN}
        codes = np.full(len(self.table), UNKNOWN, dtype=np.int8)
        for i, text in enumerate(self.table.texts(self.places[name])):
            if text not in known:
                value = find(str(text))
                nothing = UNKNOWN if rulebook.plain(str(text)) in _NOTHING else _REFUSED
                known[text] = allowed.index(value) if value in allowed else nothing
            codes[i] = known[text]
            if codes[i] == _REFUSED or (codes[i] == UNKNOWN and not blank):
                self._fault("unknown_value", self.table.row_numbers[i], name, _unknown(text, allowed))
        return codes

    def _performance(self) -> Codes:
        place = self.places["performance"]
        steps = self.book.performance
        find, values = _step_finder(steps), [step.value for step in steps]
        marks = self.table.numbers(place, "performance").values
        codes = np.full(len(self.table), UNKNOWN, dtype=np.int8)
        for i, (text, mark) in enumerate(zip(self.table.texts(place), marks, strict=True)):
            row = self.table.row_numbers[i]
            word = None if text is None else find(text)
            if word is not None:
                codes[i] = values.index(word)
            elif mark is not None:
                if 0 <= mark <= MOST_PERFORMANCE:
                    codes[i] = steps.index(self.book.predicate_of(mark))
                else:
                    self._fault("out_of_range", row, "performance", _outside(mark, MOST_PERFORMANCE))
            elif text is not None and rulebook.plain(text) not in _NOTHING:
                self._fault("unknown_value", row, "performance", _unknown(text, [*values, "0-100"]))
        return codes

    def _hours(self) -> NDArray[np.float64]:
        column = self.table.numbers(self.places["technical_hours"], "technical_hours")
        self.problems += column.problems
        hours = np.array([np.nan if value is None else value for value in column.values], dtype=np.float64)
        for i in np.flatnonzero((hours < 0) | (hours > MOST_HOURS)).tolist():
            self._fault(
                "out_of_range",
                self.table.row_numbers[i],
                "technical_hours",
                _outside(float(hours[i]), MOST_HOURS),
            )
        return hours

    def _truths(self, name: str) -> Truths:
        column = self.table.booleans(self.places[name], name)
        self.problems += column.problems
        # Nothing written means that nothing was done.
        return np.array([value is True for value in column.values], dtype=np.bool_)

    def _fault(self, code: str, row: int, column: str, sentence: Sentence) -> None:
        self.problems.append(Problem(code, sentence, row=row, column=column))

    def _refuse(self) -> None:
        if not self.problems:
            return
        found = sorted(self.problems, key=lambda problem: problem.row or 0)
        rows = len({problem.row for problem in found})
        sentence = Sentence(
            id=f"{rows} baris tidak dapat dinilai; yang pertama baris {found[0].row}: {found[0].sentence.id}",
            en=f"{rows} rows cannot be scored; the first is row {found[0].row}: {found[0].sentence.en}",
        )
        in_file = [problem.in_file(self.table.file) for problem in found]
        raise BadInput(sentence, code=found[0].code, problems=in_file)


_REFUSED = -2
_NOTHING = frozenset({"na", "nan", "belumada", "tidakada", "null", ""})
_NO_PERSON = Sentence(
    id="Nomor atau nama orang kosong. Isi, atau hapus barisnya.",
    en="The person's number or name is blank. Fill it in, or remove the row.",
)


def _step_finder(steps: Sequence[rulebook.Step]) -> Callable[[str], str | None]:
    values = {name: step.value for step in steps for name in step.names}
    return lambda text: values.get(rulebook.plain(text))


def _two_signs(find: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """A lone digit is refused: 5 is SD in the codes of SIASN and S3 in BKN's older forms."""
    return lambda text: None if text.strip().isdigit() and len(text.strip()) < 2 else find(text)


def _unknown(text: str | None, allowed: Sequence[str]) -> Sentence:
    names = ", ".join(allowed)
    if text is None:
        return Sentence(
            id=f"Sel ini kosong. Isi salah satu: {names}.", en=f"This cell is blank. Use one of: {names}."
        )
    return Sentence(
        id=f"“{text}” tidak dikenal. Pakai salah satu: {names}.",
        en=f"“{text}” is not known. Use one of: {names}.",
    )


def _outside(value: float, most: float) -> Sentence:
    return Sentence(
        id=f"{value:g} di luar 0 sampai {most:g}.", en=f"{value:g} is not between 0 and {most:g}."
    )
