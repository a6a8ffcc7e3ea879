"""What of a document a PDF does not show, or shows otherwise: told to whoever brings it, never lost in silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from saindege.base.errors import Sentence
from saindege.delivery.word.drawings import is_line, kind_of_picture
from saindege.delivery.word.fonts import is_same
from saindege.delivery.word.numbering import NUMBERING
from saindege.delivery.word.package import Element, name, number, parsed, relations, value
from saindege.delivery.word.runs import PAGES, alternative
from saindege.delivery.word.styles import STYLES, Styles

_PAGE_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
MOST_NAMED = 4
# Directions of words that are those of every page.
LEVEL = frozenset({"lrTb", "lr", ""})
# Fields that show nothing or nothing else than what stands in the document.
QUIET_FIELDS = frozenset(
    {*PAGES, "HYPERLINK", "TC", "XE", "RD", "TA", "MERGEFORMAT", "FORMTEXT", "FORMCHECKBOX"}
)


@dataclass(frozen=True, slots=True)
class Loss:
    """One part that the PDF lacks or changes.

    Attributes
    ----------
    is_lost : whether it is not shown at all; otherwise it is shown in another way
    """

    code: str
    sentence: Sentence
    is_lost: bool


def losses_of(parts: Mapping[str, bytes]) -> list[Loss]:
    """Return what the PDF of a document lacks, then what it shows otherwise.

    Raises
    ------
    lxml.etree.LxmlError : a part is no XML
    """
    counted: Counter[str] = Counter()
    named: dict[str, list[str]] = {}
    for part in sorted(parts):
        if _PAGE_PARTS.fullmatch(part):
            for code, word in _found(parts, part, _shown(parsed(parts[part]))):
                counted[code] += 1
                if word and word not in named.setdefault(code, []):
                    named[code].append(word)
    for font in _fonts(parts):
        counted["font"] += 1
        named.setdefault("font", []).append(font)
    found = [_loss(code, counted[code], named.get(code, [])) for code in _SAID if counted[code]]
    return sorted(found, key=lambda one: not one.is_lost)


def _shown(element: Element) -> Iterator[Element]:
    """Yield every element, of several ways to say the same only the one that is read."""
    for one in element:
        if one.tag == name("mc:AlternateContent"):
            way = alternative(one)
            if way is not None:
                yield from _shown(way)
            continue
        yield one
        yield from _shown(one)


def _found(parts: Mapping[str, bytes], part: str, elements: Iterator[Element]) -> Iterator[tuple[str, str]]:
    targets = relations(parts, part)
    code = ""
    for one in elements:
        if one.tag in _SIMPLE:
            yield _SIMPLE[one.tag], ""
        elif one.tag == name("wp:anchor"):
            yield from _floating(one)
        elif one.tag in (name("a:blip"), name("v:imagedata")):
            relation = targets.get(value(one, "r:embed") or value(one, "r:id"))
            target = relation.target if relation is not None else ""
            if not kind_of_picture(parts.get(target, b""))[0]:
                yield "picture", target.rpartition("/")[2]
        elif one.tag == name("w:textDirection"):
            if value(one) not in LEVEL:
                yield "direction", ""
        elif one.tag == name("w:fldChar"):
            code = "" if value(one, "w:fldCharType") == "begin" else code
        elif one.tag in (name("w:instrText"), name("w:fldSimple")):
            code = value(one, "w:instr") or code + (one.text or "")
            word = next(iter(code.split()), "").upper()
            if len(word) > 1 and word.isalpha() and word not in QUIET_FIELDS:
                yield "field", word
        elif one.tag == name("w:cols") and (number(value(one, "w:num")) or 1) > 1:
            yield from _columns(one)
        elif one.tag in (name("v:shape"), name("v:rect"), name("v:line"), name("v:oval")):
            yield from _old_shape(one)


def _columns(one: Element) -> Iterator[tuple[str, str]]:
    settings = one.getparent()
    kind = settings.find(name("w:type")) if settings is not None else None
    if value(kind) == "continuous":
        yield "columns", ""


def _floating(anchor: Element) -> Iterator[tuple[str, str]]:
    """A picture that words flow around is shown, and they do not; a line is shown; other shapes are not."""
    is_picture = next(anchor.iter(name("pic:pic")), None) is not None
    around = any(anchor.find(name(f"wp:wrap{way}")) is not None for way in ("Square", "Tight", "Through"))
    if is_picture and around:
        yield "wrap", ""
    for shape in anchor.iter(name("wps:wsp")):
        if not is_line(shape) and next(shape.iter(name("w:txbxContent")), None) is None:
            yield "shape", ""


def _old_shape(one: Element) -> Iterator[tuple[str, str]]:
    if next(one.iter(name("v:textpath")), None) is not None:
        yield "watermark", ""
    elif next(one.iter(name("v:imagedata"), name("v:textbox")), None) is None:
        yield "shape", ""


def _fonts(parts: Mapping[str, bytes]) -> list[str]:
    styles, found = Styles(parts), set()
    for part in sorted(parts):
        if not (_PAGE_PARTS.fullmatch(part) or part in (STYLES, NUMBERING)):
            continue
        for one in parsed(parts[part]).iter(name("w:rFonts")):
            if part == STYLES and not _is_default(one):
                continue
            for attribute in ("w:ascii", "w:asciiTheme"):
                written = value(one, attribute)
                font = (
                    styles.font(("theme:" if attribute.endswith("Theme") else "") + written)
                    if written
                    else ""
                )
                if font and not is_same(font):
                    found.add(font)
    return sorted(found)


def _is_default(one: Element) -> bool:
    """Whether a font of a style holds for the whole document: most styles of a document are never used."""
    above = list(one.iterancestors())
    style = next((each for each in above if each.tag == name("w:style")), None)
    return style is None or (value(style, "w:default") == "1" and value(style, "w:type") == "paragraph")


_SIMPLE = {
    name("c:chart"): "chart",
    name("dgm:relIds"): "diagram",
    name("wpg:wgp"): "group",
    name("v:group"): "group",
    name("w:txbxContent"): "box",
    name("m:oMath"): "formula",
    name("w:ins"): "tracked",
    name("w:del"): "tracked",
    name("w:moveFrom"): "tracked",
    name("w:moveTo"): "tracked",
    name("w:commentReference"): "comment",
    name("w:endnoteReference"): "endnote",
    name("w:tblpPr"): "floating_table",
    name("w:framePr"): "frame",
    name("w:pgBorders"): "page_border",
    name("w:lnNumType"): "line_numbers",
    name("w:ruby"): "ruby",
}


def _loss(code: str, count: int, words: list[str]) -> Loss:
    is_lost, write = _SAID[code]
    list_of = ", ".join(words[:MOST_NAMED]) + (", …" if len(words) > MOST_NAMED else "")
    return Loss(code, write(count, list_of), is_lost)


def _lost(what: str, english: str) -> tuple[bool, Callable[[int, str], Sentence]]:
    return True, lambda count, words: Sentence(
        id=f"{what.replace('#', str(count)).replace('@', words)} tidak akan tampil di PDF.",
        en=f"{english.replace('#', str(count)).replace('@', words)} will not show in the PDF.",
    )


def _otherwise(words_id: str, english: str) -> tuple[bool, Callable[[int, str], Sentence]]:
    return False, lambda count, words: Sentence(
        id=words_id.replace("#", str(count)).replace("@", words),
        en=english.replace("#", str(count)).replace("@", words),
    )


# # is how many, @ which; in the order in which they are told.
_SAID: dict[str, tuple[bool, Callable[[int, str], Sentence]]] = {
    "picture": _lost("Gambar dengan format yang tidak dikenal (@)", "A picture of an unknown format (@)"),
    "shape": _lost(
        "Bentuk gambar (# buah; garis lurus tetap tampil)", "A drawn shape (#; straight lines do show)"
    ),
    "group": _lost("Kelompok gambar atau bentuk (# buah)", "A group of pictures or shapes (#)"),
    "chart": _lost("Grafik (# buah)", "A chart (#)"),
    "diagram": _lost("Diagram SmartArt (# buah)", "A SmartArt diagram (#)"),
    "watermark": _lost("Tanda air", "A watermark"),
    "comment": _lost("Komentar (# buah)", "A comment (#)"),
    "endnote": _lost("Catatan akhir (# buah)", "An endnote (#)"),
    "page_border": _lost("Bingkai halaman", "A border around the page"),
    "line_numbers": _lost("Nomor baris", "Line numbers"),
    "ruby": _lost("Tulisan kecil di atas huruf", "Small words above letters"),
    "box": _otherwise(
        "Kotak teks (# buah): tulisannya tampil di bawah paragrafnya, bukan di tempat kotaknya. Pakai tabel tanpa garis bila letaknya penting.",
        "Text box (#): its words stand below their paragraph, not where the box is. Use a table without lines where the place matters.",
    ),
    "tracked": _otherwise(
        "Perubahan terlacak (# buah) dianggap diterima: sisipan tampil, yang dihapus tidak. Terima atau tolak dulu di Word.",
        "Tracked changes (#) are taken as accepted: what was inserted shows, what was deleted does not. Accept or reject them in Word first.",
    ),
    "formula": _otherwise(
        "Rumus (# buah) tampil sebagai tulisan biasa.", "A formula (#) shows as plain words."
    ),
    "field": _otherwise(
        "Bidang Word @ tampil seperti terakhir disimpan, tidak dihitung ulang.",
        "The Word field @ shows as it was last saved, and is not counted anew.",
    ),
    "wrap": _otherwise(
        "Gambar yang dikelilingi tulisan (# buah) tampil di tempatnya, tetapi tulisan tidak menghindarinya. Periksa contohnya.",
        "A picture that words flow around (#) stands in its place, but the words do not give way. Look at the sample.",
    ),
    "columns": _otherwise(
        "Kolom koran di tengah halaman tampil sebagai satu kolom.",
        "Newspaper columns within a page show as one column.",
    ),
    "direction": _otherwise("Tulisan tegak (# buah) tampil mendatar.", "Upright words (#) show level."),
    "floating_table": _otherwise(
        "Tabel yang melayang (# buah) tampil di alur tulisan.",
        "A floating table (#) stands within the words.",
    ),
    "frame": _otherwise(
        "Bingkai teks (# buah) tampil di alur tulisan.", "A text frame (#) stands within the words."
    ),
    "font": _otherwise(
        "Huruf @ diganti huruf yang mirip, sehingga baris dapat terpotong di tempat lain. Yang sama lebarnya: Arial, "
        "Times New Roman, Calibri, Cambria, Bookman Old Style, Courier New.",
        "The font @ gives way to a similar one, so lines may break elsewhere. Of the same widths: Arial, "
        "Times New Roman, Calibri, Cambria, Bookman Old Style, Courier New.",
    ),
}
