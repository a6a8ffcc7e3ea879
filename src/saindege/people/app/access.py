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


def may_keep_offices(by: Account) -> bool:
    """Whoever keeps the list also keeps the tree of offices."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_see_gaps(by: Account) -> bool:
    """Groups and needs are for those who plan the year, and for those who study it."""
    return by.has_role(Role.TRAINING, Role.ADMIN, Role.ANALYST)


def may_keep_levels(by: Account) -> bool:
    """Whoever plans the training keeps competencies, standards and assessments."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_see_levels_of(by: Account, person: Person) -> bool:
    """One's own, one's own people's, and everybody's for whoever keeps them."""
    if not by.is_active:
        return False
    if may_keep_levels(by) or person.account_id == by.pk:
        return True
    return person.superior_id is not None and person.superior.account_id == by.pk


def may_assess(by: Account, person: Person) -> bool:
    """A superior assesses the own people; whoever keeps the levels writes down what others found."""
    return may_see_levels_of(by, person) and person.account_id != by.pk


def may_gather_needs(by: Account) -> bool:
    """Whoever plans the training asks superiors for needs and gathers the forms."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_fill_needs(by: Account, superior: Person) -> bool:
    """A form is filled by the superior whose people it names."""
    return by.is_active and superior.account_id == by.pk


def may_export_person(by: Account | None, person: Person) -> bool:
    """Everybody takes the own data along; whoever answers for the data hands it out. None is the machine's terminal."""
    if by is None:
        return True
    return by.has_role(Role.ADMIN) or (by.is_active and person.account_id == by.pk)


def may_erase_people(by: Account | None) -> bool:
    """Only on the terminal of the machine, where whoever works has every file anyway."""
    return by is None


def may_merge_people(by: Account) -> bool:
    """Whoever keeps the list says which two rows are one person."""
    return by.has_role(Role.TRAINING, Role.ADMIN)
