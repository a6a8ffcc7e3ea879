"""A staff list as such lists really come: title rows, numbers as text and as numbers, dates in four spellings."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from pathlib import Path

from saindege.demo import staff_changes
from saindege.demo.city import City
from saindege.demo.staff_changes import Line, NewList

COLUMNS = (
    "No", "NIP_BARU", "NAMA LENGKAP", "TGL LAHIR", "L/P", "STATUS PEGAWAI", "UNIT KERJA", "NAMA JABATAN",
    "JENIS JABATAN", "GOL/RUANG", "PENDIDIKAN TERAKHIR", "KETERANGAN",
)  # fmt: skip
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_STATUSES = {"pns": "PNS", "pppk": "PPPK", "pppk_part_time": "PPPK Paruh Waktu", "cpns": "CPNS"}
_POST_TYPES = {
    "jpt": "Pimpinan Tinggi Pratama",
    "administrator": "Administrator",
    "pengawas": "Pengawas",
    "fungsional": "Fungsional",
    "pelaksana": "Pelaksana",
}
_SHORT = (
    ("Kelurahan ", "Kel. "),
    ("Kecamatan ", "Kec. "),
    ("UPT SMP Negeri ", "UPT SMPN "),
    ("Dinas Kependudukan dan Pencatatan Sipil", "Disdukcapil"),
    ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM"),
    ("Satuan Polisi Pamong Praja", "Satpol PP"),
)
TITLE_ROWS = (
    "PEMERINTAH KOTA PADANGSIDIMPUAN",
    "DAFTAR PEGAWAI NEGERI SIPIL DAN PPPK",
    "KEADAAN BULAN BERJALAN (DATA CONTOH, BUKAN DATA SEBENARNYA)",
)


def write_staff_sheet(made: City, path: Path) -> NewList:
    """Write the list as XLSX with merged title rows and an empty row above the header, which stands in row 5."""
    import xlsxwriter

    listed = staff_changes.draw_new_list(made)
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        # Without a fixed day the file would differ from one minute to the next.
        book.set_properties({"title": "Data contoh", "created": datetime.combine(made.as_of, time())})
        sheet = book.add_worksheet("Daftar (contoh)")
        title = book.add_format({"bold": True, "align": "center"})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for row, text in enumerate(TITLE_ROWS):
            sheet.merge_range(row, 0, row, len(COLUMNS) - 1, text, title)
        sheet.write_row(len(TITLE_ROWS) + 1, 0, COLUMNS, title)
        for number, line in enumerate(listed.lines, start=1):
            row = len(TITLE_ROWS) + 1 + number
            for column, cell in enumerate(_cells(line, number)):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif cell != "":
                    sheet.write(row, column, cell)
        sheet.set_column(1, 2, 26)
        sheet.set_column(6, 7, 36)
    return listed


def write_staff_csv(made: City, path: Path) -> NewList:
    """Write the same list as a semicolon file with a byte-order mark and dates written 17/08/1990."""
    listed = staff_changes.draw_new_list(made)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(COLUMNS)
        for number, line in enumerate(listed.lines, start=1):
            cells = list(_cells(line, number))
            cells[1] = f"{line.nip:.0f}" if isinstance(line.nip, float) else line.nip
            cells[3] = f"{line.person.birth_date:%d/%m/%Y}"
            writer.writerow(cells)
    return listed


def _cells(line: Line, number: int) -> tuple[str | float | date, ...]:
    person = line.person
    return (
        number,
        _written_nip(line.nip, number),
        person.full_name if person.name else "",
        _written_date(person.birth_date, number),
        "L" if person.sex == "male" else "P",
        _STATUSES[person.status],
        _written_office(line.office_name, number),
        person.post,
        _POST_TYPES[person.post_type],
        line.rank,
        person.education,
        line.remark,
    )


def _written_nip(nip: str | float, number: int) -> str | float:
    if isinstance(nip, float) or number % 3:
        return nip
    if number % 2:
        return f"'{nip}"
    return f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}"


def _written_date(day: date, number: int) -> str | date:
    spellings = (
        day,
        f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        f"{day:%d-%m-%Y}",
        day.isoformat(),
    )
    return spellings[number % 4]


def _written_office(name: str, number: int) -> str:
    if number % 2:
        return name
    for full, short in _SHORT:
        if name.startswith(full):
            name = short + name.removeprefix(full)
    return name.upper() if number % 4 == 0 else name
