"""The list of drawn cases on paper; in Indonesian."""

from __future__ import annotations

from datetime import date

from django.utils import formats, translation

from saindege.base.app import paper
from saindege.base.app import queries as base_queries
from saindege.service.app.models import AuditDraw
from saindege.service.app.queries import surveys
from saindege.service.audit_rules import load_audit_rules


def check_list(draw: AuditDraw) -> bytes:
    """Set the drawn cases as a list to tick."""
    faults = load_audit_rules().faults
    with translation.override("id"):
        month = formats.date_format(date.fromisoformat(f"{draw.month}-01"), "F Y")
        return paper.compile_pdf(
            surveys.TEMPLATES / "audit_list.typ",
            {
                "title": "Daftar periksa contoh berkas",
                "government": base_queries.city().government,
                "service": draw.service.name,
                "office": draw.office.name if draw.office else "semua kantor",
                "month": month,
                "size": draw.size,
                "population": draw.population,
                "seed": str(draw.seed),
                "trace": f"Sidik daftar {draw.frame_hash[:16]}",
                "missing": next(
                    (f"kode {at}" for at, fault in enumerate(faults, start=1) if fault.code == "FILE"), ""
                ),
                "faults": [[at, fault.name.id] for at, fault in enumerate(faults, start=1)],
                "cases": [{"position": case.position, "number": case.number} for case in draw.cases.all()],
                "stamp": "DATA CONTOH" if draw.is_example else "",
            },
        )
