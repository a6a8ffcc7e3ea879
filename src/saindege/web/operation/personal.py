"""All that is held about one person, handed out as one file; and a person erased."""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from saindege.base import table
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Language, Problem, SaindegeError, Sentence
from saindege.delivery.app import queries as delivery
from saindege.delivery.app.models import Certificate, Participant, SheetPhoto
from saindege.people import personal_data
from saindege.people.app import actions as people_actions
from saindege.people.app.models import LevelList, Person, StaffImport
from saindege.people.app.queries import holdings
from saindege.programme.app.models import Session
from saindege.web.operation.report import Report

DOCUMENT = "data.json"
README = "BACA-SAYA.txt"


class FileStands(BadInput):
    """There is a file of that name."""

    code = "conflict"


class NotConfirmed(BadInput):
    """Nobody said yes."""

    code = "not_confirmed"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tidak ada yang dihapus. Ketik HAPUS untuk melanjutkan; dalam skrip pakai --yes.",
                en="Nothing was erased. Type HAPUS to go on; in scripts use --yes.",
            )
        )


def export_person(who: str, file: Path, *, replace: bool) -> Report:
    """Write all that is held about a person into one archive; it appears whole or not at all.

    Raises
    ------
    NobodyFound : nobody has this number, key or account
    FileStands : the file exists and may not be replaced
    """
    person = holdings.find_person(who)
    if file.exists() and not replace:
        raise FileStands(
            Sentence(
                id=f"{file} sudah ada. Pilih nama lain, atau pakai --replace.",
                en=f"{file} exists. Choose another name, or use --replace.",
            )
        )
    document, content = archive_of(None, person, timezone.now())
    aside = file.with_name(f"{file.name}.part")
    aside.write_bytes(content)
    # Personal data: for the one who wrote it, and nobody else on this machine.
    aside.chmod(0o600)
    os.replace(aside, file)
    counts = {name: len(rows) for name, rows in document["tables"].items()}
    told = {"file": str(file), "tables": counts, "files": document["files"], "bytes": len(content)}

    def lines(language: Language) -> list[str]:
        rows, files = sum(counts.values()), len(told["files"])
        if language == "en":
            return [f"Written: {file}", f"Rows: {rows} in {len(counts)} tables. Files: {files}."]
        return [f"Ditulis: {file}", f"Baris: {rows} dalam {len(counts)} tabel. Berkas: {files}."]

    return Report(told, lines)


def archive_of(by: Account | None, person: Person, now: datetime) -> tuple[dict[str, Any], bytes]:
    """Return the document and the archive of one person: what is held, the kept files, every certificate."""
    document, files = people_actions.hand_out(by, person, at=now)
    names: list[str] = []
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, kept in enumerate(files, start=1):
            names.append(f"berkas/{place:03d}-{Path(kept.name).name}")
            archive.write(kept.stored, names[-1])
        signed = {kept.name for kept in files}
        for issued in Certificate.objects.filter(person=person):
            if f"{issued.number}.pdf" not in signed:
                names.append(f"berkas/sertifikat-{issued.number}.pdf")
                address = f"{settings.SAINDEGE_ADDRESS}/sertifikat/{issued.number}/"
                archive.writestr(names[-1], delivery.certificate_pdf(issued, address=address))
        document["files"] = names
        archive.writestr(DOCUMENT, json.dumps(document, ensure_ascii=False, indent=1, default=str))
        archive.writestr(README, _readme(person, now))
    return document, content.getvalue()


def erase_person(who: str, *, yes: bool, language: Language) -> Report:
    """Erase a person after somebody said yes; what the law keeps is named in the answer.

    Raises
    ------
    NobodyFound, NotConfirmed
    StillBound : an obligation stands; nothing was changed
    """
    person = holdings.find_person(who)
    if not yes and not _is_confirmed(person, language):
        raise NotConfirmed
    still_naming = [*_lists_naming(person), *sheets_naming(person)]
    now = timezone.now()
    done = people_actions.erase_person(None, person, obligations=_obligations(person, now), at=now)
    gone = 0
    for path in done.files:
        gone += path.is_file()
        path.unlink(missing_ok=True)
    _tidy_database()
    told = {
        "person": str(person.pk),
        "pseudonym": done.pseudonym,
        "deleted": done.deleted,
        "blanked": done.blanked,
        "scrubbed": done.scrubbed,
        "kept": done.kept,
        "files_deleted": gone,
        "still_naming": still_naming,
        "namesakes": done.namesakes,
    }
    return Report(told, lambda spoken: _lines(told, spoken))


def _is_confirmed(person: Person, language: Language) -> bool:
    if not sys.stdin.isatty():
        return False
    asked = (
        f"Hapus {person.name} untuk selamanya? Ini tidak dapat dibatalkan. Ketik HAPUS: "
        if language == "id"
        else f"Erase {person.name} for good? This cannot be undone. Type HAPUS: "
    )
    return input(asked).strip() == "HAPUS"


def _obligations(person: Person, now: datetime) -> list[Problem]:
    """What the areas above people still owe to the person, or the person to them."""
    found = []
    ahead = Session.objects.filter(ends_at__gte=now)
    if Participant.objects.filter(person=person, batch__in=ahead.values("batch")).exists():
        found.append(Problem("conflict", _SEAT))
    if person.account_id and ahead.filter(speaker__account=person.account_id).exists():
        found.append(Problem("conflict", _TEACHES))
    return found


def _lists_naming(person: Person) -> list[str]:
    """Return kept raw lists in which the number stands: they are evidence of what was imported, until their term ends."""
    number = person.nip
    if not number:
        return []
    found = []
    for one in [*StaffImport.objects.order_by("uploaded_at"), *LevelList.objects.order_by("uploaded_at")]:
        path = Path(settings.MEDIA_ROOT) / one.stored_file
        try:
            opened = table.read_table(path)
            cells = (text for place in range(len(opened.columns)) for text in opened.texts(place))
            named = any(text and number in text.replace(" ", "") for text in cells)
        except SaindegeError:
            # What cannot be read any more may hold the person as well.
            named = path.is_file()
        if named:
            found.append(one.stored_file)
    return found


def sheets_naming(person: Person) -> list[str]:
    """Return photos of attendance sheets on which the name is printed: evidence of others' attendance as well."""
    photos = SheetPhoto.objects.filter(session__batch__participants__person=person).order_by("sent_at", "pk")
    return [
        photo.stored_file for photo in photos if (Path(settings.MEDIA_ROOT) / photo.stored_file).is_file()
    ]


def _tidy_database() -> None:
    """Write the database anew: bytes of rows that are gone would stay in its free pages."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _lines(told: Mapping[str, object], language: Language) -> list[str]:
    english = language == "en"
    kept = told["kept"]
    assert isinstance(kept, dict)
    written = [
        f"Erased. The rows that count in sums now stand under {told['pseudonym']}."
        if english
        else f"Dihapus. Baris yang ikut dijumlah kini tercatat sebagai {told['pseudonym']}."
    ]
    why = {each.table: each.why for each in personal_data.load().treatments}
    for name, rows in kept.items():
        reason = why[name]
        said = reason.in_language(language) if reason else ""
        written.append(f"Kept, {rows} rows: {said}" if english else f"Disimpan, {rows} baris: {said}")
    lists = told["still_naming"]
    assert isinstance(lists, list)
    if lists:
        written.append(
            "Raw files that still name the person, until their archive term ends:"
            if english
            else "Berkas mentah yang masih memuat orang ini, sampai masa simpannya habis:"
        )
        written += [f"  {name}" for name in lists]
    if told["namesakes"]:
        written.append(
            "Others are called the same: texts of others were left as they are. Look through them."
            if english
            else "Ada orang lain bernama sama: teks milik orang lain dibiarkan. Periksa dengan mata."
        )
    written.append(
        "Older backups still hold the data. Delete them when their term ends."
        if english
        else "Cadangan lama masih memuat datanya. Hapus bila masa simpannya habis."
    )
    return written


def _readme(person: Person, now: datetime) -> str:
    example = "DATA CONTOH / INVENTED DATA\n\n" if person.is_example else ""
    return f"""{example}Semua data tentang Anda di Saindege, {timezone.localtime(now):%d-%m-%Y %H:%M}.
data.json: setiap baris, tabel demi tabel. berkas/: berkas yang Anda serahkan, dan sertifikat Anda.
Data orang lain tidak ikut. Jawaban evaluasi tanpa nama tidak dapat ditelusuri ke Anda, jadi tidak ada di sini.
Ada yang keliru? Sampaikan ke pengelola kepegawaian: Anda berhak meminta perbaikan.

All data about you in Saindege. data.json: every row, table by table. berkas/: files that you handed in,
and your certificates. Data about others are left out; evaluation answers carry no name and cannot be traced to you.
"""


_SEAT = Sentence(
    id="Orang ini masih peserta angkatan yang belum selesai. Lepaskan kursinya dahulu.",
    en="This person still has a seat in a batch that is not over. Release the seat first.",
)
_TEACHES = Sentence(
    id="Orang ini narasumber sesi yang akan datang. Ganti narasumbernya dahulu.",
    en="This person speaks at a session to come. Replace the speaker first.",
)
