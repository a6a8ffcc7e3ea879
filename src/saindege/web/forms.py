"""What the shell's own forms ask."""

from __future__ import annotations

from dataclasses import fields

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.base.app.models import Account
from saindege.base.app.queries import City
from saindege.base.errors import SaindegeError
from saindege.web.menu import ROLE_NAMES
from saindege.web.templatetags.pages import say

LANGUAGE_CHOICES = [("id", "Bahasa Indonesia"), ("en", "English")]
THEME_CHOICES = [("system", _("Ikut perangkat")), ("light", _("Terang")), ("dark", _("Gelap"))]


def put_faults(form: forms.Form, refusal: SaindegeError) -> None:
    """Write what a rule refused beside its field, or on top where it names none of them."""
    for problem in refusal.problems:
        column = problem.column if problem.column in form.fields else None
        form.add_error(column, say(problem.sentence))
    if not refusal.problems:
        form.add_error(None, say(refusal.sentence))


class Password(forms.CharField):
    """A password; never trimmed, never sent back."""

    def __init__(self, autocomplete: str, **options: object) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, max_length=128, widget=widget, **options)


class PreferencesForm(forms.Form):
    """Language and theme of one account."""

    language = forms.ChoiceField(label=_("Bahasa"), choices=LANGUAGE_CHOICES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Tampilan"), choices=THEME_CHOICES, widget=forms.RadioSelect)


class PasswordForm(forms.Form):
    """The old password and a new one."""

    old = Password("current-password", label=_("Kata sandi lama"))
    new = Password(
        "new-password",
        label=_("Kata sandi baru"),
        help_text=_("Sepuluh huruf atau lebih, bukan kata yang mudah ditebak. Kalimat pendek mudah diingat."),
    )
    again = Password("new-password", label=_("Kata sandi baru, sekali lagi"))

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if "new" in cleaned and "again" in cleaned and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("Kedua kata sandi baru berbeda. Ketik ulang keduanya."))
        return cleaned


class AccountForm(forms.Form):
    """What an account is called and may do."""

    display_name = forms.CharField(label=_("Nama"), max_length=150)
    roles = forms.MultipleChoiceField(
        label=_("Peran"),
        required=False,
        choices=list(ROLE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Boleh lebih dari satu. Tanpa peran, akun hanya melihat halamannya sendiri."),
    )
    is_active = forms.BooleanField(
        label=_("Akun terbuka"),
        required=False,
        help_text=_("Akun yang ditutup tidak dapat masuk; catatannya tetap ada."),
    )

    @classmethod
    def of(cls, account: Account, data: object = None) -> AccountForm:
        """Return the form of an account as it stands."""
        names = ("display_name", "roles", "is_active")
        return cls(data, initial={name: getattr(account, name) for name in names})


class NewAccountForm(forms.Form):
    """A new account and its first password."""

    username = forms.RegexField(
        r"^[\w.@-]+$",
        label=_("Nama pengguna"),
        max_length=64,
        help_text=_("Huruf, angka, titik. Boleh juga NIP tanpa spasi."),
        error_messages={"invalid": _("Pakai huruf, angka, titik, garis; tanpa spasi.")},
    )
    display_name = forms.CharField(label=_("Nama"), max_length=150)
    roles = forms.MultipleChoiceField(
        label=_("Peran"),
        required=False,
        choices=list(ROLE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    password = Password(
        "new-password",
        label=_("Kata sandi pertama"),
        help_text=_("Sampaikan langsung kepada pemiliknya; ia menggantinya di halaman Saya."),
    )


class GivenPasswordForm(forms.Form):
    """A new password for somebody who has lost theirs."""

    password = Password(
        "new-password",
        label=_("Kata sandi baru"),
        help_text=_("Sampaikan langsung kepada pemiliknya; ia menggantinya di halaman Saya."),
    )


class OwnerForm(forms.Form):
    """The person on the staff list whose account it is."""

    nip = forms.CharField(
        label=_("NIP pegawai"),
        required=False,
        max_length=40,
        help_text=_("Dengan ini pemilik akun melihat sesi dan jam belajarnya, dan dapat masuk dengan NIP."),
    )


class CityForm(forms.Form):
    """Names that stand on letterheads, certificates and in the footer."""

    name = forms.CharField(label=_("Nama kota atau kabupaten"), max_length=100)
    government = forms.CharField(label=_("Nama instansi di kop surat"), max_length=150)
    training_unit = forms.CharField(label=_("Unit pengelola pelatihan"), max_length=150)
    address = forms.CharField(label=_("Alamat di kop surat"), max_length=200, required=False)
    place = forms.CharField(label=_("Kota di atas tanda tangan"), max_length=100, required=False)
    signatory = forms.CharField(label=_("Nama penanda tangan"), max_length=150, required=False)
    signatory_post = forms.CharField(label=_("Jabatan penanda tangan"), max_length=150, required=False)
    signatory_nip = forms.RegexField(
        r"^\d{18}$",
        label=_("NIP penanda tangan"),
        required=False,
        error_messages={"invalid": _("NIP terdiri dari 18 angka tanpa spasi.")},
    )

    @classmethod
    def of(cls, city: City, data: object = None) -> CityForm:
        """Return the form of the names as they stand."""
        return cls(data, initial={field.name: getattr(city, field.name) for field in fields(city)})
