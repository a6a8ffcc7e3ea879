"""The record of changes in words: what each recorded act is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from saindege.base.app.models import AuditEntry
from saindege.web import record_subjects

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
    "delivery.absence_followed": _("Ketidakhadiran ditindaklanjuti"),
    "delivery.line_served": _("Daftar tunggu dilayani"),
    "delivery.quotas_kept": _("Kuota kantor disimpan"),
    "delivery.seat_agreed": _("Kursi disetujui atasan"),
    "delivery.seat_asked": _("Kursi diminta"),
    "delivery.seat_given_back": _("Kursi dilepas"),
    "delivery.seat_handed_over": _("Kursi dipindahkan ke pengganti"),
    "delivery.seat_refused": _("Kursi tidak disetujui"),
    "delivery.feed_made": _("Alamat kalender dibuat"),
    "delivery.feed_withdrawn": _("Alamat kalender dicabut"),
    "delivery.committee_changed": _("Kedudukan di panitia diubah"),
    "delivery.committee_joined": _("Panitia ditambah"),
    "delivery.committee_left": _("Panitia dikeluarkan"),
    "delivery.template_chosen": _("Templat naskah dipasang"),
    "delivery.template_left": _("Templat naskah kembali ke bawaan"),
    "delivery.template_uploaded": _("Templat naskah diunggah"),
    "delivery.papers_asked": _("Berkas angkatan diminta"),
    "delivery.evidence_marked": _("Bukti SPJ ditandai"),
    "delivery.mail_decided": _("Nasib e-mail diputuskan"),
    "delivery.message_sent": _("Pesan terkirim"),
    "delivery.evidence_unmarked": _("Tanda bukti SPJ ditarik"),
    "delivery.outside_claimed": _("Pelatihan di luar diajukan"),
    "delivery.outside_approved": _("Pelatihan di luar diakui"),
    "delivery.outside_refused": _("Pelatihan di luar tidak diakui"),
    "delivery.plan_written": _("Rencana tindak lanjut ditulis"),
    "delivery.plan_agreed": _("Rencana tindak lanjut disepakati"),
    "delivery.entry_written": _("Buku catatan diisi"),
    "delivery.entry_signed": _("Buku catatan diparaf atasan"),
    "delivery.entry_returned": _("Buku catatan dikembalikan atasan"),
    "delivery.entry_rewritten": _("Buku catatan diperbaiki"),
    "delivery.entry_removed": _("Buku catatan dihapus"),
    "delivery.plan_returned": _("Rencana tindak lanjut dikembalikan"),
    "delivery.exams_arranged": _("Tes awal dan akhir disiapkan"),
    "delivery.exams_moved": _("Waktu tes diubah"),
    "delivery.practice_observed": _("Praktik dinilai pengamat"),
    "delivery.question_added": _("Soal ditulis"),
    "delivery.question_retired": _("Soal dipensiunkan"),
    "delivery.recall_answered": _("Panggilan acak dijawab"),
    "delivery.recall_drawn": _("Nama dipanggil secara acak"),
    "delivery.rubric_added": _("Rubrik dibuat"),
    "delivery.scans_received": _("Presensi tanpa sinyal diterima"),
    "delivery.sheet_sent": _("Foto lembar hadir dikirim"),
    "delivery.sheet_read": _("Foto lembar hadir dibaca"),
    "delivery.sheet_confirmed": _("Kehadiran dari lembar kertas disimpan"),
    "delivery.sheet_dropped": _("Foto lembar hadir dibuang"),
    "delivery.siasn_asked": _("Arsip SIASN diminta"),
    "delivery.siasn_written": _("Arsip SIASN dibuat"),
    "delivery.agreement_taken_back": _("Persetujuan ikut pelatihan ditarik"),
    "delivery.house_signature_chosen": _("Tanda tangan lembaga dipilih"),
    "delivery.signature_unsure": _("Jawaban layanan tanda tangan hilang"),
    "delivery.signed_file_put": _("Berkas bertanda tangan lain dipakai"),
    "delivery.signed_by_gateway": _("Ditandatangani layanan nasional"),
    "delivery.sitting_begun": _("Tes dimulai"),
    "delivery.sitting_handed_in": _("Tes dikumpulkan"),
    "demo.city_loaded": _("Kota contoh dibuat"),
    "impact.behaviour_seen": _("Perilaku di tempat kerja dinilai"),
    "impact.city_assumed": _("Asumsi kota tentang manfaat diubah"),
    "impact.cost_kept": _("Biaya kursus dicatat"),
    "impact.index_list_taken": _("Daftar indeks diterima"),
    "impact.lottery_drawn": _("Gelombang pelatihan diundi"),
    "impact.marks_kept": _("Nilai tes dimasukkan"),
    "impact.offices_marked": _("Kantor yang dilatih ditandai"),
    "impact.reaction_given": _("Tanggapan peserta diberikan"),
    "impact.skill_traced": _("Tindakan dihubungkan dengan yang diajarkan"),
    "impact.study_estimated": _("Kajian dihitung"),
    "impact.study_planned": _("Kajian dirancang"),
    "impact.target_agreed": _("Sasaran perilaku disepakati"),
    "impact.use_counted": _("Pemakaian yang diajarkan dihitung"),
    "impact.value_assumed": _("Asumsi manfaat dicatat"),
    "people.account_linked": _("Akun dihubungkan dengan pegawai"),
    "people.assessed": _("Penilaian kompetensi dicatat"),
    "people.competency_added": _("Kompetensi ditambahkan"),
    "people.competency_named": _("Nama kompetensi diubah"),
    "people.diploma_added": _("Ijazah dicatat"),
    "people.diploma_removed": _("Ijazah dihapus"),
    "people.levels_applied": _("Daftar tingkat kompetensi diterapkan"),
    "people.levels_discarded": _("Daftar tingkat kompetensi dibatalkan"),
    "people.levels_stored": _("Daftar tingkat kompetensi diunggah"),
    "people.list_applied": _("Daftar pegawai diterapkan"),
    "people.list_checked": _("Daftar pegawai diperiksa"),
    "people.list_discarded": _("Daftar pegawai dibatalkan"),
    "people.list_reopened": _("Daftar pegawai dibuka lagi"),
    "people.list_stored": _("Daftar pegawai diunggah"),
    "people.list_undone": _("Penerapan daftar pegawai ditarik kembali"),
    "people.merged": _("Dua data pegawai digabung"),
    "people.needs_asked": _("Kebutuhan kompetensi diminta"),
    "people.needs_closed": _("Masa pengisian kebutuhan ditutup"),
    "people.needs_handed_in": _("Kebutuhan kompetensi diserahkan"),
    "people.needs_reopened": _("Masa pengisian kebutuhan dibuka lagi"),
    "people.needs_saved": _("Kebutuhan kompetensi disimpan"),
    "people.office_changed": _("Kantor diubah"),
    "people.office_closed": _("Kantor ditutup"),
    "people.office_made": _("Kantor dibuat"),
    "people.office_opened": _("Kantor dibuka lagi"),
    "people.person_added": _("Pegawai ditambahkan"),
    "people.person_changed": _("Data pegawai diubah"),
    "people.person_erased": _("Data pribadi seseorang dihapus"),
    "people.person_exported": _("Data pribadi seseorang diserahkan"),
    "people.sheet_chosen": _("Lembar daftar pegawai dipilih"),
    "people.standard_set": _("Standar kompetensi jabatan ditetapkan"),
    "people.tests_taken_over": _("Hasil tes menjadi penilaian kompetensi"),
    "people.superior_set": _("Atasan langsung ditetapkan"),
    "programme.agreement_kept": _("Perjanjian kerja sama dicatat"),
    "programme.batch_added": _("Angkatan dibuat"),
    "programme.call_kept": _("Panggilan topik dicatat"),
    "programme.call_link_renewed": _("Tautan panggilan diganti"),
    "programme.call_link_withdrawn": _("Tautan panggilan dicabut"),
    "programme.contact_added": _("Kontak mitra ditambahkan"),
    "programme.contact_removed": _("Kontak mitra dihapus"),
    "programme.contents_changed": _("Isi kursus diubah"),
    "programme.course_added": _("Kursus dibuat"),
    "programme.course_changed": _("Kursus diubah"),
    "programme.date_offered": _("Tanggal mengajar ditawarkan"),
    "programme.date_withdrawn": _("Tanggal mengajar ditarik"),
    "programme.equipment_kept": _("Alat disimpan"),
    "programme.equipment_removed": _("Alat dihapus"),
    "programme.material_removed": _("Bahan ajar dihapus"),
    "programme.material_stored": _("Bahan ajar diunggah"),
    "programme.paper_removed": _("Berkas narasumber dihapus"),
    "programme.paper_stored": _("Berkas narasumber diunggah"),
    "programme.partner_added": _("Mitra ditambahkan"),
    "programme.partner_changed": _("Mitra diubah"),
    "programme.peak_added": _("Hari sibuk ditambahkan"),
    "programme.peak_removed": _("Hari sibuk dihapus"),
    "programme.proposal_accepted": _("Usulan disetujui"),
    "programme.proposal_changed": _("Usulan diubah"),
    "programme.proposal_refused": _("Usulan ditolak"),
    "programme.proposal_revise": _("Usulan dikembalikan"),
    "programme.proposal_submitted": _("Usulan diajukan"),
    "programme.proposal_written": _("Usulan ditulis"),
    "programme.room_kept": _("Ruang disimpan"),
    "programme.room_removed": _("Ruang dihapus"),
    "programme.session_added": _("Sesi dibuat"),
    "programme.session_changed": _("Sesi diubah"),
    "programme.speaker_added": _("Narasumber ditambahkan"),
    "programme.speaker_changed": _("Narasumber diubah"),
    "programme.speaker_link_renewed": _("Tautan narasumber diganti"),
    "programme.speaker_link_withdrawn": _("Tautan narasumber dicabut"),
    "programme.standard_cost_dropped": _("Standar biaya dihapus"),
    "programme.standard_cost_set": _("Standar biaya ditetapkan"),
    "programme.tax_number_opened": _("Nomor pajak narasumber dibuka"),
    "programme.tax_number_sealed": _("Nomor pajak narasumber disimpan"),
    "programme.topic_chosen": _("Topik dipilih"),
    "programme.topic_declined": _("Topik tidak dipilih"),
    "programme.topic_offered": _("Topik ditawarkan"),
    "programme.topic_reviewed": _("Topik ditinjau"),
    "programme.topic_thanked": _("Penawar topik diberi tahu"),
    "service.answers_imported": _("Jawaban survei diimpor"),
    "service.audit_checkers_asked": _("Pemeriksa contoh diminta"),
    "service.audit_checking_begun": _("Pemeriksaan contoh dimulai"),
    "service.audit_decided": _("Beda hasil pemeriksaan diputuskan"),
    "service.audit_drawn": _("Contoh berkas diundi"),
    "service.audit_handed_in": _("Hasil pemeriksaan diserahkan"),
    "service.code_closed": _("Kode survei ditutup"),
    "service.code_opened": _("Kode survei dibuka"),
    "service.codes_made": _("Kode survei dibuat"),
    "service.columns_confirmed": _("Kolom log ditentukan"),
    "service.complaint_answered": _("Aduan dijawab"),
    "service.complaint_closed": _("Aduan ditutup"),
    "service.complaint_passed_on": _("Aduan diteruskan"),
    "service.complaint_registered": _("Aduan dicatat"),
    "service.final_activity_named": _("Langkah akhir layanan ditentukan"),
    "service.follow_up_moved": _("Tindak lanjut dipindahkan"),
    "service.follow_up_planned": _("Tindak lanjut direncanakan"),
    "service.log_discarded": _("Log dibuang"),
    "service.log_measured": _("Log diukur"),
    "service.log_stored": _("Log diunggah"),
    "service.note_kept": _("Catatan pekan dibuat"),
    "service.phase_begun": _("Fase peta kendali dimulai"),
    "service.phase_withdrawn": _("Fase peta kendali dicabut"),
    "service.curve_closed": _("Kurva belajar ditutup bagi atasan"),
    "service.curve_opened": _("Kurva belajar dibuka bagi atasan"),
    "service.log_name_confirmed": _("Kode petugas di log dipastikan"),
    "service.log_name_refused": _("Kode petugas di log disangkal"),
    "service.log_name_said": _("Kode petugas di log diakui"),
    "service.log_name_withdrawn": _("Pengakuan kode petugas ditarik"),
    "service.file_dropped": _("Berkas titipan diambil"),
    "service.result_published": _("Hasil survei diterbitkan"),
    "service.result_withdrawn": _("Hasil survei ditarik"),
    "service.counter_opened": _("Catatan loket dimulai"),
    "service.source_closed": _("Sumber kejadian ditutup"),
    "service.source_opened": _("Sumber kejadian dibuat"),
    "service.standard_published": _("Standar pelayanan diterbitkan"),
    "service.sheet_entered": _("Lembar survei kertas dimasukkan"),
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
            subject=f"{record_subjects.kind(entry.subject_type)} {_short(entry.subject_id)}",
        )
        for entry in entries
    ]


def _short(key: str) -> str:
    return key[:8] if len(key) == UUID_LENGTH else key
