"""The words of ``python -m saindege.web``."""

from __future__ import annotations

import argparse
import errno
import traceback
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from saindege import __version__
from saindege.base.errors import BadInput, SaindegeError, Sentence
from saindege.web.operation import house
from saindege.web.operation.report import Report, write, write_refusal

DISK_FULL = Sentence(
    id="Tidak ada ruang lagi untuk menulis; tidak ada yang tersimpan setengah. Kosongkan ruang, lalu ulangi.",
    en="There is no room left to write; nothing was left half written. Free some space and try again.",
)


def main(words: Sequence[str] | None = None) -> int:
    """Run one word; returns its exit status: 0 done, 1 failed, 2 bad use, 3 checked and found wrong."""
    asked = parser().parse_args(words)
    try:
        answer = perform(asked)
        if isinstance(answer, int):
            return answer
        return write(answer, as_json=asked.json, language=asked.lang)
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        if asked.debug:
            traceback.print_exc()
        known = as_ours(fault)
    write_refusal(known, as_json=asked.json, language=asked.lang)
    return 2 if isinstance(known, BadInput) else 1


def as_ours(fault: Exception) -> SaindegeError:
    """Word any failure for a person."""
    if isinstance(fault, SaindegeError):
        return fault
    if isinstance(fault, ImproperlyConfigured):
        # Settings are read before a language is chosen; they say both.
        indonesian, _, english = str(fault).partition(" / ")
        return BadInput(Sentence(id=indonesian, en=english or indonesian), code="settings")
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return SaindegeError(DISK_FULL, code="disk_full")
    if isinstance(fault, PermissionError) and fault.filename:
        return BadInput(
            Sentence(
                id=f"{fault.filename} tidak boleh dibuka. Periksa hak aksesnya.",
                en=f"{fault.filename} may not be opened. Check its permissions.",
            ),
            code="unreadable_file",
        )
    what = f"{type(fault).__name__}: {fault}"
    return SaindegeError(
        Sentence(
            id=f"{what}\nIni kesalahan Saindege. Laporkan kepada pengelola Saindege: perintahnya, versi {__version__}, "
            "dan rincian dari pilihan --debug.",
            en=f"{what}\nThis is a fault of Saindege. Report it to its maintainers: the command, version {__version__}, "
            "and the details that --debug prints.",
        )
    )


def parser() -> argparse.ArgumentParser:
    """Return the parser of all words."""
    shared = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    shared.add_argument("--json", action="store_true", help="one JSON document")
    shared.add_argument("--lang", choices=["id", "en"], default="id")
    shared.add_argument("--debug", action="store_true", help="show the traceback of a failure")
    top = argparse.ArgumentParser(prog="python -m saindege.web", description=__doc__, allow_abbrev=False)
    kinds = top.add_subparsers(dest="word", required=True)

    def word(name: str, about: str) -> argparse.ArgumentParser:
        return kinds.add_parser(name, help=about, parents=[shared], allow_abbrev=False)

    serve = word("serve", "run the web server")
    serve.add_argument("--with-worker", action="store_true", help="and a worker beside it")
    demo = word("demo", "the demonstration city")
    demo.add_argument("--people", type=int, default=4000)
    demo.add_argument("--fresh", action="store_true")
    demo.add_argument("--no-browser", action="store_true")
    for one in (serve, demo):
        one.add_argument("--host", default="127.0.0.1")
        one.add_argument("--port", type=int, default=8000)
        one.add_argument("--workers", type=int, default=2)
    worker = word("worker", "run one worker; several may run")
    worker.add_argument("--until-empty", action="store_true", help="end when no job waits")
    word("migrate", "make or upgrade the database, prepare static files")
    backup = word("backup", "write database, files and key into one file")
    backup.add_argument("file", type=Path)
    backup.add_argument("--replace", action="store_true", help="replace the file where there is one")
    restore = word("restore", "bring back a backup")
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="put the present data aside")
    doctor = word("doctor", "what is wrong, and what to do")
    doctor.add_argument("--port", type=int, default=8000)
    word("audit", "check the record of changes")
    export = word("export-person", "all that is held about one person, in one file")
    export.add_argument("who", help="NIP, key or user name")
    export.add_argument("-o", "--output", type=Path, required=True)
    export.add_argument("--replace", action="store_true", help="replace the file where there is one")
    erase = word("erase-person", "take a person's name, number and contacts out")
    erase.add_argument("who", help="NIP, key or user name")
    erase.add_argument("--yes", action="store_true", help="do not ask")
    user = word("user", "accounts").add_subparsers(dest="verb", required=True)
    user.add_parser("list", parents=[shared])
    for verb in ("add", "password", "roles", "disable", "enable"):
        one = user.add_parser(verb, parents=[shared], allow_abbrev=False)
        one.add_argument("username")
        if verb == "add":
            one.add_argument("--name", required=True)
        if verb in ("add", "roles"):
            one.add_argument("--role", action="append", default=[], dest="roles")
    return top


def perform(asked: argparse.Namespace) -> Report | int:
    """Do what was asked; every part loads only what it needs."""
    if asked.word in ("serve", "demo"):
        return _serve(asked)
    if asked.word == "migrate":
        from saindege.web.operation import preparation

        return preparation.prepare()
    if asked.word == "doctor":
        house.set_up_django()
        from saindege.web.operation import doctor

        return doctor.examine(asked.port)
    if asked.word == "restore":
        from saindege.web.operation import restore

        return restore.restore(asked.file, replace=asked.replace)
    if asked.word in ("worker", "user"):
        house.make_data_folder()
    house.set_up_django()
    if asked.word == "worker":
        from saindege.web.operation import worker

        return worker.run(until_empty=asked.until_empty)
    if asked.word == "user":
        return _user(asked)
    if asked.word in ("export-person", "erase-person"):
        from saindege.web.operation import personal

        if asked.word == "export-person":
            return personal.export_person(asked.who, asked.output, replace=asked.replace)
        return personal.erase_person(asked.who, yes=asked.yes, language=asked.lang)
    if asked.word == "backup":
        from saindege.web.operation import backup

        return backup.backup(asked.file, replace=asked.replace)
    from saindege.web.operation import audit

    return audit.audit()


def _serve(asked: argparse.Namespace) -> int:
    from saindege.web.operation import demo, server

    place = server.Place(asked.host, asked.port, asked.workers)
    if asked.word == "serve":
        return server.serve(place, with_worker=asked.with_worker, language=asked.lang)
    return demo.demo(
        place, people=asked.people, fresh=asked.fresh, browser=not asked.no_browser, language=asked.lang
    )


def _user(asked: argparse.Namespace) -> Report:
    from saindege.web.operation import accounts, preparation

    # The first account is made before the first start.
    preparation.migrate()
    if asked.verb == "add":
        return accounts.add(asked.username, asked.name, asked.roles, asked.lang)
    if asked.verb == "password":
        return accounts.change_password(asked.username, asked.lang)
    if asked.verb == "roles":
        return accounts.change_roles(asked.username, asked.roles)
    if asked.verb in ("disable", "enable"):
        return accounts.switch(asked.username, on=asked.verb == "enable")
    return accounts.list_all()
