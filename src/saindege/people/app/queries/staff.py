"""Reads of the staff list: who may be seen, searched, counted, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Model, Q, QuerySet

from saindege.base.app.models import Account, Role
from saindege.people import spelling
from saindege.people.app import access
from saindege.people.app.models import Office, Person, PersonChange, Status

# Address word to the columns that sort the list; the name settles ties.
SORTS: Mapping[str, tuple[str, ...]] = {
    "nama": ("name",),
    "kantor": ("office__name", "name"),
    "status": ("status", "name"),
    "golongan": ("rank", "name"),
    "jabatan": ("post", "name"),
}

MOST_SUPERIORS = 200


@dataclass(frozen=True, slots=True)
class StaffFilter:
    """What somebody looks for in the staff list; empty means everything.

    Attributes
    ----------
    text : words of a name, or digits of a number
    office : code of an office; its sub-offices are included
    status : one of the statuses
    flagged : only those whom the newest list did not have any more
    without_superior : only those of the newest list for whom nobody said who their superior is
    sort : one of SORTS, with a minus in front for the other way round
    """

    text: str = ""
    office: str = ""
    status: str = ""
    flagged: bool = False
    without_superior: bool = False
    sort: str = "nama"


def visible_to(by: Account) -> QuerySet[Person]:
    """Return the people that an account may see: all, those of the own office, or oneself."""
    people = Person.objects.select_related("office").filter(erased_at=None)
    if access.may_see_everyone(by):
        return people
    oneself = Q(account=by)
    if by.has_role(Role.SUPERIOR):
        person = person_of(by)
        if person is not None:
            return people.filter(oneself | Q(office=person.office_id) | Q(superior=person))
    return people.filter(oneself) if by.is_active else people.none()


def search_people(by: Account, wanted: StaffFilter) -> QuerySet[Person]:
    """Return the visible people that fit, sorted."""
    people = visible_to(by)
    digits = "".join(wanted.text.split())
    if digits.isdigit() and access.may_see_numbers(by):
        people = people.filter(nip__contains=digits)
    else:
        for spellings in spelling.search_words(wanted.text):
            people = people.filter(_any_of(spellings))
    if wanted.office:
        people = people.filter(office__in=_office_and_below(wanted.office))
    if wanted.status in Status.values:
        people = people.filter(status=wanted.status)
    if wanted.flagged:
        people = people.filter(missing_since__isnull=False)
    if wanted.without_superior:
        people = people.filter(superior=None, missing_since=None)
    return people.order_by(*_order(wanted.sort), "id")


def people_of_office(office: Office) -> QuerySet[Person]:
    """Return the people of one office who are on the newest list, by name."""
    return Person.objects.filter(office=office, missing_since=None).order_by("name", "id")


def flagged_count() -> int:
    """Count people whom the newest list did not have any more."""
    return Person.objects.filter(missing_since__isnull=False, erased_at=None).count()


def without_superior_count() -> int:
    """Count people of the newest list for whom nobody said who their superior is."""
    return Person.objects.filter(superior=None, missing_since=None).count()


def possible_superiors(person: Person) -> list[Person]:
    """Return who may be somebody's superior: leaders of the office and of those above it, then colleagues."""
    parents = dict(Office.objects.values_list("pk", "parent_id"))
    offices, at = [person.office_id], parents.get(person.office_id)
    while at is not None and at not in offices:
        offices.append(at)
        at = parents.get(at)
    nearby = Person.objects.filter(office__in=offices, missing_since=None).exclude(pk=person.pk)
    leading = ("pengawas", "administrator", "jpt")
    return sorted(
        nearby.select_related("office"),
        key=lambda each: (each.post_type not in leading, offices.index(each.office_id), each.name),
    )[:MOST_SUPERIORS]


def pointing_tables() -> list[tuple[type[Model], str]]:
    """Return every table and column that points to a person, also where the person does not know of it."""
    return [
        (relation.related_model, relation.field.name)
        for relation in Person._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    ]


def person_of(account: Account) -> Person | None:
    """Return the person on the staff list behind an account, with the office."""
    return Person.objects.select_related("office").filter(account=account.pk).first()


def staff_counts() -> dict[str, int]:
    """Return how many people of each status are on the newest list; every status has its number."""
    rows = Person.objects.filter(missing_since=None).order_by().values("status").annotate(n=Count("pk"))
    counts = {row["status"]: row["n"] for row in rows}
    return {status: counts.get(status, 0) for status in Status.values}


def changes_of(person: Person) -> QuerySet[PersonChange]:
    """Return what changed for one person, the newest first, with the list that said so."""
    return person.changes.select_related("staff_import", "by").order_by("-at", "id")


def _any_of(spellings: tuple[str, ...]) -> Q:
    found = Q()
    for word in spellings:
        found |= Q(name__icontains=word)
    return found


def _office_and_below(code: str) -> list[int]:
    parents = dict(Office.objects.values_list("pk", "parent_id"))
    start = Office.objects.filter(code=code).values_list("pk", flat=True).first()
    if start is None:
        return []
    found, fresh = {start}, {start}
    while fresh:
        fresh = {key for key, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return sorted(found)


def _order(sort: str) -> list[object]:
    columns = SORTS.get(sort.removeprefix("-"), SORTS["nama"])
    backwards = sort.startswith("-")
    return [
        F(column).desc() if backwards and place == 0 else F(column).asc()
        for place, column in enumerate(columns)
    ]
