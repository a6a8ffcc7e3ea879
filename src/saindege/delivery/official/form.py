"""The form of a paper: its parts in order, in words with fields. One form gives the PDF and our own DOCX template."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from saindege.base.errors import Language
from saindege.delivery.official.field import EVERY_LIST, EVERY_PAPER, Field, Fields, ListField

# How many documents a batch has of one form: one, or one for each of these.
Unit = Literal["batch", "office", "person", "session"]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``only_if`` names a field (or ``not`` one) without which it is left out."""

    words: str
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a paper."""

    words: str
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered list: of rows that are written here, or of one for each row of a list field."""

    rows: tuple[str, ...] = ()
    each: ListField | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one line for each row of a list field.

    Attributes
    ----------
    widths : parts of the line
    numbers : positions of columns set to the right
    spare : empty lines at the end
    """

    each: ListField
    header: tuple[str, ...]
    cells: tuple[str, ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = (0,)
    spare: int = 0
    only_if: str = ""


Block = Text | Heading | Facts | Items | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the line or lines above, the post, name and NIP."""

    before: str
    post: str
    name: str = ""
    nip: str = ""


HEAD = Signature("{{ tempat }}, {{ tanggal }}", "{{ jabatan_penanda_tangan }}", "{{ penanda_tangan }}", "{{ nip_penanda_tangan }}")  # fmt: skip
HEAD_OF_DECREE = Signature(
    "Ditetapkan di {{ tempat }}\npada tanggal {{ tanggal }}", HEAD.post, HEAD.name, HEAD.nip
)
# A letter carries its day above.
HEAD_OF_LETTER = Signature("", HEAD.post, HEAD.name, HEAD.nip)


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One kind of paper.

    Attributes
    ----------
    key : the word in its address
    name, english : what the interface calls it
    title : at its head
    subject : of a decree, under its number
    to : addressee; empty for what is no letter
    has_number : whether it has a place for a number of the office's book
    is_wide : on its side
    own, own_lists : fields that only this paper has
    """

    key: str
    name: str
    english: str
    title: str
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...]
    unit: Unit = "batch"
    to: str = ""
    subject: str = ""
    has_number: bool = True
    is_wide: bool = False
    own: tuple[Field, ...] = ()
    own_lists: tuple[ListField, ...] = field(default=())

    def name_in(self, language: Language) -> str:
        """Return what it is called."""
        return self.english if language == "en" else self.name

    @property
    def fields(self) -> Fields:
        """Everything that its template may name."""
        taken = {*(one.name for one in self.own), *(one.name for one in self.own_lists)}
        single = (one for one in EVERY_PAPER if one.name not in taken)
        lists = (one for one in EVERY_LIST if one.name not in taken)
        return Fields((*single, *self.own), (*lists, *self.own_lists))
