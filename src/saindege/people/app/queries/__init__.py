"""Reads of people: the staff list, one person, the tree of offices, lists on their way in."""

from saindege.people.app.queries.imports import (
    applied_count,
    can_be_undone,
    earlier_use,
    imports_for_page,
    is_long,
    open_imports,
    register_version,
    registered_records,
    remembered_mapping,
    remembered_offices,
    undo_until,
)
from saindege.people.app.queries.offices import OfficeRow, office_choices, office_names, office_tree
from saindege.people.app.queries.staff import (
    StaffFilter,
    changes_of,
    flagged_count,
    people_of_office,
    person_of,
    search_people,
    staff_counts,
    visible_to,
)

__all__ = [
    "OfficeRow",
    "StaffFilter",
    "applied_count",
    "can_be_undone",
    "changes_of",
    "earlier_use",
    "flagged_count",
    "imports_for_page",
    "is_long",
    "office_choices",
    "office_names",
    "office_tree",
    "open_imports",
    "people_of_office",
    "person_of",
    "register_version",
    "registered_records",
    "remembered_mapping",
    "remembered_offices",
    "search_people",
    "staff_counts",
    "undo_until",
    "visible_to",
]
