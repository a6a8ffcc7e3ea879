"""Files stay small and are named for what they hold."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.source import PACKAGE, ROOT, functions, modules

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 60
SAYS_NOTHING = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common|stuff)(_|$)")


def test_no_file_is_too_long() -> None:
    long = {
        str(module.path.relative_to(ROOT)): module.lines for module in modules() if module.lines > MOST_LINES
    }

    assert long == {}


def test_no_function_is_too_long() -> None:
    long = {
        f"{module.name}: {node.name}": node.end_lineno - node.lineno + 1
        for module in modules()
        for node in functions(module)
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    }

    assert long == {}


def test_no_name_says_nothing() -> None:
    files = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".html", ".js", ".css")]
    empty = [str(path.relative_to(ROOT)) for path in files if SAYS_NOTHING.search(path.stem)]

    assert empty == []


def test_every_package_of_ours_is_reachable_by_its_tests() -> None:
    tested = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}

    assert {"base", "people", "programme", "delivery", "service", "impact", "web", "cli", "demo"} <= tested


def test_no_file_names_a_place_of_one_machine() -> None:
    places = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|tmp/bash)[/_]")
    found = [
        str(path.relative_to(ROOT))
        for folder in ("src", "tests", "docs", "benchmarks")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".md", ".toml", ".html", ".css", ".js") and places.search(_text(path))
    ]

    assert [name for name in found if not name.endswith("architecture/test_files.py")] == []


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")
