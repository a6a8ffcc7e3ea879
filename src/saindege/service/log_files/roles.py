"""Which column of a table plays which role in a log: chosen, or recognised by its header."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.base.table import normalise
from saindege.service.log_files.choice import ReadingChoice

REQUIRED = ("case", "activity", "time")
#: The role of the column named by ``--by``.
GROUP = "group"

_LISTED = 40


@functools.cache
def known_headers() -> Mapping[str, tuple[str, ...]]:
    """Return the headers that mean each role."""
    text = resources.files("saindege.service").joinpath("rules/event_log.toml").read_text("utf-8")
    columns: Mapping[str, list[str]] = tomllib.loads(text)["columns"]
    return {role: tuple(headers) for role, headers in columns.items()}


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may play each role.

    Attributes
    ----------
    file : name of the file
    headers : as written
    of_role : role to positions of the columns that may play it, one or more each
    """

    file: str
    headers: Sequence[str]
    of_role: Mapping[str, tuple[int, ...]]

    @property
    def positions(self) -> tuple[int, ...]:
        """Every position that may play a role, ascending."""
        return tuple(sorted({position for places in self.of_role.values() for position in places}))

    def settle(self, is_same: Callable[[int, int], bool]) -> dict[str, int]:
        """Return the one position of each role; columns with the same content are one.

        Raises
        ------
        BadInput : conflict, two different columns may play a role
        """
        problems = []
        for role, places in self.of_role.items():
            others = [place for place in places[1:] if not is_same(places[0], place)]
            if others:
                problems.append(self._which(role, [places[0], *others]))
        if problems:
            raise BadInput(problems[0].sentence, code="conflict", problems=problems)
        return {role: places[0] for role, places in self.of_role.items()}

    def mapping(self, settled: Mapping[str, int]) -> dict[str, str]:
        """Return role to header, of the roles that the command line knows."""
        return {role: self.headers[position] for role, position in settled.items() if role != GROUP}

    def _which(self, role: str, places: Sequence[int]) -> Problem:
        listed = " / ".join(f"“{self.headers[place]}”" for place in places)
        example = self.headers[places[0]]
        sentence = Sentence(
            id=f"{self.file}: beberapa kolom dapat menjadi {role}: {listed}. Yang mana? "
            f"Tulis misalnya --columns {role}={example}.",
            en=f"{self.file}: several columns may be the {role}: {listed}. Which one? "
            f"Write for example --columns {role}={example}.",
        )
        return Problem("conflict", sentence, file=self.file, column=role)


def find_candidates(file: str, headers: Sequence[str], choice: ReadingChoice) -> Candidates:
    """Return the columns that may play each role; what the user chose plays it alone.

    Raises
    ------
    BadInput : unknown_column, missing_column
    """
    plain = [normalise(header) for header in headers]
    found: dict[str, tuple[int, ...]] = {}
    for role, header in choice.columns.items():
        if role not in known_headers():
            raise _unknown(file, None, role, sorted(known_headers()))
        found[role] = _places(file, role, header, headers, plain)
    taken = {place for places in found.values() for place in places}
    for role, words in known_headers().items():
        if role not in found:
            meant = {normalise(word) for word in words}
            places = tuple(at for at, header in enumerate(plain) if header in meant and at not in taken)
            if places:
                # Reasons only explain: of two such columns the first will do, and nobody is asked.
                found[role] = places[:1] if role == "reason" else places
    if choice.by is not None:
        found[GROUP] = _places(file, GROUP, choice.by, headers, plain)
    missing = [role for role in REQUIRED if role not in found]
    if missing:
        raise _missing(file, missing, headers)
    return Candidates(file, headers, found)


def _places(
    file: str, role: str, header: str, headers: Sequence[str], plain: Sequence[str]
) -> tuple[int, ...]:
    exact = tuple(at for at, known in enumerate(headers) if known == header)
    alike = tuple(at for at, known in enumerate(plain) if known and known == normalise(header))
    # A log that was saved as a table writes attributes of a case as ``case:channel``.
    of_case = tuple(at for at, known in enumerate(plain) if known == normalise(f"case:{header}"))
    places = exact or alike or of_case
    if not places:
        raise _unknown(file, role, header, [known for known in headers if known])
    return places


def _unknown(file: str, role: str | None, word: str, allowed: Sequence[str]) -> BadInput:
    listed = ", ".join(allowed[:_LISTED])
    sentence = Sentence(
        id=f"{file}: kolom “{word}” tidak ada. Pilih salah satu: {listed}.",
        en=f"{file}: there is no column “{word}”. Choose one of: {listed}.",
    )
    problem = Problem("unknown_column", sentence, file=file, column=role)
    return BadInput(sentence, code="unknown_column", problems=[problem])


def _missing(file: str, missing: Sequence[str], headers: Sequence[str]) -> BadInput:
    present = ", ".join(f"“{header}”" for header in headers[:_LISTED] if header)
    listed = ", ".join(missing)
    example = ",".join(f"{role}=..." for role in missing)
    sentence = Sentence(
        id=f"{file}: kolom untuk {listed} tidak dikenali. Judul yang ada: {present}. "
        f"Tunjuk kolomnya dengan --columns {example}",
        en=f"{file}: no column is recognised as {listed}. Headers found: {present}. "
        f"Point at it with --columns {example}",
    )
    problems = [Problem("missing_column", _expected(role), file=file, column=role) for role in missing]
    return BadInput(sentence, code="missing_column", problems=problems)


def _expected(role: str) -> Sentence:
    words = ", ".join(f"“{header}”" for header in known_headers()[role])
    return Sentence(id=f"Judul yang dikenal untuk {role}: {words}.", en=f"Headers known for {role}: {words}.")
