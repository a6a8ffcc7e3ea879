"""What came out of an audit, in words and as rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saindege.base.app.pages import Cell
from saindege.service.app.models import AuditDraw
from saindege.service.app.queries.auditing import AuditResult, AuditRow, Verdict
from saindege.service.app.views import words
from saindege.service.audit_rules import load_audit_rules
from saindege.service.finite_share import FiniteShare

#: How far a draw is: tone of its badge, word.
STATES = {
    "waiting": ("wait", gettext_lazy("Menunggu pemeriksa")),
    "checking": ("wait", gettext_lazy("Sedang diperiksa")),
    "differing": ("wait", gettext_lazy("Ada yang berbeda")),
    "done": ("good", gettext_lazy("Selesai")),
}
# Landis and Koch's words lead people to read kappa as a school mark; the page says only whether chance explains it.


def rows_shown(rows: Iterable[AuditRow]) -> list[dict[str, Any]]:
    """Return draws for a list."""
    shown = []
    for row in rows:
        tone, word = STATES[row.state]
        share = row.result.share if row.result else None
        shown.append(
            {
                "draw": row.draw,
                "tone": tone,
                "word": word,
                "month": words.month(row.draw.month),
                "accuracy": words.percent(share.value, 1) if share else "-",
                "interval": _interval(share) if share else "-",
            }
        )
    return shown


def _interval(share: FiniteShare) -> str:
    if share.n == share.population:
        return _("semua diperiksa")
    return words.interval(share.exact.low * 100, share.exact.high * 100)


def result_parts(draw: AuditDraw, result: AuditResult) -> dict[str, Any]:
    """Return agreement, accuracy, faults and what differs."""
    rules, agreed, share = load_audit_rules(), result.agreement, result.share
    bounds = agreed.kappa_interval
    return {
        "agreement": agreed,
        "agreed_count": agreed.both_right + agreed.both_wrong,
        "agreed_share": words.percent(agreed.share, 1),
        "agreed_interval": words.interval(agreed.share_interval.low * 100, agreed.share_interval.high * 100),
        "kappa": None if agreed.kappa is None else words.number(agreed.kappa, 2),
        "kappa_interval": words.interval(bounds.low, bounds.high, 2) if bounds else "",
        "kappa_bounded": words.number(agreed.kappa_bounded, 2),
        "by_chance": bounds is not None and bounds.low <= 0,
        "share": share,
        "share_value": words.percent(share.value, 1) if share else "",
        "share_exact": words.interval(share.exact.low * 100, share.exact.high * 100) if share else "",
        "share_wilson": words.interval(share.wilson.low * 100, share.wilson.high * 100) if share else "",
        "share_row": {
            "label": _("Benar"),
            "value": share.value * 100,
            "low": share.exact.low * 100,
            "high": share.exact.high * 100,
            "tone": "good",
        }
        if share
        else None,
        "share_from": min(50.0, share.exact.low * 100 // 10 * 10) if share else 0,
        "is_few": agreed.n < rules.few and agreed.n < draw.population,
        "faults": [(words.say(rules.name_of(code)), n) for code, n in result.faults],
        "differing": [_differing(one) for one in result.verdicts if one.differs],
        "open_cases": result.open,
        "take": "?",
    }


def _differing(one: Verdict) -> dict[str, Any]:
    rules = load_audit_rules()

    def told(is_right: bool, reason: str) -> str:
        return _("benar") if is_right else f"{_('salah')}: {words.say(rules.name_of(reason))}"

    return {
        "case": one.case,
        "first": told(one.first, one.first_reason),
        "second": told(one.second, one.second_reason),
        "decided": "" if one.is_right is None else told(one.is_right, one.reason),
    }


def verdict_table(result: AuditResult) -> tuple[str, list[str], list[list[Cell]]]:
    """Return every case with both marks and the verdict, to take away."""
    rules = load_audit_rules()
    header = [
        _("urutan"), _("nomor berkas"), _("pemeriksa 1"), _("pemeriksa 2"), _("hasil"), _("apa yang salah"), _("keputusan"),
    ]  # fmt: skip
    right, wrong = _("benar"), _("salah")
    rows: list[list[Cell]] = [
        [
            one.case.position,
            one.case.number,
            right if one.first else wrong,
            right if one.second else wrong,
            "" if one.is_right is None else right if one.is_right else wrong,
            words.say(rules.name_of(one.reason)) if one.is_right is False else "",
            one.case.words,
        ]
        for one in result.verdicts
    ]
    return _("pemeriksaan contoh"), header, rows
