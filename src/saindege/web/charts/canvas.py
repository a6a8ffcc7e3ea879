"""The drawing surface, the scale and the numbers of a chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from saindege.base.errors import Language

NARROW, MIDDLE, WIDE = 320, 520, 900
SIZE_CLASS = {NARROW: "at-n", MIDDLE: "at-m", WIDE: "at-w"}


def format_number(
    value: float | None, decimals: int = 1, language: Language = "id", *, sign: bool = False
) -> str:
    """Write a number as a reader of the language expects; the minus is a true minus, a gap is a dash."""
    if value is None or not math.isfinite(value):
        return "-"
    text = f"{abs(value):,.{decimals}f}"
    if language == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    rounded = round(value, decimals)
    if rounded < 0:
        return "\u2212" + text
    return "+" + text if sign and rounded > 0 else text


def tick_decimals(step: float) -> int:
    """Return how many decimals the labels of an axis with this step need."""
    if step <= 0:
        return 0
    # A step of 2.5 needs one decimal more than its size tells.
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return decimals if abs(round(step, decimals) - step) < 1e-9 * step else decimals + 1


def round_ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Return about so many round values that cover the range; at least two, rising."""
    # A spread that no label could tell apart is drawn as one value in the middle.
    if not high - low > 1e-9 * max(abs(low), abs(high), 1e-3):
        low, high = low - 0.5, low + 0.5
    rough = (high - low) / max(1, about)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to places.

    Attributes
    ----------
    low, high : values at the two ends
    start, end : places of the two ends, in drawing units
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high != self.low else 0.5
        return self.start + share * (self.end - self.start)


@dataclass(slots=True)
class Canvas:
    """Collects the marks of one drawing."""

    width: float
    height: float
    marks: list[str] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        self.marks.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>')

    def rect(self, x: float, y: float, width: float, height: float, kind: str, *, round_by: int = 0) -> None:
        corner = f' rx="{round_by}"' if round_by else ""
        self.marks.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" class="{kind}"{corner}/>'
        )

    def circle(self, x: float, y: float, radius: float, kind: str) -> None:
        self.marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" class="{kind}"/>')

    def diamond(self, x: float, y: float, kind: str = "fill-bad") -> None:
        self.marks.append(f'<path class="{kind}" d="M{x:.1f} {y - 7:.1f}l7 7-7 7-7-7z"/>')

    def path(self, course: str, kind: str, *, thick: float | None = None) -> None:
        stroke = f' stroke-width="{thick:g}"' if thick else ""
        self.marks.append(f'<path class="{kind}"{stroke} d="{course}"/>')

    def polyline(self, points: Sequence[tuple[float, float]], kind: str) -> None:
        course = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.marks.append(f'<polyline class="{kind}" points="{course}"/>')

    def text(self, x: float, y: float, words: str, kind: str = "") -> None:
        style = f' class="{kind}"' if kind else ""
        self.marks.append(f'<text x="{x:.1f}" y="{y:.1f}"{style}>{escape(words)}</text>')

    def svg(self, label: str, sizes: str = "") -> str:
        """Return the drawing as an SVG element whose label tells what it shows."""
        classes = f"plot {sizes}".strip()
        return (
            f'<svg class="{classes}" viewBox="0 0 {self.width:g} {self.height:g}" role="img" aria-label="{escape(label)}">'
            + "".join(self.marks)
            + "</svg>"
        )


def fit_lines(words: str, units: float, most: int) -> list[str]:
    """Part words into at most so many lines, at the spaces; only what does not fit into the last is shortened."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) < most and lines[-1] and fit(longer, units) != longer:
            lines.append(word)
        else:
            lines[-1] = longer
    return [fit(line, units) for line in lines]


def fit(words: str, units: float) -> str:
    """Shorten words to what fits; 6.4 units is the mean width of a letter at the size of chart text."""
    most = max(3, int(units / 6.4))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
