"""From an uploaded file to grey pictures, without trusting it: kinds, pixels and pages are bounded."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from saindege.base.errors import SaindegeError, Sentence

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 64_000_000
MOST_PAGES = 40
# Twelve points a millimetre: more shows nothing that a pen leaves on paper.
LONGEST_SIDE = 3600
PDF_SIDE = 2600
# No other decoder is asked, whatever the library knows.
_KINDS = ("JPEG", "PNG")


class NotAPicture(SaindegeError):
    """The file is no picture and no PDF, is torn, or is larger than a photo can be."""

    code = "unknown_format"


def pictures_in(path: Path) -> Iterator[Image]:
    """Yield each page of a file as a grey picture of bounded size.

    Raises
    ------
    NotAPicture : the file cannot be opened; nothing of it is read
    """
    with path.open("rb") as file:
        beginning = file.read(8)
    if beginning.startswith(b"%PDF-"):
        yield from _pdf_pages(path)
    else:
        yield _photo(path)


def _photo(path: Path) -> Image:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=_KINDS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _too_many_pixels()
                # JPEG is decoded at half or quarter of its size where that is enough.
                picture.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
                grey = _on_white(picture)
        except NotAPicture:
            raise
        except Image.DecompressionBombError as error:
            raise _too_many_pixels() from error
        except Exception as error:
            raise _torn() from error
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return grey


def _on_white(picture: Image) -> Image:
    """Return a picture in grey; what is transparent is paper."""
    from PIL import Image

    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("L")
    clear = picture.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    paper.alpha_composite(clear)
    return paper.convert("L")


def _pdf_pages(path: Path) -> Iterator[Image]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _torn() from error
    with contextlib.closing(document):
        if not 1 <= len(document) <= MOST_PAGES:
            raise _too_many_pages()
        for place in range(len(document)):
            try:
                page = document[place]
                longest = max(page.get_size())
                drawn = page.render(scale=PDF_SIDE / max(longest, 1.0), grayscale=True)
                yield drawn.to_pil().convert("L")
            except pypdfium2.PdfiumError as error:
                raise _torn() from error


def _torn() -> NotAPicture:
    return NotAPicture(
        Sentence(
            id="Berkas ini rusak, terputus saat dikirim, atau bukan foto JPG/PNG atau PDF. Potret atau pindai lagi, "
            "lalu kirim ulang.",
            en="This file is broken, was cut off on its way, or is no JPG/PNG photo or PDF. "
            "Photograph or scan again and send it once more.",
        )
    )


def _too_many_pixels() -> NotAPicture:
    return NotAPicture(
        Sentence(
            id=f"Gambar ini lebih dari {MOST_PIXELS // 1_000_000} juta titik. Pakai mutu foto biasa di ponsel.",
            en=f"This picture has more than {MOST_PIXELS // 1_000_000} million points. "
            "Use the phone's ordinary photo quality.",
        ),
        code="too_large",
    )


def _too_many_pages() -> NotAPicture:
    return NotAPicture(
        Sentence(
            id=f"PDF ini kosong atau lebih dari {MOST_PAGES} halaman. Kirim hanya lembar hadir sesi ini.",
            en=f"This PDF is empty or has more than {MOST_PAGES} pages. Send the sheets of this session only.",
        ),
        code="too_large",
    )
