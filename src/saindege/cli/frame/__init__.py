"""What all verbs share: options, output for people and for machines, exit status, progress.

A verb is a function that returns an ``Answer``::

    group = frame.Group(Sentence(id="Layanan dan lognya", en="Services and their logs"))

    @frame.verb(group, "map", Sentence(id="Gambar alur proses", en="Draw the process map"))
    @frame.argument("log", type=frame.EXISTING)
    @frame.option("--columns", id="kolom log", en="columns of the log")
    def show_map(log: Path, columns: str | None) -> frame.Answer: ...
"""

from saindege.cli.frame.answer import Answer
from saindege.cli.frame.bar import Tell, progress
from saindege.cli.frame.command import EXISTING, Group, argument, option, verb
from saindege.cli.frame.manner import language, manner
from saindege.cli.frame.words import number, text_table

__all__ = [
    "EXISTING",
    "Answer",
    "Group",
    "Tell",
    "argument",
    "language",
    "manner",
    "number",
    "option",
    "progress",
    "text_table",
    "verb",
]
