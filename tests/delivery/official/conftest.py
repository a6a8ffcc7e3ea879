"""Templates made by hand: a page of words, and a document with a part changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest


@pytest.fixture
def written() -> Callable[..., bytes]:
    """Write a document of paragraphs; ``header`` stands above each page."""

    def write(*lines: str, header: str = "") -> bytes:
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        if header:
            document.sections[0].header.paragraphs[0].text = header
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    return write


@pytest.fixture
def changed() -> Callable[..., bytes]:
    """Put parts into a document, or others in their place."""

    def change(content: bytes, parts: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
            for name in {*old.namelist(), *parts}:
                before = old.read(name) if name in old.namelist() else b""
                after = parts.get(name, before)
                new.writestr(name, after(before) if callable(after) else after)
        return file.getvalue()

    return change
