"""Fields of papers: what a template may name, what it stands for, and an example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saindege.base.errors import Sentence

Value = str | int | list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a paper.

    Attributes
    ----------
    name : in double braces, in the city's own language
    meaning : what it stands for
    example : as it may look
    """

    name: str
    meaning: Sentence
    example: str


@dataclass(frozen=True, slots=True)
class ListField:
    """Rows of a paper, each with fields of its own.

    Attributes
    ----------
    item : the word that our own templates give to one row
    fields : of each row
    more : a second example row, by the order of ``fields``
    """

    name: str
    item: str
    meaning: Sentence
    fields: tuple[Field, ...]
    more: tuple[str, ...]

    def examples(self) -> list[dict[str, str]]:
        """Return two rows that a trial can be filled with."""
        first = {one.name: one.example for one in self.fields}
        second = {one.name: word for one, word in zip(self.fields, self.more, strict=True)}
        return [first, second]


@dataclass(frozen=True, slots=True)
class Fields:
    """Everything that the template of one paper may name."""

    single: tuple[Field, ...]
    lists: tuple[ListField, ...]

    def has(self, name: str) -> bool:
        """Whether a value of this name exists, or rows do."""
        return name in {*(one.name for one in self.single), *(one.name for one in self.lists)}

    def rows(self, name: str) -> ListField | None:
        """Return the rows of this name."""
        return next((one for one in self.lists if one.name == name), None)

    def names(self) -> Iterator[str]:
        """Yield every name, rows with the fields inside them."""
        yield from (one.name for one in self.single)
        for one in self.lists:
            yield f"{one.name} ({', '.join(field.name for field in one.fields)})"

    def examples(self) -> dict[str, Value]:
        """Return values that a trial can be filled with."""
        found: dict[str, Value] = {one.name: one.example for one in self.single}
        found.update({one.name: one.examples() for one in self.lists})
        return found


def field(name: str, meaning: str, english: str, example: str) -> Field:
    """Write a field in one line."""
    return Field(name, Sentence(id=meaning, en=english), example)


LETTERHEAD = (
    field("pemerintah", "Pemerintah di kop surat", "Government on the letterhead", "Pemerintah Kota Contoh"),
    field("organisasi", "Unit penyelenggara", "Unit that runs the training", "Badan Kepegawaian"),
    field("alamat", "Alamat di kop surat", "Address on the letterhead", "Jalan Merdeka 1"),
    field("tempat", "Tempat surat ditandatangani", "Where the letter is signed", "Padangsidimpuan"),
    field("tanggal", "Tanggal dicetak", "Day of printing", "24 November 2026"),
    field("nomor", "Tempat nomor surat ditulis", "Where the number is written", "......................."),
    field("penanda_tangan", "Nama penanda tangan", "Who signs", "Rahma Siregar"),
    field("jabatan_penanda_tangan", "Jabatan penanda tangan", "Post of who signs", "Kepala Badan"),
    field("nip_penanda_tangan", "NIP penanda tangan", "NIP of who signs", "19700101 199503 2 001"),
    field("cap_contoh", "DATA CONTOH bila data latihan", "Says so where data are examples", "DATA CONTOH, TIDAK BERLAKU"),
)  # fmt: skip
COURSE = (
    field("kursus", "Nama kursus", "Title of the course", "Arsip surat masuk"),
    field("angkatan", "Nama angkatan", "Name of the batch", "Angkatan 1"),
    field("waktu", "Hari pertama sampai terakhir", "First to last day", "24 November 2026 sampai 25 November 2026"),
    field("jp", "Jumlah jam pelajaran", "Learning hours in all", "8"),
    field("jumlah_peserta", "Banyaknya orang yang dipanggil", "People called", "24"),
)  # fmt: skip
PERSON = (
    field("nama", "Nama", "Name", "Amran Rambe"),
    field("nip", "NIP", "NIP", "19900315 201504 1 001"),
    field("pangkat", "Pangkat dan golongan", "Rank", "Penata Muda, III/a"),
    field("jabatan", "Jabatan", "Post", "Pengadministrasi"),
    field("unit_kerja", "Unit kerja", "Office", "Kelurahan Wek V"),
)
ONE_PERSON = (
    *PERSON,
    field("status", "Status kepegawaian", "Employment status", "PNS"),
    field("pendidikan", "Pendidikan terakhir", "Education", "S1"),
)
NUMBER = field("no", "Nomor urut", "Number in the list", "1")
_SECOND = (
    "2",
    "Nurhayati Harahap",
    "19910101 201504 2 002",
    "Penata, III/c",
    "Arsiparis",
    "Kecamatan Batunadua",
)
PARTICIPANTS = ListField(
    "peserta", "p", Sentence(id="Orang yang dipanggil", en="People called"), (NUMBER, *PERSON), _SECOND
)  # fmt: skip
GRADUATES = ListField(
    "lulusan", "p", Sentence(id="Peserta yang lulus", en="People who passed"), (NUMBER, *PERSON), _SECOND
)  # fmt: skip
SESSIONS = ListField(
    "sesi",
    "s",
    Sentence(id="Sesi menurut waktunya", en="Sessions by time"),
    (
        NUMBER,
        field("waktu", "Hari dan jam", "Day and hours", "Selasa, 24 November 2026, 08.30 sampai 12.00 WIB"),
        field("judul", "Judul sesi", "Title of the session", "Menata arsip"),
        field("narasumber", "Narasumber", "Speaker", "Ida Pulungan"),
        field("tempat", "Tempat", "Place", "Ruang Komputer"),
        field("jp", "Jam pelajaran", "Learning hours", "4"),
        field("hadir", "Yang tercatat hadir", "Checked in", "23"),
        field("dihitung", "Hitungan pengajar", "Counted by the speaker", "23"),
        field("ditutup", "Sesi sudah ditutup", "Session closed", "ya"),
    ),
    ("2", "Rabu, 25 November 2026, 08.30 sampai 12.00 WIB", "Latihan", "Ida Pulungan", "Ruang Komputer", "4", "24", "24", "ya"),
)  # fmt: skip
SPEAKERS = ListField(
    "narasumber",
    "n",
    Sentence(id="Narasumber angkatan", en="Speakers of the batch"),
    (
        NUMBER,
        field("nama", "Nama", "Name", "Ida Pulungan"),
        field("asal", "Lembaga asal", "Where from", "BPSDM Provinsi"),
        field("jp", "Jam pelajaran yang diajarkan", "Learning hours taught", "8"),
    ),
    ("2", "Marwan Lubis", "Universitas", "4"),
)
COMMITTEE = ListField(
    "panitia",
    "a",
    Sentence(id="Panitia menurut kedudukannya", en="The committee by role"),
    (
        NUMBER,
        field("kedudukan", "Kedudukan dalam panitia", "Role on the committee", "Ketua"),
        field("nama", "Nama", "Name", "Lenni Tanjung"),
        field("nip", "NIP", "NIP", "19850505 201001 2 003"),
        field("jabatan", "Jabatan", "Post", "Analis SDM"),
    ),
    ("2", "Anggota", "Amran Rambe", "19900315 201504 1 001", "Pengadministrasi"),
)
BASIS = ListField(
    "dasar",
    "d",
    Sentence(id="Dasar hukum", en="Legal basis"),
    (NUMBER, field("teks", "Peraturan", "Regulation", "Undang-Undang Nomor 20 Tahun 2023 tentang ASN;")),
    ("2", "Peraturan Pemerintah Nomor 11 Tahun 2017;"),
)
EVERY_PAPER = (*LETTERHEAD, *COURSE)
EVERY_LIST = (PARTICIPANTS, SESSIONS, SPEAKERS, COMMITTEE, BASIS)
