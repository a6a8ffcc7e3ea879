"""What a browser sends about calls for topics."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.programme.app.actions import CallFields, TopicFields
from saindege.programme.app.forms.fields import DayField, PlainForm

MOST_LETTERS = 4000


class CallForm(PlainForm):
    """A call for topics."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Judul panggilan"), max_length=200, error_messages={"required": _("Tulis judulnya.")}
    )
    text = forms.CharField(
        label=_("Apa yang dicari"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Topik, peserta, dan masalah di layanan yang ingin diperbaiki."),
        error_messages={"required": _("Tulis apa yang dicari.")},
    )
    opens_on = DayField(label=_("Dibuka"))
    closes_on = DayField(label=_("Ditutup"))

    def values(self) -> CallFields:
        """Return what was written, as the action takes it."""
        return CallFields(**{name: self.cleaned_data[name] for name in CallFields.__slots__})


class TopicForm(PlainForm):
    """A topic that somebody offers, without an account."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Topik"), max_length=200, error_messages={"required": _("Tulis topiknya.")}
    )
    summary = forms.CharField(
        label=_("Isi dan manfaatnya"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Apa yang dapat dilakukan peserta sesudahnya."),
        error_messages={"required": _("Tulis isi dan manfaatnya.")},
    )
    speaker_name = forms.CharField(
        label=_("Nama narasumber"),
        max_length=200,
        error_messages={"required": _("Tulis nama narasumber.")},
    )
    institution = forms.CharField(label=_("Lembaga"), required=False, max_length=200)
    contact = forms.CharField(
        label=_("Telepon atau e-mail"),
        max_length=200,
        help_text=_("Hanya untuk menjawab usulan ini."),
        error_messages={"required": _("Tulis telepon atau e-mail agar kami dapat menjawab.")},
    )

    def values(self) -> TopicFields:
        """Return what was written, as the action takes it."""
        return TopicFields(**{name: self.cleaned_data[name] for name in TopicFields.__slots__})


class ReviewForm(PlainForm):
    """What one reviewer says."""

    fit = forms.TypedChoiceField(
        label=_("Kecocokan dengan kebutuhan"),
        coerce=int,
        choices=[
            (5, _("5, sangat cocok")),
            (4, _("4, cocok")),
            (3, _("3, cukup")),
            (2, _("2, kurang")),
            (1, _("1, tidak cocok")),
        ],
        error_messages={"required": _("Pilih nilai 1 sampai 5.")},
    )
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
