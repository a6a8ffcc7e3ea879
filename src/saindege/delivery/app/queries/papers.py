"""Reads of certificates: which are due, which an account may see, what one says, what its paper needs."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from saindege.base.app import queries as base_queries
from saindege.base.app.models import Account
from saindege.delivery import certificate, learning_hours
from saindege.delivery.app import access
from saindege.delivery.app.models import Certificate, Participant, SiasnExport, SpeakerCertificate
from saindege.delivery.app.queries.hours import rule_version
from saindege.delivery.app.queries.standing import Part, parts_of, seats_of, training_of
from saindege.delivery.certificate import Content
from saindege.programme.app.models import Batch, Speaker


def parts_of_batch(batch: Batch) -> list[Part]:
    """Return how the participants of a batch stand, by name."""
    return parts_of(Participant.objects.filter(batch=batch).order_by("person__name", "person__id"))


def waiting_in(batch: Batch) -> list[Part]:
    """Return participants of a batch whose certificate is due and not issued, by name."""
    return [part for part in parts_of_batch(batch) if part.seat.is_waiting]


def part_of(batch: Batch, person_id: object) -> Part | None:
    """Return how one person stands in a batch; None for whoever was not called."""
    found = parts_of(Participant.objects.filter(batch=batch, person=person_id))
    return found[0] if found else None


def certificates_waiting(now: datetime) -> list[tuple[Batch, int]]:
    """Return batches with certificates due and not issued, and how many, the batch that ended last first."""
    closed = (
        Batch.objects.exclude(sessions=None)
        .exclude(sessions__closed_at=None)
        .annotate(last_at=Max("sessions__ends_at"))
        .filter(last_at__lte=now)
        .order_by("-last_at")
    )
    issued = Certificate.objects.filter(batch=OuterRef("batch"), person=OuterRef("person"), is_current=True)
    keys = closed.order_by().values("pk")
    seats = seats_of(Participant.objects.filter(~Exists(issued), batch__in=keys).order_by())
    counts = Counter(UUID(seat.batch_key) for seat in seats if seat.is_waiting)
    return [(batch, counts[batch.pk]) for batch in closed.select_related("course") if batch.pk in counts]


def certificates_visible_to(account: Account) -> QuerySet[Certificate]:
    """Return the certificates whose paper an account may take: all for organisers, else its own."""
    found = Certificate.objects.select_related("batch__course", "person")
    return found if access.may_organise(account) else found.filter(person__account=account)


def search_certificates(found: QuerySet[Certificate], text: str) -> QuerySet[Certificate]:
    """Narrow certificates by words in name, course, code or register number, the latest first."""
    for word in text.split():
        found = found.filter(
            Q(person__name__icontains=word)
            | Q(batch__course__title__icontains=word)
            | Q(number__icontains=word)
            | Q(content__register_number__icontains=word)
        )
    return found.order_by("-register_year", "-register_serial")


def certificates_of(batch: Batch) -> QuerySet[Certificate]:
    """Return the certificates of a batch in order of the book."""
    return batch.certificates.select_related("person").order_by("register_year", "register_serial")


def certificate_by_code(typed: str) -> Certificate | SpeakerCertificate | None:
    """Return the certificate that a code names, however it is typed; None where there is none."""
    code = certificate.read_code(typed, certificate.load_rules().code_prefix)
    if code is None:
        return None
    found = Certificate.objects.select_related("person", "batch__course").filter(number=code).first()
    return found or SpeakerCertificate.objects.select_related("speaker", "batch").filter(number=code).first()


def replacement_of(issued: Certificate | SpeakerCertificate) -> Certificate | None:
    """Return the certificate that was issued in the place of this one, if any."""
    if isinstance(issued, SpeakerCertificate):
        return None
    return Certificate.objects.filter(replaces=issued).first()


def speaker_certificates_of(batch: Batch) -> QuerySet[SpeakerCertificate]:
    """Return the certificates of those who taught in a batch, in order of the book."""
    return batch.speaker_certificates.select_related("speaker")


def speakers_waiting(batch: Batch) -> list[Speaker]:
    """Return who taught in a batch whose sessions are all closed and has no certificate for it, by name."""
    sessions = batch.sessions.all()
    if not sessions.exists() or sessions.filter(closed_at=None).exists():
        return []
    taught = Speaker.objects.filter(sessions__batch=batch).exclude(certificates__batch=batch)
    return list(taught.select_related("partner").distinct().order_by("name", "id"))


def speaker_certificates_visible_to(account: Account) -> QuerySet[SpeakerCertificate]:
    """Return the speaker's certificates that an account holds."""
    return SpeakerCertificate.objects.filter(speaker__account=account).select_related("batch__course")


def content_of_teaching(
    batch: Batch, speaker: Speaker, *, register_number: str, issued_at: datetime
) -> Content:
    """Return what a speaker's certificate will say: the learning hours of the sessions taught."""
    taught = list(batch.sessions.filter(speaker=speaker).order_by("starts_at", "id"))
    return Content(
        name=speaker.name,
        nip="",
        office=speaker.partner.name if speaker.partner else "",
        course=batch.course.title,
        method=batch.course.method,
        first_on=timezone.localtime(taught[0].starts_at).date(),
        last_on=timezone.localtime(taught[-1].starts_at).date(),
        learning_hours=float(sum(one.learning_hours for one in taught)),
        attended_share=1.0,
        register_number=register_number,
        **_letterhead(),
        issued_on=timezone.localtime(issued_at).date(),
        rule_version=rule_version(),
        role="speaker",
    )


def _letterhead() -> dict[str, str]:
    city = base_queries.city()
    return {
        "organisation": city.training_unit,
        "government": city.government,
        "place": city.name.removeprefix("Kota ").removeprefix("Kabupaten "),
        "signatory": city.signatory,
        "signatory_title": city.signatory_post or f"Kepala {city.training_unit}",
    }


def content_of(part: Part, *, register_number: str, issued_at: datetime) -> Content:
    """Return what a certificate will say: names as they are today, hours by the table in force."""
    training = training_of(part.seat)
    assert training is not None and part.seat.last_on is not None
    return Content(
        name=part.person.name,
        nip=part.person.nip or "",
        office=part.person.office.name,
        course=part.batch.course.title,
        method=part.batch.course.method,
        first_on=part.seat.meetings[0].on,
        last_on=part.seat.last_on,
        learning_hours=learning_hours.credit([training])[0].hours,
        attended_share=part.seat.standing.attended_share,
        register_number=register_number,
        **_letterhead(),
        issued_on=timezone.localtime(issued_at).date(),
        rule_version=rule_version(),
    )


def certificates_of_year(year: int) -> QuerySet[Certificate]:
    """Return the valid certificates of trainings that ended in a year, in order of the book."""
    found = Certificate.objects.filter(revoked_at=None, content__last_on__startswith=f"{year}-")
    return found.select_related("batch__course", "person").order_by("register_year", "register_serial")


def siasn_exports() -> QuerySet[SiasnExport]:
    """Return the archives for SIASN, the latest first."""
    return SiasnExport.objects.all()


def siasn_file(export: SiasnExport) -> Path | None:
    """Return where an archive lies; None while it is not there."""
    path = Path(settings.MEDIA_ROOT) / export.stored_file
    return path if export.stored_file and path.is_file() else None
