"""Reads of templates: which one is in force for a paper, its versions, where a file lies."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.app.models import PaperTemplate
from saindege.delivery.official.form import PaperForm
from saindege.delivery.official.template import own_template

FOLDER = "naskah"


class TemplateUnfit(SaindegeError):
    """The city's template cannot be used now: its file is gone, or it names what this version does not have."""

    code = "template_unfit"

    def __init__(self, form: PaperForm) -> None:
        super().__init__(
            Sentence(
                id=f"Templat kota untuk {form.name} tidak dapat diisi. Buka Naskah dan kop: kembali ke versi lain atau "
                "ke templat bawaan, lalu unduh lagi.",
                en=f"The city's template of {form.english} cannot be filled. Open Papers and letterhead: go back to another "
                "version or to the default, then download again.",
            )
        )


def in_force(paper: str) -> PaperTemplate | None:
    """Return the city's template of a paper; None while ours is used."""
    return PaperTemplate.objects.filter(paper=paper, is_in_force=True).select_related("uploaded_by").first()


def all_in_force() -> dict[str, PaperTemplate]:
    """Return the city's templates by paper."""
    found = PaperTemplate.objects.filter(is_in_force=True).select_related("chosen_by")
    return {one.paper: one for one in found}


def all_waiting() -> dict[str, PaperTemplate]:
    """Return by paper the newest version, where nobody has chosen it yet."""
    found: dict[str, list[PaperTemplate]] = {}
    for one in PaperTemplate.objects.order_by("paper", "-version"):
        found.setdefault(one.paper, []).append(one)
    waiting = {paper: waiting_of(versions) for paper, versions in found.items()}
    return {paper: one for paper, one in waiting.items() if one is not None}


def waiting_of(versions: Sequence[PaperTemplate]) -> PaperTemplate | None:
    """Return the newest of some versions, the latest first, if it was never chosen."""
    return versions[0] if versions and versions[0].chosen_at is None else None


def versions_of(paper: str) -> QuerySet[PaperTemplate]:
    """Return every version that the city uploaded, the latest first."""
    found = PaperTemplate.objects.filter(paper=paper).select_related("uploaded_by", "chosen_by")
    return found.order_by("-version")


def template_file(kept: PaperTemplate) -> Path:
    """Return where an uploaded template lies."""
    return Path(settings.MEDIA_ROOT) / kept.stored_file


def content_of(kept: PaperTemplate, form: PaperForm) -> bytes:
    """Return an uploaded template as it came.

    Raises
    ------
    TemplateUnfit : the file is gone or is not what was uploaded
    """
    path = template_file(kept)
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != kept.checksum:
        raise TemplateUnfit(form)
    return content


def content_in_force(form: PaperForm) -> bytes:
    """Return the template that papers are filled from: the city's, else ours.

    Raises
    ------
    TemplateUnfit : the city's file is gone
    """
    kept = in_force(form.key)
    return own_template(form) if kept is None else content_of(kept, form)
