"""``saindege`` itself: the areas and the words of the system, none of them loaded before it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

import click

from saindege import __version__
from saindege.base.errors import Sentence
from saindege.cli.frame.command import Group
from saindege.cli.frame.run import run

_SYSTEM = "saindege.cli.system"
ELSEWHERE = {
    "people": (
        "saindege.cli.people",
        Sentence(id="Daftar pegawai dan NIP", en="Staff lists and NIP numbers"),
    ),
    "delivery": (
        "saindege.cli.delivery",
        Sentence(id="Kehadiran, jam pelajaran, sertifikat", en="Attendance, learning hours, certificates"),
    ),
    "service": (
        "saindege.cli.service",
        Sentence(id="Log layanan, kepuasan, waktu kerja", en="Service logs, satisfaction, working time"),
    ),
    "impact": (
        "saindege.cli.impact",
        Sentence(id="Dampak pelatihan, indeks profesionalitas", en="Effects of training, the index"),
    ),
    "demo": (_SYSTEM, Sentence(id="Kota contoh di peramban", en="The demonstration city in the browser")),
    "serve": (_SYSTEM, Sentence(id="Jalankan web", en="Run the web server")),
    "worker": (_SYSTEM, Sentence(id="Jalankan pekerja latar", en="Run a background worker")),
    "migrate": (_SYSTEM, Sentence(id="Siapkan atau perbarui basis data", en="Make or upgrade the database")),
    "user": (_SYSTEM, Sentence(id="Akun: tambah, sandi, peran", en="Accounts: add, password, roles")),
    "backup": (_SYSTEM, Sentence(id="Simpan cadangan ke satu berkas", en="Back up into one file")),
    "restore": (_SYSTEM, Sentence(id="Pulihkan dari cadangan", en="Restore from a backup")),
    "doctor": (_SYSTEM, Sentence(id="Apa yang salah, dan apa obatnya", en="What is wrong, and what to do")),
    "export-person": (_SYSTEM, Sentence(id="Serahkan data satu orang", en="Hand out one person's data")),
    "erase-person": (_SYSTEM, Sentence(id="Hapus data pribadi satu orang", en="Erase one person")),
    "audit": (_SYSTEM, Sentence(id="Periksa rantai catatan perubahan", en="Check the record of changes")),
}


class Root(Group):
    """The command of the package."""

    def run(self, words: Sequence[str] | None = None) -> int:
        """Run one command line; returns its exit status."""
        return run(self, words)


def _version(context: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(f"saindege {__version__}")
        context.exit()


saindege = Root(
    Sentence(
        id="Menjalankan program pelatihan aparatur dan mengukur, dari catatan kantor sendiri, apakah layanan membaik.",
        en="Runs a civil-service training programme and measures, from the offices' own records, whether service got better.",
    ),
    name="saindege",
    elsewhere=ELSEWHERE,
    params=[
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, hidden=True, callback=_version
        )
    ],
)
