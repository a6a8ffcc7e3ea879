"""A proposal (KAK) of an office: what must stand in it before it is handed in, and how it is numbered."""

from __future__ import annotations

import functools
import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from importlib import resources

from saindege.base import period
from saindege.base.errors import Problem, Sentence
from saindege.programme import standard_cost
from saindege.programme.standard_cost import CostTable

_NEEDED = {
    "title": Sentence(id="Tulis nama kursus.", en="Write the name of the course."),
    "background": Sentence(
        id="Tulis latar belakang: masalah apa di layanan kantor Anda.",
        en="Write the background: what is wrong in your office's service.",
    ),
    "legal_basis": Sentence(
        id="Tulis dasar hukumnya, misalnya PP 11/2017.", en="Write the legal basis, e.g. PP 11/2017."
    ),
    "purpose": Sentence(id="Tulis maksudnya.", en="Write the purpose."),
    "objective": Sentence(id="Tulis tujuannya.", en="Write the objective."),
    "outcome_direct": Sentence(
        id="Tulis satu hasil yang dapat diukur.", en="Write one outcome that can be measured."
    ),
    "outcome_medium": Sentence(
        id="Tulis hasil jangka menengah di layanan: ukuran dan besarnya.",
        en="Write the medium-term outcome in the service: measure and size.",
    ),
    "outcome_long": Sentence(id="Tulis hasil jangka panjang.", en="Write the long-term outcome."),
    "speakers": Sentence(id="Tulis narasumber atau lembaganya.", en="Name speakers or their institution."),
    "target_group": Sentence(id="Tulis siapa pesertanya.", en="Write who takes part."),
    "method": Sentence(id="Pilih satu bentuk.", en="Choose one form."),
    "place": Sentence(id="Tulis tempatnya.", en="Write the place."),
    "cover_plan": Sentence(
        id="Tulis siapa yang menjaga loket selama kursus. Bila tidak ada loket, tulis itu.",
        en="Write who keeps the counter during the course. If there is none, write that.",
    ),
}


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of a budget: an item of the standard costs, how many units, rupiah for one."""

    item: str
    words: str
    quantity: int
    unit_rupiah: int

    @property
    def rupiah(self) -> int:
        """What the line costs."""
        return self.quantity * self.unit_rupiah


@dataclass(frozen=True, slots=True)
class Content:
    """What an office writes; texts are empty and figures None until they are written.

    Attributes
    ----------
    outcome_direct, outcome_medium, outcome_long : results of the course, in the service, for the citizens
    participants : people
    learning_hours : JP asked for
    first_on, last_on : days of the course
    cover_plan : who keeps the counter open meanwhile
    lines : the budget
    """

    title: str
    background: str
    legal_basis: str
    purpose: str
    objective: str
    outcome_direct: str
    outcome_medium: str
    outcome_long: str
    speakers: str
    target_group: str
    participants: int | None
    method: str
    learning_hours: Decimal | None
    first_on: date | None
    last_on: date | None
    place: str
    cover_plan: str
    lines: tuple[BudgetLine, ...]

    @property
    def rupiah(self) -> int:
        """What the whole budget costs."""
        return sum(line.rupiah for line in self.lines)

    def fingerprint(self) -> str:
        """Return the SHA-256 of everything that stands here."""
        plain = {each.name: str(getattr(self, each.name)) for each in fields(self)}
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Rules:
    """From ``rules/proposal.toml``."""

    version: str
    register_format: str
    classification: str
    lead_working_days: int
    least_reason_letters: int
    most_participants: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a proposal is held against.

    Attributes
    ----------
    as_of : the day of handing in
    calendar : working days around it
    costs : standard costs, the city's own rows among them
    seats : of the room that the place names; None where it names none
    """

    as_of: date
    calendar: period.WorkCalendar
    costs: CostTable
    seats: int | None = None


def faults(content: Content, around: Surroundings) -> list[Problem]:
    """Name everything that keeps a proposal from being handed in; each problem names its field.

    A problem of a budget line carries its number, from 1.
    """
    found = [
        Problem("empty", sentence, column=name)
        for name, sentence in _NEEDED.items()
        if not str(getattr(content, name)).strip()
    ]
    found += _date_faults(content, around)
    found += _figure_faults(content, around)
    found += _budget_faults(content, around)
    return found


def decision_faults(content: Content, around: Surroundings, hours: Decimal) -> list[Problem]:
    """Name what keeps a proposal from being accepted: hours, a day that passed, a ceiling that came since.

    Parameters
    ----------
    hours : learning hours that are to be recognised; at most what was asked for
    """
    found = []
    if hours <= 0 or (content.learning_hours is not None and hours > content.learning_hours):
        found.append(
            _fault(
                "out_of_range",
                "hours",
                f"JP yang diakui lebih dari nol dan paling banyak {content.learning_hours}, sebanyak yang diusulkan.",
                f"Recognised hours are more than zero and at most {content.learning_hours}, as asked for.",
            )
        )
    if content.first_on is not None and content.first_on < around.as_of:
        found.append(
            _fault(
                "out_of_range",
                "first_on",
                f"Tanggal mulai {content.first_on:%d-%m-%Y} sudah lewat. Minta kantor memilih tanggal baru.",
                f"The first day {content.first_on} is over. Ask the office to choose new days.",
            )
        )
    return found + list(_budget_faults(content, around))


def advice(content: Content, around: Surroundings) -> list[Sentence]:
    """Say what is worth a second look and refuses nothing: prices above figures for orientation."""
    day = content.first_on or around.as_of
    known = {item.key for item in around.costs.items}
    found = (
        standard_cost.excess_over(around.costs, line.item, line.unit_rupiah, day)
        for line in content.lines
        if line.item in known
    )
    return [excess.sentence for excess in found if excess and not excess.ceiling.is_binding]


def register_number(rules: Rules, *, serial: int, year: int) -> str:
    """Return the number of a decided proposal in the book of its year."""
    return rules.register_format.format(classification=rules.classification, serial=serial, year=year)


@functools.cache
def load_rules() -> Rules:
    """Read the rules that ship with the product."""
    text = resources.files("saindege.programme").joinpath("rules/proposal.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return Rules(**{each.name: table[each.name] for each in fields(Rules)})


def _date_faults(content: Content, around: Surroundings) -> Iterator[Problem]:
    first, last = content.first_on, content.last_on
    if first is None:
        yield _fault("empty", "first_on", "Pilih tanggal mulai.", "Choose the first day.")
    if last is None:
        yield _fault("empty", "last_on", "Pilih tanggal selesai.", "Choose the last day.")
    if first is not None and last is not None and last < first:
        yield _fault(
            "out_of_range",
            "last_on",
            f"Selesai {last:%d-%m-%Y} sebelum mulai {first:%d-%m-%Y}. Ubah satu.",
            f"The end {last} is before the start {first}. Change one.",
        )
    if first is None:
        return
    lead = load_rules().lead_working_days
    earliest = period.add_working_days(around.calendar, around.as_of, lead)
    if first < around.as_of:
        past = f"{first:%d-%m-%Y} sudah lewat" + (
            ", itu tahun lalu" if first.year < around.as_of.year else ""
        )
        yield _fault(
            "out_of_range",
            "first_on",
            f"{past}. Pilih {earliest:%d-%m-%Y} atau sesudahnya.",
            f"{first} is over{', it is in a past year' if first.year < around.as_of.year else ''}. "
            f"Choose {earliest} or later.",
        )
    elif first < earliest:
        yield _fault(
            "out_of_range",
            "first_on",
            f"{first:%d-%m-%Y} terlalu dekat: usulan perlu {lead} hari kerja. "
            f"Pilih {earliest:%d-%m-%Y} atau sesudahnya.",
            f"{first} is too soon: a proposal needs {lead} working days. Choose {earliest} or later.",
        )


def _figure_faults(content: Content, around: Surroundings) -> Iterator[Problem]:
    most = load_rules().most_participants
    if content.participants is None:
        yield _fault("empty", "participants", "Tulis jumlah peserta.", "Write the number of participants.")
    elif not 1 <= content.participants <= most:
        yield _fault(
            "out_of_range", "participants", f"Isi 1 sampai {most} orang.", f"Write 1 to {most} people."
        )
    elif around.seats is not None and content.participants > around.seats:
        yield _fault(
            "out_of_range",
            "participants",
            f"{content.place} punya {around.seats} kursi. Isi {around.seats} atau kurang, atau pilih ruang lain.",
            f"{content.place} has {around.seats} seats. Write {around.seats} or less, or choose another room.",
        )
    if content.learning_hours is None or content.learning_hours <= 0:
        yield _fault("empty", "learning_hours", "Tulis jumlah JP.", "Write the learning hours.")


def _budget_faults(content: Content, around: Surroundings) -> Iterator[Problem]:
    if not content.lines:
        yield _fault(
            "empty",
            "lines",
            "Usulan tanpa anggaran tidak dapat diajukan. Tulis paling sedikit satu baris biaya.",
            "A proposal without a budget cannot be handed in. Write at least one line.",
        )
    day = content.first_on or around.as_of
    for number, line in enumerate(content.lines, start=1):
        try:
            excess = standard_cost.excess_over(around.costs, line.item, line.unit_rupiah, day)
        except standard_cost.UnknownItem as error:
            yield Problem(error.code, error.sentence, row=number, column="lines")
            continue
        if line.quantity < 1:
            yield Problem(
                "out_of_range",
                Sentence(id="Tulis jumlah paling sedikit 1.", en="Write a quantity of at least 1."),
                row=number,
                column="lines",
            )
        if excess is not None and excess.ceiling.is_binding:
            yield Problem("above_ceiling", excess.sentence, row=number, column="lines")


def _fault(code: str, column: str, indonesian: str, english: str) -> Problem:
    return Problem(code, Sentence(id=indonesian, en=english), column=column)
