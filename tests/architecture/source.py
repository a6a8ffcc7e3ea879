"""The project's own source, as these tests read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "saindege"
AREAS = ("base", "people", "programme", "delivery", "service", "impact")


@dataclass(frozen=True)
class Module:
    """One file of source with its dotted name and its tree."""

    path: Path
    name: str
    tree: ast.Module
    lines: int

    @property
    def is_library(self) -> bool:
        """Whether it may run without Django and without a clock."""
        parts = self.name.split(".")
        return (
            len(parts) > 1
            and "app" not in parts
            and parts[1] not in ("web", "cli", "migrations", "models", "demo")
        )


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package but the migrations, by name."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if "migrations" in parts:
            continue
        text = path.read_text("utf-8")
        name = ".".join(parts).removesuffix(".__init__")
        found.append(Module(path, name, ast.parse(text), text.count("\n")))
    return tuple(found)


def functions(module: Module) -> Iterator[ast.FunctionDef]:
    """Yield every function and method, those within others too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef):
            yield node


def dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` for such an expression, '' for any other."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
