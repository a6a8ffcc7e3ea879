"""Service standards of the demonstration city: in force before the first case, with the procedure as written."""

from __future__ import annotations

from datetime import date, datetime

from saindege.base.app.models import Account
from saindege.demo.city import City
from saindege.demo.services import CHECK, COMPLETE, RETURN
from saindege.demo.services import Service as DemoService
from saindege.service.app.models import Service, ServiceStandard
from saindege.service.conformance import ProcedureStep

_IN_FORCE_ON = date(2023, 1, 2)


def write_standards(made: City, stored: dict[str, Service], by: Account, now: datetime) -> None:
    """Store one version for each service; six components are written, eight wait for the office."""
    ServiceStandard.objects.bulk_create(
        [
            ServiceStandard(
                service=stored[service.code],
                in_force_on=_IN_FORCE_ON,
                decided_by="Data contoh: keputusan kepala kantor nomor 1 tahun 2023",
                promise=service.promise,
                components={
                    "PERSYARATAN": "KTP dan KK pemohon\nFormulir permohonan yang diisi lengkap",
                    "PROSEDUR": "Pemohon datang ke loket, atau mengajukan lewat kelurahan.",
                    "WAKTU": f"{service.promise} sejak berkas diterima lengkap",
                    "BIAYA": "Gratis",
                    "PRODUK": service.name,
                    "PENGADUAN": "Di loket, kotak saran, atau SP4N-LAPOR!",
                },
                steps=[step.as_json() for step in _procedure(service)],
                made_by=by,
                made_at=now,
                is_example=True,
            )
            for service in made.services
        ]
    )


def _procedure(service: DemoService) -> list[ProcedureStep]:
    """Return the straight way, with leave to ask for papers after the check."""
    steps = []
    for step in service.steps:
        steps.append(ProcedureStep(step.name))
        if step.name == CHECK:
            steps.append(ProcedureStep(RETURN, optional=True))
            steps.append(ProcedureStep(COMPLETE, optional=True, back_to=CHECK))
    return steps
