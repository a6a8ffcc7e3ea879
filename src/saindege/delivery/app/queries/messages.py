"""Reads of what people are told: one's own notices, and what an organiser has still to send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from saindege.base.app.models import Account
from saindege.delivery import message
from saindege.delivery.app.models import Contact, Mail, Message
from saindege.delivery.app.queries.official import when
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


@dataclass(frozen=True, slots=True)
class Ready:
    """A message ready to be sent; the telephone number stands in the link alone."""

    row: Message
    text: str
    link: str
    has_phone: bool
    has_address: bool
    mail: Mail | None


def notices_of(account: Account) -> QuerySet[Message]:
    """Return what an account is told, the latest first."""
    return Message.objects.filter(person__account=account).select_related("batch__course", "person")


def unseen_of(account: Account) -> int:
    """Return how many notices an account has not seen."""
    return notices_of(account).filter(seen_at=None).count()


def texts_of(rows: list[Message], whole: Callable[[str], str]) -> list[tuple[Message, str]]:
    """Return messages with their words; ``whole`` makes a path an address."""
    firsts: dict[object, object] = {}
    told = []
    for row in rows:
        if row.batch_id not in firsts:
            firsts[row.batch_id] = row.batch.sessions.order_by("starts_at", "id").first()
        first = firsts[row.batch_id]
        path = reverse("delivery:enrol", args=[row.batch.course_id, row.batch_id])
        about = message.Facts(
            name=row.person.name,
            course=f"{row.batch.course.title}, {row.batch.name}",
            start=when(first) if first else "",  # type: ignore[arg-type]
            place=first.place if first else "",  # type: ignore[attr-defined]
            address=whole(path),
        )
        told.append((row, message.text_of(row.kind, about)))
    return told


def to_send(batch: Batch, whole: Callable[[str], str]) -> list[Ready]:
    """Return the messages of a batch that nobody marked as sent, by kind and name."""
    rows = list(
        batch.messages.filter(sent_at=None)
        .select_related("person", "batch__course", "mail")
        .order_by("kind", "person__name", "occasion")
    )
    given = Contact.objects.filter(person__in={row.person_id for row in rows})
    contacts = {one.person_id: one for one in given}
    nothing = Contact(phone="", email="")
    return [
        Ready(
            row, text, message.whatsapp_link(text, own.phone), bool(own.phone), bool(own.email), mail_of(row)
        )
        for row, text in texts_of(rows, whole)
        for own in (contacts.get(row.person_id, nothing),)
    ]


def mail_of(row: Message) -> Mail | None:
    """Return the letter that carried a message, or tried to."""
    return getattr(row, "mail", None)


def sent(batch: Batch) -> QuerySet[Message]:
    """Return the log of what was marked as sent, the latest first."""
    return (
        batch.messages.exclude(sent_at=None)
        .select_related("person", "sent_by", "mail")
        .order_by("-sent_at", "id")
    )


def contact_of(person: Person) -> Contact:
    """Return the number and address that somebody gave; empty where none was."""
    return Contact.objects.filter(person=person).first() or Contact(person=person, phone="", email="")
