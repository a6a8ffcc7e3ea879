"""The door for templates from outside: a document that does more than hold words and fields is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from xml.etree.ElementTree import ParseError

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.delivery.official.field import Fields
from saindege.delivery.official.filling import environment
from saindege.delivery.word import drawings

MOST_BYTES = 5_000_000
MOST_UNPACKED = 40_000_000
MOST_WORDS = 2_000_000
MOST_PARTS = 400
MOST_TABLES = 6
BODY = "word/document.xml"
TYPES = "[Content_Types].xml"
# Parts that words of a page come from; fields are looked for in all of them.
_PAGE_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_FOREIGN_PARTS = re.compile(
    r"vbaProject|vbaData|/activeX/|/embeddings/|/afchunk|\.(bin|exe|dll|js|vbs|html?|mht)$", re.IGNORECASE
)
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
_FETCHING = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON)\b")
_TABLE = re.compile(rb"<w:tbl[ >]|</w:tbl>")
_INSTRUCTION = re.compile(r"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")


class TemplateRefused(BadInput):
    """A template that cannot be used; each problem says what to mend. The one in force stays."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].sentence, code=problems[0].code, problems=problems)


def check_template(content: bytes, fields: Fields) -> None:
    """Refuse a template that is no DOCX, reaches outside, holds a program, or names what the paper does not have.

    Raises
    ------
    TemplateRefused : with every problem at once
    """
    parts = _unpacked(content)
    if found := [*_foreign(parts), *_outside(parts), *_pictures(parts)]:
        raise TemplateRefused(found)
    if found := _wording(content, fields):
        raise TemplateRefused(found)


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Unpack a document within bounds."""
    if not 0 < len(content) <= MOST_BYTES:
        raise _refuse("too_large", f"Berkas templat kosong atau lebih dari {MOST_BYTES // 1_000_000} MB. Kecilkan gambarnya, lalu unggah lagi.", f"The template is empty or larger than {MOST_BYTES // 1_000_000} MB. Make its pictures smaller and upload it again.")  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            # The declared sizes bound what is read: an entry that holds more than it declares is a broken archive.
            if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_UNPACKED:
                raise _refuse("too_large", "Isi templat terlalu besar setelah dibuka. Simpan ulang dari Word tanpa gambar besar.", "The template is too large once unpacked. Save it again in Word without large pictures.")  # fmt: skip
            if any(one.flag_bits & 1 for one in entries):
                raise _not_a_document()
            parts = {one.filename: archive.read(one) for one in entries}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise _not_a_document() from error
    if BODY not in parts or TYPES not in parts:
        raise _not_a_document()
    if sum(len(part) for name, part in parts.items() if _PAGE_PARTS.fullmatch(name)) > MOST_WORDS:
        raise _refuse("too_large", "Naskah di templat terlalu panjang. Templat cukup beberapa halaman.", "The template is too long. A few pages are enough.")  # fmt: skip
    return parts


def _foreign(parts: dict[str, bytes]) -> list[Problem]:
    """Name programs and embedded files, and XML that defines things of its own."""
    found = [name for name in parts if _FOREIGN_PARTS.search(name)]
    if b"macroEnabled" in parts[TYPES] or any("vba" in name.lower() for name in found):
        return [_problem("macro", "Templat berisi makro. Simpan sebagai Dokumen Word (.docx) tanpa makro, lalu unggah lagi.", "The template holds macros. Save it as a Word document (.docx) without macros and upload it again.")]  # fmt: skip
    if found:
        return [_problem("embedded", f"Templat berisi berkas lain ({found[0]}). Hapus objek yang disisipkan, lalu unggah lagi.", f"The template holds another file ({found[0]}). Remove embedded objects and upload it again.")]  # fmt: skip
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for name, part in parts.items() if name.endswith((".xml", ".rels"))):  # fmt: skip
        return [_problem("not_a_document", "Isi templat tidak seperti tulisan Word. Simpan ulang dari Word, lalu unggah lagi.", "The inside of the template is not as Word writes it. Save it again in Word and upload it.")]  # fmt: skip
    return []


def _outside(parts: dict[str, bytes]) -> list[Problem]:
    """Name what the document would fetch from elsewhere when it is opened or filled."""
    problems = []
    for name, part in parts.items():
        if not name.endswith(".rels"):
            continue
        for found in _OUTSIDE.findall(part):
            hit = _TARGET.search(found)
            target = hit.group(1).decode("utf-8", "replace") if hit else "?"
            if not target.lower().startswith(("mailto:", "tel:")):
                problems.append(_problem("external_link", f"Templat menunjuk ke luar: {target[:120]}. Hapus tautan, gambar atau templat induk itu, lalu unggah lagi.", f"The template points outside: {target[:120]}. Remove that link, picture or parent template and upload it again."))  # fmt: skip
    for name, part in parts.items():
        if _PAGE_PARTS.fullmatch(name):
            words = " ".join(
                first or second for first, second in _INSTRUCTION.findall(part.decode("utf-8", "replace"))
            )
            if fetching := _FETCHING.search(words):
                problems.append(_problem("external_link", f"Templat memakai bidang Word {fetching.group(1)} yang mengambil isi dari luar. Hapus bidang itu, lalu unggah lagi.", f"The template uses the Word field {fetching.group(1)}, which fetches from outside. Remove it and upload it again."))  # fmt: skip
    return problems


def _pictures(parts: dict[str, bytes]) -> list[Problem]:
    """Name pictures that unpack to more than a page can need, and tables too deep inside one another."""
    found = []
    for name, _, pixels in drawings.picture_sizes(parts):
        if pixels > drawings.MOST_PIXELS:
            file, dots = name.rpartition("/")[2], pixels // 1_000_000
            found.append(_problem("too_large", f"Gambar {file} terlalu besar ({dots} juta titik). Perkecil gambarnya (Word: Kompres Gambar), lalu unggah lagi.", f"The picture {file} is too large ({dots} million dots). Make it smaller (Word: Compress Pictures) and upload it again."))  # fmt: skip
    if any(_depth(part) > MOST_TABLES for name, part in parts.items() if _PAGE_PARTS.fullmatch(name)):
        found.append(_problem("too_deep", f"Templat berisi tabel di dalam tabel lebih dari {MOST_TABLES} lapis. Sederhanakan tabelnya, lalu unggah lagi.", f"The template holds tables inside tables more than {MOST_TABLES} deep. Make them simpler and upload it again."))  # fmt: skip
    return found


def _depth(part: bytes) -> int:
    """How many tables stand inside one another."""
    depth = deepest = 0
    for one in _TABLE.finditer(part):
        depth += -1 if one.group().startswith(b"</") else 1
        deepest = max(deepest, depth)
    return deepest


def _wording(content: bytes, fields: Fields) -> list[Problem]:
    """Name what the words of the document may not do or name."""
    # Imported where they are used: they are large, and most processes never read a document.
    import docxtpl  # type: ignore[import-untyped]  # ships no types
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # ships no types

    from saindege.delivery.official import wording

    try:
        document = docxtpl.DocxTemplate(io.BytesIO(content))
        document.init_docx()
        sources = [document.patch_xml(document.get_xml())]
        for kind in (document.HEADER_URI, document.FOOTER_URI):
            found = document.get_headers_footers(kind)
            sources += [document.patch_xml(document.get_part_xml(part)) for _, part in found]
        sources += [document.patch_xml(_text(part.blob)) for part in document.docx.part.package.iter_parts() if str(part.partname) == "/word/footnotes.xml"]  # fmt: skip
        named = document.docx.core_properties
        sources += [
            named.author,
            named.comments,
            named.identifier,
            named.language,
            named.subject,
            named.title,
        ]
    except (OpcError, LxmlError, ParseError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise _not_a_document() from error
    env = environment()
    lines = (re.sub(r"<w:p([ >])", r"\n<w:p\1", source) for source in sources)
    return [problem for source in lines for problem in wording.faults_of(source, fields, env)]


def _text(blob: bytes) -> str:
    return blob.decode("utf-8", "replace")


def _not_a_document() -> TemplateRefused:
    return _refuse("not_a_document", "Berkas ini bukan dokumen Word (.docx) yang utuh, atau berkata sandi. Simpan sebagai Dokumen Word (.docx) tanpa kata sandi, lalu unggah lagi.", "This is no whole Word document (.docx), or it has a password. Save it as a Word document (.docx) without a password and upload it again.")  # fmt: skip


def _refuse(code: str, indonesian: str, english: str) -> TemplateRefused:
    return TemplateRefused([_problem(code, indonesian, english)])


def _problem(code: str, indonesian: str, english: str) -> Problem:
    return Problem(code, Sentence(id=indonesian, en=english))
