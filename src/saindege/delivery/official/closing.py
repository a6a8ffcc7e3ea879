"""The papers after a batch: fees, minutes, graduation, report, and what the expense report lacks."""

from __future__ import annotations

from saindege.base.errors import Sentence
from saindege.delivery.official.field import GRADUATES, NUMBER, SESSIONS, SPEAKERS, ListField, field
from saindege.delivery.official.form import (
    HEAD,
    HEAD_OF_DECREE,
    Facts,
    Heading,
    PaperForm,
    Signature,
    Table,
    Text,
)
from saindege.delivery.official.letters import ALL_HANDS

BLANK = (
    "......................................................................................................"
)
ATTENDANCE = Table(
    SESSIONS,
    ("No.", "Sesi", "Waktu", "Hadir", "Dihitung", "Ditutup"),
    ("{{ s.no }}", "{{ s.judul }}", "{{ s.waktu }}", "{{ s.hadir }}", "{{ s.dihitung }}", "{{ s.ditutup }}"),
    (3, 12, 17, 6, 7, 6),
    (0, 3, 4),
)
FEES = ListField(
    "honor",
    "h",
    Sentence(id="Honorarium narasumber, lalu panitia", en="Fees of speakers, then of the committee"),
    (
        NUMBER,
        field("nama", "Nama penerima", "Who receives it", "Ida Pulungan"),
        field("sebagai", "Sebagai apa", "In which part", "Narasumber"),
        field("banyaknya", "Banyaknya dan satuannya", "How many of which unit", "6 jam"),
        field("tarif", "Tarif satuan dalam rupiah", "Rate in rupiah", "900.000"),
        field("jumlah", "Jumlah dalam rupiah", "Sum in rupiah", "5.400.000"),
    ),
    ("2", "Lenni Tanjung", "Ketua", "1 kegiatan", "450.000", "450.000"),
)
PAPERS = ListField(
    "berkas",
    "b",
    Sentence(id="Berkas yang diperlukan SPJ", en="Papers that the expense report needs"),
    (
        NUMBER,
        field("nama", "Nama berkas", "Paper", "Bukti potong pajak"),
        field("keadaan", "Ada atau kurang", "There or missing", "kurang"),
        field("keterangan", "Letaknya, atau apa yang kurang", "Where it lies, or what it lacks", "Map biru"),
    ),
    ("2", "Dokumentasi foto", "ada", "Folder bersama"),
)
FEE_LIST = PaperForm(
    key="honorarium",
    name="Daftar honorarium",
    english="List of fees",
    title="Daftar penerimaan honorarium",
    has_number=False,
    is_wide=True,
    blocks=(
        Facts((("Kursus", "{{ kursus }}, {{ angkatan }}"), ("Waktu", "{{ waktu }}"))),
        Table(
            FEES,
            ("No.", "Nama", "Sebagai", "Banyaknya", "Tarif (Rp)", "Jumlah (Rp)", "Pajak (Rp)", "Tanda tangan"),
            (
                "{{ h.no }}",
                "{{ h.nama }}",
                "{{ h.sebagai }}",
                "{{ h.banyaknya }}",
                "{{ h.tarif }}",
                "{{ h.jumlah }}",
                "",
                "{{ h.no }}. ..............",
            ),
            (2, 9, 6, 6, 6, 6, 5, 8),
            (0, 4, 5),
        ),
        Facts((("Jumlah", "Rp{{ total }}"), ("Terbilang", "{{ terbilang }}"))),
        Text(
            "Daftar ini disusun dari tarif yang dicatat pada narasumber dan panitia; pajak dihitung bendahara."
        ),
    ),
    signatures=(Signature("Lunas dibayar,", "Bendahara pengeluaran"), HEAD),
    own=(
        field("total", "Jumlah seluruhnya dalam rupiah", "Sum of all in rupiah", "5.850.000"),
        field("terbilang", "Jumlah itu dalam huruf", "That sum in words", "Lima juta delapan ratus lima puluh ribu rupiah"),
    ),
    own_lists=(FEES,),
)  # fmt: skip
MINUTES = PaperForm(
    key="berita-acara",
    name="Berita acara",
    english="Minutes",
    title="Berita acara penyelenggaraan",
    blocks=(
        Text(
            "Telah diselenggarakan "
            + ALL_HANDS
            + ", dengan {{ jumlah_peserta }} peserta yang dipanggil dan kehadiran "
            "sebagai berikut."
        ),
        ATTENDANCE,
        Text("Demikian berita acara ini dibuat dengan sebenarnya."),
    ),
    signatures=(Signature("Panitia,", "Ketua panitia", "{{ ketua_panitia }}"), HEAD),
    own=(field("ketua_panitia", "Ketua panitia", "Chair of the committee", "Lenni Tanjung"),),
)
PASSED = (
    field("jumlah_lulus", "Banyaknya yang lulus", "How many passed", "22"),
    field("batas_hadir", "Batas kehadiran, persen JP", "Least attendance, per cent of hours", "85"),
    field("syarat_nilai", "Nilai yang disyaratkan", "Marks asked for", ", nilai tes akhir paling sedikit 70"),
)
GRADUATION = PaperForm(
    key="sk-kelulusan",
    name="SK kelulusan",
    english="Graduation decree",
    title="Keputusan Kepala {{ organisasi }}",
    subject="Kelulusan peserta {{ kursus }}, {{ angkatan }}",
    blocks=(
        Facts(
            (
                (
                    "Menimbang",
                    "bahwa {{ kursus }}, {{ waktu }}, telah selesai dan hasilnya perlu ditetapkan;",
                ),
                ("Menetapkan", "Kelulusan peserta {{ kursus }}, {{ angkatan }}."),
            )
        ),
        Text(
            "Peserta berikut dinyatakan lulus: hadir paling sedikit {{ batas_hadir }} % dari "
            "JP{{ syarat_nilai }}, dari {{ jumlah_peserta }} orang yang dipanggil.",
            only_if="lulusan",
        ),
        Table(
            GRADUATES,
            ("No.", "Nama", "NIP", "Jabatan", "Unit kerja"),
            ("{{ p.no }}", "{{ p.nama }}", "{{ p.nip }}", "{{ p.jabatan }}", "{{ p.unit_kerja }}"),
            (3, 10, 12, 10, 11),
            only_if="lulusan",
        ),
        Text(
            "Kelulusan belum dapat ditetapkan: tutup dulu semua sesi, atau belum ada yang memenuhi syarat.",
            only_if="not lulusan",
        ),
    ),
    signatures=(HEAD_OF_DECREE,),
    own=PASSED,
    own_lists=(GRADUATES,),
)
REPORT = PaperForm(
    key="laporan",
    name="Laporan penyelenggaraan",
    english="Report",
    title="Laporan penyelenggaraan pelatihan",
    blocks=(
        Heading("1. Pendahuluan"),
        Text("{{ ringkasan }}"),
        Heading("2. Peserta"),
        Text("{{ jumlah_peserta }} orang dipanggil, {{ jumlah_lulus }} memenuhi syarat kelulusan."),
        Heading("3. Jadwal dan kehadiran"),
        ATTENDANCE,
        Heading("4. Narasumber"),
        Table(
            SPEAKERS,
            ("No.", "Nama", "Asal", "JP"),
            ("{{ n.no }}", "{{ n.nama }}", "{{ n.asal }}", "{{ n.jp }}"),
            (2, 10, 12, 3),
            (0, 3),
        ),
        Heading("5. Keuangan"),
        Text("Biaya angkatan Rp{{ biaya }}; honorarium Rp{{ total }}."),
        Heading("6. Kendala dan saran"),
        Text(f"{BLANK}\n{BLANK}"),
    ),
    signatures=(HEAD,),
    own=(
        *PASSED,
        field("ringkasan", "Ringkasan kursus", "Summary of the course", "Kursus menata arsip surat masuk."),
        field("biaya", "Biaya angkatan dalam rupiah", "Cost of the batch in rupiah", "18.000.000"),
        field("total", "Honorarium seluruhnya dalam rupiah", "All fees in rupiah", "5.850.000"),
    ),
    own_lists=(GRADUATES,),
)
STILL_MISSING = PaperForm(
    key="kelengkapan-spj",
    name="Daftar kelengkapan SPJ",
    english="Completeness of the expense report",
    title="Daftar kelengkapan SPJ",
    has_number=False,
    blocks=(
        Facts((("Kursus", "{{ kursus }}, {{ angkatan }}"), ("Waktu", "{{ waktu }}"), ("Sudah ada", "{{ jumlah_ada }} dari {{ jumlah_berkas }}"))),
        Table(
            PAPERS,
            ("No.", "Berkas", "Keadaan", "Keterangan"),
            ("{{ b.no }}", "{{ b.nama }}", "{{ b.keadaan }}", "{{ b.keterangan }}"),
            (2, 12, 5, 13),
        ),
    ),
    signatures=(HEAD,),
    own=(
        field("jumlah_ada", "Banyaknya berkas yang ada", "Papers that are there", "9"),
        field("jumlah_berkas", "Banyaknya berkas yang diperlukan", "Papers that are needed", "14"),
    ),
    own_lists=(PAPERS,),
)  # fmt: skip
FORMS = (FEE_LIST, MINUTES, GRADUATION, REPORT, STILL_MISSING)
