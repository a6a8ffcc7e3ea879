"""Certificates as SIASN takes them: one row for ``kursus`` or for ``diklat``, field names exactly as there."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Literal

from saindege.delivery.certificate import Content
from saindege.programme.method import LearningForm

Target = Literal["kursus", "diklat"]
DAY = "%d-%m-%Y"
OTHER_STRUCTURAL = 8


@dataclass(frozen=True, slots=True)
class SiasnRules:
    """Fields and codes, from ``rules/siasn.toml``."""

    version: str
    fields: dict[Target, tuple[str, ...]]
    instansi_id: str
    lokasi_id: str
    structural_form: str
    structural: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class SiasnRow:
    """One training of one person; ``values`` has exactly the fields of the target, in their order."""

    target: Target
    nip: str
    values: dict[str, str | int]


@functools.cache
def load_rules() -> SiasnRules:
    """Read the table that ships with the product."""
    text = resources.files("saindege.delivery").joinpath("rules/siasn.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return SiasnRules(
        version=str(table["version"]),
        fields={"kursus": tuple(table["kursus"]), "diklat": tuple(table["diklat"])},
        instansi_id=str(table["instansi_id"]),
        lokasi_id=str(table["lokasi_id"]),
        structural_form=str(table["structural_form"]),
        structural=tuple((int(row["id"]), tuple(row["words"])) for row in table["structural"]),
    )


@dataclass(frozen=True, slots=True)
class OutsideTraining:
    """A training by another organiser that was recognised here.

    Attributes
    ----------
    number : on the other organiser's certificate; empty where it has none
    learning_hours : JP, as recognised by the table of legal forms
    """

    nip: str
    title: str
    organiser: str
    number: str
    first_on: date
    last_on: date
    learning_hours: float


def row_of(content: Content, form: LearningForm, *, path: str, rules: SiasnRules) -> SiasnRow:
    """Return a certificate of ours as SIASN takes it.

    SIASN knows whole hours: halves are cut off, so that nobody is credited more than was learnt. What BKN alone
    knows (``id``, ``pnsOrangId``) stays empty.

    Parameters
    ----------
    path : name of the certificate's file in the archive
    """
    ours = OutsideTraining(
        nip=content.nip,
        title=content.course,
        organiser=f"{content.organisation}, {content.government}",
        number=content.register_number,
        first_on=content.first_on,
        last_on=content.last_on,
        learning_hours=content.learning_hours,
    )
    return _row(ours, form, rules.instansi_id, path, rules)


def row_of_outside(
    training: OutsideTraining, form: LearningForm, *, path: str, rules: SiasnRules
) -> SiasnRow:
    """Return a training by another organiser as SIASN takes it; whose ``instansiId`` that is BKN alone knows.

    Parameters
    ----------
    path : name of the proof's file in the archive; empty where there is none
    """
    return _row(training, form, "", path, rules)


def _row(
    one: OutsideTraining, form: LearningForm, instansi_id: str, path: str, rules: SiasnRules
) -> SiasnRow:
    if form.key == rules.structural_form:
        known: dict[str, str | int] = {
            "latihanStrukturalId": _structural_id(one.title, rules),
            "nomor": one.number,
            "tanggal": one.first_on.strftime(DAY),
            "tanggalSelesai": one.last_on.strftime(DAY),
            "tahun": one.last_on.year,
        }
        target: Target = "diklat"
    else:
        known = {
            "instansiId": instansi_id,
            "jenisDiklatId": "" if form.siasn_id is None else form.siasn_id,
            "jenisKursusSertipikat": form.siasn_letter,
            "namaKursus": one.title,
            "nomorSertipikat": one.number,
            "tahunKursus": one.last_on.year,
            "tanggalKursus": one.first_on.strftime(DAY),
            "tanggalSelesaiKursus": one.last_on.strftime(DAY),
            "lokasiId": rules.lokasi_id,
        }
        target = "kursus"
    known |= {"institusiPenyelenggara": one.organiser, "jumlahJam": int(one.learning_hours), "path": path}
    return SiasnRow(target, one.nip, {name: known.get(name, "") for name in rules.fields[target]})


def _structural_id(title: str, rules: SiasnRules) -> int:
    plain = f"{title.casefold()} "
    for number, words in rules.structural:
        if any(word in plain for word in words):
            return number
    return OTHER_STRUCTURAL
