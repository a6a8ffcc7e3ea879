"""Reads for calling people to a batch: who fits a search, which NIPs of a list are known, how many seats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from saindege.base.errors import Problem, Sentence
from saindege.delivery.app.models import CheckIn, Participant
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch

_NIP = re.compile(r"\d[\d .]*\d|\d")
NIP_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats of a batch.

    Attributes
    ----------
    capacity : of the smallest session; None while no session is planned
    called : people called
    """

    capacity: int | None
    called: int

    @property
    def free(self) -> int | None:
        """Seats left; None without a session."""
        return None if self.capacity is None else max(0, self.capacity - self.called)


@dataclass(frozen=True, slots=True)
class NipList:
    """A pasted list of NIPs, read.

    Attributes
    ----------
    people : known and not called yet, in the order of the list
    already : called before
    problems : one for each line that cannot be used; ``row`` is the line of the list
    """

    people: tuple[Person, ...]
    already: tuple[Person, ...]
    problems: tuple[Problem, ...]


def batches() -> QuerySet[Batch]:
    """Return batches with their course."""
    return Batch.objects.select_related("course")


def seats_of(batch: Batch) -> Seats:
    """Return how many people fit into a batch and how many are called."""
    capacity = batch.sessions.aggregate(least=Min("capacity"))["least"]
    return Seats(capacity, batch.participants.count())


def participants_of(batch: Batch) -> QuerySet[Participant]:
    """Return the people called to a batch by name; ``has_come`` says whether one was at a session."""
    came = CheckIn.objects.filter(session__batch=OuterRef("batch"), person=OuterRef("person"))
    found = batch.participants.select_related("person__office").annotate(has_come=Exists(came))
    return found.order_by("person__name", "person__id")


def people_to_call(batch: Batch, text: str) -> QuerySet[Person]:
    """Return people who are not called yet and whose name, NIP, post or office holds each word."""
    called = Participant.objects.filter(batch=batch, person=OuterRef("pk"))
    found = Person.objects.filter(~Exists(called), missing_since=None).select_related("office")
    for word in text.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(nip__startswith=word)
            | Q(office__name__icontains=word)
            | Q(post__icontains=word)
        )
    return found.order_by("name", "id")


def read_nips(batch: Batch, text: str) -> NipList:
    """Read a pasted list, one NIP a line; words around the number are left out."""
    lines = [(row, line.strip()) for row, line in enumerate(text.splitlines(), start=1) if line.strip()]
    numbers = [(row, line, _number_in(line)) for row, line in lines]
    wanted = {number for _, _, number in numbers}
    known = {one.nip: one for one in Person.objects.filter(nip__in=wanted - {""}).select_related("office")}
    called = set(batch.participants.values_list("person_id", flat=True))
    people: list[Person] = []
    already: list[Person] = []
    problems: list[Problem] = []
    first_rows: dict[str, int] = {}
    for row, line, number in numbers:
        person = known.get(number)
        fault = _fault(line, number, person, first_rows.get(number))
        if fault is not None:
            problems.append(Problem(fault[0], fault[1], row=row, column="nip"))
        elif person is not None:
            first_rows[number] = row
            (already if person.pk in called else people).append(person)
    return NipList(tuple(people), tuple(already), tuple(problems))


def people_by_keys(keys: Sequence[str]) -> list[Person]:
    """Return people by their keys, by name; keys of nobody are left out."""
    return list(Person.objects.filter(pk__in=keys).order_by("name", "id"))


def _number_in(line: str) -> str:
    found = [re.sub(r"\D", "", match) for match in _NIP.findall(line)]
    return max(found, key=len, default="")


def _fault(
    line: str, number: str, person: Person | None, first_row: int | None
) -> tuple[str, Sentence] | None:
    if len(number) != NIP_DIGITS:
        return "nip_length", Sentence(
            id=f"“{line[:40]}”: NIP harus {NIP_DIGITS} angka, ini {len(number)}.",
            en=f"“{line[:40]}”: a NIP has {NIP_DIGITS} digits, this has {len(number)}.",
        )
    if person is None:
        return "unknown_value", Sentence(
            id=f"{number}: tidak ada di daftar pegawai. Periksa angkanya, atau impor pegawainya dulu.",
            en=f"{number}: not on the staff list. Check the digits, or import the person first.",
        )
    if first_row is not None:
        return "nip_duplicate", Sentence(
            id=f"{number}: sudah ada di baris {first_row}.",
            en=f"{number}: stands in line {first_row} already.",
        )
    return None
