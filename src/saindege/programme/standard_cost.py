"""Standard costs: what one unit of a budget line may cost at most on a day, and by which rule."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Literal, cast

from saindege.base.errors import BadInput, Language, Sentence

Unit = Literal["hour", "learning_hour", "event", "piece", "person", "person_day", "package"]
UNIT_WORDS: Mapping[str, Sentence] = {
    "hour": Sentence(id="jam", en="hour"),
    "learning_hour": Sentence(id="JP", en="learning hour"),
    "event": Sentence(id="kegiatan", en="event"),
    "piece": Sentence(id="buah", en="piece"),
    "person": Sentence(id="orang", en="person"),
    "person_day": Sentence(id="orang-hari", en="person-day"),
    "package": Sentence(id="paket", en="package"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of budget line.

    Attributes
    ----------
    key : our word for it, stored with a line
    name, english : what the interface calls it
    group : ``speaker`` items are also the classes of a speaker's fee
    unit : what is counted
    account : code of the budget account; empty where none is known
    """

    key: str
    name: str
    english: str
    group: str
    unit: Unit
    account: str

    def name_in(self, language: Language) -> str:
        """Return the name in one language."""
        return self.english if language == "en" else self.name


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that one unit of an item may cost, from a day on.

    Attributes
    ----------
    rupiah : for one unit
    is_binding : whether more is refused; a figure for orientation only points it out
    source, confidence : where it comes from and how sure it is
    """

    item: str
    rupiah: int
    in_force_from: date
    is_binding: bool
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class CostTable:
    """Items and ceilings of one version.

    Attributes
    ----------
    version, source, confidence : printed with what rests on it
    items : in the order of the table
    ceilings : of all days
    """

    version: str
    source: str
    confidence: str
    items: tuple[Item, ...]
    ceilings: tuple[Ceiling, ...]

    def by_key(self, key: str) -> Item:
        """Return an item.

        Raises
        ------
        UnknownItem : the table has no such key
        """
        for item in self.items:
            if item.key == key:
                return item
        raise UnknownItem(key, self)

    def ceiling_on(self, key: str, day: date) -> Ceiling | None:
        """Return the ceiling in force on a day; the city's own rows stand before figures for orientation."""
        found = [row for row in self.ceilings if row.item == key and row.in_force_from <= day]
        return max(found, key=lambda row: (row.is_binding, row.in_force_from), default=None)

    def with_rows(self, rows: Iterable[Ceiling]) -> CostTable:
        """Return the same table with further ceilings."""
        return CostTable(self.version, self.source, self.confidence, self.items, self.ceilings + tuple(rows))

    def speaker_items(self) -> tuple[Item, ...]:
        """Return the classes of a speaker's fee."""
        return tuple(item for item in self.items if item.group == "speaker")


@dataclass(frozen=True, slots=True)
class Excess:
    """A price above its ceiling: what to do, and whether it is refused."""

    ceiling: Ceiling
    sentence: Sentence


class UnknownItem(BadInput):
    """The table of standard costs has no such item."""

    code = "unknown_value"

    def __init__(self, key: str, table: CostTable) -> None:
        names = ", ".join(item.name for item in table.items)
        super().__init__(
            Sentence(
                id=f"Jenis biaya “{key}” tidak dikenal. Pilih salah satu: {names}.",
                en=f"The kind of cost “{key}” is not known. Choose one of: {names}.",
            )
        )


def excess_over(table: CostTable, key: str, rupiah: int, day: date) -> Excess | None:
    """Return how a price exceeds the ceiling in force on a day; None where it does not, or there is none."""
    item, ceiling = table.by_key(key), table.ceiling_on(key, day)
    if ceiling is None or rupiah <= ceiling.rupiah:
        return None
    unit = UNIT_WORDS[item.unit]
    most, most_en = in_rupiah(ceiling.rupiah), f"Rp{ceiling.rupiah:,}"
    if ceiling.is_binding:
        return Excess(
            ceiling,
            Sentence(
                id=f"{item.name}: {in_rupiah(rupiah)} melebihi batas {most} per {unit.id} "
                f"({ceiling.source}). Turunkan menjadi {most} atau kurang.",
                en=f"{item.english}: Rp{rupiah:,} exceeds the ceiling of {most_en} per {unit.en} "
                f"({ceiling.source}). Lower it to {most_en} or less.",
            ),
        )
    return Excess(
        ceiling,
        Sentence(
            id=f"{item.name}: {in_rupiah(rupiah)} di atas angka orientasi {most} per {unit.id} "
            f"({ceiling.source}). Cocokkan dengan standar satuan harga yang berlaku.",
            en=f"{item.english}: Rp{rupiah:,} is above the orientation of {most_en} per {unit.en} "
            f"({ceiling.source}). Compare it with the standard in force.",
        ),
    )


def in_rupiah(amount: int) -> str:
    """Write an amount as an Indonesian letter does: Rp1.500.000."""
    return "Rp" + f"{amount:,}".replace(",", ".")


@functools.cache
def load() -> CostTable:
    """Read the table that ships with the product."""
    text = resources.files("saindege.programme").joinpath("rules/standard_costs.toml").read_text("utf-8")
    return read(tomllib.loads(text))


def read(table: Mapping[str, object]) -> CostTable:
    """Read a table of the same shape as ``rules/standard_costs.toml``.

    Raises
    ------
    BadInput : a key stands twice, or a ceiling names no item
    """
    items = tuple(_item(row) for row in cast(list[dict[str, object]], table["item"]))
    ceilings = tuple(_ceiling(row) for row in cast(list[dict[str, object]], table["ceiling"]))
    keys = [item.key for item in items]
    wrong = sorted(
        {key for key in keys if keys.count(key) > 1} | ({row.item for row in ceilings} - set(keys))
    )
    if wrong:
        raise BadInput(
            Sentence(
                id=f"Tabel standar biaya: periksa {', '.join(wrong)}; tiap jenis ditulis sekali.",
                en=f"Table of standard costs: look at {', '.join(wrong)}; each item is written once.",
            ),
            code="conflict",
        )
    return CostTable(str(table["version"]), str(table["source"]), str(table["confidence"]), items, ceilings)


def _item(row: Mapping[str, object]) -> Item:
    return Item(
        key=str(row["key"]),
        name=str(row["name"]),
        english=str(row["english"]),
        group=str(row["group"]),
        unit=cast(Unit, row["unit"]),
        account=str(row["account"]),
    )


def _ceiling(row: Mapping[str, object]) -> Ceiling:
    return Ceiling(
        item=str(row["item"]),
        rupiah=cast(int, row["rupiah"]),
        in_force_from=cast(date, row["in_force_from"]),
        is_binding=bool(row["binding"]),
        source=str(row["source"]),
        confidence=str(row["confidence"]),
    )
