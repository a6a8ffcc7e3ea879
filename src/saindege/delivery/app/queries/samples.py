"""A template filled with examples: how its papers will look, and what their PDF will lack."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from datetime import datetime

from saindege.delivery import word
from saindege.delivery.app.models import PaperTemplate
from saindege.delivery.app.queries import templates
from saindege.delivery.app.queries.letterhead import letterhead_values
from saindege.delivery.app.queries.official import TEMPLATE, paper_of, set_papers
from saindege.delivery.app.queries.pressroom import Filler, Pressroom
from saindege.delivery.official.form import PaperForm

# Rows of each list: enough to see it, and enough for it to run over onto a second page.
FEW, MANY = 2, 40
PICTURE_DOTS = 80
MOST_PICTURES = 4


def sample_values(form: PaperForm, as_of: datetime, *, rows: int = FEW) -> dict[str, object]:
    """Return examples for every field, under the letterhead as it stands."""
    return _examples(form, rows) | letterhead_values(as_of, is_example=True)


def _examples(form: PaperForm, rows: int) -> dict[str, object]:
    values: dict[str, object] = dict(form.fields.examples())
    for one in form.fields.lists:
        examples = one.examples()
        made = [examples[place % len(examples)] for place in range(rows)]
        values[one.name] = [{**row, "no": str(place)} for place, row in enumerate(made, start=1)]
    return values


def sample_pdf(form: PaperForm, content: bytes | None, as_of: datetime, *, rows: int = FEW) -> bytes:
    """Set a paper of examples from a city's template, or from ours where ``content`` is None.

    Raises
    ------
    templates.TemplateUnfit : the template cannot be filled or set
    """
    values = sample_values(form, as_of, rows=rows)
    with Pressroom() as room:
        if content is not None:
            return room.pages_pdf(form, Filler(form, content).pages([values]), as_of=as_of)
        stamp = str(values["cap_contoh"])
        return set_papers(
            [paper_of(form, values)], stamp=stamp, as_of=as_of, wide=form.is_wide, press=room.press(TEMPLATE)
        )


def sample_docx(form: PaperForm, content: bytes, as_of: datetime) -> bytes:
    """Fill a template with examples."""
    return Filler(form, content).docx([sample_values(form, as_of)])


def sample_pictures(form: PaperForm, content: bytes, as_of: datetime) -> Sequence[bytes]:
    """Return the first pages of a city's template, filled with examples, as PNG pictures.

    Raises
    ------
    templates.TemplateUnfit : the template cannot be filled or set
    """
    letterhead = letterhead_values(as_of, is_example=True)
    return _pictures(form, content, tuple(sorted((key, str(value)) for key, value in letterhead.items())))


# Each page of a sample is asked for by itself; they are made together.
@functools.lru_cache(maxsize=8)
def _pictures(form: PaperForm, content: bytes, letterhead: tuple[tuple[str, str], ...]) -> Sequence[bytes]:
    values = _examples(form, FEW) | dict(letterhead)
    with Pressroom() as room:
        made = room.pages_pictures(form, Filler(form, content).pages([values]), dots=PICTURE_DOTS)
    return made[:MOST_PICTURES]


def losses_in_pdf(kept: PaperTemplate, form: PaperForm) -> list[word.Loss]:
    """Return what the PDF of a city's template lacks or shows otherwise."""
    return list(_losses(kept.checksum, templates.content_of(kept, form)))


@functools.lru_cache(maxsize=32)
def _losses(_checksum: str, content: bytes) -> tuple[word.Loss, ...]:
    return tuple(word.losses_of(word.unpacked(content)))


def checksum_of(content: bytes) -> str:
    """Return what tells one file from another."""
    return hashlib.sha256(content).hexdigest()
