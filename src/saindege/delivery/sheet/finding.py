"""From a photo to the page as it was printed: the codes at the corners say where it lies, and which page it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.sheet import layout
from saindege.delivery.sheet.code import ForgedCode, PageCode, read_payload

if TYPE_CHECKING:
    from PIL.Image import Image

Floats = NDArray[np.float64]

# Points a millimetre of the straightened page; a pen's line is about three of them wide.
SCALE = 6
# Three codes fix the perspective; a thumb, a fold or a torn corner may cost one.
FEWEST_CORNERS = 3
_WORDS = {"A": "kiri atas", "B": "kanan atas", "C": "kiri bawah", "D": "kanan bawah"}
_WORDS_EN = {"A": "upper left", "B": "upper right", "C": "lower left", "D": "lower right"}


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page that was found on a photo.

    Attributes
    ----------
    session, page, pages : what its codes say
    corners : letters of the codes that were read
    picture : the page as printed, grey, 0 black to 255, ``SCALE`` points a millimetre
    """

    session: str
    page: int
    pages: int
    corners: str
    picture: Image


class PageNotFound(SaindegeError):
    """There is no whole sheet on a photo; the sentence says how to take it."""

    code = "no_code"


def find_page(photo: Image, key: bytes) -> FoundPage:
    """Find the sheet on a grey photo and straighten it, however it was held.

    Raises
    ------
    PageNotFound : no code, too few corners, or two sheets at once
    ForgedCode : a code that this house did not print
    """
    seen = _codes_on(photo, key)
    if not seen:
        raise _nothing_found()
    pages = {(code.session, code.page, code.pages) for code, _ in seen}
    if len(pages) > 1:
        raise _two_sheets()
    corners = {code.corner: spot for code, spot in seen}
    if len(corners) < FEWEST_CORNERS:
        raise _corners_missing(set(layout.CORNERS) - set(corners))
    session, page, number_of_pages = pages.pop()
    straight = _straighten(photo, _map_to_photo(corners))
    return FoundPage(session, page, number_of_pages, "".join(sorted(corners)), straight)


def _codes_on(photo: Image, key: bytes) -> list[tuple[PageCode, Floats]]:
    """Return every code of a sheet with its four corners on the photo; harder looks where an easy one finds too few."""
    import zxingcpp

    found: dict[tuple[str, int, str], tuple[PageCode, Floats]] = {}
    forged: ForgedCode | None = None
    for look, grow in _looks(photo):
        for each in zxingcpp.read_barcodes(
            look, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        ):
            try:
                code = read_payload(each.text, key)
            except ForgedCode as error:
                forged = error
                continue
            if code is not None and code.corner in layout.CORNERS:
                place = each.position
                corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
                spot = np.array([(one.x * grow, one.y * grow) for one in corners])
                found.setdefault((code.session, code.page, code.corner), (code, spot))
        if len(found) >= len(layout.CORNERS):
            break
    if forged is not None and not found:
        raise forged
    if forged is not None:
        # A genuine corner beside a forged one: somebody glued.
        raise forged
    return list(found.values())


def _looks(photo: Image) -> list[tuple[Image, float]]:
    from PIL import ImageFilter, ImageOps

    half = photo.reduce(2)
    sharp = photo.filter(ImageFilter.UnsharpMask(radius=3, percent=180, threshold=2))
    even = ImageOps.autocontrast(half.filter(ImageFilter.UnsharpMask(radius=2, percent=150)), cutoff=2)
    return [(photo, 1.0), (half, 2.0), (sharp, 1.0), (even, 2.0)]


def _map_to_photo(corners: dict[str, Floats]) -> Floats:
    """Return the 3x3 matrix from millimetres on the page to points on the photo, by least squares.

    Source: R. Hartley and A. Zisserman, Multiple View Geometry, 2nd ed., algorithm 4.2 (normalised DLT).
    """
    size = layout.CODE_SIZE
    page, photo = [], []
    for letter, spot in sorted(corners.items()):
        x, y = layout.CORNERS[letter]
        page += [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
        photo += [tuple(point) for point in spot]
    return homography(page, photo)


def homography(source: Sequence[tuple[float, float]], target: Sequence[tuple[float, float]]) -> Floats:
    """Return the perspective that takes four or more points onto others, with the least squared fault."""
    first, first_frame = _normalised(np.asarray(source, dtype=float))
    second, second_frame = _normalised(np.asarray(target, dtype=float))
    rows = []
    for (x, y), (u, v) in zip(first, second, strict=True):
        rows.append([-x, -y, -1, 0, 0, 0, u * x, u * y, u])
        rows.append([0, 0, 0, -x, -y, -1, v * x, v * y, v])
    solved = np.linalg.svd(np.asarray(rows))[2][-1].reshape(3, 3)
    matrix = np.asarray(np.linalg.inv(second_frame) @ solved @ first_frame, dtype=np.float64)
    found: Floats = matrix / matrix[2, 2]
    return found


def _normalised(points: Floats) -> tuple[Floats, Floats]:
    centre = points.mean(axis=0)
    spread = float(np.sqrt(((points - centre) ** 2).sum(axis=1)).mean()) or 1.0
    factor = np.sqrt(2) / spread
    frame = np.array([[factor, 0, -factor * centre[0]], [0, factor, -factor * centre[1]], [0, 0, 1]])
    return (points - centre) * factor, frame


def _straighten(photo: Image, to_photo: Floats) -> Image:
    """Return the page as printed. A photo much finer than needed is averaged first, so that thin lines stay."""
    from PIL import Image

    middle = to_photo @ np.array([[100.0, 101.0], [148.0, 148.0], [1.0, 1.0]])
    middle = middle[:2] / middle[2]
    density = float(np.hypot(*(middle[:, 1] - middle[:, 0])))
    step = max(1, int(density / SCALE))
    if step > 1:
        photo = photo.reduce(step)
    to_points = np.diag([1 / step, 1 / step, 1.0]) @ to_photo @ np.diag([1 / SCALE, 1 / SCALE, 1.0])
    to_points = to_points / to_points[2, 2]
    return photo.transform(
        (int(layout.PAGE_WIDTH * SCALE), int(layout.PAGE_HEIGHT * SCALE)),
        Image.Transform.PERSPECTIVE,
        data=tuple(to_points.ravel()[:8]),
        resample=Image.Resampling.BICUBIC,
        fillcolor=255,
    )


def _nothing_found() -> PageNotFound:
    return PageNotFound(
        Sentence(
            id="Kode lembar tidak terbaca. Letakkan lembar di tempat terang, potret tegak lurus dari atas sampai "
            "keempat kotak kode di sudutnya tampak tajam, lalu kirim lagi.",
            en="No code of a sheet could be read. Lay the sheet in good light, photograph it from straight above so "
            "that the four codes at its corners are sharp, and send it again.",
        )
    )


def _corners_missing(letters: set[str]) -> PageNotFound:
    missing = ", ".join(_WORDS[letter] for letter in sorted(letters))
    missing_en = ", ".join(_WORDS_EN[letter] for letter in sorted(letters))
    return PageNotFound(
        Sentence(
            id=f"Kode di sudut {missing} tidak terbaca; terpotong, terlipat atau kabur. "
            "Potret lagi seluruh lembar dengan keempat sudutnya.",
            en=f"The code at the corner {missing_en} could not be read; it is cut off, folded or blurred. "
            "Photograph the whole sheet again with its four corners.",
        ),
        code="corners_missing",
    )


def _two_sheets() -> PageNotFound:
    return PageNotFound(
        Sentence(
            id="Ada lebih dari satu lembar dalam foto ini. Potret satu lembar setiap foto.",
            en="There is more than one sheet on this photo. Photograph one sheet at a time.",
        ),
        code="several_sheets",
    )
