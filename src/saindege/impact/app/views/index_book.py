"""The recap of the index as a workbook: one row an office, the people of each office, the rule behind it."""

from __future__ import annotations

import io
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saindege.base.app.pages import guard
from saindege.base.errors import Language
from saindege.impact.app import queries

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}


def recap_workbook(
    found: queries.CityIndex,
    offices: list[queries.OfficeIndex],
    people: list[queries.PersonRow] | None,
    language: Language,
    *,
    is_example: bool,
) -> bytes:
    """Write the recap; without ``people`` there is no sheet with names."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        points = book.add_format({"num_format": "0.00"})
        _offices(book, offices, bold, points, is_example)
        if people is not None:
            _people(book, found, people, language, bold, points, is_example)
        _rule(book, found, language, bold, is_example)
    return content.getvalue()


def _header(sheet: Any, words: list[str], bold: Any) -> None:
    for column, word in enumerate(words):
        sheet.write_string(0, column, word, bold)
        sheet.set_column(column, column, max(11, len(word) + 2))
    sheet.freeze_panes(1, 1)


def _offices(book: Any, offices: list[queries.OfficeIndex], bold: Any, points: Any, is_example: bool) -> None:
    sheet = book.add_worksheet(_("Per kantor"))
    words = [
        _("Kantor"),
        _("ASN"),
        pgettext("impact", "Dihitung"),
        _("Kualifikasi"),
        pgettext("impact", "Kompetensi"),
        _("Kinerja"),
        _("Disiplin"),
    ]
    words += [_("Total"), *([pgettext("impact", "Keterangan")] if is_example else [])]
    _header(sheet, words, bold)
    sheet.set_column(0, 0, 44)
    for number, row in enumerate(offices, start=1):
        sheet.write_string(number, 0, str(guard(row.office.name)))
        sheet.write_number(number, 1, row.people)
        sheet.write_number(number, 2, row.n)
        if row.mean is None:
            sheet.write_string(number, 3, _("terlalu sedikit untuk ditunjukkan"))
        else:
            mean = row.mean
            values = (mean.qualification, mean.competence, mean.performance, mean.discipline, mean.total)
            for column, value in enumerate(values, start=3):
                sheet.write(number, column, value, points)
        if is_example:
            sheet.write_string(number, 8, "data contoh")


def _people(
    book: Any,
    found: queries.CityIndex,
    people: list[queries.PersonRow],
    language: Language,
    bold: Any,
    points: Any,
    is_example: bool,
) -> None:
    sheet = book.add_worksheet(pgettext("impact", "Pegawai"))
    words = [
        _("Nama"),
        _("NIP"),
        _("Kantor"),
        _("Kualifikasi"),
        pgettext("impact", "Kompetensi"),
        _("Kinerja"),
        _("Disiplin"),
    ]
    words += [_("Total"), _("Kategori"), *([pgettext("impact", "Keterangan")] if is_example else [])]
    _header(sheet, words, bold)
    for column, width in ((0, 36), (1, 22), (2, 36)):
        sheet.set_column(column, column, width)
    ordered = sorted(people, key=lambda row: (row.person.office.code, row.person.name))
    for number, row in enumerate(ordered, start=1):
        for column, text in enumerate((row.person.name, row.person.nip or "", row.person.office.name)):
            sheet.write_string(number, column, str(guard(text)))
        if row.counted:
            for column, value in enumerate((*row.parts, row.total), start=3):
                sheet.write_number(number, column, value, points)
            sheet.write_string(number, 8, found.index.book.category_name(row.category, language))
        else:
            sheet.write_string(number, 8, _("tanpa catatan"))
        if is_example:
            sheet.write_string(number, 9, "data contoh")
    sheet.autofilter(0, 0, max(1, len(ordered)), len(words) - 1)


def _rule(book: Any, found: queries.CityIndex, language: Language, bold: Any, is_example: bool) -> None:
    sheet = book.add_worksheet(_("Aturan"))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    rule = found.index.book
    rows = [
        (_("Tahun"), str(found.year)),
        (_("Versi aturan"), rule.version),
        (_("Berlaku sejak"), rule.in_force_from.isoformat()),
        (_("Sumber"), rule.source),
        (_("Keyakinan"), rule.confidence),
        (_("Varian kategori"), found.index.variant),
        (_("Kota"), queries.city_sentence(found, language)),
    ]
    if is_example:
        rows.append((pgettext("impact", "Keterangan"), "data contoh"))
    for number, (name, words) in enumerate(rows):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, words)
