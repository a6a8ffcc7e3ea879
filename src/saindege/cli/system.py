"""Words of the system. Each starts the application half as a program of its own: the library never loads Django."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from saindege.base.errors import Sentence
from saindege.cli import frame
from saindege.cli.frame.command import Group

_words = Group(Sentence(id="", en=""), name="system")
_PORT = click.IntRange(1, 65535)
_FILE = click.Path(path_type=Path)


def start(*words: str, options: Sequence[str] = ()) -> int:
    """Turn this process into ``python -m saindege.web WORDS``, or wait for it where that cannot be done."""
    how = frame.manner()
    manner = [*_flags(json=how.json, debug=how.debug), "--lang", how.language]
    # -P: a folder of the same name where the command was typed is not our program.
    command = [sys.executable, "-P", "-m", "saindege.web", *words, *manner, *options]
    os.environ["PYTHONUTF8"] = "1"
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execv(command[0], command)  # noqa: S606 - our own interpreter and words
    # Ctrl-C reaches both: it is for the other program to answer.
    signal.signal(signal.SIGINT, lambda number, frame: None)
    return subprocess.call(command)  # noqa: S603 - our own interpreter and words


def _flags(**asked: bool) -> list[str]:
    return [f"--{name.replace('_', '-')}" for name, is_on in asked.items() if is_on]


def _roles(roles: Sequence[str]) -> list[str]:
    return [f"--role={role}" for role in roles]


@frame.verb(_words, "demo", Sentence(id="Buka kota contoh di peramban", en="Open the demonstration city"))
@frame.option(
    "--people",
    id="banyak pegawai",
    en="how many people",
    type=click.IntRange(600, 60_000),
    default=4000,
    show_default=True,
)
@frame.option(
    "--port", id="port web", en="port of the web server", type=_PORT, default=8000, show_default=True
)
@frame.option(
    "--host", id="alamat yang didengarkan", en="address to listen on", default="127.0.0.1", show_default=True
)
@frame.option("--no-browser", id="jangan buka peramban", en="do not open a browser", is_flag=True)
@frame.option(
    "--fresh", id="buang kota lama, buat baru", en="throw the old city away, make a new one", is_flag=True
)
def demo(people: int, port: int, host: str, no_browser: bool, fresh: bool) -> int:
    flags = _flags(no_browser=no_browser, fresh=fresh)
    return start("demo", options=["--people", str(people), "--port", str(port), "--host", host, *flags])


@frame.verb(
    _words, "serve", Sentence(id="Jalankan web untuk kota Anda", en="Run the web server of your city")
)
@frame.option(
    "--host", id="alamat yang didengarkan", en="address to listen on", default="127.0.0.1", show_default=True
)
@frame.option(
    "--port", id="port web", en="port of the web server", type=_PORT, default=8000, show_default=True
)
@frame.option(
    "--workers",
    id="banyak proses web",
    en="processes that answer",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
)
@frame.option("--with-worker", id="beserta pekerja latar", en="with a background worker", is_flag=True)
def serve(host: str, port: int, workers: int, with_worker: bool) -> int:
    words = ["--host", host, "--port", str(port), "--workers", str(workers)]
    return start("serve", options=[*words, *_flags(with_worker=with_worker)])


@frame.verb(
    _words,
    "worker",
    Sentence(id="Jalankan satu pekerja latar; boleh beberapa", en="Run one worker; several may run"),
)
@frame.option(
    "--until-empty", id="selesai bila tidak ada pekerjaan", en="end when no job waits", is_flag=True
)
def worker(until_empty: bool) -> int:
    return start("worker", options=_flags(until_empty=until_empty))


@frame.verb(
    _words,
    "migrate",
    Sentence(id="Siapkan atau perbarui basis data", en="Make the database, or bring it up to this version"),
)
def migrate() -> int:
    return start("migrate")


@frame.verb(
    _words, "backup", Sentence(id="Simpan semua data ke satu berkas", en="Write all data into one file")
)
@frame.argument("file", type=_FILE)
@frame.option("--replace", id="ganti berkas yang ada", en="replace the file where there is one", is_flag=True)
def backup(file: Path, replace: bool) -> int:
    return start("backup", options=[*_flags(replace=replace), "--", str(file)])


@frame.verb(_words, "restore", Sentence(id="Pulihkan data dari cadangan", en="Bring data back from a backup"))
@frame.argument("file", type=_FILE)
@frame.option("--replace", id="sisihkan data yang ada", en="put the present data aside", is_flag=True)
def restore(file: Path, replace: bool) -> int:
    return start("restore", options=[*_flags(replace=replace), "--", str(file)])


@frame.verb(
    _words, "doctor", Sentence(id="Apa yang salah, dan apa obatnya", en="What is wrong, and what to do")
)
@frame.option(
    "--port", id="port web", en="port of the web server", type=_PORT, default=8000, show_default=True
)
def doctor(port: int) -> int:
    return start("doctor", options=["--port", str(port)])


@frame.verb(
    _words, "audit", Sentence(id="Periksa rantai catatan perubahan", en="Check the record of changes")
)
def audit() -> int:
    return start("audit")


@frame.verb(
    _words,
    "export-person",
    Sentence(
        id="Tulis semua data tentang satu orang ke satu berkas",
        en="Write all that is held about one person into one file",
    ),
)
@frame.argument("who", metavar="NIP")
@frame.option("-o", "--output", type=_FILE, required=True, id="berkas ZIP", en="ZIP file")
@frame.option("--replace", id="ganti berkas yang ada", en="replace the file where there is one", is_flag=True)
def export_person(who: str, output: Path, replace: bool) -> int:
    return start("export-person", options=[f"--output={output}", *_flags(replace=replace), "--", who])


@frame.verb(
    _words,
    "erase-person",
    Sentence(
        id="Hapus nama, NIP dan kontak satu orang; jumlah dan arsip tetap",
        en="Take one person's name, number and contacts out; sums and archives stay",
    ),
)
@frame.argument("who", metavar="NIP")
@frame.option("--yes", id="jangan bertanya", en="do not ask", is_flag=True)
def erase_person(who: str, yes: bool) -> int:
    return start("erase-person", options=[*_flags(yes=yes), "--", who])


user = Group(
    Sentence(
        id="Akun. Kata sandi ditanyakan, atau dibaca dari masukan baku; tidak pernah ditulis pada perintah.",
        en="Accounts. Passwords are asked for, or read from standard input; never written in the command.",
    ),
    name="user",
)


@frame.verb(user, "list", Sentence(id="Daftar akun", en="List the accounts"))
def list_users() -> int:
    return start("user", "list")


@frame.verb(user, "add", Sentence(id="Buat akun", en="Make an account"))
@frame.argument("username")
@frame.option("--name", id="nama orangnya", en="the person's name", required=True)
@frame.option(
    "--role", "roles", id="peran, boleh beberapa kali", en="role, may be given several times", multiple=True
)
def add_user(username: str, name: str, roles: tuple[str, ...]) -> int:
    return start("user", "add", options=[f"--name={name}", *_roles(roles), "--", username])


@frame.verb(user, "password", Sentence(id="Ganti kata sandi", en="Change a password"))
@frame.argument("username")
def change_password(username: str) -> int:
    return start("user", "password", options=["--", username])


@frame.verb(user, "roles", Sentence(id="Ganti peran sebuah akun", en="Change the roles of an account"))
@frame.argument("username")
@frame.option(
    "--role", "roles", id="peran, boleh beberapa kali", en="role, may be given several times", multiple=True
)
def change_roles(username: str, roles: tuple[str, ...]) -> int:
    return start("user", "roles", options=[*_roles(roles), "--", username])


@frame.verb(user, "disable", Sentence(id="Tutup sebuah akun", en="Close an account"))
@frame.argument("username")
def disable(username: str) -> int:
    return start("user", "disable", options=["--", username])


@frame.verb(user, "enable", Sentence(id="Buka lagi sebuah akun", en="Open an account again"))
@frame.argument("username")
def enable(username: str) -> int:
    return start("user", "enable", options=["--", username])
