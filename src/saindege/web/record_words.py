"""The record of changes in words: what each recorded act is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from saindege.base.app.models import AuditEntry

UUID_LENGTH = 36
WORDS = {
    "base.account_added": _("Akun dibuat"),
    "base.account_changed": _("Akun diubah"),
    "base.city_named": _("Nama di kop surat diubah"),
    "base.password_changed": _("Kata sandi diganti pemiliknya"),
    "base.password_given": _("Kata sandi baru diberikan admin"),
    "delivery.arrival_withdrawn": _("Catatan hadir dibatalkan"),
    "delivery.certificate_issued": _("Sertifikat diterbitkan"),
    "delivery.certificate_revoked": _("Sertifikat dicabut"),
    "delivery.checked_in": _("Kehadiran dicatat"),
    "delivery.heads_counted": _("Kepala di kelas dihitung"),
    "delivery.participant_released": _("Peserta dilepas"),
    "delivery.people_called": _("Peserta dipanggil"),
    "delivery.session_closed": _("Sesi ditutup"),
    "demo.city_loaded": _("Kota contoh dibuat"),
    "impact.offices_marked": _("Kantor yang dilatih ditandai"),
    "impact.study_estimated": _("Kajian dihitung"),
    "impact.study_planned": _("Kajian dirancang"),
    "people.account_linked": _("Akun dihubungkan dengan pegawai"),
    "people.competency_added": _("Kompetensi ditambahkan"),
    "people.levels_applied": _("Daftar tingkat kompetensi diterapkan"),
    "people.levels_discarded": _("Daftar tingkat kompetensi dibatalkan"),
    "people.levels_stored": _("Daftar tingkat kompetensi diunggah"),
    "people.sheet_chosen": _("Lembar daftar pegawai dipilih"),
    "people.standard_set": _("Standar kompetensi jabatan ditetapkan"),
    "people.list_applied": _("Daftar pegawai diterapkan"),
    "people.list_checked": _("Daftar pegawai diperiksa"),
    "people.list_discarded": _("Daftar pegawai dibatalkan"),
    "people.list_stored": _("Daftar pegawai diunggah"),
    "people.list_undone": _("Penerapan daftar pegawai ditarik kembali"),
    "people.superior_set": _("Atasan langsung ditetapkan"),
    "programme.batch_added": _("Angkatan dibuat"),
    "programme.course_added": _("Kursus dibuat"),
    "programme.course_changed": _("Kursus diubah"),
    "programme.session_added": _("Sesi dibuat"),
    "programme.session_changed": _("Sesi diubah"),
    "service.answers_imported": _("Jawaban survei diimpor"),
    "service.code_closed": _("Kode survei ditutup"),
    "service.code_opened": _("Kode survei dibuka"),
    "service.codes_made": _("Kode survei dibuat"),
    "service.complaint_registered": _("Aduan dicatat"),
    "service.follow_up_moved": _("Tindak lanjut dipindahkan"),
    "service.follow_up_planned": _("Tindak lanjut direncanakan"),
    "service.sheet_entered": _("Lembar survei kertas dimasukkan"),
    "service.columns_confirmed": _("Kolom log ditentukan"),
    "service.final_activity_named": _("Langkah akhir layanan ditentukan"),
    "service.log_discarded": _("Log dibuang"),
    "service.log_measured": _("Log diukur"),
    "service.log_stored": _("Log diunggah"),
    "service.complaint_answered": _("Aduan dijawab"),
    "service.complaint_closed": _("Aduan ditutup"),
    "service.complaint_passed_on": _("Aduan diteruskan"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One act as a page shows it.

    Attributes
    ----------
    number : of the row
    at : moment
    who : name of the account, empty for the house itself
    act : what was done, in words
    subject : kind and key of what it was done to
    """

    number: int
    at: datetime
    who: str
    act: str
    subject: str


def words(action: str) -> str:
    """Return what an act is called; an unknown one keeps its code."""
    return str(WORDS.get(action, action))


def lines(entries: Iterable[AuditEntry]) -> list[Line]:
    """Return rows of the record in words."""
    return [
        Line(
            number=entry.pk,
            at=entry.at,
            who=entry.actor.display_name if entry.actor else "",
            act=words(entry.action),
            subject=f"{entry.subject_type} {_short(entry.subject_id)}",
        )
        for entry in entries
    ]


def _short(key: str) -> str:
    return key[:8] if len(key) == UUID_LENGTH else key
