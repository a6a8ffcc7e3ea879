"""Reads of e-mail: which messages can go out now, which of them nobody knows the fate of, and the server's settings."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from saindege.delivery.app.models import Contact, Mail, MailState, Message
from saindege.delivery.mail import FOR_GOOD, MailServer
from saindege.programme.app.models import Batch

# A letter that is still on its way after this is one whose fate nobody knows.
LONGEST_ON_ITS_WAY = timedelta(minutes=10)


def mail_server() -> MailServer | None:
    """Return where letters are handed in; None where the city has set no server, and in a demonstration."""
    if not settings.SAINDEGE_MAIL_HOST or settings.SAINDEGE_DEMO:
        return None
    return MailServer(
        host=settings.SAINDEGE_MAIL_HOST,
        port=settings.SAINDEGE_MAIL_PORT,
        sender=settings.SAINDEGE_MAIL_FROM,
        user=settings.SAINDEGE_MAIL_USER,
        password=settings.SAINDEGE_MAIL_PASSWORD,
        security=settings.SAINDEGE_MAIL_SECURITY,
    )


def to_mail(batch: Batch) -> QuerySet[Message]:
    """Return the messages of a batch that can go out by e-mail: not sent in any way, with an address, not refused for good.

    Example people get no letters.
    """
    again = Q(mail__state=MailState.REFUSED) & (Q(mail__code=None) | Q(mail__code__lt=FOR_GOOD))
    return (
        batch.messages.filter(Q(mail=None) | again, sent_at=None, is_example=False)
        .exclude(person__contact=None)
        .exclude(person__contact__email="")
        .select_related("person", "batch__course")
        .order_by("occasion", "person__name", "pk")
    )


def without_address(batch: Batch) -> int:
    """Return to how many people with an unsent message no letter can go."""
    found = batch.messages.filter(Q(person__contact=None) | Q(person__contact__email=""), sent_at=None)
    return found.values("person").distinct().count()


def address_of(told: Message) -> str:
    """Return the address that somebody gave, as it is now; empty where it was taken back meanwhile."""
    found = Contact.objects.filter(person=told.person_id).first()
    return found.email if found else ""


def unsure_in(batch: Batch, now: datetime) -> QuerySet[Mail]:
    """Return letters of a batch that somebody must decide about."""
    stuck = Q(state=MailState.BEGUN, begun_at__lt=now - LONGEST_ON_ITS_WAY)
    found = Mail.objects.filter(
        Q(state=MailState.UNSURE) | stuck, message__batch=batch, message__sent_at=None
    )
    return found.select_related("message__person")


def is_on_its_way(told: Message, now: datetime) -> bool:
    """Whether a letter goes out at this moment, so that nobody should send the same by hand."""
    begun = Mail.objects.filter(message=told, state=MailState.BEGUN)
    return begun.exclude(begun_at__lt=now - LONGEST_ON_ITS_WAY).exists()
