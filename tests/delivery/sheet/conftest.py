"""A sheet of thirty people as the printer sets it, and photographs of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from saindege.delivery.sheet import code, drawing, machine
from saindege.delivery.sheet.reading import judge
from saindege.demo import photograph
from saindege.demo.photograph import Conditions, Filled

SESSION, KEY = "K7M2PQ", b"kunci rumah ini untuk lembar hadir"
PEOPLE = [f"orang-{number}" for number in range(30)]


@dataclass(frozen=True)
class Sheet:
    """A printed sheet and how to photograph and read it."""

    pdf: bytes
    pages: Sequence[object]
    folder: Path

    def photo(
        self, rows: Sequence[Filled], how: Conditions, *, seed: int = 1, page: int = 0, name: str = "foto.jpg"
    ) -> Path:
        chance = random.Random(seed)
        paper = self.pages[page].copy()
        photograph.fill_in(paper, rows, chance)
        where = self.folder / name
        where.write_bytes(photograph.photograph(paper, how, chance))
        return where

    def read(self, where: Path, *, session: str = SESSION, key: bytes = KEY):
        return machine.read_here(where, session=session, key=key)

    def verdicts(self, where: Path) -> list[tuple[str | None, str, str]]:
        """Return person, verdict and reason of each row of the only page."""
        people = code.people_by_tag(SESSION, PEOPLE, KEY)
        (page,) = self.read(where)
        assert page.fault is None, page.fault
        told = [(row, judge(row, people)) for row in page.rows]
        return [(people.get(row.tag or 0), one.verdict, one.reason) for row, one in told]


@pytest.fixture(scope="session")
def printed() -> bytes:
    from saindege.delivery.app.queries.sheet import print_sheet

    lines = [
        drawing.Line(key, f"Peserta {key}", ("NIP 19900315 201504 1 001", "Kelurahan Wek V"))
        for key in PEOPLE
    ]
    return print_sheet(SESSION, lines, {"session": "Arsip surat"}, KEY)


@pytest.fixture(scope="session")
def drawn(printed: bytes) -> list[object]:
    return [photograph.draw_sheet(printed, page) for page in (0, 1)]


@pytest.fixture
def sheet(printed: bytes, drawn: list[object], tmp_path: Path) -> Sheet:
    return Sheet(printed, drawn, tmp_path)


@pytest.fixture
def photo_of_somebody_else(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write bytes as a file that claims to be a photo."""

    def write(content: bytes) -> Path:
        where = tmp_path / "lain.jpg"
        where.write_bytes(content)
        return where

    return write
