"""A phone's photograph of a filled-in sheet, made up: pen strokes, then perspective, shadow, blur, noise and JPEG.

One seed gives one photograph. Used to measure how well sheets are read back and to give the demonstration one.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from saindege.base.chance import stream
from saindege.delivery.sheet import layout
from saindege.delivery.sheet.finding import homography
from saindege.delivery.sheet.layout import Area

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

PRINT_SCALE = 9
Mark = Literal["cross", "tick", "scribble", "dot"]
PENS = ((25, 25, 28), (30, 45, 130), (20, 30, 90), (60, 60, 66))


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody wrote into one row.

    Attributes
    ----------
    box : 0 hadir, 1 tidak, 2 keterangan, None for none
    is_signed : with a signature
    """

    box: int | None
    is_signed: bool
    mark: Mark = "cross"


@dataclass(frozen=True, slots=True)
class Conditions:
    """How badly the photo was taken; zero of everything is a scanner.

    Attributes
    ----------
    turn : degrees
    tilt : share of the page's side by which corners move
    blur : radius in points
    shadow : share of the light taken away
    noise : in steps of grey
    bend : millimetres by which the paper's middle rises out of its place
    quality : of the JPEG
    long_side : points of the photo
    """

    turn: float = 0.0
    tilt: float = 0.0
    blur: float = 0.0
    shadow: float = 0.0
    noise: float = 0.0
    bend: float = 0.0
    quality: int = 85
    long_side: int = 3000


def conditions(seed: int) -> Conditions:
    """Return how an ordinary hurried photo is taken: by hand, in a room, somewhat unsharp."""
    chance = stream(seed, "how a photo is taken")
    return Conditions(
        turn=90.0 * int(chance.integers(4)) + float(chance.normal(0, 5)),
        tilt=float(chance.uniform(0, 0.08)),
        blur=float(chance.uniform(0, 2.2)),
        shadow=float(chance.uniform(0, 0.55)),
        noise=float(chance.uniform(0, 9)),
        bend=float(chance.uniform(0, 2.5)),
        quality=int(chance.integers(55, 93)),
        long_side=(2000, 2600, 3200, 4000)[int(chance.integers(4))],
    )


def draw_sheet(pdf: bytes, page: int) -> Image:
    """Return a page of the printed sheet as it lies on the table."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn: Image = document[page].render(scale=PRINT_SCALE * 25.4 / 72).to_pil().convert("RGB")
        return drawn
    finally:
        document.close()


def fill_in(sheet: Image, rows: Sequence[Filled], chance: random.Random) -> None:
    """Write into a printed page with a pen."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(sheet)
    for place, row in enumerate(rows):
        colour, width = chance.choice(PENS), chance.uniform(0.35, 0.7)
        if row.box is not None:
            _mark(pen, layout.boxes(place)[row.box], row.mark, colour, width, chance)
        if row.is_signed:
            _sign(pen, layout.signature_area(place), colour, width, chance)


def photograph(sheet: Image, how: Conditions, chance: random.Random) -> bytes:
    """Return a JPEG of a sheet."""
    from PIL import Image, ImageFilter

    bent = _bend(sheet, how.bend, chance) if how.bend else sheet
    photo = _look(bent, how, chance)
    values = np.asarray(photo, dtype=np.float32)
    values = values * _light(values.shape[0], values.shape[1], how.shadow, chance)[..., None]
    photo = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    if how.blur:
        photo = photo.filter(ImageFilter.GaussianBlur(how.blur * how.long_side / 3000))
    if how.noise:
        grain = stream(chance.randrange(2**32), "grain").normal(0, how.noise, (photo.height, photo.width, 1))
        photo = Image.fromarray(np.clip(np.asarray(photo) + grain, 0, 255).astype(np.uint8))
    content = io.BytesIO()
    photo.save(content, "JPEG", quality=how.quality)
    return content.getvalue()


def _mark(
    pen: ImageDraw, box: Area, mark: Mark, colour: tuple[int, int, int], width: float, chance: random.Random
) -> None:
    def at(x: float, y: float) -> tuple[float, float]:
        slip = 0.08
        x, y = x + chance.uniform(-slip, slip), y + chance.uniform(-slip, slip)
        return (box.x + x * box.width) * PRINT_SCALE, (box.y + y * box.height) * PRINT_SCALE

    line = max(1, round(width * PRINT_SCALE))
    if mark == "cross":
        reach = chance.uniform(-0.1, 0.12)
        pen.line([at(reach, reach), at(1 - reach, 1 - reach)], fill=colour, width=line)
        pen.line([at(1 - reach, reach), at(reach, 1 - reach)], fill=colour, width=line)
    elif mark == "tick":
        pen.line([at(0.1, 0.5), at(0.4, 0.9), at(1.05, -0.05)], fill=colour, width=line, joint="curve")
    elif mark == "scribble":
        steps = [at(0.12 + 0.76 * (step % 2), 0.1 + step * 0.09) for step in range(10)]
        pen.line(steps, fill=colour, width=line, joint="curve")
    else:
        x, y = at(0.5, 0.5)
        pen.ellipse((x - line, y - line, x + line, y + line), fill=colour)


def _sign(
    pen: ImageDraw, area: Area, colour: tuple[int, int, int], width: float, chance: random.Random
) -> None:
    begin, length = chance.uniform(0.03, 0.3), chance.uniform(0.3, 0.6)
    height, turns = chance.uniform(0.3, 0.8), chance.uniform(2, 6)
    steps = []
    for step in range(80):
        share = step / 79
        x = area.x + area.width * (begin + length * share + 0.03 * math.sin(share * turns * 9))
        y = area.y + area.height * (0.5 + height / 2 * math.sin(share * turns * 6.28) * (1 - 0.5 * share))
        steps.append((x * PRINT_SCALE, y * PRINT_SCALE))
    pen.line(steps, fill=colour, width=max(1, round(width * PRINT_SCALE)), joint="curve")


def _bend(sheet: Image, most: float, chance: random.Random) -> Image:
    """Move each line of the page sideways and each column up, as paper that does not lie flat seems to be."""
    from PIL import Image

    values = np.asarray(sheet)
    height, width = values.shape[:2]
    lean = chance.choice((-1, 1)) * most * PRINT_SCALE
    across = lean * np.sin(np.linspace(0, math.pi, width)) ** 2
    along = 0.4 * lean * np.sin(np.linspace(0, math.pi, height)) ** 2
    lines = np.clip(np.arange(height)[:, None] + across[None, :], 0, height - 1).astype(int)
    columns = np.clip(np.arange(width)[None, :] + along[:, None], 0, width - 1).astype(int)
    return Image.fromarray(values[lines, columns])


def _look(sheet: Image, how: Conditions, chance: random.Random) -> Image:
    """Return the sheet on a table as a camera sees it: turned, from an angle."""
    from PIL import Image

    long_side, short_side = how.long_side, int(how.long_side * 0.75)
    size = (short_side, long_side) if round(how.turn / 90) % 2 == 0 else (long_side, short_side)
    turn = math.radians(how.turn)
    fit = 0.86 * min(
        size[1] / (abs(sheet.height * math.cos(turn)) + abs(sheet.width * math.sin(turn))),
        size[0] / (abs(sheet.width * math.cos(turn)) + abs(sheet.height * math.sin(turn))),
    )
    corners = [(0, 0), (sheet.width, 0), (sheet.width, sheet.height), (0, sheet.height)]
    seen = []
    for x, y in corners:
        left, up = (x - sheet.width / 2) * fit, (y - sheet.height / 2) * fit
        slip = [chance.uniform(-how.tilt, how.tilt) * how.long_side / 2 for _ in range(2)]
        seen.append(
            (
                size[0] / 2 + left * math.cos(turn) - up * math.sin(turn) + slip[0],
                size[1] / 2 + left * math.sin(turn) + up * math.cos(turn) + slip[1],
            )
        )
    matrix = homography(seen, [(float(x), float(y)) for x, y in corners])
    table = chance.choice(((120, 92, 66), (96, 98, 104), (176, 170, 160), (60, 62, 70)))
    if fit < 0.6:
        sheet = sheet.reduce(2)
        matrix = np.diag([0.5, 0.5, 1]) @ matrix
        matrix = matrix / matrix[2, 2]
    return sheet.transform(
        size,
        Image.Transform.PERSPECTIVE,
        data=tuple(matrix.ravel()[:8]),
        resample=Image.Resampling.BICUBIC,
        fillcolor=table,
    )


def _light(height: int, width: int, shadow: float, chance: random.Random) -> np.ndarray:
    """Return how much light falls on each point: a slope, and the shadow of an arm with a soft edge."""
    ys, xs = np.mgrid[0:height:4, 0:width:4].astype(np.float32)
    angle = chance.uniform(0, 2 * math.pi)
    slope = (xs / width * math.cos(angle) + ys / height * math.sin(angle)) * 0.25 * shadow
    angle = chance.uniform(0, 2 * math.pi)
    far = (xs / width - chance.uniform(0.3, 0.7)) * math.cos(angle)
    far = far + (ys / height - chance.uniform(0.3, 0.7)) * math.sin(angle)
    edge = chance.uniform(0.004, 0.08)
    arm = shadow / (1 + np.exp(np.clip(-far / edge, -60, 60)))
    light = np.clip((1 - slope) * (1 - arm), 0.12, 1.1).astype(np.float32)
    return np.repeat(np.repeat(light, 4, axis=0), 4, axis=1)[:height, :width]
