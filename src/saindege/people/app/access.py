"""Who may see and change the staff list."""

from __future__ import annotations

from saindege.base.app.models import Account, Role
from saindege.people.app.models import Person


def may_see_everyone(by: Account) -> bool:
    """Training officers and administrators keep the list and see everybody on it."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_see_a_list(by: Account) -> bool:
    """A superior sees a list too, of the own office."""
    return may_see_everyone(by) or by.has_role(Role.SUPERIOR)


def may_see_numbers(by: Account) -> bool:
    """Numbers and birth dates are for those who keep the list; a superior needs neither."""
    return may_see_everyone(by)


def may_see_number_of(by: Account, person: Person) -> bool:
    """Everybody sees the own number."""
    return may_see_numbers(by) or (by.is_active and person.account_id == by.pk)


def may_import_staff(by: Account) -> bool:
    """Whoever keeps the list brings new ones in."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_change_people(by: Account) -> bool:
    """Whoever keeps the list also says who a person's superior is."""
    return by.has_role(Role.TRAINING, Role.ADMIN)
