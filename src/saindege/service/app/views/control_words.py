"""What the weeks of a control chart say, in plain words: since when, which way, and what to ask."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saindege.service.app.views import words
from saindege.service.control import Point, Signal

RULE_NAMES = {
    "beyond": gettext_lazy("di luar batas"),
    "jump": gettext_lazy("lompatan"),
    "run": gettext_lazy("delapan di satu sisi"),
    "two_of_three": gettext_lazy("dua dari tiga jauh"),
    "four_of_five": gettext_lazy("empat dari lima agak jauh"),
    "drift": gettext_lazy("enam berurut"),
}


def name_rules(point: Point) -> str:
    """Name the rules by which a week speaks; empty where it does not."""
    return "; ".join(str(RULE_NAMES[rule]) for rule in point.rules)


def say_signal(signal: Signal) -> str:
    """Say what happened since when."""
    first, last = words.day(signal.first_on.isoformat()), words.day(signal.last_on.isoformat())
    count = (signal.last_on - signal.first_on).days // 7 + 1
    slower = signal.direction == "above"
    since = {
        "from": first,
        "to": last,
        "n": words.number(count),
        "way": _("lebih lambat") if slower else _("lebih cepat"),
        "side": _("di atas") if slower else _("di bawah"),
    }
    if signal.rule == "beyond" and count == 1:
        return _("Pekan %(from)s di luar batas: jelas %(way)s daripada biasanya.") % since
    if signal.rule == "jump":
        text = (
            _("Pada pekan %(from)s waktunya melompat naik dari pekan sebelumnya.")
            if slower
            else _("Pada pekan %(from)s waktunya melompat turun dari pekan sebelumnya.")
        )
        return text % since
    if signal.rule == "drift":
        since["rise"] = _("naik") if slower else _("turun")
        return _("Dari pekan %(from)s sampai %(to)s waktunya %(rise)s terus, pekan demi pekan.") % since
    if signal.is_current:
        by_rule = {
            "run": _(
                "Sejak pekan %(from)s layanan %(way)s: %(n)s pekan berturut-turut %(side)s garis tengah."
            ),
            "beyond": _("Sejak pekan %(from)s layanan jelas %(way)s: %(n)s pekan di luar batas."),
            "two_of_three": _(
                "Sejak pekan %(from)s layanan tampak %(way)s: paling sedikit dua dari tiga pekan jauh %(side)s garis tengah."
            ),
            "four_of_five": _(
                "Sejak pekan %(from)s layanan tampak %(way)s: paling sedikit empat dari lima pekan agak jauh %(side)s garis tengah."
            ),
        }
    else:
        by_rule = {
            "run": _("Pekan %(from)s sampai %(to)s layanan %(way)s: %(n)s pekan %(side)s garis tengah."),
            "beyond": _("Pekan %(from)s sampai %(to)s jelas %(way)s: %(n)s pekan di luar batas."),
            "two_of_three": _("Pekan %(from)s sampai %(to)s tampak %(way)s, jauh %(side)s garis tengah."),
            "four_of_five": _(
                "Pekan %(from)s sampai %(to)s tampak %(way)s, agak jauh %(side)s garis tengah."
            ),
        }
    return by_rule[signal.rule] % since


def what_to_ask(signal: Signal) -> str:
    """Say what to ask whom."""
    if signal.direction == "below":
        return _(
            "Tanyakan kepada kantornya apa yang membantu, lalu jadikan kebiasaan. Bila cara kerjanya memang berubah, "
            "catat fase baru di bawah."
        )
    if signal.rule in ("beyond", "jump"):
        return _(
            "Tanyakan selagi masih diingat: apa yang terjadi pekan itu? Petugas libur, aplikasi mati, atau berkas datang "
            "serentak?"
        )
    return _(
        "Tanyakan apa yang berubah sekitar pekan itu: jumlah berkas, jenis berkas, petugas, aplikasi, atau syarat. Baru "
        "kemudian bicarakan cara kerja."
    )
