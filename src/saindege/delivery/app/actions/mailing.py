"""Writes of e-mail: ask for it, write the intention before and the result after, decide what nobody can know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery import mail
from saindege.delivery.app import access
from saindege.delivery.app.models import Mail, MailState, Message
from saindege.delivery.app.queries import mailing as queries
from saindege.delivery.app.queries import messages as message_queries
from saindege.programme.app.models import Batch

SEND = "delivery.send_mail"
# A subject is read by whoever looks at the mailbox: it names nobody and no course.
SUBJECT = "Pemberitahuan pelatihan"


class MailIsOff(SaindegeError):
    """The city has set no mail server."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="E-mail belum disetel, atau ini demo. Kirim lewat WhatsApp; admin menyetel SAINDEGE_MAIL_HOST.",
                en="E-mail is not set up, or this is a demonstration. Use WhatsApp; the administrator sets "
                "SAINDEGE_MAIL_HOST.",
            )
        )


class NothingToMail(SaindegeError):
    """No message waits for which there is an address."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tidak ada pesan yang dapat dikirim lewat e-mail: semuanya sudah terkirim, atau orangnya belum "
                "memberi alamat. Kirim lewat WhatsApp.",
                en="No message can go by e-mail: all are sent, or nobody of them gave an address. Use WhatsApp.",
            )
        )


class Settled(SaindegeError):
    """There is nothing to decide about this letter."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Surat ini tidak menunggu keputusan lagi. Muat ulang halaman.",
                en="Nothing is to be decided about this letter any more. Load the page again.",
            )
        )


def ask_for_mail(by: Account, batch: Batch, *, address: str, result_url: str) -> Job:
    """Ask for everything that waits to go out; the same messages asked for twice are the same job.

    Parameters
    ----------
    address : of the house, for the links in letters

    Raises
    ------
    MailIsOff, NothingToMail
    """
    require(access.may_organise(by))
    if queries.mail_server() is None:
        raise MailIsOff
    waiting = list(queries.to_mail(batch).values_list("pk", "mail__begun_at"))
    if not waiting:
        raise NothingToMail
    return base_actions.enqueue(
        kind=SEND,
        key=f"{SEND}:{uuid5(NAMESPACE_URL, f'{batch.pk}:{sorted(map(str, waiting))}')}",
        title=f"Mengirim {len(waiting)} e-mail: {batch}"[:200],
        by=by,
        arguments={"batch": str(batch.pk), "address": address},
        result_url=result_url,
    )


def send_mail(
    by: Account,
    batch: Batch,
    *,
    attempt: str,
    address: str,
    post: mail.Post,
    clock: Callable[[], datetime],
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Send what waits, one by one; returns how many the server took.

    The intention stands in the database before a letter goes out, and each message has one row for it: whatever is
    killed at whatever point, no message goes out twice. A letter that another attempt began and never ended is
    marked as unsure, and left to a person.

    Raises
    ------
    mail.ServerAway : the line cannot be opened; what was sent is written down
    """
    require(access.may_organise(by))
    Mail.objects.filter(message__batch=batch, state=MailState.BEGUN).exclude(attempt=attempt).update(
        state=MailState.UNSURE
    )
    waiting, taken = list(queries.to_mail(batch)), 0
    texts = dict(message_queries.texts_of(waiting, lambda path: f"{address}{path}"))
    for done, told in enumerate(waiting):
        tell(done, len(waiting))
        post.be_ready()
        begun = _begin(by, told, attempt, clock())
        if begun is None:
            continue
        row, to = begun
        letter = mail.Letter(to, SUBJECT, texts[told], str(row.pk), timezone.localtime(row.begun_at))
        try:
            post.send(letter)
        except mail.NotTaken as refusal:
            _end(row, MailState.REFUSED, refusal.code, clock())
        except mail.Unsure:
            _end(row, MailState.UNSURE, None, clock())
        else:
            _end(row, MailState.SENT, None, clock())
            taken += 1
    tell(len(waiting), len(waiting))
    return taken


def decide_mail(by: Account, letter: Mail, *, has_arrived: bool, at: datetime) -> None:
    """Say of a letter whose fate nobody knew that it arrived, or that it did not and may be sent again.

    Raises
    ------
    Settled : there is nothing to decide
    """
    require(access.may_organise(by))
    with transaction.atomic():
        kept = Mail.objects.select_for_update().select_related("message__batch").get(pk=letter.pk)
        if not queries.unsure_in(kept.message.batch, at).filter(pk=kept.pk).exists():
            raise Settled
        if has_arrived:
            Message.objects.filter(pk=kept.message_id, sent_at=None).update(sent_at=at, sent_by=by)
        kept.state = MailState.SENT if has_arrived else MailState.REFUSED
        kept.code, kept.ended_at = None, at
        kept.save(update_fields=["state", "code", "ended_at"])
        detail = {"has_arrived": has_arrived}
        base_actions.record(by=by, action="delivery.mail_decided", subject=kept.message, at=at, detail=detail)


def _begin(by: Account, told: Message, attempt: str, now: datetime) -> tuple[Mail, str] | None:
    """Write down that a letter is going out, and to which address; None where it went out or goes already."""
    with transaction.atomic():
        current = Message.objects.select_for_update().filter(pk=told.pk, sent_at=None).first()
        to = queries.address_of(told)
        if current is None or not to:
            return None
        values = {"state": MailState.BEGUN, "attempt": attempt, "begun_at": now, "asked_by": by}
        row, made = Mail.objects.get_or_create(message=current, defaults=values)
        if not made:
            # Refused before: it may go again, and only one attempt gets it.
            if not Mail.objects.filter(pk=row.pk, state=MailState.REFUSED).update(**values, ended_at=None):
                return None
            row.refresh_from_db()
    return row, to


def _end(row: Mail, state: str, code: int | None, now: datetime) -> None:
    """Write down how it went. What the server took is sent, whatever was thought of it meanwhile."""
    with transaction.atomic():
        open_rows = Mail.objects.filter(pk=row.pk, state__in=[MailState.BEGUN, MailState.UNSURE])
        open_rows.update(state=state, code=code, ended_at=now)
        if state == MailState.SENT:
            Message.objects.filter(pk=row.message_id, sent_at=None).update(sent_at=now, sent_by=row.asked_by)
            base_actions.record(
                by=row.asked_by,
                action="delivery.message_sent",
                subject=row.message,
                at=now,
                detail={"kind": row.message.kind, "way": "email"},
            )
