"""The papers before and during a batch: call, assignment, committee, schedule, biodata, attendance."""

from __future__ import annotations

from saindege.delivery.official.field import BASIS, COMMITTEE, ONE_PERSON, PARTICIPANTS, SESSIONS, field
from saindege.delivery.official.form import (
    HEAD,
    HEAD_OF_DECREE,
    HEAD_OF_LETTER,
    Facts,
    Heading,
    Items,
    PaperForm,
    Signature,
    Table,
    Text,
)

LINE = "................................................"
ALL_HANDS = "{{ kursus }}, {{ angkatan }}, {{ waktu }}"
PEOPLE = Table(
    PARTICIPANTS,
    ("No.", "Nama", "NIP", "Jabatan", "Unit kerja"),
    ("{{ p.no }}", "{{ p.nama }}", "{{ p.nip }}", "{{ p.jabatan }}", "{{ p.unit_kerja }}"),
    (3, 10, 12, 10, 11),
)
SCHEDULE = Table(
    SESSIONS,
    ("No.", "Waktu", "Sesi", "Narasumber", "Tempat", "JP"),
    ("{{ s.no }}", "{{ s.waktu }}", "{{ s.judul }}", "{{ s.narasumber }}", "{{ s.tempat }}", "{{ s.jp }}"),
    (3, 14, 10, 9, 9, 3),
    (0, 5),
)
TASKS = Items(
    (
        "mengikuti " + ALL_HANDS + ", {{ jp }} JP;",
        "menyerahkan penjagaan loket atau tugas harian kepada rekan sesuai rencana atasan;",
        "melaporkan hasilnya kepada atasan langsung sesudah selesai.",
    )
)
CALL_LETTER = PaperForm(
    key="panggilan",
    name="Surat panggilan per kantor",
    english="Call letters, one per office",
    title="Panggilan peserta pelatihan",
    unit="office",
    to="Kepala {{ kantor }}",
    blocks=(
        Text(
            "Kami mengharapkan kehadiran pegawai berikut pada "
            + ALL_HANDS
            + ". Mohon pegawai diberi tugas dan "
            "loketnya tetap terjaga."
        ),
        PEOPLE,
        SCHEDULE,
        Text(
            "Yang berhalangan agar segera memberi tahu kami, sehingga kursinya dapat diberikan kepada yang menunggu. "
            "Atas perhatian dan kerja sama Saudara kami ucapkan terima kasih."
        ),
    ),
    signatures=(HEAD_OF_LETTER,),
    own=(field("kantor", "Kantor yang disurati", "Office that is written to", "Kelurahan Wek V"),),
)
ASSIGNMENT = PaperForm(
    key="surat-tugas",
    name="Surat tugas",
    english="Assignment letter",
    title="Surat tugas",
    blocks=(Heading("Dasar"), Items(each=BASIS), Heading("Menugaskan"), PEOPLE, Heading("Untuk"), TASKS),
    signatures=(HEAD,),
)
OWN_ASSIGNMENT = PaperForm(
    key="surat-tugas-perorangan",
    name="Surat tugas perorangan",
    english="Assignment letters, one per person",
    title="Surat tugas",
    unit="person",
    blocks=(
        Heading("Dasar"),
        Items(each=BASIS),
        Heading("Menugaskan"),
        Facts(
            (
                ("Nama", "{{ nama }}"),
                ("NIP", "{{ nip }}"),
                ("Pangkat, golongan", "{{ pangkat }}"),
                ("Jabatan", "{{ jabatan }}"),
                ("Unit kerja", "{{ unit_kerja }}"),
            )
        ),
        Heading("Untuk"),
        TASKS,
    ),
    signatures=(HEAD,),
    own=ONE_PERSON,
)
TIMETABLE = PaperForm(
    key="jadwal",
    name="Jadwal",
    english="Schedule",
    title="Jadwal pelatihan",
    has_number=False,
    blocks=(
        Facts((("Kursus", "{{ kursus }}, {{ angkatan }}"), ("Waktu", "{{ waktu }}"), ("JP", "{{ jp }}"))),
        SCHEDULE,
    ),
    signatures=(HEAD,),
)
BIODATA = PaperForm(
    key="biodata",
    name="Biodata peserta",
    english="Participants' biodata",
    title="Biodata peserta",
    unit="person",
    has_number=False,
    blocks=(
        Facts(
            (
                ("Kursus", "{{ kursus }}, {{ angkatan }}"),
                ("Nama lengkap", "{{ nama }}"),
                ("NIP", "{{ nip }}"),
                ("Status", "{{ status }}"),
                ("Pangkat, golongan", "{{ pangkat }}"),
                ("Jabatan", "{{ jabatan }}"),
                ("Unit kerja", "{{ unit_kerja }}"),
                ("Pendidikan terakhir", "{{ pendidikan }}"),
                ("Pelatihan yang pernah diikuti", LINE),
                ("Tugas sehari-hari", LINE),
                ("Harapan dari kursus ini", LINE),
            )
        ),
        Text("Data ini dipakai untuk penyelenggaraan kursus saja."),
    ),
    signatures=(Signature("....................................", "Peserta,", "{{ nama }}"),),
    own=ONE_PERSON,
)
COMMITTEE_DECREE = PaperForm(
    key="sk-panitia",
    name="SK panitia",
    english="Committee decree",
    title="Keputusan Kepala {{ organisasi }}",
    subject="Panitia {{ kursus }}, {{ angkatan }}",
    blocks=(
        Facts(
            (("Menimbang", "bahwa untuk kelancaran {{ kursus }}, {{ waktu }}, perlu ditetapkan panitianya;"),)
        ),
        Heading("Mengingat"),
        Items(each=BASIS),
        Heading("MEMUTUSKAN", centred=True),
        Facts(
            (
                ("Menetapkan", "Panitia {{ kursus }}, {{ angkatan }}."),
                ("KESATU", "Membentuk panitia dengan susunan dalam daftar di bawah ini."),
                ("KEDUA", "Panitia menyiapkan, menyelenggarakan, mengevaluasi dan melaporkan kursus."),
                ("KETIGA", "Biaya dibebankan pada anggaran yang tersedia."),
                ("KEEMPAT", "Keputusan ini berlaku sejak tanggal ditetapkan."),
            )
        ),
        Table(
            COMMITTEE,
            ("No.", "Kedudukan", "Nama", "NIP", "Jabatan"),
            ("{{ a.no }}", "{{ a.kedudukan }}", "{{ a.nama }}", "{{ a.nip }}", "{{ a.jabatan }}"),
            (3, 9, 11, 12, 10),
        ),
    ),
    signatures=(HEAD_OF_DECREE,),
)
ATTENDANCE_SHEET = PaperForm(
    key="daftar-hadir",
    name="Daftar hadir per sesi",
    english="Attendance sheets, one per session",
    title="Daftar hadir",
    unit="session",
    has_number=False,
    blocks=(
        Facts(
            (
                ("Kursus", "{{ kursus }}, {{ angkatan }}"),
                ("Sesi", "{{ sesi_ini }}"),
                ("Waktu", "{{ waktu_sesi }}"),
                ("Tempat", "{{ tempat_sesi }}"),
                ("Narasumber", "{{ narasumber_sesi }}"),
            )
        ),
        Table(
            PARTICIPANTS,
            ("No.", "Nama", "NIP", "Unit kerja", "Tanda tangan"),
            ("{{ p.no }}", "{{ p.nama }}", "{{ p.nip }}", "{{ p.unit_kerja }}", ""),
            (3, 11, 12, 11, 9),
            spare=3,
        ),
    ),
    signatures=(Signature("{{ tempat }}, ....................", "Panitia,"),),
    own=(
        field("sesi_ini", "Judul sesi ini", "Title of this session", "Menata arsip (1 dari 2)"),
        field("waktu_sesi", "Hari dan jam sesi ini", "Day and hours", "Selasa, 24 November 2026, 08.30 sampai 12.00 WIB"),
        field("tempat_sesi", "Tempat sesi ini", "Place", "Ruang Komputer"),
        field("narasumber_sesi", "Narasumber sesi ini", "Speaker", "Ida Pulungan"),
    ),
)  # fmt: skip
FORMS = (
    CALL_LETTER,
    ASSIGNMENT,
    OWN_ASSIGNMENT,
    TIMETABLE,
    BIODATA,
    COMMITTEE_DECREE,
    ATTENDANCE_SHEET,
)
