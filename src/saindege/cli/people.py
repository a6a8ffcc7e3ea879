"""``saindege people``: numbers of civil servants, staff lists, what people lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from saindege.base.errors import BadInput, Language, Problem, Sentence
from saindege.cli import frame

if TYPE_CHECKING:
    from saindege.people.gaps import Gaps
    from saindege.people.nip import Nip
    from saindege.people.staff_list import StaffList

group = frame.Group(Sentence(id="Daftar pegawai dan NIP", en="Staff lists and NIP numbers"))

_FOUND_WRONG = 3
_ROWS_SHOWN = 50


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Jakarta")).date()


@frame.verb(
    group, "nip", Sentence(id="Baca satu NIP dan sebut kesalahannya", en="Read one number, name its faults")
)
@frame.argument("number", metavar="NIP")
def read_number(number: str) -> frame.Answer:
    """Read one number in its parts."""
    from saindege.people import nip

    read = nip.parse(number, as_of=_today())
    document = {
        "nip": read.number,
        "valid": read.valid,
        "kind": read.kind,
        "birth_date": read.birth_date,
        "appointed": read.appointed,
        "sex": read.sex,
        "serial": read.serial,
        "problems": [problem.code for problem in read.problems],
    }
    return frame.Answer(
        document, lambda language: _number_lines(read, language), 0 if read.valid else _FOUND_WRONG
    )


def _number_lines(read: Nip, language: Language) -> Iterator[str]:
    from saindege.people import nip

    english = language == "en"
    sexes = {"male": "laki-laki", "female": "perempuan"}
    rows = [
        (_say(english, "Nomor", "Number"), nip.grouped(read.number)),
        (_say(english, "Jenis", "Kind"), read.kind),
        (_say(english, "Lahir", "Born"), read.birth_date and read.birth_date.isoformat()),
        (_say(english, "Diangkat", "Appointed"), read.appointed),
        (_say(english, "Jenis kelamin", "Sex"), read.sex if english or not read.sex else sexes[read.sex]),
        (_say(english, "Nomor urut", "Serial"), None if read.serial is None else f"{read.serial:03d}"),
    ]
    yield from frame.text_table(
        (_say(english, "Bagian", "Part"), _say(english, "Isi", "Value")), rows, lang=language
    )
    yield ""
    if read.valid:
        yield _say(english, "Tidak ada yang keliru pada nomor ini.", "Nothing is wrong with this number.")
    for problem in read.problems:
        yield problem.sentence.in_language(language)


@frame.verb(
    group, "check", Sentence(id="Periksa daftar pegawai baris demi baris", en="Check a staff list row by row")
)
@frame.argument("file", type=frame.EXISTING)
@frame.option("--map", "pairs", multiple=True, metavar="OWN=KNOWN", id="judul di berkas = kolom kita", en="header of the file = our column")  # fmt: skip
@frame.option(
    "--sheet", id="lembar buku kerja; yang pertama bila tidak disebut", en="sheet; the first unless named"
)
def check_list(file: Path, pairs: Sequence[str], sheet: str | None) -> frame.Answer:
    """Check a staff list."""
    from saindege.people import staff_list

    found = staff_list.read_staff_list(file, as_of=_today(), sheet=sheet, chosen=_chosen(pairs))
    document = {
        "file": found.file,
        "rows": found.rows,
        "accepted": len(found.accepted),
        "problems": _as_json(found.problems),
        "warnings": _as_json(found.warnings),
        "duplicates": [{"nip": each.nip, "rows": list(each.rows)} for each in found.duplicates],
        "columns": dict(found.columns),
        "rule_version": found.rule_version,
    }
    return frame.Answer(document, lambda language: _list_lines(found, language))


def _chosen(pairs: Iterable[str]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for pair in pairs:
        own, equals, known = pair.rpartition("=")
        if not equals or not own.strip():
            sentence = Sentence(
                id=f'“{pair}”: tulis JUDUL=KOLOM, misalnya --map "NIP Baru=nip".',
                en=f'“{pair}”: write HEADER=COLUMN, for example --map "NIP Baru=nip".',
            )
            raise BadInput(sentence, code="bad_use")
        chosen[own.strip()] = known.strip()
    return chosen


def _list_lines(found: StaffList, language: Language) -> Iterator[str]:
    english = language == "en"
    yield _say(
        english,
        f"{found.rows} baris, {len(found.accepted)} diterima, {found.rows - len(found.accepted)} ditolak, "
        f"{len(found.warnings)} peringatan.",
        f"{found.rows} rows, {len(found.accepted)} accepted, {found.rows - len(found.accepted)} refused, "
        f"{len(found.warnings)} warnings.",
    )
    titles = (
        (found.problems, _say(english, "Ditolak", "Refused")),
        (found.warnings, _say(english, "Perlu dilihat", "To look at")),
    )
    for problems, title in titles:
        if problems:
            yield ""
            yield from _problem_table(problems, title, language)


def _problem_table(problems: Sequence[Problem], title: str, language: Language) -> Iterator[str]:
    english = language == "en"
    yield title
    header = (
        _say(english, "Baris", "Row"),
        _say(english, "Kolom", "Column"),
        _say(english, "Masalah", "Problem"),
    )
    rows = [
        ("–" if each.row is None else str(each.row), each.column, each.sentence.in_language(language))
        for each in problems[:_ROWS_SHOWN]
    ]
    yield from frame.text_table(header, rows, lang=language)
    more = len(problems) - _ROWS_SHOWN
    if more > 0:
        yield _say(
            english, f"dan {more} lagi; --json menyebut semuanya", f"and {more} more; --json lists them all"
        )


@frame.verb(group, "gaps", Sentence(id="Banding tingkat kompetensi dengan standar jabatan", en="Compare levels held with those a post requires"))  # fmt: skip
@frame.argument("file", type=frame.EXISTING)
@frame.option("--standards", type=frame.EXISTING, required=True, id="jabatan, kompetensi, tingkat yang disyaratkan", en="post, competency, level required")  # fmt: skip
@frame.option(
    "--sheet", id="lembar buku kerja; yang pertama bila tidak disebut", en="sheet; the first unless named"
)
def show_gaps(file: Path, standards: Path, sheet: str | None) -> frame.Answer:
    """Show what people lack."""
    from saindege.people import gaps

    found = gaps.measure_gaps(file, standards, sheet=sheet)
    document = {
        "people": [
            {
                "person": each.person,
                "competency": each.competency,
                "required": each.required,
                "held": each.held,
                "gap": each.gap,
            }
            for each in found.gaps
        ],
        "match_percent": dict(found.match_percent),
        "without_standard": list(found.without_standard),
        "not_required": found.not_required,
        "rule_version": found.rule_version,
    }
    return frame.Answer(document, lambda language: _gap_lines(found, language))


def _gap_lines(found: Gaps, language: Language) -> Iterator[str]:
    english = language == "en"
    header = (
        _say(english, "Pegawai", "Person"),
        _say(english, "Kompetensi", "Competency"),
        _say(english, "Syarat", "Required"),
        _say(english, "Dimiliki", "Held"),
        _say(english, "Kurang", "Gap"),
    )
    rows = [(each.person, each.competency, each.required, each.held, each.gap) for each in found.gaps]
    yield from frame.text_table(header, rows, digits=1, lang=language)
    yield ""
    match = (_say(english, "Pegawai", "Person"), _say(english, "Kesesuaian (%)", "Match (%)"))
    yield from frame.text_table(match, list(found.match_percent.items()), digits=1, lang=language)
    if found.without_standard:
        listed = ", ".join(found.without_standard)
        yield _say(english, f"Tanpa standar jabatan: {listed}", f"Post without a standard: {listed}")


def _as_json(problems: Iterable[Problem]) -> list[Mapping[str, object]]:
    language = frame.language()
    return [problem.as_json(language) for problem in problems]


def _say(english: bool, indonesian: str, spoken_english: str) -> str:
    return spoken_english if english else indonesian
