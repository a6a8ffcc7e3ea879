"""Accounts, offices and staff of the demonstration city."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from saindege.base.app.models import Account
from saindege.demo import accounts
from saindege.demo.app import identity
from saindege.demo.city import City
from saindege.people.app.models import Office, Person


def write_accounts(made: City) -> dict[str, Account]:
    """Store the demonstration accounts under one password that is printed on the sign-in page."""
    password = make_password(accounts.PASSWORD)
    Account.objects.bulk_create(
        [
            Account(
                username=account.username,
                display_name=account.display_name,
                roles=[account.username],
                password=password,
                is_example=True,
            )
            for account in made.accounts
        ]
    )
    return {account.username: account for account in Account.objects.all()}


def write_offices(made: City) -> dict[str, Office]:
    """Store the tree of offices; returns them by code."""
    stored: dict[str, Office] = {}
    for with_parent in (False, True):
        Office.objects.bulk_create(
            [
                Office(
                    code=office.code,
                    name=office.name,
                    kind=office.kind,
                    parent=stored[office.parent] if office.parent else None,
                    area_code=office.area_code,
                    is_example=True,
                )
                for office in made.offices
                if (office.parent is not None) == with_parent
            ]
        )
        stored = {office.code: office for office in Office.objects.all()}
    return stored


def write_staff(made: City, offices: dict[str, Office], logins: dict[str, Account]) -> list[Person]:
    """Store everybody with their superior and account; returns them in the order of the city's list."""
    keys = [identity.key(made.seed, "person", person.number) for person in made.staff]
    owners = {
        account.person: logins[account.username] for account in made.accounts if account.person is not None
    }
    people = [
        Person(
            id=keys[person.number],
            nip=person.nip,
            name=person.full_name,
            birth_date=person.birth_date,
            sex=person.sex,
            status=person.status,
            office=offices[person.office],
            post=person.post,
            post_type=person.post_type,
            rank=person.rank,
            education=person.education,
            superior_id=None if person.superior is None else keys[person.superior],
            account=owners.get(person.number),
            is_example=True,
        )
        for person in made.staff
    ]
    Person.objects.bulk_create(people, batch_size=2000)
    return people
