"""Groups, verbs, options and arguments with help in two languages."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from saindege.base.errors import Sentence
from saindege.cli.frame.answer import Answer
from saindege.cli.frame.manner import language

F = TypeVar("F", bound=Callable[..., Any])

# A file that has to be there; whether it can be read is said by the reader, with its row and column.
EXISTING = click.Path(path_type=Path)

_HEADINGS = {"Options": "Pilihan", "Commands": "Perintah", "Positional arguments": "Masukan"}
_HELP = Sentence(id="Tampilkan petunjuk ini.", en="Show this help.")
_PIECES = {"[OPTIONS]": "[PILIHAN]", "COMMAND [ARGS]...": "PERINTAH [KATA]..."}


class _Spoken(click.Command):
    """A command whose help is read in the language that was asked for."""

    spoken: Sentence | None = None

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        if language() == "id":
            pieces = [_PIECES.get(piece, piece) for piece in pieces]
        prefix = "Pemakaian: " if language() == "id" else "Usage: "
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.spoken is not None:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(self.spoken.in_language(language()))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for one in self.get_params(ctx) if (record := one.get_help_record(ctx))]
        if records:
            with formatter.section(heading("Options")):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP.in_language(language())
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        return self.spoken.in_language(language()) if self.spoken else ""


def heading(english: str) -> str:
    """Return a heading of the help in the language that was asked for."""
    return english if language() == "en" else _HEADINGS[english]


class Verb(_Spoken):
    """One verb."""


class Group(_Spoken, click.Group):
    """The verbs of one area; those named in ``elsewhere`` are read from their module when they are asked for.

    ``elsewhere`` maps a name to its module and its sentence; the module holds the command as ``group``, or under
    the name with underscores.
    """

    def __init__(
        self,
        spoken: Sentence,
        *,
        name: str | None = None,
        elsewhere: Mapping[str, tuple[str, Sentence]] | None = None,
        params: list[click.Parameter] | None = None,
    ) -> None:
        super().__init__(name=name, params=[*(params or []), *manner_options(hidden=True)])
        self.spoken = spoken
        self.elsewhere = dict(elsewhere or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.elsewhere, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.elsewhere:
            return super().get_command(ctx, cmd_name)
        module = importlib.import_module(self.elsewhere[cmd_name][0])
        command = getattr(module, "group", None) or getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        command.name = command.name or cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [(name, sentence.in_language(language())) for name, (_, sentence) in self.elsewhere.items()]
        records += [(name, one.get_short_help_str()) for name, one in self.commands.items()]
        with formatter.section(heading("Commands")):
            formatter.write_dl(records)


class _Option(click.Option):
    spoken: Sentence

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        if not self.hidden:
            self.help = self.spoken.in_language(language())
        record = super().get_help_record(ctx)
        if record is None or language() == "en":
            return record
        return record[0], record[1].replace("[required]", "[wajib]").replace("[default:", "[bawaan:")


def option(*names: str, id: str, en: str, **settings: Any) -> Callable[[F], F]:
    """Add an option; ``id`` and ``en`` say what it means, the rest is as in ``click.option``."""
    return click.option(*names, cls=_spoken_option(Sentence(id=id, en=en)), **settings)


def argument(*names: str, **settings: Any) -> Callable[[F], F]:
    """Add an argument, as ``click.argument`` does."""
    return click.argument(*names, **settings)


def verb(
    group: Group, name: str, spoken: Sentence, **settings: Any
) -> Callable[[Callable[..., Answer | int | None]], Verb]:
    """Make a function a verb of a group and give it ``--json``, ``--lang`` and ``--debug``."""

    def make(function: Callable[..., Answer | int | None]) -> Verb:
        made = click.command(name, cls=Verb, **settings)(function)
        made.spoken = spoken
        made.params.extend(manner_options())
        group.add_command(made, name)
        return made

    return make


def manner_options(hidden: bool = False) -> list[click.Parameter]:
    """Make the three options that every verb takes; their values were read before by ``read_manner``."""
    return [
        _spoken_option(Sentence(id="Satu dokumen JSON untuk mesin.", en="One JSON document, for machines."))(
            ["--json"], is_flag=True, expose_value=False, hidden=hidden
        ),
        _spoken_option(Sentence(id="Bahasa: id atau en.", en="Language: id or en."))(
            ["--lang"], type=click.Choice(["id", "en"]), expose_value=False
        ),
        _spoken_option(
            Sentence(id="Tampilkan jejak kesalahan program.", en="Show the traceback of a failure.")
        )(["--debug"], is_flag=True, expose_value=False, hidden=hidden),
    ]


def _spoken_option(sentence: Sentence) -> type[_Option]:
    # click makes the option itself, from a class.
    return type("SpokenOption", (_Option,), {"spoken": sentence})
