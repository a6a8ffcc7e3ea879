"""Who runs a batch: nobody twice, one lead and one chair; whoever also teaches or learns there is pointed out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saindege.base.errors import SaindegeError, Sentence

# A decree names one of each.
SINGLE_ROLES = ("lead", "chair")


class OnCommitteeAlready(SaindegeError):
    """Nobody has two places on one committee."""

    code = "conflict"

    def __init__(self, name: str) -> None:
        super().__init__(
            Sentence(
                id=f"{name} sudah ada di panitia ini. Ubah kedudukannya di daftar, atau pilih orang lain.",
                en=f"{name} is on this committee already. Change the role in the list, or choose somebody else.",
            )
        )


class RoleTaken(SaindegeError):
    """There is one lead and one chair."""

    code = "conflict"

    def __init__(self, name: str) -> None:
        super().__init__(
            Sentence(
                id=f"Kedudukan itu sudah dipegang {name}. Ubah dulu kedudukannya, atau pilih kedudukan lain.",
                en=f"{name} has that role. Change theirs first, or choose another role.",
            )
        )


@dataclass(frozen=True, slots=True)
class Seat:
    """One place on a committee, or somebody who teaches or learns in the same batch.

    Attributes
    ----------
    key : of the place; empty while it is new
    person : key on the staff list; empty for whoever stands on none
    role : empty for whoever is not on the committee
    """

    name: str
    person: str = ""
    role: str = ""
    key: str = ""


def require_fit(seats: Iterable[Seat], new: Seat) -> None:
    """Refuse somebody twice, and a second lead or chair.

    Raises
    ------
    OnCommitteeAlready, RoleTaken : who is in the way is named
    """
    others = [one for one in seats if not new.key or one.key != new.key]
    if any(_is_same(one, new) for one in others):
        raise OnCommitteeAlready(new.name)
    holder = next((one for one in others if one.role == new.role and new.role in SINGLE_ROLES), None)
    if holder is not None:
        raise RoleTaken(holder.name)


def warnings_of(
    seat: Seat, *, speakers: Sequence[Seat], participants: Sequence[Seat]
) -> tuple[Sentence, ...]:
    """Return what is allowed and should be looked at: two fees for one person, or a learner who runs the course."""
    found = []
    if any(_is_same(one, seat) for one in speakers):
        found.append(
            Sentence(
                id=f"{seat.name} juga narasumber angkatan ini. Pastikan honorariumnya tidak dibayar dua kali untuk jam "
                "yang sama.",
                en=f"{seat.name} also teaches in this batch. See that no hour is paid twice.",
            )
        )
    if any(_is_same(one, seat) for one in participants):
        found.append(
            Sentence(
                id=f"{seat.name} juga peserta angkatan ini. Biasanya panitia tidak sekaligus peserta.",
                en=f"{seat.name} is also a participant of this batch. Usually the committee does not take part.",
            )
        )
    return tuple(found)


def _is_same(one: Seat, other: Seat) -> bool:
    """By the staff list where both stand on it, else by name without titles."""
    if one.person and other.person:
        return one.person == other.person
    return plain_name(one.name) == plain_name(other.name)


def plain_name(name: str) -> str:
    """Return a name without titles, dots and case: ``Dr. Ida Pulungan, M.Si`` is ``ida pulungan``."""
    words = re.sub(r"[^\w\s.]", " ", name.split(",")[0].casefold()).split()
    return " ".join(word.strip(".") for word in words if not word.endswith(".") or len(word) == 2)
