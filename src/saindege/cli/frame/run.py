"""One command from its words to its exit status."""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from collections.abc import Iterator, Sequence

import click

from saindege.base.errors import BadInput, Language, SaindegeError, Sentence
from saindege.cli.frame.answer import Answer, write, write_document
from saindege.cli.frame.manner import Manner, answering, read_manner
from saindege.cli.frame.usage import wrong_use

DONE, FAILED, REFUSED, INTERRUPTED = 0, 1, 2, 130
REPORT = Sentence(
    id="Ini kesalahan Saindege. Laporkan kepada pengelola Saindege: perintah yang dijalankan, versi {version}, "
    "dan rincian dari pilihan --debug.",
    en="This is a fault of Saindege. Report it to its maintainers: the command, version {version}, "
    "and the details that --debug prints.",
)
_SHOWN = 50


class DiskFull(SaindegeError):
    """There is no room left to write."""

    code = "disk_full"


def run(command: click.Command, words: Sequence[str] | None = None) -> int:
    """Run a command; returns 0 done, 1 our failure, 2 bad input or use, 3 checked and found wrong, 130 stopped."""
    given = list(sys.argv[1:] if words is None else words)
    _speak_utf8()
    with answering(read_manner(given)) as how:
        return _run(command, given, how)


def _run(command: click.Command, given: list[str], how: Manner) -> int:
    try:
        return _answer(command, given, how)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has enough. Without this, Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except click.exceptions.NoArgsIsHelpError as unfinished:
        # Its message is the whole help.
        return _fail(click.UsageError("Missing command.", unfinished.ctx), how, unfinished.format_message())
    except Exception as fault:
        return _fail(fault, how)


def _answer(command: click.Command, words: list[str], how: Manner) -> int:
    said = command.main(words, prog_name="saindege", standalone_mode=False)
    if isinstance(said, Answer):
        write(said, how)
        return said.status
    return said if isinstance(said, int) else DONE


def _fail(fault: Exception, how: Manner, instead: str | None = None) -> int:
    known = _as_ours(fault)
    if known is None:
        if how.debug:
            traceback.print_exc()
        _write_failure(fault, how)
        return FAILED
    if how.debug and not isinstance(fault, click.ClickException):
        traceback.print_exc()
    if how.json:
        write_document(known.as_json(how.language))
    elif instead is not None:
        click.echo(instead, err=True)
    else:
        for line in _lines(known, how.language):
            click.echo(line, err=True)
    return REFUSED if isinstance(known, BadInput) else FAILED


def _as_ours(fault: Exception) -> SaindegeError | None:
    """Return the error that a person can act on, or None where the fault is our own."""
    if isinstance(fault, SaindegeError):
        return fault
    if isinstance(fault, click.ClickException):
        return wrong_use(fault)
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(
            Sentence(
                id="Tidak ada ruang lagi untuk menulis. Kosongkan ruang penyimpanan, lalu ulangi.",
                en="There is no room left to write. Free some space and try again.",
            )
        )
    if isinstance(fault, MemoryError):
        return BadInput(
            Sentence(
                id="Memori komputer ini tidak cukup. Bagi berkasnya, atau kerjakan di komputer dengan memori lebih besar.",
                en="This machine has too little memory. Part the file, or work on a machine with more memory.",
            ),
            code="file_too_large",
        )
    if isinstance(fault, OSError) and fault.filename is not None:
        code = "missing_file" if isinstance(fault, FileNotFoundError) else "unreadable_file"
        name = os.fspath(fault.filename) if not isinstance(fault.filename, int) else str(fault.filename)
        return BadInput(
            Sentence(
                id=f"Berkas atau folder {name} tidak dapat dibuka: {fault.strerror}. "
                "Periksa nama dan hak aksesnya.",
                en=f"The file or folder {name} cannot be opened: {fault.strerror}. "
                "Check its name and its permissions.",
            ),
            code=code,
        )
    return None


def _write_failure(fault: Exception, how: Manner) -> None:
    from saindege import __version__

    what = f"{type(fault).__name__}: {fault}"
    report = REPORT.in_language(how.language).format(version=__version__)
    if how.json:
        write_document({"error": {"code": "failed", "message": f"{what}. {report}", "problems": []}})
    click.echo(f"{what}\n{report}", err=True)


def _lines(fault: SaindegeError, language: Language) -> Iterator[str]:
    """Write an error for a person: the sentence, then each problem with its place."""
    yield click.style(fault.sentence.in_language(language), fg="red")
    row, more = (
        ("row", "and {} more; --json lists them all")
        if language == "en"
        else (
            "baris",
            "dan {} lagi; --json menyebut semuanya",
        )
    )
    # The fault of a whole file says nothing more.
    problems = [one for one in fault.problems if one.row is not None or one.sentence != fault.sentence]
    for problem in problems[:_SHOWN]:
        place = [
            problem.file,
            None if problem.row is None else f"{row} {problem.row}",
            problem.column,
        ]
        where = ", ".join(part for part in place if part)
        yield f"  {where + ': ' if where else ''}{problem.sentence.in_language(language)}"
    if len(problems) > _SHOWN:
        yield "  " + more.format(len(problems) - _SHOWN)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console or the locale says; a name that is none is written escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
