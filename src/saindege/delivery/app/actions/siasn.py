"""Writes of the hand-over to SIASN: one archive of both lists and the certificate files of a year."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.app.pages import guard
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery import siasn
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions.signing import sign_certificates
from saindege.delivery.app.models import SiasnExport

EXPORT = "delivery.siasn_export"
FOLDER = "siasn"


class NothingToExport(SaindegeError):
    """No valid certificate ended in the year."""

    code = "conflict"


def ask_for_siasn_export(by: Account, year: int, *, address: str, result_url: str, at: datetime) -> Job:
    """Ask for the archive of a year; while no certificate came or went, a second click gets the same one.

    Raises
    ------
    NothingToExport : the year has no valid certificate
    """
    require(access.may_organise(by))
    numbers = list(queries.certificates_of_year(year).values_list("number", "revoked_at"))
    if not numbers:
        raise NothingToExport(
            Sentence(
                id=f"Tahun {year} belum punya sertifikat yang berlaku.",
                en=f"{year} has no valid certificate yet.",
            )
        )
    key = uuid5(NAMESPACE_URL, f"{EXPORT}:{year}:{numbers}")
    with transaction.atomic():
        export, made = SiasnExport.objects.get_or_create(
            pk=key, defaults={"year": year, "asked_at": at, "asked_by": by}
        )
        if made:
            base_actions.record(
                by=by, action="delivery.siasn_asked", subject=export, at=at, detail={"year": year}
            )
        return base_actions.enqueue(
            kind=EXPORT,
            key=f"{EXPORT}:{key}",
            title=f"Arsip SIASN {year}: {len(numbers)} sertifikat",
            by=by,
            arguments={"export": str(key), "address": address},
            result_url=result_url,
        )


def write_siasn_export(
    by: Account,
    export: SiasnExport,
    *,
    address: str,
    at: datetime,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> SiasnExport:
    """Write the archive; written again, it takes the place of the one before."""
    require(access.may_organise(by))
    certificates = list(queries.certificates_of_year(export.year))
    total = 2 * len(certificates)
    sign_certificates(by, certificates, address=address, at=at, tell=lambda done, _: tell(done, total))
    stored = f"{FOLDER}/{export.pk}.zip"
    path = Path(settings.MEDIA_ROOT) / stored
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}")
    with aside.open("wb") as file:
        aside.chmod(0o600)
        counts = _write(file, certificates, lambda done: tell(len(certificates) + done, total))
    aside.replace(path)
    with transaction.atomic():
        SiasnExport.objects.filter(pk=export.pk).update(stored_file=stored, made_at=at, counts=counts)
        detail = {"kursus": counts["kursus"], "diklat": counts["diklat"]}
        base_actions.record(by=by, action="delivery.siasn_written", subject=export, at=at, detail=detail)
    export.refresh_from_db()
    return export


def _write(
    file: io.BufferedWriter, certificates: list[queries.AnyCertificate], tell: Callable[[int], None]
) -> dict[str, object]:
    rules = siasn.load_rules()
    rows: dict[str, list[siasn.SiasnRow]] = {"kursus": [], "diklat": []}
    without_nip: list[str] = []
    is_example = False
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, issued in enumerate(certificates, start=1):
            content = queries.content_of_certificate(issued)
            if content.nip:
                name = f"sertifikat/{content.nip}-{issued.number}.pdf"
                rows_of = siasn.row_of(content, queries.form_of(issued.batch.course), path=name, rules=rules)
                rows[rows_of.target].append(rows_of)
                signed = queries.signed_paper_of(issued)
                if signed is not None:
                    # Signed files hardly get smaller; kept as they are they are written at once.
                    archive.write(queries.signed_file(signed), name, zipfile.ZIP_STORED)
            else:
                without_nip.append(issued.number)
            is_example = is_example or issued.is_example
            tell(number)
        for target, found in rows.items():
            archive.writestr(f"{target}.csv", _csv(rules.fields[target], found, is_example=is_example))
            values = [{"nip": one.nip, **one.values} for one in found]
            archive.writestr(f"{target}.json", json.dumps(values, ensure_ascii=False, indent=1))
        archive.writestr("BACA-DULU.txt", _about(rules.version, without_nip, is_example=is_example))
    return {"kursus": len(rows["kursus"]), "diklat": len(rows["diklat"]), "without_nip": without_nip}


def _csv(fields: tuple[str, ...], rows: list[siasn.SiasnRow], *, is_example: bool) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["nip", *fields, *(["data_contoh"] if is_example else [])])
    for one in rows:
        cells = [guard(value) for value in one.values.values()]
        writer.writerow([one.nip, *cells, *(["data contoh"] if is_example else [])])
    return text.getvalue().encode("utf-8-sig")


def _about(version: str, without_nip: list[str], *, is_example: bool) -> str:
    lines = [
        "kursus.csv dan kursus.json: kolom kursus/save SIASN. diklat.csv dan diklat.json: kolom diklat/save.",
        "Kolom nip bukan kolom SIASN; pakai untuk mencocokkan. id dan pnsOrangId diisi BKN.",
        "sertifikat/: berkas bertanda tangan, nama berkas NIP lalu kode sertifikat. Nama itu juga isi kolom path.",
        f"Tabel kolom versi {version}.",
    ]
    if without_nip:
        lines.append("Tanpa NIP, jadi tidak dimuat: " + ", ".join(without_nip))
    if is_example:
        lines.insert(0, "DATA CONTOH, TIDAK BERLAKU. Jangan dikirim ke SIASN.")
    return "\r\n".join(lines) + "\r\n"
