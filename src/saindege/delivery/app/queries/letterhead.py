"""Reads of the letterhead: what stands at the head of every paper, and who signs."""

from __future__ import annotations

from datetime import datetime

from saindege.base.app import queries as base_queries
from saindege.delivery.app.queries.official import day
from saindege.people import nip

# What the officer who runs papers may set; the city's own name is the administrator's.
NAMES = ("government", "training_unit", "address", "place", "signatory", "signatory_post", "signatory_nip")
# The office's own book of letters gives numbers; this is where they are written.
NUMBER_LINE = "......................."


def letterhead_values(as_of: datetime, *, is_example: bool) -> dict[str, object]:
    """Return the values of head and foot that every paper may name."""
    city = base_queries.city()
    return {
        "pemerintah": city.government,
        "organisasi": city.training_unit,
        "alamat": city.address,
        "tempat": city.place,
        "tanggal": day(as_of),
        "nomor": NUMBER_LINE,
        "penanda_tangan": city.signatory,
        "jabatan_penanda_tangan": city.signatory_post or f"Kepala {city.training_unit}",
        "nip_penanda_tangan": nip.grouped(city.signatory_nip) if city.signatory_nip else "",
        "cap_contoh": "DATA CONTOH, TIDAK BERLAKU" if is_example else "",
    }


def lacks() -> list[str]:
    """Return which entries of the letterhead are still empty, by name."""
    city = base_queries.city()
    return [name for name in NAMES if not getattr(city, name)]
