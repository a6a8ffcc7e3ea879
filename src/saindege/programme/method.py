"""The legal forms of competency development, and the learning hours that each is worth."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Final, Literal, cast

from saindege.base.errors import BadInput, Language, Sentence

Track = Literal["classical", "non_classical", "education"]
Unit = Literal["hour", "day", "session", "event", "semester"]
Level = Literal["national", "international"]

# What stands between two names of one form.
_NAME_ENDS: Final = re.compile(r"[/()]")


@dataclass(frozen=True, slots=True)
class LearningForm:
    """One legal form.

    Attributes
    ----------
    key : our word for it, stored with a course
    name, english : what the interface calls it; names divided by a slash each count as a name
    names : every name by which it is found, in plain letters
    track : classical, non-classical or formal education
    siasn_id : ``jenisDiklatId`` of SIASN; None where SIASN knows none
    siasn_letter : T, F or P in BKN's data; empty where there is none
    unit : what is counted; ``hour`` means the hours of the programme itself
    national, international : learning hours for one unit; None where no figure is printed
    cap_per_month : most units that count per person and calendar month; None without a cap
    source, confidence : where the figures come from and how sure they are
    """

    key: str
    name: str
    english: str
    names: frozenset[str]
    track: Track
    siasn_id: int | None
    siasn_letter: str
    unit: Unit
    national: float
    international: float | None
    cap_per_month: int | None
    source: str
    confidence: str

    def hours_per_unit(self, level: Level) -> float:
        """Return the hours of one unit; where no international figure is printed, the national one."""
        if level == "international" and self.international is not None:
            return self.international
        return self.national

    def name_in(self, language: Language) -> str:
        """Return the name in one language."""
        return self.english if language == "en" else self.name


@dataclass(frozen=True, slots=True)
class LearningForms:
    """The whole table of one version.

    Attributes
    ----------
    version, in_force_from, source, confidence : printed with every figure that rests on it
    hour_minutes : minutes of one learning hour
    yearly_target : learning hours that a PNS owes each year
    forms : in the order of the table
    """

    version: str
    in_force_from: date
    source: str
    confidence: str
    hour_minutes: int
    yearly_target: float
    forms: tuple[LearningForm, ...]

    def by_key(self, key: str) -> LearningForm:
        """Return the form that a course stores.

        Raises
        ------
        UnknownForm : the table has no such key
        """
        for form in self.forms:
            if form.key == key:
                return form
        raise UnknownForm(key, self)

    def find(self, text: str | int) -> LearningForm:
        """Return the form that a SIASN identifier, a key or any of its names means.

        Several names of one form, as in ``Seminar/konferensi`` or ``Patok banding (benchmarking)``, mean it too.

        Raises
        ------
        UnknownForm : nothing in the table is called so, or names of two forms are written together
        """
        whole = self._called(_plain(str(text)))
        if whole is not None:
            return whole
        parts = [_plain(part) for part in _NAME_ENDS.split(str(text))]
        meant = {form.key if form else "" for form in map(self._called, filter(None, parts))}
        if len(meant) == 1 and (key := meant.pop()):
            return self.by_key(key)
        raise UnknownForm(str(text), self)

    def _called(self, name: str) -> LearningForm | None:
        # SIASN's identifiers come as 9 and as 09.
        wanted = name.lstrip("0") if name.isdigit() else name
        return next((form for form in self.forms if wanted and wanted in form.names), None)


class UnknownForm(BadInput):
    """Nothing in the table of legal forms is called so."""

    code = "unknown_value"

    def __init__(self, text: str, table: LearningForms) -> None:
        names = ", ".join(form.name for form in table.forms)
        super().__init__(
            Sentence(
                id=f"Bentuk “{text}” tidak dikenal. Pakai salah satu: {names}.",
                en=f"The form “{text}” is not known. Use one of: {names}.",
            )
        )


@functools.cache
def load() -> LearningForms:
    """Read the table that ships with the product."""
    text = resources.files("saindege.programme").joinpath("rules/learning_forms.toml").read_text("utf-8")
    return read(tomllib.loads(text))


def read(table: Mapping[str, object]) -> LearningForms:
    """Read a table of the same shape as ``rules/learning_forms.toml``.

    Raises
    ------
    BadInput : two forms share a key, a name or a SIASN identifier
    """
    hour = cast(Mapping[str, object], table["learning_hour"])
    forms = tuple(_form(row) for row in cast(list[dict[str, object]], table["form"]))
    owner: dict[str, str] = {}
    for form in forms:
        for name in sorted(form.names):
            if owner.setdefault(name, form.key) != form.key:
                raise BadInput(
                    Sentence(
                        id=f"“{name}” dipakai dua bentuk: {owner[name]} dan {form.key}. Ubah salah satu.",
                        en=f"“{name}” names two forms: {owner[name]} and {form.key}. Change one of them.",
                    ),
                    code="conflict",
                )
    return LearningForms(
        version=str(table["version"]),
        in_force_from=cast(date, table["in_force_from"]),
        source=str(table["source"]),
        confidence=str(table["confidence"]),
        hour_minutes=cast(int, hour["minutes"]),
        yearly_target=cast(float, hour["yearly_target"]),
        forms=forms,
    )


def _form(row: Mapping[str, object]) -> LearningForm:
    name = str(row["name"])
    siasn_id = cast("int | None", row.get("siasn_id"))
    spoken = [
        name,
        *_NAME_ENDS.split(name),
        *cast(list[str], row.get("also", [])),
        str(row["english"]),
        str(row["key"]),
    ]
    if siasn_id is not None:
        spoken.append(str(siasn_id))
    return LearningForm(
        key=str(row["key"]),
        name=name,
        english=str(row["english"]),
        names=frozenset(_plain(text) for text in spoken) - {""},
        track=cast(Track, row["track"]),
        siasn_id=siasn_id,
        siasn_letter=str(row.get("siasn_letter", "")),
        unit=cast(Unit, row["unit"]),
        national=cast(float, row["national"]),
        international=cast("float | None", row.get("international")),
        cap_per_month=cast("int | None", row.get("cap_per_month")),
        source=str(row["source"]),
        confidence=str(row["confidence"]),
    )


def _plain(text: str) -> str:
    """Letters and digits only, lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]", "", decomposed)
