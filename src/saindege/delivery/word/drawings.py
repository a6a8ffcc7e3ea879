"""Pictures, straight lines and text boxes of a document; everything else that is drawn is named in ``losses``."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Iterator, Mapping

from saindege.delivery.word.model import Picture, Place, Rule
from saindege.delivery.word.package import EMUS, Element, Relation, bounded, name, number, parsed, value
from saindege.delivery.word.properties import colour

# What the press can show, by what the file says of itself.
ENDINGS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
# Signs at a picture's door: more than this is no logo.
MOST_PIXELS = 40_000_000
LINES = frozenset({"line", "straightConnector1"})
_LENGTH = re.compile(r"(-?[\d.]+)(pt|in|cm|mm|px)?")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "px": 0.75, None: 1.0, "": 1.0}


def kind_of_picture(content: bytes) -> tuple[str, int]:
    """Return the ending of a picture's name and its pixels; an empty ending for what no press shows."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            # Only the head of the file is read here.
            with Image.open(io.BytesIO(content), formats=list(ENDINGS)) as picture:
                return ENDINGS[str(picture.format)], picture.width * picture.height
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return "", MOST_PIXELS + 1
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
            return "", 0


def file_name(content: bytes) -> str:
    """Return the name of a picture for the press; empty where it cannot be shown."""
    ending, pixels = kind_of_picture(content)
    if not ending or pixels > MOST_PIXELS:
        return ""
    return f"{hashlib.sha256(content).hexdigest()[:24]}.{ending}"


class Gallery:
    """The pictures of one document, each kept once."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self.pictures: dict[str, bytes] = {}
        self._known: dict[str, str] = {}

    def keep(self, relation: Relation | None) -> str:
        """Return the name under which the press finds a picture; empty where there is none that it shows."""
        if relation is None or relation.is_outside or relation.target not in self._parts:
            return ""
        if relation.target not in self._known:
            content = self._parts[relation.target]
            self._known[relation.target] = kept = file_name(content)
            if kept:
                self.pictures[kept] = content
        return self._known[relation.target]


def drawn(drawing: Element, relations: Mapping[str, Relation], gallery: Gallery) -> Iterator[Picture | Rule]:
    """Yield what a ``w:drawing`` shows: its picture, or a straight line."""
    for frame in drawing:
        place = _place(frame) if frame.tag == name("wp:anchor") else None
        width, height = _extent(frame.find(name("wp:extent")))
        shape = next(frame.iter(name("wps:wsp")), None)
        if shape is not None and place is not None and is_line(shape):
            yield _rule(shape, width, height, place)
            continue
        blips = list(frame.iter(name("pic:pic")))
        if len(blips) != 1 or next(frame.iter(name("wpg:wgp")), None) is not None:
            continue
        if (found := _picture(blips[0], width, height, relations, gallery)) is not None:
            words = frame.find(name("wp:docPr"))
            described = words.get("descr") or words.get("title") or "" if words is not None else ""
            yield Picture(found[0], width, height, described, found[1], found[2], place)


def is_line(shape: Element) -> bool:
    """Whether a shape is a straight line."""
    form = next(shape.iter(name("a:prstGeom")), None)
    return form is not None and form.get("prst") in LINES


def _picture(
    one: Element, width: float, height: float, relations: Mapping[str, Relation], gallery: Gallery
) -> tuple[str, tuple[float, float, float, float], float] | None:
    blip = next(one.iter(name("a:blip")), None)
    kept = gallery.keep(relations.get(value(blip, "r:embed"))) if blip is not None else ""
    if not kept or width <= 0 or height <= 0:
        return None
    cut = next(one.iter(name("a:srcRect")), None)
    sides = [(number(cut.get(side)) or 0.0) / 100_000 if cut is not None else 0.0 for side in "ltrb"]
    crop = (sides[0], sides[1], sides[2], sides[3])
    if crop[0] + crop[2] >= 1 or crop[1] + crop[3] >= 1 or min(crop) < 0:
        crop = (0.0, 0.0, 0.0, 0.0)
    turned = next(one.iter(name("a:xfrm")), None)
    turn = (number(turned.get("rot")) or 0.0) / 60_000 if turned is not None else 0.0
    return kept, crop, turn


def _rule(shape: Element, width: float, height: float, place: Place) -> Rule:
    line = next(shape.iter(name("a:ln")), None)
    shade = next(line.iter(name("a:srgbClr")), None) if line is not None else None
    thick = (number(line.get("w")) or 9525.0) / EMUS if line is not None else 0.75
    return Rule(
        width,
        height,
        min(max(thick, 0.1), 20.0),
        colour(shade.get("val", "")) if shade is not None else "",
        place,
    )


def _extent(one: Element | None) -> tuple[float, float]:
    if one is None:
        return 0.0, 0.0
    return bounded((number(one.get("cx")) or 0.0) / EMUS), bounded((number(one.get("cy")) or 0.0) / EMUS)


def _place(anchor: Element) -> Place:
    ways = []
    for tag, usual in (("wp:positionH", "column"), ("wp:positionV", "paragraph")):
        one = anchor.find(name(tag))
        offset = one.find(name("wp:posOffset")) if one is not None else None
        align = one.find(name("wp:align")) if one is not None else None
        ways.append(
            (
                bounded((number(offset.text) or 0.0) / EMUS) if offset is not None else 0.0,
                one.get("relativeFrom", usual) if one is not None else usual,
                (align.text or "") if align is not None else "",
            )
        )
    (x, x_from, x_align), (y, y_from, y_align) = ways
    return Place(x, y, x_from, y_from, x_align, y_align)


def drawn_before(pict: Element, relations: Mapping[str, Relation], gallery: Gallery) -> Iterator[Picture]:
    """Yield the picture of a ``w:pict``, as older versions write it; within the line."""
    for shape in pict.iter(name("v:shape"), name("v:rect")):
        data = shape.find(name("v:imagedata"))
        size = dict(part.split(":", 1) for part in (shape.get("style") or "").split(";") if ":" in part)
        width, height = _length(size.get("width", "")), _length(size.get("height", ""))
        kept = gallery.keep(relations.get(value(data, "r:id"))) if data is not None else ""
        if kept and width > 0 and height > 0 and "absolute" not in size.get("position", ""):
            yield Picture(kept, width, height, shape.get("alt") or "")


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text.strip())
    return bounded(float(found.group(1)) * _UNITS[found.group(2)]) if found else 0.0


def boxes_of(element: Element) -> Iterator[Element]:
    """Yield the text boxes of a drawing, none of them twice."""
    for one in element.iter(name("w:txbxContent")):
        if not any(
            parent.tag == name("w:txbxContent")
            for parent in one.iterancestors()
            if _is_within(parent, element)
        ):
            yield one


def _is_within(one: Element, top: Element) -> bool:
    return one is top or any(parent is top for parent in one.iterancestors())


def picture_sizes(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, int]]:
    """Yield each picture of a document with the ending that the press knows it by, and its pixels."""
    for part in sorted(parts):
        if part.startswith("word/media/"):
            yield (part, *kind_of_picture(parts[part]))


def root_of(parts: Mapping[str, bytes], part: str) -> Element:
    """Return the XML of a part."""
    return parsed(parts[part])
