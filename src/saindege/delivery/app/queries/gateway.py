"""Reads for the national signing service: whether the city uses it, and which certificates wait for it."""

from __future__ import annotations

from django.conf import settings

from saindege.delivery.app.models import Certificate, SignedPaper
from saindege.delivery.signing.gateway import Gateway
from saindege.programme.app.models import Batch

ELSEWHERE = ("uploaded", "gateway")


def gateway() -> Gateway | None:
    """Return where the city's e-Sign client listens; None where none is set, and in a demonstration."""
    if not settings.SAINDEGE_ESIGN_ADDRESS or settings.SAINDEGE_DEMO:
        return None
    return Gateway(
        address=settings.SAINDEGE_ESIGN_ADDRESS,
        client=settings.SAINDEGE_ESIGN_CLIENT,
        secret=settings.SAINDEGE_ESIGN_SECRET,
        seconds=settings.SAINDEGE_ESIGN_SECONDS,
    )


def waiting_for_gateway(batch: Batch) -> list[Certificate]:
    """Return the certificates of a batch that nobody outside the house has signed yet, in order of the book.

    Until then they carry the signature of the house.
    """
    signed = SignedPaper.objects.filter(way__in=ELSEWHERE).values("number")
    found = batch.certificates.filter(revoked_at=None, is_example=False).exclude(number__in=signed)
    return list(found.select_related("person").order_by("register_year", "register_serial"))


def signed_elsewhere(batch: Batch) -> int:
    """Return how many certificates of a batch carry a signature from outside the house."""
    numbers = batch.certificates.filter(revoked_at=None).values("number")
    return SignedPaper.objects.filter(way__in=ELSEWHERE, number__in=numbers).count()
