"""``saindege delivery``: learning hours, gain between tests, questions of a test, check-ins of several devices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from saindege.base.errors import BadInput, Language, Sentence
from saindege.cli import frame
from saindege.cli.delivery.group import group

if TYPE_CHECKING:
    from saindege.delivery.gain import Gain
    from saindege.delivery.hours_list import CountedList
    from saindege.delivery.items import ItemAnalysis
    from saindege.delivery.journal import Merged

_SHEET = {"id": "lembar buku kerja; yang pertama bila tidak disebut", "en": "sheet; the first unless named"}


@frame.verb(group, "hours", Sentence(id="Hitung jam pelajaran (JP) per orang", en="Count learning hours (JP) per person"))  # fmt: skip
@frame.argument("file", type=frame.EXISTING)
@frame.option("--target", type=float, id="JP yang harus dicapai; bawaan kewajiban setahun", en="JP to reach; the yearly duty by default")  # fmt: skip
@frame.option("--sheet", **_SHEET)
def count_hours(file: Path, target: float | None, sheet: str | None) -> frame.Answer:
    """Count learning hours."""
    from saindege.delivery import hours_list

    found = hours_list.count_list(file, target=target, sheet=sheet)
    document = {"people": found.people, "rows": found.rows, "rule_version": found.rule_version}
    return frame.Answer(document, lambda language: _hours_lines(found, language))


def _hours_lines(found: CountedList, language: Language) -> Iterator[str]:
    english = language == "en"
    yield from frame.text_table(
        (
            _say(english, "Orang", "Person"),
            "JP",
            _say(english, "Target", "Target"),
            _say(english, "Cukup", "Met"),
        ),
        [
            (
                each.person,
                each.hours,
                each.target,
                _say(english, "ya", "yes") if each.met else _say(english, "belum", "not yet"),
            )
            for each in found.people
        ],
        digits=1,
        lang=language,
    )
    yield ""
    yield _say(
        english,
        f"{len(found.rows)} baris, menurut tabel bentuk pelatihan versi {found.rule_version}.",
        f"{len(found.rows)} rows, by the table of training forms, version {found.rule_version}.",
    )


@frame.verb(
    group, "gain", Sentence(id="Banding tes awal dan tes akhir", en="Compare a test before and after")
)
@frame.argument("file", type=frame.EXISTING)
@frame.option("--max", "best", type=float, default=100.0, show_default=True, id="nilai tertinggi tes", en="highest mark of the test")  # fmt: skip
@frame.option("--sheet", **_SHEET)
def show_gain(file: Path, best: float, sheet: str | None) -> frame.Answer:
    """Measure the gain."""
    from saindege.delivery import gain

    found = gain.read_gain(file, best=best, sheet=sheet)
    document = {name: getattr(found, name) for name in found.__slots__}
    return frame.Answer(document, lambda language: _gain_lines(found, language))


def _gain_lines(found: Gain, language: Language) -> Iterator[str]:
    english = language == "en"
    low, high = found.ci95 or (None, None)
    rows: Sequence[tuple[str, object]] = [
        (_say(english, "Orang dengan kedua nilai", "People with both marks"), found.n),
        (_say(english, "Tanpa salah satu nilai", "Without one of the marks"), found.dropped),
        (_say(english, "Rata-rata awal", "Mean before"), found.mean_pre),
        (_say(english, "Rata-rata akhir", "Mean after"), found.mean_post),
        (_say(english, "Peningkatan", "Gain"), found.mean_gain),
        (_say(english, "  95 %, dari", "  95 %, from"), low),
        (_say(english, "  sampai", "  to"), high),
        (_say(english, "Nilai p", "p value"), found.p_value),
        ("d_z", found.dz),
        ("g_z", found.gz),
        (_say(english, "Peningkatan ternormalisasi", "Normalised gain"), found.normalised_gain),
    ]
    yield from frame.text_table(
        (_say(english, "Ukuran", "Measure"), _say(english, "Nilai", "Value")), rows, lang=language
    )
    yield ""
    yield _say(
        english,
        "Peningkatan tanpa kelompok pembanding belum membuktikan pengaruh kursus.",
        "A gain without a comparison group does not prove an effect of the course.",
    )


@frame.verb(
    group, "items", Sentence(id="Periksa mutu soal tes", en="Look how well the questions of a test work")
)
@frame.argument("file", type=frame.EXISTING)
@frame.option("--sheet", **_SHEET)
def show_items(file: Path, sheet: str | None) -> frame.Answer:
    """Analyse the questions of a test."""
    from saindege.delivery import items

    found = items.read_items(file, sheet=sheet)
    document = {name: getattr(found, name) for name in found.__slots__}
    return frame.Answer(document, lambda language: _items_lines(found, language))


def _items_lines(found: ItemAnalysis, language: Language) -> Iterator[str]:
    english = language == "en"
    yield from frame.text_table(
        (
            _say(english, "Soal", "Item"),
            _say(english, "Benar", "Right"),
            _say(english, "Daya beda", "Discrimination"),
        ),
        [(each.item, each.difficulty, each.discrimination) for each in found.items],
        lang=language,
    )
    yield ""
    alpha, sem = frame.number(found.alpha, lang=language), frame.number(found.sem, lang=language)
    yield _say(
        english,
        f"{found.n} lembar ({found.dropped} tidak lengkap), alfa {alpha}, galat baku {sem} soal.",
        f"{found.n} sheets ({found.dropped} not whole), alpha {alpha}, standard error {sem} items.",
    )


@frame.verb(group, "merge", Sentence(id="Gabung catatan presensi beberapa perangkat", en="Merge the check-ins of several devices"))  # fmt: skip
@frame.argument("files", nargs=-1, required=True, type=frame.EXISTING)
@frame.option("--sessions", type=frame.EXISTING, required=True, id="sesi, buka, tutup, kapasitas", en="session, opens_at, closes_at, capacity")  # fmt: skip
@frame.option("--timezone", default="Asia/Jakarta", show_default=True, id="zona waktu bila tidak tertulis", en="time zone where none is written")  # fmt: skip
def merge_journals(files: tuple[Path, ...], sessions: Path, timezone: str) -> frame.Answer:
    """Merge journals."""
    from saindege.delivery import journal

    try:
        zone = ZoneInfo(timezone)
    except (KeyError, ValueError, OSError) as error:
        sentence = Sentence(
            id=f"Zona waktu “{timezone}” tidak dikenal. Tulis misalnya Asia/Jakarta.",
            en=f"The time zone “{timezone}” is not known. Write for example Asia/Jakarta.",
        )
        raise BadInput(sentence, code="unknown_value") from error
    found = journal.merge_files(files, sessions, zone=zone)
    document = {name: getattr(found, name) for name in found.__slots__}
    return frame.Answer(document, lambda language: _merge_lines(found, language))


def _merge_lines(found: Merged, language: Language) -> Iterator[str]:
    english = language == "en"
    yield from frame.text_table(
        (
            _say(english, "Sesi", "Session"),
            _say(english, "Orang", "Person"),
            _say(english, "Datang", "Arrived"),
        ),
        [
            (each.session, each.person, each.arrived_at.isoformat(timespec="seconds"))
            for each in found.present
        ],
        lang=language,
    )
    yield ""
    yield _say(
        english,
        f"{len(found.present)} hadir; {found.duplicates} pindaian ganda, {found.resent} terkirim ulang, {found.late} di luar "
        f"waktu, {found.unknown_session} sesi tak dikenal, {found.over_capacity} melebihi kursi, {found.torn} baris rusak.",
        f"{len(found.present)} present; {found.duplicates} scanned again, {found.resent} sent again, {found.late} outside "
        f"the window, {found.unknown_session} of unknown sessions, {found.over_capacity} over the seats, {found.torn} torn lines.",
    )


def _say(english: bool, indonesian: str, in_english: str) -> str:
    return in_english if english else indonesian
