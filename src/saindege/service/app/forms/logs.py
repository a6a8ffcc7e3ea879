"""A log and its service: file, meaning of its columns, what is promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.people.app.models import Office
from saindege.service.app.actions import ColumnChoice, ServiceFields
from saindege.service.app.models import EventLog, Service
from saindege.service.log_files.choice import DEFAULT_TIMEZONE
from saindege.service.log_guess import REGISTER_ROLES, ROLES, guess_roles

ROLE_NAMES = {
    "case": _("Nomor berkas"),
    "activity": _("Langkah"),
    "time": _("Waktu selesai"),
    "start": _("Waktu mulai"),
    "resource": _("Petugas"),
    "office": _("Kantor"),
    "lifecycle": _("Tahap kejadian"),
    "reason": _("Alasan kembali atau koreksi"),
    "received": _("Tanggal masuk (satu baris satu berkas)"),
    "returned": _("Tanggal kembali ke pemohon (satu baris satu berkas)"),
    "finished": _("Tanggal selesai (satu baris satu berkas)"),
    "corrected": _("Tanggal koreksi sesudah terbit (satu baris satu berkas)"),
}
TIMEZONES = [
    ("Asia/Jakarta", _("WIB (Asia/Jakarta)")),
    ("Asia/Makassar", _("WITA (Asia/Makassar)")),
    ("Asia/Jayapura", _("WIT (Asia/Jayapura)")),
    ("UTC", _("UTC")),
]
DATE_ORDERS = [
    ("", _("Biar dibaca dari isinya")),
    ("day_first", _("Hari dulu: 05/06/2026 adalah 5 Juni")),
    ("month_first", _("Bulan dulu: 05/06/2026 adalah 6 Mei")),
]
NEW_SERVICE = "baru"
ROLES_OF_KIND: Mapping[str, Sequence[str]] = {"ocel": ("case",), "xes": ROLES}


class _FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file or several."""

    widget = _FilesInput

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        files = data if isinstance(data, list) else [data]
        return [super(_FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """One log file, or the months of one service."""

    file = _FilesField(
        label=_("Berkas log"),
        help_text=_(
            "CSV, XLSX, ODS, Parquet, XES atau OCEL 2.0; boleh dimampatkan gzip. Berkas bulanan boleh dipilih sekaligus, atau dalam satu ZIP. Paling besar 512 MB."
        ),
        error_messages={"empty": _("Berkas ini kosong. Ekspor ulang log dari aplikasinya.")},
    )


class ColumnsForm(forms.Form):
    """What the columns of a log mean: one choice per column, and what the file cannot tell."""

    service = forms.ChoiceField(label=pgettext_lazy("satu layanan", "Layanan"))
    new_service = forms.CharField(label=_("Nama layanan baru"), max_length=200, required=False)
    promise = forms.CharField(
        label=_("Janji waktu layanan baru"),
        max_length=60,
        required=False,
        help_text=_("Seperti di standar pelayanan: 3 hari kerja, 8 jam kerja, 2 hari."),
    )
    office = forms.ModelChoiceField(
        label=_("Semua berkas dari satu kantor"),
        queryset=Office.objects.order_by("name"),
        required=False,
        empty_label=_("Tidak, kantornya tertulis di kolom"),
    )
    timezone = forms.ChoiceField(label=_("Zona waktu"), choices=TIMEZONES, initial=DEFAULT_TIMEZONE)
    date_order = forms.ChoiceField(
        label=_("Urutan tanggal"), choices=DATE_ORDERS, required=False, widget=forms.RadioSelect
    )

    def __init__(
        self, log: EventLog, remembered: Mapping[str, object], *args: object, **kwargs: object
    ) -> None:
        said = {**remembered, **{name: value for name, value in log.mapping.items() if value}}
        headers = [column["header"] for column in log.columns]
        self.guess = guess_roles(headers)
        chosen = dict(said.get("columns") or {**self.guess.likely, **self.guess.known})
        role_of = {header: role for role, header in chosen.items()}
        initial = {
            "service": log.service_id or said.get("service"),
            "office": said.get("office"),
            "timezone": said.get("timezone") or DEFAULT_TIMEZONE,
            "date_order": said.get("date_order") or "",
            **{f"column_{at}": role_of.get(header, "") for at, header in enumerate(headers)},
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.log = log
        self.fields["service"].choices = [
            ("", _("Pilih layanannya")),
            *Service.objects.values_list("pk", "name"),
            (NEW_SERVICE, _("Layanan baru")),
        ]
        self.remembered = bool(said.get("columns"))
        allowed = ROLES_OF_KIND.get(log.mapping.get("kind", "text"), (*ROLES, *REGISTER_ROLES))
        choices = [("", _("Tidak dipakai")), *((role, ROLE_NAMES[role]) for role in allowed)]
        for at, header in enumerate(headers):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=_("Arti kolom %(header)s") % {"header": header}, choices=choices, required=False
            )

    def column_fields(self) -> Iterable[tuple[Mapping[str, object], forms.BoundField]]:
        """Return each column of the file with its choice."""
        return [(column, self[f"column_{at}"]) for at, column in enumerate(self.log.columns)]

    def clean(self) -> dict[str, object]:
        """Refuse two columns of one meaning."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for at, column in enumerate(self.log.columns):
            role = cleaned.get(f"column_{at}")
            if role and role in seen:
                self.add_error(
                    f"column_{at}",
                    _("%(role)s sudah dipilih untuk kolom %(header)s. Sisakan satu.")
                    % {"role": ROLE_NAMES[role], "header": seen[role]},
                )
            elif role:
                seen[role] = column["header"]
        if cleaned.get("office") and "office" in seen:
            self.add_error(
                "office", _("Kolom kantor sudah dipilih. Pakai salah satu: kolom, atau satu kantor.")
            )
        cleaned["columns"] = seen
        return cleaned

    def choice(self) -> ColumnChoice:
        """Return what was said."""
        said = self.cleaned_data
        is_new = said["service"] == NEW_SERVICE
        return ColumnChoice(
            columns=said["columns"],
            timezone=said["timezone"],
            date_order=said["date_order"],
            service=None if is_new else Service.objects.get(pk=said["service"]),
            new_service=" ".join(said["new_service"].split()) if is_new else "",
            promise=said["promise"].strip() if is_new else "",
            office=said["office"],
        )

    def field_of(self, problem_column: str | None) -> str | None:
        """Return the field that a problem of the action belongs to; None for the form as a whole."""
        return problem_column if problem_column in self.fields else None


class ServiceForm(forms.Form):
    """What a service is called, promises, and ends with."""

    name = forms.CharField(label=_("Nama layanan"), max_length=200)
    promise = forms.CharField(
        label=_("Janji waktu"),
        max_length=60,
        required=False,
        help_text=_("Seperti di standar pelayanan: 3 hari kerja, 8 jam kerja, 2 hari."),
    )
    final_activity = forms.ChoiceField(
        label=_("Langkah terakhir"),
        required=False,
        help_text=_(
            "Berkas selesai bila sudah mencapai langkah ini. Yang belum, dihitung sebagai masih berjalan."
        ),
    )

    def __init__(self, service: Service, steps: Iterable[str], *args: object, **kwargs: object) -> None:
        initial = {name: getattr(service, name) for name in ("name", "promise", "final_activity")}
        super().__init__(*args, initial=initial, **kwargs)
        known = dict.fromkeys([*steps, *([service.final_activity] if service.final_activity else [])])
        self.fields["final_activity"].choices = [
            ("", _("Belum ditentukan: semua berkas dianggap selesai")),
            *((step, step) for step in known),
        ]
        if service.pk and service.standards.exists():
            # Said by the standard with the day from which it holds; a word here would change the past.
            self.fields["promise"].disabled = True
            self.fields["promise"].help_text = _(
                "Ditetapkan di standar pelayanan; terbitkan versi baru di sana."
            )

    def service_fields(self) -> ServiceFields:
        """Return what was written."""
        said = self.cleaned_data
        return ServiceFields(" ".join(said["name"].split()), said["promise"].strip(), said["final_activity"])
