"""Parts that all pages share: numbered pages, downloads, what the browser asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.conf import settings
from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saindege.base.errors import Language

Cell = str | int | float | Decimal | bool | date | datetime | None
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
EXAMPLE_COLUMN = "data_contoh"
#: What every kept page needs beside its own script.
LOOK = ("tokens.css", "components.css", "pages.css", "icons.svg", "mark.svg")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page_of(request: HttpRequest, rows: Sequence[object], size: int = 50) -> Page:
    """Return the page of rows that ``?page=`` names; a page that is not there gives the nearest."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def as_int(text: str | None, default: int = 0, *, least: int | None = None, most: int | None = None) -> int:
    """Return the whole number that a browser sent, or the default where it is none or out of bounds."""
    try:
        number = int((text or "").strip())
    except ValueError:
        return default
    if (least is not None and number < least) or (most is not None and number > most):
        return default
    return number


def reader_language() -> Language:
    """Return the language of whoever reads the page."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def public_address(request: HttpRequest, path: str = "") -> str:
    """Return a whole address: of the house as the city has set it, or as the reader reached it."""
    base = settings.SAINDEGE_ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return f"{base}{path}"


def visitor(request: HttpRequest) -> str:
    """Return from where a request comes; the shell knows which proxies to trust."""
    return str(import_string(settings.AXES_CLIENT_IP_CALLABLE)(request))


def is_too_often(key: str, *, most: int, seconds: int) -> bool:
    """Count one more try and say whether there were too many; each web process counts for itself."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:
        return False


def htmx(request: HttpRequest) -> bool:
    """Say whether the page asks for a part of itself."""
    return request.headers.get("HX-Request") == "true"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page that a phone keeps for times without signal.

    Attributes
    ----------
    store : beginning of the name under which the phone keeps it
    address : where the phone gets it from; the same for everybody
    script : its own script, under ``js/``
    scope : addresses that its program may answer for
    stands_for : pattern of the addresses that it is shown for, as a browser reads patterns
    """

    store: str
    address: str
    script: str
    scope: str
    stands_for: str


def phone_program(request: HttpRequest, page: KeptPage) -> HttpResponse:
    """Hand out the program that shows a kept page when there is no signal. It keeps files that hold nobody's data."""
    kept = [f"{page.address}?bahasa={_language_asked(request)}"]
    kept += [static(f"saindege/{name}") for name in (*LOOK, f"js/{page.script}")]
    told = {"kept": kept, "store": page.store, "stands_for": page.stands_for}
    program = render_to_string(
        "base/phone_program.js", {name: json.dumps(value) for name, value in told.items()}
    )
    response = HttpResponse(program, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = page.scope
    response["Cache-Control"] = "no-cache"
    return response


def kept_page(request: HttpRequest, template: str, context: dict[str, object] | None = None) -> HttpResponse:
    """Show the page that a phone keeps, in the language that its address names: the same for everybody."""
    with translation.override(_language_asked(request)):
        request.LANGUAGE_CODE = _language_asked(request)
        response = render(request, template, context)
    response["Cache-Control"] = "no-cache"
    return response


def _language_asked(request: HttpRequest) -> Language:
    return "en" if request.GET.get("bahasa") == "en" else "id"


def download_table(
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    kind: Literal["csv", "xlsx"] | str = "csv",
    *,
    is_example: bool = False,
) -> HttpResponse:
    """Return a table as a file to take away.

    Invented data say so in each row, so that a row keeps saying it wherever it is copied to.
    """
    if is_example:
        header = [*header, EXAMPLE_COLUMN]
        rows = ([*row, "data contoh"] for row in rows)
    stem = slugify(name) or "tabel"
    if is_example:
        stem += "-data-contoh"
    if kind == "xlsx":
        response = HttpResponse(_write_xlsx(name, header, rows), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{stem}.xlsx"'
        return response
    response = HttpResponse(_write_csv(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{stem}.csv"'
    return response


def guard(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet will run as a formula."""
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return "'" + cell
    return cell


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, datetime):
        return timezone.localtime(cell).replace(tzinfo=None) if timezone.is_aware(cell) else cell
    if isinstance(cell, bool):
        return _("ya") if cell else _("tidak")
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, float) and cell != cell:
        return None
    if cell is None or isinstance(cell, int | float | date | str):
        return cell
    return str(cell)


def _write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([guard(word) for word in header])
    for row in rows:
        writer.writerow(["" if cell is None else guard(cell) for cell in map(_plain, row)])
    # The mark lets a spreadsheet see that the text is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _write_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": title})
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        sheet = book.add_worksheet("Data")
        sheet.freeze_panes(1, 0)
        for column, word in enumerate(header):
            sheet.write_string(0, column, word, bold)
            sheet.set_column(column, column, min(40, max(10, len(word) + 2)))
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(map(_plain, row)):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, column, cell, moment)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write(number, column, cell)
    return content.getvalue()
