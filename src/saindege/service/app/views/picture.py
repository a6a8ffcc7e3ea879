"""The process map as a picture of its own, for a letter or a slide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _

from saindege.service.app.models import Service

# The wide drawing stands last; the page's colours are written out, for a picture has no style sheet beside it.
_DRAWING = re.compile(
    r'<svg class="plot[^"]*" (?P<rest>viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)".*?)</svg>', re.DOTALL
)
_STYLE = """text{font:13px sans-serif;fill:#4a4a43}.strong{fill:#1c1c18;font-weight:600}.mid{text-anchor:middle}
.end{text-anchor:end}.bad{fill:#8a3b22;font-weight:600}.node{fill:#fff;stroke:#7c7c70;stroke-width:1.25}
.node-hot{fill:#f8e6de;stroke:#8a3b22;stroke-width:1.75}.flow{fill:none;stroke:#2f7d4f}.head{fill:#2f7d4f}
.flow-back{fill:none;stroke:#b0593b;stroke-dasharray:6 4}.head-back{fill:#b0593b}.gridline{stroke:#d8d6cc}"""


def map_picture(service: Service, way: Mapping[str, Any]) -> HttpResponse:
    """Return the map as one SVG file; invented data say so in the picture."""
    found = list(_DRAWING.finditer(render_to_string("service/map.svg", {"way": way})))
    if not found:
        raise Http404
    drawn = found[-1]
    width, height = float(drawn["width"]), float(drawn["height"])
    note = ""
    if service.is_example:
        note = f'<text x="{width:g}" y="{height + 16:g}" class="end">{escape(_("data contoh"))}</text>'
    inner = drawn["rest"].partition(">")[2]
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height + 24:g}" role="img">'
        f"<title>{escape(service.name)}</title><style>{_STYLE}</style>"
        f'<rect width="100%" height="100%" fill="#fff"/>{inner}{note}</svg>'
    )
    name = slugify(service.name) or "layanan"
    return HttpResponse(
        picture,
        content_type="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="peta-{name}.svg"'},
    )
