"""From a DOCX template and plain data to a document that an office can still edit."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from saindege.base.app.paper.compiling import PaperFailed
from saindege.base.errors import Sentence

CORE = "docProps/core.xml"
# A day that means nothing: the same document gives the same file.
NO_DAY = (2000, 1, 1, 0, 0, 0)
# Of a document's own properties, those that a template may fill.
_NAMED = frozenset({"creator", "description", "identifier", "language", "subject", "title"})
_NEW_LINE, _ONE_LINE = re.compile(r"<w:p([ >])"), re.compile(r"\n<w:p([ >])")


def fill_docx(template: Path | IO[bytes], data: Mapping[str, object]) -> bytes:
    """Fill a template: the places in double braces take the values, and every value stays text.

    Parameters
    ----------
    template : a DOCX file with places for ``docxtpl``, or its content opened for reading
    data : values by name

    Raises
    ------
    PaperFailed : the template cannot be filled
    """
    is_file = isinstance(template, Path)
    content = template.read_bytes() if is_file else template.read()
    return _zipped(Filling(content, name=template.stem if is_file else "ini").fill(data))


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return written.getvalue()


class Filling:
    """One template, read and compiled once, for documents by the hundred.

    Parameters
    ----------
    content : of a DOCX file with places for ``docxtpl``
    name : what it is called where it cannot be filled

    Raises
    ------
    PaperFailed : its commands cannot be read
    """

    def __init__(self, content: bytes, *, name: str = "ini") -> None:
        # Imported where they are used: they are large, and most processes never write a document.
        import docxtpl
        import jinja2
        from jinja2.sandbox import SandboxedEnvironment

        # A city may put its own template in place: it may write values, and do nothing else.
        self._sandbox = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
        self._name = name
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}
        self._word = docxtpl.DocxTemplate(io.BytesIO(content))
        self._word.init_docx()
        self._word.docx_ids_index = 1000
        try:
            self._written = {part: self._compiled(source) for part, source in self._sources().items()}
        except jinja2.TemplateError as error:
            raise self._failed() from error

    def fill(self, data: Mapping[str, object]) -> dict[str, bytes]:
        """Return the parts of a filled document.

        Raises
        ------
        PaperFailed : the template names what these values do not have
        """
        import jinja2

        values, filled = dict(data), dict(self.parts)
        try:
            for part, template in self._written.items():
                filled[part] = self._settled(part, template.render(values))
            if CORE in filled:
                filled[CORE] = self._properties(values)
        except jinja2.TemplateError as error:
            raise self._failed() from error
        return filled

    def _sources(self) -> dict[str, str]:
        """The words of each part that may hold places, made readable for Jinja."""
        word, document = self._word, self._word.docx
        found = {str(document.part.partname)[1:]: word.xml_to_string(document._element)}
        for kind in (word.HEADER_URI, word.FOOTER_URI):
            for _, part in word.get_headers_footers(kind):
                found[str(part.partname)[1:]] = word.get_part_xml(part)
        notes = "word/footnotes.xml"
        if notes in self.parts:
            found[notes] = self.parts[notes].decode("utf-8")
        return {part: word.patch_xml(source) for part, source in found.items()}

    def _compiled(self, source: str) -> Any:
        return self._sandbox.from_string(_NEW_LINE.sub(r"\n<w:p\1", _without_declaration(source)))

    def _settled(self, part: str, rendered: str) -> bytes:
        """Put line breaks of values into Word's words, and grids of tables and numbers of pictures in order."""
        from lxml import etree

        source = self._word.resolve_listing(_ONE_LINE.sub(r"<w:p\1", rendered))
        tree = self._word.fix_tables(source)
        self._word.docx_ids_index = 1000
        self._word.fix_docpr_ids(tree)
        return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True))

    def _properties(self, values: Mapping[str, object]) -> bytes:
        from lxml import etree

        reader = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(self.parts[CORE], reader)
        for one in root:
            if one.text and "{" in one.text and str(one.tag).rpartition("}")[2] in _NAMED:
                one.text = self._sandbox.from_string(one.text).render(values)
        return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))

    def _failed(self) -> PaperFailed:
        return PaperFailed(
            Sentence(
                id=f"Berkas cetak {self._name} tidak dapat dibuat. Laporkan ini kepada pengelola sistem.",
                en=f"The paper {self._name} could not be made. Report this to the system administrator.",
            )
        )


def _without_declaration(source: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>\s*", "", source)
