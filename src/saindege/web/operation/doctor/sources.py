"""What should send events and does not."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from saindege.service.app.queries import drops
from saindege.web.operation.doctor.finding import Finding, well, wrong


def sources_speak() -> Iterator[Finding]:
    """Look for applications and folders from which nothing has come for a week."""
    now = timezone.now()
    quiet = drops.quiet_sources(now)
    for one in quiet:
        name = f"{one.source.name} ({one.source.service.name})"
        days = (now - (one.last_at or one.source.made_at)).days
        yield wrong(
            "quiet_source",
            (
                f"{name}: tidak ada kejadian yang datang selama {days} hari",
                f"{name}: no events have come for {days} days",
            ),
            (
                "Tanyakan kepada pengelola aplikasinya; tutup sumbernya bila tidak dipakai lagi.",
                "Ask whoever runs the application; close the source where it is not used any more.",
            ),
        )
    if not quiet:
        yield well("quiet_source", "Semua sumber kejadian bersuara", "Every source of events speaks")
