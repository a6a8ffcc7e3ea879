"""What is missing towards a certificate, in sentences that say what to do, and the list of who passes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from saindege.delivery.app import queries
from saindege.delivery.certificate import Lack
from saindege.programme.app.models import Batch


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is missing: the sentence, and where it is put right, if anywhere."""

    sentence: str
    link: str = ""
    link_words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One participant of the list."""

    row: queries.PassingRow
    reasons: tuple[Reason, ...]


def lines_of(batch: Batch, found: queries.Passing, rows: Iterable[queries.PassingRow]) -> list[Line]:
    """Return rows with their reasons in words; whoever cannot make up for it here is told once what is left."""
    lines = []
    for row in rows:
        lacks = () if row.is_issued else tuple(lack for lack in row.lacks if lack != "session_open")
        if "attendance" in lacks:
            # Who was too little there passes by no mark: what else is missing is nothing to remind of.
            lacks = ("attendance",)
        reasons = [reason_of(batch, found, row, lack) for lack in lacks]
        is_over = {"attendance", "post_low"} & set(lacks) or ("post_missing" in lacks and found.post_is_over)
        if is_over:
            reasons.append(Reason(_("Panggil lagi ke angkatan berikutnya.")))
        lines.append(Line(row, tuple(reasons)))
    return lines


def lacks_in_words(found: queries.Passing) -> list[tuple[str, str, int]]:
    """Return what those lack who do not pass: key, words, how many, the commonest first."""
    return [(lack, queries.lack_in_words(lack), n) for lack, n in found.lacking.items()]


def reason_of(batch: Batch, found: queries.Passing, row: queries.PassingRow, lack: Lack) -> Reason:
    """Say what is missing and what to do about it."""
    exams = reverse("delivery:exams", args=[batch.course_id, batch.pk])
    practice = reverse("delivery:practice", args=[batch.course_id, batch.pk])
    words = {
        "has": _figure(row.attended_percent),
        "least": _figure(found.needed_percent),
        "post": _figure(row.marks.post),
        "least_post": _figure(found.least.post),
        "practice": _figure(row.marks.practice),
        "least_practice": _figure(found.least.practice),
    }
    if lack == "attendance":
        return Reason(_("Hadir %(has)s %% dari JP, paling sedikit %(least)s %%.") % words)
    if lack == "post_missing":
        return _missing_test(found, exams)
    if lack == "post_low":
        return Reason(_("Nilai tes akhir %(post)s, paling sedikit %(least_post)s.") % words)
    if lack == "practice_missing":
        return Reason(_("Praktiknya belum dinilai lengkap."), practice, _("Nilai praktik"))
    if lack == "practice_low":
        return Reason(
            _(
                "Nilai praktik %(practice)s %%, paling sedikit %(least_practice)s %%. Latih lagi, lalu minta pengamat menilai ulang."
            )
            % words,
            practice,
            _("Nilai praktik"),
        )
    return Reason(queries.lack_in_words(lack))


def _missing_test(found: queries.Passing, exams: str) -> Reason:
    if found.post is None:
        return Reason(_("Tes akhir belum disiapkan."), exams, _("Siapkan tes akhir"))
    closes_at = timezone.localtime(found.post.closes_at)
    if found.post_is_open:
        until = closes_at.strftime("%d-%m-%Y %H.%M")
        return Reason(
            _("Belum mengerjakan tes akhir, yang dibuka sampai %(until)s. Ingatkan peserta ini.")
            % {"until": until}
        )
    return Reason(_("Tidak mengerjakan tes akhir, yang sudah ditutup."), exams, _("Lihat tes"))


def _figure(value: float | None) -> str:
    return "" if value is None else str(floatformat(value, -1))
