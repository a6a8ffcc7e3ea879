"""A session in the words of its form: values to start from, differences between two people's versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saindege.base.errors import Sentence
from saindege.programme.app import queries
from saindege.programme.app.actions import SessionFields
from saindege.programme.app.models import Session


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two versions differ."""

    name: str
    mine: str
    theirs: str


def values_of(shown: Session) -> dict[str, Any]:
    """Return a stored session as its form shows it."""
    starts, ends = timezone.localtime(shown.starts_at), timezone.localtime(shown.ends_at)
    return {
        "key": shown.pk,
        "version": shown.version,
        "title": shown.title,
        "place": shown.place,
        "speaker": shown.speaker.name if shown.speaker else "",
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "capacity": shown.capacity,
        "learning_hours": f"{shown.learning_hours.normalize():f}".replace(".", ","),
        **{f"alat-{number}": quantity for number, quantity in queries.equipment_of(shown.pk).items()},
    }


def signature(warnings: Iterable[Sentence]) -> str:
    """Return a short word for a set of warnings, to know later which of them a person has seen."""
    text = "\n".join(sorted(warning.id for warning in warnings))
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def differences(mine: SessionFields, current: Session) -> list[Difference]:
    """Return each field in which what one person typed differs from what stands now."""
    theirs = SessionFields(
        title=current.title,
        place=current.place,
        speaker=current.speaker.name if current.speaker else "",
        starts_at=timezone.localtime(current.starts_at),
        ends_at=timezone.localtime(current.ends_at),
        capacity=current.capacity,
        learning_hours=current.learning_hours,
    )
    pairs = zip(_shown(mine), _shown(theirs), strict=True)
    return [Difference(name, mine, theirs) for (name, mine), (_name, theirs) in pairs if mine != theirs]


def _shown(fields: SessionFields) -> list[tuple[str, str]]:
    starts, ends = timezone.localtime(fields.starts_at), timezone.localtime(fields.ends_at)
    return [
        (_("Judul sesi"), fields.title),
        (_("Tanggal"), date_format(starts, "DATE_FORMAT")),
        (_("Mulai"), date_format(starts, "TIME_FORMAT")),
        (pgettext("akhir", "Selesai"), date_format(ends, "TIME_FORMAT")),
        (_("Tempat"), fields.place),
        (_("Narasumber"), fields.speaker or _("belum ada")),
        (_("Kursi"), str(fields.capacity)),
        (_("Jam pelajaran (JP)"), number_format(fields.learning_hours.normalize(), use_l10n=True)),
    ]
