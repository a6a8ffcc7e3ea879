"""Documents that fail the build when they lie: every file, name, command and setting that they name exists."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

DOCUMENTS = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "docs").rglob("*.md"))),
)
NAMED_FILE = re.compile(r"`((?:src|tests|docs|benchmarks)/[\w./-]+)(?:: (\w+))?`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"(?:^|[`\s])(?:\.venv/bin/)?saindege ((?:[a-z]+)(?: [a-z]+)?)", re.MULTILINE)
MAKE = re.compile(r"(?:^|`)make ([a-z]+)", re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_exists(document: str) -> None:
    missing = [
        name
        for name, _ in NAMED_FILE.findall((ROOT / document).read_text("utf-8"))
        if not (ROOT / name).exists()
    ]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_of_a_document_leads_somewhere(document: str) -> None:
    path = ROOT / document
    dead = [link for link in LINK.findall(path.read_text("utf-8")) if not (path.parent / link).exists()]

    assert dead == []


def test_both_traces_name_functions_and_tables_that_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = [(file, name) for file, name in NAMED_FILE.findall(text) if name]
    missing = [f"{file}: {name}" for file, name in named if name not in _defined(ROOT / file)]

    assert missing == []
    assert len(named) >= 5


def _defined(path: Path) -> set[str]:
    """Names that a module, or a package of that name, defines or hands on."""
    tree = ast.parse((path / "__init__.py" if path.is_dir() else path).read_text("utf-8"))
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def test_every_command_that_a_document_names_is_there() -> None:
    from saindege.cli.root import saindege as root

    known = _words(root)
    named = {
        words
        for document in DOCUMENTS
        for words in COMMAND.findall((ROOT / document).read_text("utf-8"))
        if words.split()[0] in {word.split()[0] for word in known}
    }
    unknown = sorted(words for words in named if words not in known and words.split()[0] not in known)

    assert named
    assert unknown == []


def _words(root: object) -> set[str]:
    import click

    context = click.Context(root)  # type: ignore[arg-type]
    found: set[str] = set()
    for name in root.list_commands(context):  # type: ignore[attr-defined]
        command = root.get_command(context, name)  # type: ignore[attr-defined]
        if isinstance(command, click.Group):
            found |= {f"{name} {verb}" for verb in command.list_commands(context)}
        else:
            found.add(name)
    return found


def test_every_word_of_make_is_one_of_start() -> None:
    words = {word for document in DOCUMENTS for word in MAKE.findall((ROOT / document).read_text("utf-8"))}
    told = subprocess.run(
        [sys.executable, str(ROOT / "start.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    ).stderr

    assert words
    assert [word for word in sorted(words) if f"start.py {word}" not in told] == []


def test_every_setting_stands_in_the_how_to() -> None:
    from saindege.web import settings

    told = (ROOT / "docs/how-to/configure.md").read_text("utf-8")

    assert [name for name in sorted(set(settings.read.asked)) if f"`{name}`" not in told] == []
