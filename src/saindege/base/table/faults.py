"""Sentences about cells: what is wrong with one, and the questions about a whole column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from saindege.base.errors import Problem, Sentence

_SHOWN = 40


def not_a_number(cell: object) -> Problem:
    """Say that a cell holds no number."""
    if isinstance(cell, date):
        return Problem(
            "not_a_number",
            Sentence(
                id=f"Ini tanggal ({cell.isoformat()[:10]}), bukan angka. Excel sering mengubah 1-5 atau 1.5 menjadi "
                "tanggal: ubah format kolom menjadi Angka, lalu ketik ulang.",
                en=f"This is a date ({cell.isoformat()[:10]}), not a number. Spreadsheets often turn 1-5 or 1.5 into "
                "dates: format the column as a number and type it again.",
            ),
        )
    shown = _shorten(str(cell))
    return Problem(
        "not_a_number",
        Sentence(
            id=f"“{shown}” bukan angka. Tulis seperti 1250 atau 12,5; kosongkan bila tidak diketahui.",
            en=f"“{shown}” is not a number. Write it like 1250 or 12.5; leave it blank where unknown.",
        ),
    )


def not_a_date(text: str) -> Problem:
    """Say that a cell holds no date."""
    shown = _shorten(text)
    return Problem(
        "not_a_date",
        Sentence(
            id=f"“{shown}” bukan tanggal yang dikenal. Tulis seperti 17/08/2026, 17 Agustus 2026 atau 2026-08-17.",
            en=f"“{shown}” is no date that we know. Write it like 2026-08-17, 17/08/2026 or 17 August 2026.",
        ),
    )


def year_out_of_range(text: str) -> Problem:
    """Say that the year of a date cannot be meant."""
    shown = _shorten(text)
    return Problem(
        "out_of_range",
        Sentence(
            id=f"Tahun pada “{shown}” di luar 1900 sampai 2199. Periksa tahunnya.",
            en=f"The year of “{shown}” is outside 1900 to 2199. Check the year.",
        ),
    )


def unknown_value(text: str, allowed: Sequence[str]) -> Problem:
    """Say that a cell holds none of the allowed values."""
    shown, listed = _shorten(text), ", ".join(allowed)
    return Problem(
        "unknown_value",
        Sentence(
            id=f"“{shown}” tidak dikenal. Pilih salah satu: {listed}.",
            en=f"“{shown}” is not known. Choose one of: {listed}.",
        ),
    )


def which_mark(text: str) -> Sentence:
    """Ask what a number such as 1.250 means."""
    shown = _shorten(text)
    return Sentence(
        id=f"“{shown}”: apakah tandanya ribuan atau desimal? Seluruh kolom dapat dibaca dua cara. "
        "Tulis angkanya tanpa tanda ribuan, atau simpan sebagai XLSX dengan format Angka.",
        en=f"“{shown}”: does its mark part thousands or decimals? The whole column can be read in two ways. "
        "Write the numbers without thousands marks, or save the file as XLSX with number cells.",
    )


def which_order(text: str) -> Sentence:
    """Ask what a date such as 05/06/2026 means."""
    shown = _shorten(text)
    return Sentence(
        id=f"“{shown}”: angka mana yang hari dan mana yang bulan? Seluruh kolom dapat dibaca dua cara. "
        "Tulis seperti 5 Juni 2026 atau 2026-06-05.",
        en=f"“{shown}”: which is the day and which is the month? The whole column can be read in two ways. "
        "Write it like 2026-06-05 or 5 June 2026.",
    )


def mixed_orders(day_first: str, month_first: str) -> Sentence:
    """Ask about a column in which one date has the day first and another the month."""
    return Sentence(
        id=f"“{day_first}” menulis hari lebih dulu, “{month_first}” menulis bulan lebih dulu. Mana yang benar? "
        "Tulis seluruh kolom seperti 2026-06-05.",
        en=f"“{day_first}” has the day first, “{month_first}” has the month first. Which one is right? "
        "Write the whole column like 2026-06-05.",
    )


def too_wide(cells: int, columns: int) -> Problem:
    """Say that a row of a text file has more cells than headers, so that its values are shifted."""
    return Problem(
        "unreadable_file",
        Sentence(
            id=f"Baris ini punya {cells} isian, judulnya hanya {columns}. Beri tanda kutip pada isian yang memuat "
            "koma atau titik koma.",
            en=f"This row has {cells} cells but there are {columns} headers. Put quotes around a cell that holds a "
            "comma or semicolon.",
        ),
    )


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
