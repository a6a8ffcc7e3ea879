"""How columns, values and changes are called on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saindege.people.app.forms import COLUMN_NAMES
from saindege.people.app.models import PersonChange, PostType, StaffImport, Status

# Word in the address, heading, whether a phone shows it: the columns by which the list is sorted.
HEADINGS = (
    ("nama", gettext_lazy("Nama")),
    ("jabatan", gettext_lazy("Jabatan")),
    ("kantor", gettext_lazy("Unit kerja")),
    ("status", gettext_lazy("Status")),
    ("golongan", gettext_lazy("Golongan")),
)
_OTHER_FIELDS = {
    "new": gettext_lazy("Masuk daftar"),
    "missing_since": gettext_lazy("Tidak ada di daftar"),
    "superior": gettext_lazy("Atasan langsung"),
    "merged": gettext_lazy("Digabung"),
}
_VALUES = {
    "status": dict(Status.choices),
    "post_type": dict(PostType.choices),
    "sex": {"male": gettext_lazy("Laki-laki"), "female": gettext_lazy("Perempuan")},
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line of a person's history."""

    at: datetime
    field: str
    words: str
    staff_import: StaffImport | None
    who: str


def change_words(change: PersonChange) -> ShownChange:
    """Say one stored change as people read it."""
    return ShownChange(
        change.at, field_name(change.field), say_change(change.field, change.before, change.after),
        change.staff_import, change.by.display_name if change.by else "",
    )  # fmt: skip


def field_name(field: str) -> str:
    """Return what a field is called."""
    return str(_OTHER_FIELDS.get(field) or COLUMN_NAMES.get(field, field))


def say_change(field: str, before: str, after: str) -> str:
    """Say what a value was and what it is."""
    if field == "new":
        return _("Tercatat sebagai pegawai baru")
    if field == "missing_since":
        return _("Ditandai") if after else _("Tanda dihapus: ada lagi di daftar")
    if field == "merged":
        return _("Data kedua atas nama %(name)s digabung ke sini") % {"name": before}
    if not before:
        return shown_value(field, after)
    return f"{shown_value(field, before)} → {shown_value(field, after)}"


def shown_value(field: str, value: str) -> str:
    """Return a stored value in words."""
    return str(_VALUES.get(field, {}).get(value, value)) or _("kosong")


def joined_rows(rows: Sequence[int], most: int = 6) -> str:
    """Return row numbers as a person lists them, cut when there are many."""
    listed = ", ".join(str(row) for row in rows[:most])
    if len(rows) > most:
        return _("%(rows)s dan %(count)d lagi") % {"rows": listed, "count": len(rows) - most}
    return listed
