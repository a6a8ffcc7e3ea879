"""The eight demonstration accounts and the invented people behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from saindege.demo.courses import Speaker
from saindege.demo.staff import Person

PASSWORD = "saindege"  # noqa: S105 - printed on the demonstration's sign-in page, refused elsewhere
VILLAGE = "12.77.02.1001"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account.

    Attributes
    ----------
    username : also its role
    display_name : name of the person behind it
    person : number on the staff list, None for the mayor and the speaker, who are not on it
    speaker : position among the speakers, None for everybody else
    """

    username: str
    display_name: str
    person: int | None = None
    speaker: int | None = None


def choose_accounts(staff: Sequence[Person], speakers: Sequence[Speaker]) -> tuple[DemoAccount, ...]:
    """Attach the accounts to fitting people; participant and superior sit in one village office."""

    def first(fits: Callable[[Person], bool]) -> int:
        return next(person.number for person in staff if fits(person))

    def counter_officer() -> int:
        """Somebody with a duty of learning hours, where the office has one."""
        here = [each for each in staff if each.office == VILLAGE and each.field == "executive"]
        return min(here, key=lambda each: (each.status != "pns", each.number)).number

    def specialist_of(office: str) -> int:
        return first(lambda person: person.office == office and person.field in ("specialists", "executive"))

    people = {
        "admin": specialist_of("KOMINFO"),
        "bkpsdm": specialist_of("BKPSDM"),
        "atasan": first(lambda person: person.office == VILLAGE and person.order == 1),
        "peserta": counter_officer(),
        "organisasi": specialist_of("SETDA.ORG"),
        "analis": specialist_of("BAPPEDA"),
    }
    accounts = [DemoAccount(name, staff[number].full_name, person=number) for name, number in people.items()]
    accounts.append(DemoAccount("narasumber", speakers[0].name, speaker=0))
    accounts.append(DemoAccount("walikota", "Wali Kota (contoh)"))
    return tuple(accounts)


def participant(accounts: Sequence[DemoAccount]) -> int:
    """Return the number of the person behind ``peserta``."""
    number = next(account.person for account in accounts if account.username == "peserta")
    assert number is not None
    return number
