"""What the page of a result says around its charts, in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from saindege.base.app import pages
from saindege.impact.app import queries
from saindege.impact.app.models import Study
from saindege.impact.app.queries.second import second_of
from saindege.impact.outcome import say_number


def result_words(asked: Study, page: queries.ResultPage) -> dict[str, Any]:
    """Return sentences, headers and rows for the charts of a result."""
    panel = page.figures["panel"]
    return {
        "outcome": page.outcome,
        "first_month": _month(panel["first_month"]),
        "last_month": _month(panel["last_month"]),
        "control_words": _("kantor yang belum dilatih")
        if page.figures["main"]["control"] == "notyet"
        else _("kantor yang tidak pernah dilatih"),
        "next_words": _next(asked, page),
        **_months(page),
        **_second(asked, page),
        **(_naive(page) if page.naive else {}),
    }


def _month(text: str) -> str:
    return formats.date_format(date.fromisoformat(f"{text}-01"), "F Y")


def _months(page: queries.ResultPage) -> dict[str, Any]:
    # Of a handful of offices nothing is estimated, and no trend is looked at.
    trend = next((each for each in page.checklist if each["id"] == "parallel_trends"), {"tone": "plain"})
    if trend["tone"] == "bad":
        sentence = _(
            "Sebelum pelatihan pun kedua kelompok sudah bergerak berbeda, jadi selisih sesudahnya sulit dibaca."
        )
    elif page.verdict == "belum_terbukti":
        sentence = _(
            "Selang kebanyakan bulan sesudah pelatihan masih bertumpuk dengan kantor pembanding, atau uji lain gagal."
        )
    elif trend["tone"] == "good":
        sentence = _(
            "Sebelum pelatihan kedua kelompok berjalan sama (p = %(p)s). Sesudahnya jaraknya melebar."
        ) % {"p": _number(trend["figure"], 2)}
    else:
        sentence = _("Sesudah pelatihan jaraknya melebar. Gerak sebelum pelatihan tidak dapat diuji.")
    digits = page.outcome.decimals
    return {
        "months_sentence": sentence,
        "months_label": _("Selisih dari kantor pembanding menurut bulan dari pelatihan, %(unit)s")
        % {"unit": page.unit},
        "months_header": [_("Bulan"), _("Selisih (%(unit)s)") % {"unit": page.unit}, _("Selang 95 %")],
        "months_rows": [
            [_event(row.event_time), _number(row.value, digits), _interval(row.low, row.high, digits)]
            for row in page.months
        ],
        "legend": [("dot-b", _("sebelum, beserta selang")), ("dot", _("sesudah, beserta selang"))],
    }


def _second(asked: Study, page: queries.ResultPage) -> dict[str, Any]:
    found = second_of(asked.outcome, page.figures, pages.reader_language())
    agrees = (page.figures["main"].get("second_opinion") or {}).get("agrees")
    return {
        "second": found,
        "second_label": _("Pengaruh menurut beberapa cara menaksir, %(unit)s") % {"unit": page.unit},
        "second_header": [
            pgettext("impact", "Cara"),
            _("Pengaruh (%(unit)s)") % {"unit": page.unit},
            _("Selang 95 %"),
        ],
        "second_sentence": _("Cara lain menunjuk ke arah yang sama.")
        if agrees
        else _("Cara lain tidak menunjuk ke arah yang sama; lihat mengapa sebelum percaya.")
        if agrees is False
        else _("Cara lain tidak dapat menjawab untuk data ini."),
    }


def _naive(page: queries.ResultPage) -> dict[str, Any]:
    told = page.naive
    assert told is not None
    trained, compared = _("dilatih"), _("pembanding")
    pairs = [(trained, told["trained_before"], told["trained_after"], "good")]
    if told["compared_before"] is not None:
        pairs.append((compared, told["compared_before"], told["compared_after"], "plain"))
        sentence = _(
            "Sebelum dan sesudah saja memberi %(trained)s. Kantor pembanding pada masa yang sama: %(compared)s. "
            "Yang disebut pengaruh hanya selisihnya, bulan demi bulan: %(effect)s."
        )
    else:
        sentence = _(
            "Sebelum dan sesudah saja memberi %(trained)s. Tanpa pembanding, musim dan perubahan lain ikut terhitung."
        )
    return {
        "naive_sentence": sentence % told,
        "naive_label": _("Rata-rata sebelum dan sesudah pelatihan, %(unit)s") % {"unit": told["unit"]},
        "naive_pairs": pairs,
        "before_words": _("sebelum"),
        "after_words": _("sesudah"),
        "naive_header": [_("Kantor"), _("Sebelum"), _("Sesudah"), _("Beda")],
        "naive_rows": [
            [name, _number(start, 1), _number(end, 1), _number(end - start, 1)]
            for name, start, end, _tone in pairs
        ],
    }


def _next(asked: Study, page: queries.ResultPage) -> str:
    waiting = sum(row.trained_on is None for row in asked.trainings.all())
    if page.verdict == "terbukti_membaik" and waiting:
        return ngettext(
            "%(n)s kantor masih menunggu. Latih gelombang berikutnya, lalu hitung lagi: apakah hasilnya bertahan?",
            "%(n)s kantor masih menunggu. Latih gelombang berikutnya, lalu hitung lagi: apakah hasilnya bertahan?",
            waiting,
        ) % {"n": waiting}
    if page.verdict == "belum_terbukti":
        return _(
            "Tambahkan kantor atau bulan, atau pilih ukuran yang lebih peka. Jangan simpulkan bahwa pelatihan gagal."
        )
    if page.verdict == "terbukti_memburuk":
        return _(
            "Tanyakan kepada petugas loket apa yang berubah sesudah pelatihan, sebelum gelombang berikutnya."
        )
    return ""


def _event(number: int) -> str:
    return f"+{number}" if number > 0 else str(number).replace("-", "\u2212")


def _number(value: float, decimals: int) -> str:
    return say_number(value, decimals, pages.reader_language())


def _interval(low: float | None, high: float | None, decimals: int) -> str:
    if low is None or high is None:
        return "-"
    return f"{_number(low, decimals)} {_('sampai')} {_number(high, decimals)}"
