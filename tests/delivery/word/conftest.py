"""A press that is opened once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from saindege.base.app.paper import Press
from saindege.delivery import word

TEMPLATE = Path(word.__file__).parents[1] / "app" / "templates" / "delivery" / "word.typ"


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    with Press(TEMPLATE, office=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def set_pages(press: Press) -> Callable[..., pypdfium2.PdfDocument]:
    """Set documents into one PDF."""

    def made(*contents: bytes) -> pypdfium2.PdfDocument:
        papers = []
        for content in contents:
            parts = word.unpacked(content)
            paper = word.Reader(parts).read(parts)
            for name, picture in paper.pictures.items():
                press.keep(name, picture)
            papers.append(paper.as_data())
        return pypdfium2.PdfDocument(press.print({"title": "Contoh", "papers": papers}))

    return made
