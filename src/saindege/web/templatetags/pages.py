"""Tags and filters that every page may use; they are built in, so no page loads them."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, partial
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, Form, RadioSelect
from django.template import RequestContext
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from saindege.base.app.models import Job, JobState
from saindege.base.app.pages import reader_language
from saindege.base.errors import Sentence
from saindege.people import nip
from saindege.web.charts import canvas
from saindege.web.charts import ring as rings

register = template.Library()

JOB_STATES = {
    JobState.WAITING: ("plain", _("Menunggu")),
    JobState.RUNNING: ("wait", _("Berjalan")),
    JobState.DONE: ("good", _("Selesai")),
    JobState.FAILED: ("bad", _("Gagal")),
}
BADGES = {"good": "check", "wait": "clock", "bad": "triangle-alert", "plain": "minus"}


@cache
def _icons(prepared: bool) -> str:
    return static("saindege/icons.svg")


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of icons.svg; it never stands alone, a word stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        _icons(settings.STATIC_PREPARED),
        name,
    )


@register.simple_tag
def badge(tone: str, words: object) -> SafeString:
    """The state of one thing: word, icon and shape. Tones: good, wait, bad, plain."""
    tone_class = f" is-{tone}" if tone in ("good", "wait", "bad") else ""
    return format_html(
        '<span class="badge{}">{}{}</span>', tone_class, icon(BADGES.get(tone, "minus")), words
    )


@register.simple_tag
def job_state(job: Job) -> SafeString:
    """The state of long work as a badge."""
    tone, words = JOB_STATES[job.state]
    return badge(tone, words)


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form's field in the look's markup: label, help, fault, control."""
    return {"field": bound}


@register.inclusion_tag("web/parts/fault_list.html")
def fault_list(form: Form) -> dict[str, Any]:
    """All faults of a form on top, each linked to its field."""
    faulty = [bound for bound in form.visible_fields() if bound.errors]
    return {"form": form, "faulty": faulty, "count": len(faulty) + len(form.non_field_errors())}


@register.filter
def control(bound: BoundField) -> SafeString:
    """The field's control, tied to its help and its fault for those who hear the page."""
    told = []
    if bound.help_text:
        told.append(f"{bound.id_for_label or bound.auto_id}-help")
    attributes = {}
    if bound.errors:
        told.append(f"{bound.id_for_label or bound.auto_id}-fault")
        attributes["aria-invalid"] = "true"
    if told and not isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        attributes["aria-describedby"] = " ".join(told)
    return bound.as_widget(attrs=attributes)


@register.filter
def shape(bound: BoundField) -> str:
    """Which markup a field needs: ``check``, ``choices`` or ``line``."""
    if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "check" if isinstance(bound.field.widget, CheckboxInput) else "line"


@register.inclusion_tag("web/parts/downloads.html")
def downloads(base_url: str) -> dict[str, Any]:
    """Links that take the same figures away as CSV and XLSX; ``base_url`` may carry a query."""
    return {"base_url": base_url, "join": "&" if "?" in base_url else "?"}


@register.inclusion_tag("web/parts/pager.html", takes_context=True)
def pager(context: RequestContext, page: Page) -> dict[str, Any]:
    """Numbers of the pages of a long list, other parts of the address kept."""
    return {"page": page, "request": context["request"]}


@register.simple_tag(takes_context=True)
def query(context: RequestContext, **changes: object) -> str:
    """The address's query with these changes; None takes a part out."""
    parts = context["request"].GET.copy()
    for name, value in changes.items():
        parts.pop(name, None)
        if value is not None:
            parts[name] = str(value)
    return "?" + parts.urlencode()


@register.filter
def nip_groups(number: str | None) -> str:
    """A NIP in its parts: birth, appointment, sex, serial number."""
    return nip.grouped(number) if number else ""


@register.filter
def rupiah(amount: float | None) -> str:
    """An amount of money; millions and more are rounded, as a sentence would say it."""
    if amount is None:
        return "-"
    if amount < 0:
        return "\u2212" + rupiah(-amount)
    english = reader_language() == "en"
    for size, indonesian_word, english_word in (
        (1e12, "triliun", "trillion"), (1e9, "miliar", "billion"), (1e6, "juta", "million"),
    ):  # fmt: skip
        if abs(amount) >= size:
            figure = formats.number_format(round(amount / size, 2), decimal_pos=2, use_l10n=True)
            mark = formats.get_format("DECIMAL_SEPARATOR")
            figure = figure.rstrip("0").rstrip(mark)
            return f"Rp{figure} {english_word if english else indonesian_word}"
    return "Rp" + formats.number_format(round(amount), decimal_pos=0, use_l10n=True, force_grouping=True)


def _local(moment: date | datetime) -> date | datetime:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


@register.filter
def day(moment: date | datetime | None) -> str:
    """A date in words: 24 November 2026."""
    return formats.date_format(_local(moment), "DATE_FORMAT") if moment else ""


@register.filter
def weekday(moment: date | datetime | None) -> str:
    """A date with the name of its day: Selasa, 24 November 2026."""
    return formats.date_format(_local(moment), "l, j F Y") if moment else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """A time of day: 08.30."""
    return formats.time_format(_local(moment), "TIME_FORMAT") if moment else ""


@register.simple_tag
def near_day(moment: datetime, today: date) -> str:
    """The day of something that comes: today, tomorrow, or its date with the name of the day."""
    days = (timezone.localdate(moment) - today).days
    if days in (0, 1):
        return gettext("Besok") if days else gettext("Hari ini")
    return formats.date_format(_local(moment), "l, j F")


@register.simple_tag
def ring_picture(done: float, booked: float, target: float) -> SafeString:
    """Learning hours as a ring: done, and booked on top, of those owed."""
    number = partial(canvas.format_number, decimals=0, language=reader_language())
    words = {"done": number(done), "booked": number(booked), "target": number(target)}
    label = gettext("%(done)s dari %(target)s JP; %(booked)s JP lagi sudah terjadwal") % words
    unit = gettext("dari %(target)s JP") % words
    drawn = rings.ring(done, booked, target, unit=unit, label=label, language=reader_language())
    return mark_safe(drawn)  # noqa: S308 -- the drawing escapes its words


@register.filter
def say(sentence: Sentence | None) -> str:
    """A sentence in the reader's language."""
    return sentence.in_language(reader_language()) if sentence else ""


@register.filter
def bare_name(name: str) -> str:
    """A name without the degrees behind it."""
    return name.split(",")[0]


@register.filter
def initials(name: str) -> str:
    """First letters of the first two names, titles left out."""
    names = [word for word in name.replace(",", " ").split() if word[:1].isalpha() and not word.endswith(".")]
    return "".join(word[0].upper() for word in names[:2])


@register.filter
def time_left(seconds: int | None) -> str:
    """How long something may still take, as one would say it."""
    if seconds is None:
        return ""
    if seconds < 60:
        tens = max(5, round(seconds / 5) * 5)
        return ngettext("sekitar %(n)d detik lagi", "sekitar %(n)d detik lagi", tens) % {"n": tens}
    minutes = round(seconds / 60)
    return ngettext("sekitar %(n)d menit lagi", "sekitar %(n)d menit lagi", minutes) % {"n": minutes}
