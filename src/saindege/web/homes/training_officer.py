"""This week: sessions, what waits for the officer, seats that are still free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from saindege.base.app import pages
from saindege.base.app.models import Account
from saindege.delivery.app import queries as delivery
from saindege.people.app import queries as people
from saindege.programme.app import queries as programme
from saindege.programme.app.models import Session

SOON = timedelta(days=14)
MOST_SHOWN = 4
IMPORT_STATES = {"uploaded": gettext_lazy("Berkas diterima"), "checked": gettext_lazy("Sudah diperiksa")}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for the officer, with its one act.

    Attributes
    ----------
    title, words : what, and how it stands
    url, act : where it is done, and the words of the button
    tone, badge : how urgent
    """

    title: str
    words: str
    url: str
    act: str
    tone: str
    badge: str


def page(account: Account, now: datetime) -> dict[str, object]:
    """Return the officer's first page."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    week = list(delivery.sessions_this_week(now))
    waiting = waiting_for(account, now)
    free = sessions_with_free_seats(now)
    return {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "week": [(session, state_in_week(session, now)) for session in week],
        "waiting": waiting[:MOST_SHOWN],
        "waiting_count": len(waiting),
        "free": free[:MOST_SHOWN],
        "free_count": len(free),
        "next_session": None if week else programme.sessions_between(now, now + timedelta(days=366)).first(),
        "staff": sum(people.staff_counts().values()),
        "recap": delivery.year_recap(today.year),
    }


def waiting_for(account: Account, now: datetime) -> list[Waiting]:
    """Return what only the officer can finish, the longest waiting first."""
    rows = [_to_close(session, now) for session in delivery.with_counts(programme.sessions_to_close(now))]
    rows += _programme_waits(account, now)
    rows += [
        Waiting(
            title=each.file_name,
            words=_("Daftar pegawai sudah diterima, belum diterapkan. Data lama masih berlaku."),
            url=reverse("people:staff_import", args=[each.pk]),
            act=_("Lanjutkan impor"),
            tone="wait",
            badge=str(IMPORT_STATES[each.state]),
        )
        for each in people.open_imports(account)
    ]
    rows += [
        Waiting(
            title=str(each),
            words=_("Angkatan ini belum punya sesi."),
            url=reverse("programme:session_new", args=[each.course_id, each.pk]),
            act=_("Buat sesi"),
            tone="plain",
            badge=_("Belum dijadwalkan"),
        )
        for each in programme.batches_without_session()
    ]
    return rows


def _programme_waits(account: Account, now: datetime) -> list[Waiting]:
    """Proposals to decide, and agreements whose end somebody should see coming."""
    proposals = [
        Waiting(
            title=each.title,
            words=_("%(office)s mengajukan usulan kursus dan menunggu jawaban.")
            % {"office": each.office.name},
            url=reverse("programme:proposal", args=[each.pk]),
            act=_("Putuskan usulan"),
            tone="wait",
            badge=_("Diajukan"),
        )
        for each in programme.proposal_rows(account, "submitted")
    ]
    agreements = [
        Waiting(
            title=str(row.agreement.partner),
            words=row.term.sentence.in_language(pages.reader_language()) if row.term.sentence else "",
            url=reverse("programme:partner", args=[row.agreement.partner_id]),
            act=_("Lihat perjanjian"),
            tone="bad" if row.term.standing == "expired" else "wait",
            badge=_("Berakhir") if row.term.standing == "expired" else _("Segera berakhir"),
        )
        for row in programme.agreements_ending(timezone.localdate(now))
    ]
    return proposals + agreements


def _to_close(session: Session, now: datetime) -> Waiting:
    days = (timezone.localdate(now) - timezone.localdate(session.ends_at)).days
    return Waiting(
        title=session.title,
        words=_(
            "%(arrived)d dari %(called)d hadir. Jam belajar dan sertifikat dihitung setelah sesi ditutup."
        )
        % {"arrived": session.arrived_count, "called": session.called_count},
        url=reverse("delivery:session", args=[session.batch.course_id, session.pk]),
        act=_("Tutup sesi"),
        tone="bad" if days > 2 else "wait",
        badge=_ended(days),
    )


def _ended(days: int) -> str:
    if days < 1:
        return _("Selesai hari ini")
    return ngettext("Selesai %(n)d hari lalu", "Selesai %(n)d hari lalu", days) % {"n": days}


def sessions_with_free_seats(now: datetime) -> list[Session]:
    """Return the sessions of the next two weeks that could take more people, the nearest first."""
    coming = delivery.with_counts(programme.sessions_between(now, now + SOON))
    return [session for session in coming if session.called_count < session.capacity]


def state_in_week(session: Session, now: datetime) -> tuple[str, str]:
    """Return tone and words of a session's state."""
    if session.closed_at:
        return "good", _("Ditutup")
    if session.ends_at <= now:
        return "wait", _("Belum ditutup")
    if session.starts_at <= now:
        return "good", _("Sedang berlangsung")
    if not session.called_count:
        return "bad", _("Belum ada peserta")
    return "plain", _("Terjadwal")
