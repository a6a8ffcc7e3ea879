"""The civil servants of the demonstration city. All invented; ratios and their sources stand in ``data/ratios.toml``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from saindege.base import chance, errors
from saindege.demo import careers, names, nip_numbers, seats, superiors
from saindege.demo.careers import Career
from saindege.demo.offices import Office
from saindege.demo.seats import Seat

# Below this the heads of all offices and three officers at each counter are no longer a small part of the staff.
FEWEST_PEOPLE = 600
MOST_PEOPLE = 60_000


@dataclass(frozen=True, slots=True)
class Person:
    """One invented civil servant.

    Attributes
    ----------
    number : position in the list, from 0
    nip : 18 digits that agree with the other attributes
    name : without titles
    title : behind the name, '' where there is none
    sex : ``male`` or ``female``
    status : ``pns``, ``pppk``, ``pppk_part_time`` or ``cpns``
    office : code
    post, post_type, rank, education : as the people area writes them
    field : ``structural``, ``teachers``, ``nurses``, ``specialists`` or ``executive``
    order : rank among the leading posts of the office, 1 for its head, 0 for those without people beneath
    superior : number of the direct superior, None for the Sekretaris Daerah
    """

    number: int
    nip: str
    name: str
    title: str
    birth_date: date
    sex: str
    status: str
    appointed_on: date
    office: str
    post: str
    post_type: str
    rank: str
    education: str
    field: str
    order: int
    superior: int | None = None

    @property
    def full_name(self) -> str:
        """The name with its title."""
        return f"{self.name}, {self.title}" if self.title else self.name


class UnfitNumberOfPeople(errors.BadInput):
    """The city cannot be staffed with so many people."""

    code = "out_of_range"


def require_size(people: int) -> None:
    """Refuse a number of people with which the city cannot be staffed.

    Raises
    ------
    UnfitNumberOfPeople : fewer than 600 or more than 60,000
    """
    if not FEWEST_PEOPLE <= people <= MOST_PEOPLE:
        raise UnfitNumberOfPeople(
            errors.Sentence(
                id=f"Kota contoh memerlukan {FEWEST_PEOPLE} sampai {MOST_PEOPLE} pegawai, bukan {people}.",
                en=f"The demonstration city needs {FEWEST_PEOPLE} to {MOST_PEOPLE} people, not {people}.",
            )
        )


def make_staff(offices: tuple[Office, ...], *, people: int, seed: int, as_of: date) -> tuple[Person, ...]:
    """Return the staff list.

    Parameters
    ----------
    people : 600 to 60,000
    as_of : ages and appointments are counted to this day

    Raises
    ------
    UnfitNumberOfPeople : the number lies outside these bounds
    """
    require_size(people)
    places = seats.list_seats(offices, people, chance.stream(seed, "demo.seats"))
    lives = careers.draw_careers(places, as_of=as_of, rng=chance.stream(seed, "demo.careers"))
    sexes = [life.sex for life in lives]
    called = names.draw_names(sexes, chance.stream(seed, "demo.names"))
    titles = names.draw_titles(
        [seat.field for seat in places],
        [life.education for life in lives],
        chance.stream(seed, "demo.titles"),
    )
    numbers = nip_numbers.make_numbers(
        [life.birth_date for life in lives],
        [life.appointed_on for life in lives],
        sexes,
        [life.status for life in lives],
        chance.stream(seed, "demo.serials"),
    )
    staff = [
        seated(i, seat, life, (numbers[i], called[i], titles[i]))
        for i, (seat, life) in enumerate(zip(places, lives, strict=True))
    ]
    above = superiors.find_superiors(staff, offices)
    return tuple(replace(person, superior=above[person.number]) for person in staff)


def seated(number: int, seat: Seat, life: Career, written: tuple[str, str, str]) -> Person:
    """Return the person with this life on this seat; ``written`` is NIP, name and title."""
    nip, name, title = written
    return Person(
        number=number,
        nip=nip,
        name=name,
        title=title,
        birth_date=life.birth_date,
        sex=life.sex,
        status=life.status,
        appointed_on=life.appointed_on,
        office=seat.office,
        post=seat.post,
        post_type=seat.post_type,
        rank=life.rank,
        education=life.education,
        field=seat.field,
        order=seat.order,
    )
