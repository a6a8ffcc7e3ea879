"""Where papers are made: each template read once and each press opened once, for one paper or for hundreds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from xml.etree.ElementTree import ParseError

from saindege.base.app import paper
from saindege.delivery import word
from saindege.delivery.app.queries import templates
from saindege.delivery.official.filling import cleaned
from saindege.delivery.official.form import PaperForm
from saindege.delivery.official.joining import joined, stamped
from saindege.delivery.word.package import packed

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "delivery"
WORD_PAGES = TEMPLATES / "word.typ"
# Where Word leaves room for a name that nobody has set.
NAME_LINE = "(...................................)"
STAMP = "cap_contoh"
Values = Mapping[str, object]


class Filler:
    """The template of one paper, opened: fills documents, and reads their pages.

    Raises
    ------
    templates.TemplateUnfit : it is no document, or names what the paper does not have
    """

    def __init__(self, form: PaperForm, content: bytes) -> None:
        self._form = form
        self._names = {*(one.name for one in form.fields.single), *(one.name for one in form.fields.lists)}
        with _fitting(form):
            self._filling = paper.Filling(content)
            self._reader = word.Reader(self._filling.parts)

    def documents(self, values: Sequence[Values]) -> list[dict[str, bytes]]:
        """Return the parts of each filled document; example data say that they are."""
        with _fitting(self._form):
            filled = [self._filling.fill(self._for_word(one)) for one in values]
            return [
                stamped(parts, str(one.get(STAMP, ""))) for parts, one in zip(filled, values, strict=True)
            ]

    def docx(self, values: Sequence[Values]) -> bytes:
        """Return all documents as one file to be edited, each on a page of its own."""
        documents = self.documents(values)
        with _fitting(self._form):
            return packed(joined(documents))

    def pages(self, values: Sequence[Values]) -> list[word.WordPaper]:
        """Return the pages of each document."""
        documents = self.documents(values)
        with _fitting(self._form):
            return [self._reader.read(one) for one in documents]

    def _for_word(self, values: Values) -> dict[str, object]:
        """Return what a template may name and nothing else, as signs that a page can show."""
        found: dict[str, object] = {}
        for name in self._names:
            value = values[name]
            if isinstance(value, list):
                found[name] = [{key: cleaned(each) for key, each in row.items()} for row in value]
            else:
                found[name] = cleaned(value)
        for name in ("penanda_tangan", "ketua_panitia"):
            if name in found:
                found[name] = found[name] or NAME_LINE
        return found


class _fitting:  # noqa: N801 - reads as a word of the with statement
    """Whatever goes wrong with a template is said as one thing."""

    def __init__(self, form: PaperForm) -> None:
        self._form = form

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        from lxml.etree import LxmlError

        broken = (
            paper.PaperFailed,
            LxmlError,
            ParseError,
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
            RecursionError,
        )
        if isinstance(error, broken):
            raise templates.TemplateUnfit(self._form) from error


class Pressroom:
    """The templates in force and the presses of one piece of work; closed at its end."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._presses: dict[Path, paper.Press] = {}
        self._fillers: dict[str, Filler] = {}
        self._city: dict[str, bool] = {}

    def __enter__(self) -> Pressroom:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def has_own(self, form: PaperForm) -> bool:
        """Whether the city has put a template of its own into force."""
        if form.key not in self._city:
            self._city[form.key] = templates.in_force(form.key) is not None
        return self._city[form.key]

    def filler(self, form: PaperForm) -> Filler:
        """Return the template in force, opened."""
        if form.key not in self._fillers:
            self._fillers[form.key] = Filler(form, templates.content_in_force(form))
        return self._fillers[form.key]

    def docx(self, form: PaperForm, values: Sequence[Values]) -> bytes:
        """Fill the template in force.

        Raises
        ------
        templates.TemplateUnfit : the city's template cannot be filled any more
        """
        return self.filler(form).docx(values)

    def city_pdf(self, form: PaperForm, values: Sequence[Values], *, as_of: datetime) -> bytes:
        """Set the city's own template, filled.

        Raises
        ------
        templates.TemplateUnfit : it cannot be filled or set any more
        """
        return self.pages_pdf(form, self.filler(form).pages(values), as_of=as_of)

    def pages_pdf(
        self, form: PaperForm, pages: Sequence[word.WordPaper], *, as_of: datetime | None = None
    ) -> bytes:
        """Set pages of Word documents into one file."""
        with _fitting(form):
            return self.press(WORD_PAGES).print(self._pages_data(form, pages), made_at=as_of)

    def pages_pictures(self, form: PaperForm, pages: Sequence[word.WordPaper], *, dots: int) -> list[bytes]:
        """Set pages of Word documents as pictures."""
        with _fitting(form):
            return self.press(WORD_PAGES).pictures(self._pages_data(form, pages), dots=dots)

    def press(self, template: Path) -> paper.Press:
        """Return the press of a template, opened once."""
        if template not in self._presses:
            made = paper.Press(template, office=template == WORD_PAGES)
            self._presses[template] = self._stack.enter_context(made)
        return self._presses[template]

    def _pages_data(self, form: PaperForm, pages: Sequence[word.WordPaper]) -> dict[str, object]:
        press = self.press(WORD_PAGES)
        for one in pages:
            for name, content in one.pictures.items():
                press.keep(name, content)
        return {"title": pages[0].title or form.name, "papers": [one.as_data() for one in pages]}
