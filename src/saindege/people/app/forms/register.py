"""What a browser sends about one person or one office, turned into plain values."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.people import diploma_list, vocabulary
from saindege.people.app.models import OfficeKind, PostType, Status

_TOO_LONG = _("Terlalu panjang. Singkat isinya.")
SEXES = [("", "-"), ("male", _("Laki-laki")), ("female", _("Perempuan"))]


class PersonForm(forms.Form):
    """The facts of one person."""

    name = forms.CharField(
        label=_("Nama dengan gelar"),
        max_length=200,
        error_messages={"required": _("Tulis namanya."), "max_length": _TOO_LONG},
    )
    nip = forms.CharField(
        label=_("NIP"),
        required=False,
        max_length=40,
        help_text=_("18 angka; boleh kosong untuk yang bukan ASN."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"max_length": _("NIP hanya 18 angka. Periksa isinya.")},
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=Status.choices, error_messages={"invalid_choice": _("Pilih statusnya.")}
    )
    office = forms.ChoiceField(
        label=_("Unit kerja"),
        error_messages={"required": _("Pilih unit kerjanya."), "invalid_choice": _("Pilih dari daftar.")},
    )
    post = forms.CharField(
        label=_("Jabatan"), required=False, max_length=200, error_messages={"max_length": _TOO_LONG}
    )
    post_code = forms.CharField(
        label=_("Kode SIASN jabatan"),
        required=False,
        max_length=64,
        help_text=_("Kode jabatan di SIASN, bila ada. Dipakai saat data dikirim balik."),
        error_messages={"max_length": _TOO_LONG},
    )
    post_type = forms.ChoiceField(
        label=_("Jenis jabatan"), required=False, choices=[("", "-"), *PostType.choices]
    )
    rank = forms.CharField(
        label=_("Golongan"),
        required=False,
        max_length=40,
        help_text=_("Misalnya III/b, atau IX untuk PPPK."),
        error_messages={"max_length": _TOO_LONG},
    )
    education = forms.ChoiceField(label=_("Pendidikan"), required=False)
    birth_date = forms.DateField(
        label=_("Tanggal lahir"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tulis tanggalnya, misalnya 24-11-1990.")},
    )
    sex = forms.ChoiceField(label=_("Jenis kelamin"), required=False, choices=SEXES)

    def __init__(self, *args: object, offices: list[tuple[str, str]], today: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["office"].choices = [("", "-"), *offices]
        levels = vocabulary.load().values["education"].values
        self.fields["education"].choices = [("", "-"), *((each, each) for each in levels)]

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        if born and born >= self.today:
            raise forms.ValidationError(_("Tanggal lahir ini belum tiba. Periksa tahunnya."))
        return born

    def clean_rank(self) -> str:
        written: str = self.cleaned_data["rank"]
        if not written:
            return ""
        is_pppk = self.data.get("status", "").startswith("pppk")
        rank = vocabulary.load().find_rank(written, pppk=is_pppk)
        if rank is None:
            raise forms.ValidationError(
                _("Golongan ini tidak dikenal. Tulis seperti III/b, atau IX untuk PPPK.")
            )
        return rank


class DiplomaForm(forms.Form):
    """One education that a person finished."""

    level = forms.ChoiceField(
        label=_("Tingkat"),
        error_messages={"required": _("Pilih tingkatnya."), "invalid_choice": _("Pilih dari daftar.")},
    )
    study = forms.CharField(
        label=_("Jurusan"),
        required=False,
        max_length=120,
        help_text=_("Misalnya Ilmu Administrasi Negara."),
        error_messages={"max_length": _TOO_LONG},
    )
    institution = forms.CharField(
        label=_("Sekolah atau perguruan tinggi"),
        required=False,
        max_length=200,
        error_messages={"max_length": _TOO_LONG},
    )
    year = forms.IntegerField(
        label=_("Tahun lulus"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Tulis empat angkanya, misalnya 2009.")},
    )

    def __init__(self, *args: object, today: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.today = today
        levels = vocabulary.load().values["education"].values
        self.fields["level"].choices = [("", "-"), *((each, each) for each in levels)]

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and not diploma_list.EARLIEST <= year <= self.today.year:
            raise forms.ValidationError(_("Tahun lulus ini tidak mungkin. Periksa angkanya."))
        return year


class OfficeForm(forms.Form):
    """Name, kind and place of one office."""

    name = forms.CharField(
        label=_("Nama kantor"),
        max_length=200,
        error_messages={"required": _("Tulis namanya."), "max_length": _TOO_LONG},
    )
    kind = forms.ChoiceField(label=_("Jenis"), choices=OfficeKind.choices)
    parent = forms.ChoiceField(
        label=_("Di bawah"), required=False, error_messages={"invalid_choice": _("Pilih dari daftar.")}
    )

    def __init__(self, *args: object, offices: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].choices = [("", _("Puncak pohon")), *offices]
