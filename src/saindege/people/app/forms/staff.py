"""What a browser sends about people, turned into plain values."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Person
from saindege.people.app.queries import StaffFilter
from saindege.people.app.queries.findings import NEW_OFFICE, SCOPES
from saindege.people.app.queries.staff import SORTS

MOST_BYTES = 64 * 1024 * 1024
# What we call each column that a staff list may have.
COLUMN_NAMES = {
    "nip": _("NIP"),
    "name": _("Nama"),
    "front_title": _("Gelar depan"),
    "back_title": _("Gelar belakang"),
    "birth_date": _("Tanggal lahir"),
    "sex": _("Jenis kelamin"),
    "status": _("Status"),
    "standing": _("Kedudukan hukum"),
    "office": _("Unit kerja"),
    "post": _("Jabatan"),
    "post_code": _("Kode SIASN jabatan"),
    "post_type": _("Jenis jabatan"),
    "echelon": _("Eselon"),
    "rank": _("Golongan"),
    "education": _("Pendidikan"),
}
REQUIRED_COLUMNS = ("nip", "name")
LEAVE_OUT = "-"


class ListFileForm(forms.Form):
    """A list to bring in, in one file."""

    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("XLSX, XLS, ODS atau CSV. Paling besar 64 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,.parquet"}),
        error_messages={
            "required": _("Pilih satu berkas."),
            "empty": _("Berkas ini kosong. Pilih berkas lain."),
            "max_length": _("Nama berkas terlalu panjang. Persingkat namanya."),
        },
        max_length=200,
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Berkas ini lebih dari 64 MB. Bagi menjadi beberapa berkas."))
        return file


class UploadForm(ListFileForm):
    """A staff list to bring in."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["file"].label = _("Berkas daftar pegawai")
        self.fields["file"].help_text = _("XLSX, XLS, ODS atau CSV, sebagaimana adanya. Paling besar 64 MB.")


class SuperiorForm(forms.Form):
    """Who a person's direct superior is."""

    superior = forms.ChoiceField(
        label=_("Atasan langsung"),
        required=False,
        error_messages={"invalid_choice": _("Pilih satu orang dari daftar.")},
    )
    also_without = forms.BooleanField(
        label=_("Juga untuk semua orang di kantor ini yang belum punya atasan"), required=False
    )

    def __init__(self, *args: object, people: Sequence[Person], **options: object) -> None:
        super().__init__(*args, **options)
        named = [(str(each.pk), f"{each.name} ({each.post or each.office.name})") for each in people]
        self.fields["superior"].choices = [("", _("Belum ditentukan")), *named]

    def chosen(self) -> uuid.UUID | None:
        """Return the key of the chosen person; None for nobody."""
        key = self.cleaned_data["superior"]
        return uuid.UUID(key) if key else None


def read_mapping(sent: QueryDict, columns: Sequence[str]) -> dict[str, str]:
    """Return header to our column, '' for those not used, from one choice for each column of the file."""
    mapping = {}
    for position, header in enumerate(columns):
        ours = sent.get(f"kolom-{position}", "")
        if header and header not in mapping:
            mapping[header] = ours if ours in COLUMN_NAMES else ""
    return mapping


def read_scope(sent: QueryDict) -> str | None:
    """Return whether the list should hold everyone, if a person said so."""
    scope = sent.get("cakupan", "")
    return scope if scope in SCOPES else None


def read_offices(sent: QueryDict, offices: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return office as written to what a person chose: a code, ``+`` for a new one, '' to leave it.

    A button beside one name ("Pakai ...") decides that name; the others are taken from their fields.
    """
    chosen = {each["name"]: sent.get(f"kantor-{place}", "") for place, each in enumerate(offices)}
    use = sent.get("pakai", "")
    place, _mark, code = use.partition(":")
    if code and place.isdigit() and int(place) < len(offices):
        chosen[offices[int(place)]["name"]] = code
    if "semua-baru" in sent:
        chosen |= {name: NEW_OFFICE for name, choice in chosen.items() if not choice}
    return {name: "" if choice == LEAVE_OUT else choice for name, choice in chosen.items()}


def read_filter(asked: QueryDict) -> StaffFilter:
    """Return what somebody looks for; words that mean nothing are as if they were not there."""
    sort = asked.get("urut", "nama")
    return StaffFilter(
        text=asked.get("q", "").strip()[:100],
        office=asked.get("kantor", ""),
        status=asked.get("status", ""),
        flagged=asked.get("tanda") == "hilang",
        without_superior=asked.get("tanda") == "tanpa-atasan",
        sort=sort if sort.removeprefix("-") in SORTS else "nama",
    )
