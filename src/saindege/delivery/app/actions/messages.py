"""Writes of messages: prepare reminders, mark as sent once, mark as seen, keep one's own telephone number."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery import mail, message
from saindege.delivery.app import access
from saindege.delivery.app.models import Contact, Message
from saindege.delivery.app.queries import enrolling as queries
from saindege.delivery.app.queries import mailing
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


class SentAlready(SaindegeError):
    """Nobody is told the same thing twice."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Pesan ini sudah ditandai terkirim, jadi jangan dikirim lagi. Lihat catatan di bawah.",
                en="This message is marked as sent already, so do not send it again. See the log below.",
            )
        )


class GoingOut(SaindegeError):
    """A letter with this message is being handed over."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Pesan ini sedang dikirim lewat e-mail. Tunggu sebentar, lalu muat ulang halaman.",
                en="This message is going out by e-mail. Wait a moment, then load the page again.",
            )
        )


class NobodyToTell(SaindegeError):
    """There is nobody to whom this applies now."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tidak ada yang perlu diberi tahu. Pengingat disiapkan sebelum sesi pertama; pertanyaan kepada yang "
                "tidak datang sesudah semua sesi ditutup.",
                en="Nobody needs to be told. Reminders are prepared before the first session; questions to those who "
                "did not come after every session is closed.",
            )
        )


def prepare_messages(by: Account, batch: Batch, *, kind: str, at: datetime) -> int:
    """Prepare reminders of the first session, or questions to those who never came; once for each occasion.

    Raises
    ------
    NobodyToTell : too early, too late, or nobody to whom it applies
    """
    require(access.may_organise(by))
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        start = queries.first_start(locked)
        if kind == "missed":
            people = [one.person for one, _ in queries.no_shows(locked)]
            occasion = locked.sessions.latest("ends_at").ends_at if people else None
        else:
            people = [one.person for one in locked.participants.select_related("person")]
            occasion = start if start is not None and start > at else None
        if not people or occasion is None:
            raise NobodyToTell
        before = locked.messages.count()
        Message.objects.bulk_create(
            [
                Message(
                    batch=locked,
                    person=person,
                    kind="missed" if kind == "missed" else "reminder",
                    occasion=occasion,
                    is_example=locked.is_example or person.is_example,
                )
                for person in people
            ],
            ignore_conflicts=True,
        )
        return locked.messages.count() - before


def mark_sent(by: Account, told: Message, *, at: datetime) -> None:
    """Write down that a message was sent by hand.

    Raises
    ------
    SentAlready : somebody did so before
    GoingOut : it goes out by e-mail at this moment
    """
    require(access.may_organise(by))
    with transaction.atomic():
        Message.objects.select_for_update().filter(pk=told.pk).first()
        if mailing.is_on_its_way(told, at):
            raise GoingOut
        if not Message.objects.filter(pk=told.pk, sent_at=None).update(sent_at=at, sent_by=by):
            raise SentAlready
        base_actions.record(
            by=by, action="delivery.message_sent", subject=told, at=at, detail={"kind": told.kind}
        )


def mark_seen(by: Account, *, at: datetime) -> int:
    """Mark all of one's own notices as seen."""
    require(by.is_active)
    return Message.objects.filter(person__account=by, seen_at=None).update(seen_at=at)


def keep_phone(by: Account, person: Person, written: str) -> None:
    """Keep one's own number, or take it back with nothing written; it goes into no record.

    Raises
    ------
    message.PhoneRefused : it is no number
    """
    require(access.may_keep_contact(by, person))
    _keep(person, phone=message.phone_digits(written) if written.strip() else "")


def keep_address(by: Account, person: Person, written: str) -> None:
    """Keep one's own e-mail address, or take it back with nothing written; it goes into no record.

    Raises
    ------
    mail.AddressRefused : it is no address
    """
    require(access.may_keep_contact(by, person))
    _keep(person, email=mail.mail_address(written) if written.strip() else "")


def _keep(person: Person, **values: str) -> None:
    """Keep what was given; nothing is kept of somebody who has taken everything back."""
    with transaction.atomic():
        Contact.objects.update_or_create(person=person, defaults=values)
        Contact.objects.filter(person=person, phone="", email="").delete()
