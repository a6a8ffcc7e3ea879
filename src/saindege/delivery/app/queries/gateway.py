"""Reads for the national signing service: whether the city uses it, and which certificates wait for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from saindege.base.app.models import Job, JobState
from saindege.delivery import signing
from saindege.delivery.app import paper
from saindege.delivery.app.models import Certificate, SignedPaper, SpeakerCertificate
from saindege.delivery.app.queries.printing import AnyCertificate, signed_paper_of
from saindege.delivery.signing.gateway import Gateway
from saindege.programme.app.models import Batch

ELSEWHERE = ("uploaded", "gateway")
SIGNING = "delivery.sign_by_gateway"
TRIAL_NUMBER, TRIAL_NAME = "UJI-COBA", "Uji coba sambungan"


def gateway() -> Gateway | None:
    """Return where the city's e-Sign client listens; None where none is set, and in a demonstration."""
    if not settings.SAINDEGE_ESIGN_ADDRESS or settings.SAINDEGE_DEMO:
        return None
    root = settings.SAINDEGE_ESIGN_ROOT
    return Gateway(
        address=settings.SAINDEGE_ESIGN_ADDRESS,
        client=settings.SAINDEGE_ESIGN_CLIENT,
        secret=settings.SAINDEGE_ESIGN_SECRET,
        seconds=settings.SAINDEGE_ESIGN_SECONDS,
        authority=settings.SAINDEGE_ESIGN_CA,
        version=1 if settings.SAINDEGE_ESIGN_VERSION == 1 else 2,
        roots=signing.read_public_key(root) if root else (),
    )


def is_on() -> bool:
    """Say whether certificates are to be signed by the national service."""
    return bool(settings.SAINDEGE_ESIGN_ADDRESS) and not settings.SAINDEGE_DEMO


def missing_settings() -> list[str]:
    """Return the settings without which a service that is named cannot be asked."""
    needed = ("SAINDEGE_ESIGN_CLIENT", "SAINDEGE_ESIGN_SECRET") if settings.SAINDEGE_ESIGN_ADDRESS else ()
    return [name for name in needed if not getattr(settings, name)]


def waits_for_signature(issued: AnyCertificate) -> bool:
    """Say whether nobody has signed a certificate yet and the national service is to: the house does not by itself."""
    if not is_on() or issued.is_example or issued.revoked_at is not None:
        return False
    return signed_paper_of(issued) is None


def waiting_for_gateway(batch: Batch) -> list[AnyCertificate]:
    """Return the certificates of a batch that nobody outside the house has signed yet, in order of the book.

    Those of speakers are among them.
    """
    signed = SignedPaper.objects.filter(way__in=ELSEWHERE).values("number")
    found: list[AnyCertificate] = []
    for kind, owner in ((Certificate, "person"), (SpeakerCertificate, "speaker")):
        rows = kind.objects.filter(batch=batch, revoked_at=None, is_example=False).exclude(number__in=signed)
        found += rows.select_related(owner, "batch__course")
    return sorted(found, key=lambda one: (one.register_year, one.register_serial))


def signers_elsewhere(batch: Batch) -> dict[str, int]:
    """Return how many certificates of a batch each signatory outside the house has signed, by name."""
    numbers = [
        number
        for kind in (Certificate, SpeakerCertificate)
        for number in kind.objects.filter(batch=batch, revoked_at=None).values_list("number", flat=True)
    ]
    found: dict[str, int] = {}
    signed = SignedPaper.objects.filter(way__in=ELSEWHERE, number__in=numbers).order_by("signer")
    for signer in signed.values_list("signer", flat=True):
        found[signer] = found.get(signer, 0) + 1
    return found


def signed_elsewhere(numbers: Iterable[str]) -> list[str]:
    """Return the checksums of those files of some certificates that were signed outside the house, in order."""
    found = SignedPaper.objects.filter(way__in=ELSEWHERE, number__in=list(numbers)).order_by("number")
    return list(found.values_list("checksum", flat=True))


def without_signature(batch: Batch) -> int:
    """Return how many certificates of a batch nobody has signed, where the national service is to."""
    if not is_on():
        return 0
    return len(waiting_for_gateway(batch)) - len(signed_by_house(batch))


def signed_by_house(batch: Batch) -> set[str]:
    """Return the codes of those certificates of a batch that carry the signature of the house."""
    numbers = [one.number for one in waiting_for_gateway(batch)]
    return set(SignedPaper.objects.filter(way="own", number__in=numbers).values_list("number", flat=True))


def signing_jobs(batch: UUID) -> QuerySet[Job]:
    """Return the work on the signatures of a batch that goes on now."""
    return Job.objects.filter(kind=SIGNING, state=JobState.RUNNING, arguments__batch=str(batch))


def trial_page(at: datetime) -> bytes:
    """Set the page that is signed to try the line, and that says of itself that it is worth nothing."""
    told = {"number": TRIAL_NUMBER, "name": TRIAL_NAME, "hours": 0, "is_example": True}
    data = {
        "title": "Uji coba",
        "content_json": json.dumps(told),
        "stamp": "UJI COBA, TIDAK BERLAKU",
        "name": TRIAL_NAME,
        "qr_words": "Uji coba",
    }
    blank = (
        "number_words", "register_number", "government", "organisation", "given_to", "person_line", "has_finished",
        "course", "span", "hours", "check_words", "address", "code_words", "code", "revoked", "place_and_day",
        "signatory_title", "signatory",
    )  # fmt: skip
    return paper.print_unsigned({**dict.fromkeys(blank, ""), **data}, "https://example.invalid", at)
