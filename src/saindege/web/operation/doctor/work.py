"""What goes on in the house: worker, jobs, record of changes, clock, web."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from saindege.base.app import jobs as base_jobs
from saindege.base.app import queries as base_queries
from saindege.base.app.models import Account, AuditEntry, Job, JobState
from saindege.web import folders
from saindege.web.operation.audit import check_chain
from saindege.web.operation.doctor.finding import Finding, well, wrong

LONGEST_WAIT = timedelta(minutes=10)
LOOK_BACK = timedelta(days=7)
# Two machines of one house may differ a little.
CLOCK_SLACK = timedelta(minutes=5)


def worker_alive() -> Finding:
    """Look for a worker's heartbeat."""
    if base_queries.worker_is_alive(timezone.now()):
        return well("worker", "Pekerja latar hidup", "A worker is alive")
    return wrong(
        "worker",
        (
            "Tidak ada pekerja latar: log dan daftar yang diunggah tidak diolah",
            "No worker: uploads are not worked on",
        ),
        (
            "Jalankan saindege worker, atau saindege serve --with-worker.",
            "Run saindege worker, or saindege serve --with-worker.",
        ),
    )


def jobs() -> Iterator[Finding]:
    """Look for jobs that nobody does, and for those that failed lately."""
    now = timezone.now()
    waiting = Job.objects.filter(state=JobState.WAITING, created_at__lt=now - LONGEST_WAIT).count()
    silent = Job.objects.filter(
        state=JobState.RUNNING, lease_until__lt=now - LONGEST_WAIT + base_jobs.LEASE
    ).count()
    if waiting + silent:
        yield wrong(
            "stuck_jobs",
            (
                f"{waiting + silent} pekerjaan tidak bergerak lebih dari 10 menit",
                f"{waiting + silent} jobs have not moved for more than 10 minutes",
            ),
            ("Jalankan satu pekerja lagi: saindege worker.", "Run one more worker: saindege worker."),
        )
    else:
        yield well("stuck_jobs", "Tidak ada pekerjaan yang macet", "No job is stuck")
    failed = Job.objects.filter(state=JobState.FAILED, finished_at__gte=now - LOOK_BACK).order_by(
        "-finished_at"
    )
    last = failed.first()
    if last is not None:
        sentence = last.fault_sentence
        yield wrong(
            "failed_jobs",
            (
                f"{failed.count()} pekerjaan gagal dalam 7 hari, terakhir: {last.title}",
                f"{failed.count()} jobs failed within 7 days, the last: {last.title}",
            ),
            (sentence.id, sentence.en) if sentence else (last.message, last.message),
        )


def record_of_changes() -> Finding:
    """Compute the chain of the record again."""
    chain = check_chain()
    if chain.first_wrong is None:
        return well(
            "audit",
            f"Catatan perubahan utuh ({chain.entries} baris)",
            f"The record is whole ({chain.entries} rows)",
        )
    return wrong(
        "audit",
        (
            f"Catatan perubahan diubah pada baris {chain.first_wrong}",
            f"The record of changes was altered at row {chain.first_wrong}",
        ),
        (
            "Simpan salinan folder data sebagai bukti, lalu bandingkan dengan cadangan sebelumnya.",
            "Keep a copy of the data folder as evidence, then compare it with an earlier backup.",
        ),
    )


def clock() -> Finding:
    """Look whether this machine's clock runs behind what was recorded."""
    now = timezone.now()
    last = AuditEntry.objects.order_by("-at").values_list("at", flat=True).first()
    local = timezone.localtime(now)
    if last is not None and last > now + CLOCK_SLACK:
        return wrong(
            "clock",
            (
                f"Jam mesin menunjuk {local:%Y-%m-%d %H:%M}, padahal catatan terakhir lebih baru",
                f"The clock says {local:%Y-%m-%d %H:%M}, but the last record is later",
            ),
            (
                "Setel jam mesin (NTP): presensi dan batas waktu bergantung padanya.",
                "Set the clock (NTP): check-ins and deadlines depend on it.",
            ),
        )
    return well("clock", f"Jam mesin {local:%Y-%m-%d %H:%M %Z}", f"The clock says {local:%Y-%m-%d %H:%M %Z}")


def example_accounts() -> Iterator[Finding]:
    """Look for accounts with a known password outside a demonstration."""
    if settings.SAINDEGE_DEMO or folders.is_demo(settings.SAINDEGE_DATA):
        return
    names = list(Account.objects.filter(is_example=True, is_active=True).values_list("username", flat=True))
    if names:
        yield wrong(
            "example_accounts",
            (
                f"Akun contoh terbuka di luar demo: {', '.join(names)}",
                f"Example accounts are open outside a demonstration: {', '.join(names)}",
            ),
            (
                f"Tutup akun itu: saindege user disable {names[0]}",
                f"Close them: saindege user disable {names[0]}",
            ),
        )


def web(port: int, seconds: float = 5) -> Finding:
    """Ask the web server on this machine for its health."""
    try:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
        try:
            host = next((name for name in settings.ALLOWED_HOSTS if name not in ("*", "")), "localhost")
            asked.request("GET", "/healthz", headers={"Host": host})
            answer = json.loads(asked.getresponse().read(10_000))
        finally:
            asked.close()
    except (TimeoutError, ConnectionRefusedError):
        return wrong(
            "web",
            (f"Tidak ada yang menjawab di port {port}", f"Nothing answers on port {port}"),
            (
                f"Jalankan saindege serve --port {port}, atau sebut port lain: saindege doctor --port NOMOR.",
                f"Run saindege serve --port {port}, or name another port: saindege doctor --port NUMBER.",
            ),
        )
    except (OSError, ValueError, http.client.HTTPException):
        answer = None
    if not isinstance(answer, dict) or "database" not in answer:
        return wrong(
            "web",
            (f"Program lain memakai port {port}", f"Another program has port {port}"),
            (
                "Hentikan program itu, atau jalankan Saindege di port lain: saindege serve --port NOMOR.",
                "Stop it, or run Saindege on another port: saindege serve --port NUMBER.",
            ),
        )
    return well("web", f"Web menjawab di port {port}", f"The web server answers on port {port}")
