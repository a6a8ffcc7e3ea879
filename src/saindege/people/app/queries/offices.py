"""Reads of the tree of offices."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from saindege.people.app.models import Office


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office in the order of the tree.

    Attributes
    ----------
    depth : 0 at the top
    own : people who sit there
    below : people there and in all offices under it
    flagged : people there whom the newest list did not have any more; in neither of the counts
    """

    office: Office
    depth: int
    own: int
    below: int
    flagged: int


def office_tree(text: str = "") -> list[OfficeRow]:
    """Return offices from the top down with their head counts; a text keeps those named so, and what they hang on."""
    offices = list(
        Office.objects.annotate(
            own=Count("people", filter=Q(people__missing_since=None)),
            flagged=Count("people", filter=Q(people__missing_since__isnull=False)),
        ).order_by("name", "code")
    )
    children: dict[int | None, list[Office]] = {}
    for office in offices:
        children.setdefault(office.parent_id, []).append(office)
    rows = [row for top in children.get(None, []) for row in _branch(top, children, 0)]
    return _named(rows, text.casefold()) if text.strip() else rows


def office_names() -> dict[str, str]:
    """Return code of each office to its name."""
    return dict(Office.objects.values_list("code", "name"))


def office_choices() -> list[tuple[str, str]]:
    """Return code and name of each open office by name, to be offered in a form."""
    offices = Office.objects.filter(closed_on=None).order_by("name", "code")
    return list(offices.values_list("code", "name"))


def _branch(office: Office, children: dict[int | None, list[Office]], depth: int) -> list[OfficeRow]:
    under = [_branch(child, children, depth + 1) for child in children.get(office.pk, [])]
    below = office.own + sum(branch[0].below for branch in under)
    own = OfficeRow(office, depth, office.own, below, office.flagged)
    return [own, *(row for branch in under for row in branch)]


def _named(rows: list[OfficeRow], text: str) -> list[OfficeRow]:
    kept, above = set(), []
    for place, row in enumerate(rows):
        above = [*above[: row.depth], place]
        if text in row.office.name.casefold():
            kept.update(above)
    return [row for place, row in enumerate(rows) if place in kept]
