"""Is a signed file the document that was given away to be signed, and nothing else?"""

from __future__ import annotations

import io
from typing import Any

# Where the signature itself stands, and what any program that writes a file anew may change.
SIGNED_PARTS = {"/Annots", "/Parent", "/StructParents", "/Tabs", "/LastModified"}
STORED_PARTS = {"/Length", "/Filter", "/DecodeParms", "/DL"}
DEEPEST = 40


def is_same_document(given: bytes, signed: bytes) -> bool:
    """Say whether a signed file shows and carries what the given one does.

    A service may add its signature to the end, or write the file anew: pages, their drawings, letters and pictures,
    and the files that lie inside must be equal. Nothing may lie on a page but fields for signatures.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        before = PdfFileReader(io.BytesIO(given), strict=False)
        after = PdfFileReader(io.BytesIO(signed), strict=False)
        pages = [_pages(one.root["/Pages"]) for one in (before, after)]
        if len(pages[0]) != len(pages[1]):
            return False
        return all(
            _is_like(one, other, SIGNED_PARTS, DEEPEST) and _holds_signatures_alone(other)
            for one, other in zip(*pages, strict=True)
        ) and _is_like(_files(before), _files(after), set(), DEEPEST)
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return False


def _pages(node: Any) -> list[Any]:
    if node["/Type"] == "/Pages":
        return [page for kid in node["/Kids"] for page in _pages(kid.get_object())]
    return [node]


def _files(reader: Any) -> Any:
    names = reader.root.get("/Names")
    return names.get("/EmbeddedFiles") if names is not None else None


def _holds_signatures_alone(page: Any) -> bool:
    for kept in page.get("/Annots", ()):
        annotation = kept.get_object()
        if annotation.get("/Subtype") != "/Widget" or annotation.get("/FT") != "/Sig":
            return False
        if any(float(side) for side in annotation.get("/Rect", ())):
            return False
    return True


def _is_like(one: Any, other: Any, without: set[str], depth: int) -> bool:
    from pyhanko.pdf_utils import generic

    if depth == 0:
        return False
    one, other = (each.get_object() if hasattr(each, "get_object") else each for each in (one, other))
    if isinstance(one, generic.StreamObject) != isinstance(other, generic.StreamObject):
        return False
    if isinstance(one, generic.StreamObject):
        return one.data == other.data and _is_like_by_name(one, other, STORED_PARTS, depth)
    if isinstance(one, generic.DictionaryObject) and isinstance(other, generic.DictionaryObject):
        return _is_like_by_name(one, other, without, depth)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(
            _is_like(mine, theirs, set(), depth - 1) for mine, theirs in zip(one, other, strict=True)
        )
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(float(one) - float(other)) < 1e-3
    return bool(one == other)


def _is_like_by_name(one: Any, other: Any, without: set[str], depth: int) -> bool:
    names = one.keys() - without
    return names == other.keys() - without and all(
        _is_like(one.raw_get(name), other.raw_get(name), set(), depth - 1) for name in names
    )
