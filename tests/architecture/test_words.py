"""Words of the interface: each text has its English, and one text has one English in the catalogues of all areas."""

from __future__ import annotations

import gettext
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from tests.architecture.source import PACKAGE

if TYPE_CHECKING:
    from pytest_django import SettingsWrapper

# Django lays the catalogues of all areas over one another: of two wordings only one is ever shown.
CATALOGUES = {path.parents[3]: path for path in sorted(PACKAGE.rglob("locale/en/LC_MESSAGES/django.mo"))}
CONTEXT_ENDS = "\x04"


def _area(folder: Path) -> str:
    return folder.relative_to(PACKAGE).parts[0]


def _english(compiled: Path) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield each text with the number of its form, and its English; a text without a plural has form 0 only."""
    with compiled.open("rb") as file:
        translations = gettext.GNUTranslations(file)
    # The standard library has no public way to list a catalogue.
    for key, english in vars(translations)["_catalog"].items():
        text, form = key if isinstance(key, tuple) else (key, 0)
        if text:
            yield (text, form), english


def test_one_text_has_one_english() -> None:
    wordings: dict[tuple[str, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for folder, compiled in CATALOGUES.items():
        for key, english in _english(compiled):
            wordings[key][english].append(_area(folder))

    at_odds = [
        f"{text.replace(CONTEXT_ENDS, ': ')!r} is "
        + " but ".join(f"{english!r} in {', '.join(areas)}" for english, areas in found.items())
        for (text, _form), found in wordings.items()
        if len(found) > 1
    ]

    assert at_odds == [], "choose one English, or give the text of the special sense a context"


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="needs the program gettext")
@pytest.mark.parametrize("folder", CATALOGUES, ids=_area)
def test_catalogue_holds_just_what_is_said(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: SettingsWrapper
) -> None:
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "*.ttf", "*.mo"))
    monkeypatch.chdir(copy)
    settings.LOCALE_PATHS = []

    call_command("makemessages", locale=["en"], no_location=True, no_wrap=True, verbosity=0)

    assert _entries(copy, "--untranslated", "--no-obsolete") == "", "texts without English"
    assert _entries(copy, "--only-fuzzy", "--no-obsolete") == "", "texts whose English is a guess"
    assert _entries(copy, "--only-obsolete") == "", "texts nobody says any more"


def _entries(folder: Path, *wanted: str) -> str:
    catalogue = folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
    done = subprocess.run(
        ["msgattrib", "--no-wrap", *wanted, str(catalogue)], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout
