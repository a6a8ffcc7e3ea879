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
from saindege.delivery.app.models import OutsideCourse, SiasnExport
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.app.queries import outside

EXPORT = "delivery.siasn_export"
FOLDER = "siasn"


class NothingToExport(SaindegeError):
    """No valid certificate ended in the year."""

    code = "conflict"


def ask_for_siasn_export(by: Account, year: int, *, address: str, result_url: str, at: datetime) -> Job:
    """Ask for the archive of a year; while no certificate, signature or recognised course came or went, it is the same one.

    Raises
    ------
    NothingToExport : the year has neither a valid certificate nor a recognised course
    """
    require(access.may_organise(by))
    numbers = list(queries.certificates_of_year(year).values_list("number", "revoked_at"))
    claims = [str(key) for key in outside.approved_of_year(year).values_list("pk", flat=True)]
    if not numbers and not claims:
        raise NothingToExport(
            Sentence(
                id=f"Tahun {year} belum punya sertifikat yang berlaku atau pelatihan di luar yang diakui.",
                en=f"{year} has neither a valid certificate nor a recognised outside course yet.",
            )
        )
    # A file that somebody outside signed meanwhile takes the place of ours: another archive.
    signed = gateway_queries.signed_elsewhere([number for number, _revoked in numbers])
    key = uuid5(NAMESPACE_URL, f"{EXPORT}:{year}:{numbers}{claims or ''}{signed or ''}")
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
            title=f"Arsip SIASN {year}: {len(numbers)} sertifikat, {len(claims)} pelatihan di luar",
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
    claims = list(outside.approved_of_year(export.year))
    total = 2 * len(certificates) + len(claims)
    sign_certificates(by, certificates, address=address, at=at, tell=lambda done, _: tell(done, total))
    stored = f"{FOLDER}/{export.pk}.zip"
    path = Path(settings.MEDIA_ROOT) / stored
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}")
    with aside.open("wb") as file:
        aside.chmod(0o600)
        counts = _write(file, certificates, claims, lambda done: tell(len(certificates) + done, total))
    aside.replace(path)
    with transaction.atomic():
        SiasnExport.objects.filter(pk=export.pk).update(stored_file=stored, made_at=at, counts=counts)
        detail = {"kursus": counts["kursus"], "diklat": counts["diklat"]}
        base_actions.record(by=by, action="delivery.siasn_written", subject=export, at=at, detail=detail)
    export.refresh_from_db()
    return export


def _write(
    file: io.BufferedWriter,
    certificates: list[queries.AnyCertificate],
    claims: list[OutsideCourse],
    tell: Callable[[int], None],
) -> dict[str, object]:
    rules = siasn.load_rules()
    rows: dict[str, list[siasn.SiasnRow]] = {"kursus": [], "diklat": []}
    without_nip: list[str] = []
    without_file: list[str] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        entries = (
            *(_certificate(archive, one, rules) for one in certificates),
            *(_claim(archive, one, rules) for one in claims),
        )
        for number, (name, row) in enumerate(entries, start=1):
            if row is None:
                without_nip.append(name)
            else:
                rows[row.target].append(row)
                without_file += [] if row.values["path"] else [name]
            tell(number)
        is_example = any(one.is_example for one in (*certificates, *claims))
        for target, found in rows.items():
            archive.writestr(f"{target}.csv", _csv(rules.fields[target], found, is_example=is_example))
            values = [{"nip": one.nip, **one.values} for one in found]
            archive.writestr(f"{target}.json", json.dumps(values, ensure_ascii=False, indent=1))
        archive.writestr(
            "BACA-DULU.txt", _about(rules.version, without_nip, without_file, is_example=is_example)
        )
    return {
        "kursus": len(rows["kursus"]),
        "diklat": len(rows["diklat"]),
        "outside": len(claims),
        "without_nip": without_nip,
        "without_file": without_file,
    }


def _certificate(
    archive: zipfile.ZipFile, issued: queries.AnyCertificate, rules: siasn.SiasnRules
) -> tuple[str, siasn.SiasnRow | None]:
    """Put a signed certificate into the archive and return its row; none without a NIP."""
    content = queries.content_of_certificate(issued)
    if not content.nip:
        return issued.number, None
    signed = queries.signed_paper_of(issued)
    # One that waits for the national service has no file yet: an empty cell says so, a wrong name would not be found.
    name = f"sertifikat/{content.nip}-{issued.number}.pdf" if signed is not None else ""
    if signed is not None:
        # Signed files hardly get smaller; kept as they are they are written at once.
        archive.write(queries.signed_file(signed), name, zipfile.ZIP_STORED)
    return issued.number, siasn.row_of(content, queries.form_of(issued.batch.course), path=name, rules=rules)


def _claim(
    archive: zipfile.ZipFile, claim: OutsideCourse, rules: siasn.SiasnRules
) -> tuple[str, siasn.SiasnRow | None]:
    """Put the proof of a course taken elsewhere into the archive and return its row; none without a NIP."""
    training, form = outside.for_siasn(claim)
    code = f"luar-{claim.pk.hex[:8]}"
    if not training.nip:
        return code, None
    proof = outside.proof_file(claim)
    name = f"sertifikat/{training.nip}-{code}{proof.suffix}" if proof.is_file() else ""
    if name:
        archive.write(proof, name, zipfile.ZIP_STORED)
    return code, siasn.row_of_outside(training, form, path=name, rules=rules)


def _csv(fields: tuple[str, ...], rows: list[siasn.SiasnRow], *, is_example: bool) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["nip", *fields, *(["data_contoh"] if is_example else [])])
    for one in rows:
        cells = [guard(value) for value in one.values.values()]
        writer.writerow([one.nip, *cells, *(["data contoh"] if is_example else [])])
    return text.getvalue().encode("utf-8-sig")


def _about(version: str, without_nip: list[str], without_file: list[str], *, is_example: bool) -> str:
    lines = [
        "kursus.csv dan kursus.json: kolom kursus/save SIASN. diklat.csv dan diklat.json: kolom diklat/save.",
        "Kolom nip bukan kolom SIASN; pakai untuk mencocokkan. id dan pnsOrangId diisi BKN.",
        "sertifikat/: berkas bertanda tangan, nama berkas NIP lalu kode sertifikat. Nama itu juga isi kolom path.",
        "Berkas NIP-luar-kode adalah bukti pelatihan di luar yang sudah diakui; instansiId-nya kosong, diisi BKN.",
        f"Tabel kolom versi {version}.",
    ]
    if without_nip:
        lines.append("Tanpa NIP, jadi tidak dimuat: " + ", ".join(without_nip))
    if without_file:
        lines.append(
            "Belum ada berkasnya (menunggu tanda tangan, atau bukti hilang): " + ", ".join(without_file)
        )
    if is_example:
        lines.insert(0, "DATA CONTOH, TIDAK BERLAKU. Jangan dikirim ke SIASN.")
    return "\r\n".join(lines) + "\r\n"
