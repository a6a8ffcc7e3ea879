"""The national signing service: off is well; half set is not; what is set is asked without anybody's passphrase."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.utils import timezone

from saindege.base.errors import SaindegeError
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.signing import gateway_trial
from saindege.web.operation.doctor.finding import Finding, well, wrong

# Somebody waits for the answer.
SECONDS = 5.0


def esign_line() -> Finding:
    """Look whether certificates could be signed by the national service, and what is missing for it."""
    if not settings.SAINDEGE_ESIGN_ADDRESS:
        return well(
            "esign",
            "Tanda tangan nasional tidak dipakai (SAINDEGE_ESIGN_ADDRESS kosong)",
            "The national signature is off (SAINDEGE_ESIGN_ADDRESS is empty)",
        )
    missing = gateway_queries.missing_settings()
    if missing:
        names = ", ".join(missing)
        return wrong(
            "esign",
            (f"Setelan tanda tangan nasional belum lengkap: {names}", f"The settings of the national signature are not complete: {names}"),
            (f"Setel {names}, lalu jalankan ulang web dan pekerja.", f"Set {names}, then restart web and worker."),
        )  # fmt: skip
    if settings.SAINDEGE_DEMO:
        return well(
            "esign", "Demo tidak memakai tanda tangan nasional", "A demonstration uses no national signature"
        )
    try:
        gateway = gateway_queries.gateway()
    except SaindegeError as error:
        return wrong(
            "esign",
            ("SAINDEGE_ESIGN_ROOT tidak dapat dibaca", "SAINDEGE_ESIGN_ROOT cannot be read"),
            (error.sentence.id, error.sentence.en),
        )
    assert gateway is not None
    steps = gateway_trial.try_line(replace(gateway, seconds=SECONDS, pauses=()), as_of=timezone.now())
    for step in steps:
        if step.fault is not None:
            return wrong(
                "esign",
                ("Tanda tangan nasional tidak dapat dipakai", "The national signature cannot be used"),
                (step.fault.id, step.fault.en),
            )
    return well(
        "esign",
        f"Layanan tanda tangan nasional {gateway.address} menjawab",
        f"The national signing service {gateway.address} answers",
    )
