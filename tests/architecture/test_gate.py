"""Nothing is written without passing the gate."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import AREAS, Module, functions, modules

# base.app.actions is called inside an action that has passed its own gate.
WITHOUT_GATE = "saindege.base.app.actions"


def _action_modules() -> list[Module]:
    return [
        module
        for module in modules()
        for area in AREAS
        if module.name.startswith(f"saindege.{area}.app.actions") and not module.name.startswith(WITHOUT_GATE)
    ]


def _public(module: Module) -> list[ast.FunctionDef]:
    return [node for node in module.tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"]


def _is_gate(statement: ast.stmt) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "require"


def _first_statement(node: ast.FunctionDef) -> ast.stmt:
    has_docstring = ast.get_docstring(node) is not None
    return node.body[1 if has_docstring else 0]


def test_every_public_action_begins_with_the_gate() -> None:
    actions = [(module, node) for module in _action_modules() for node in _public(module)]
    ungated = [
        f"{module.name}: {node.name}" for module, node in actions if not _is_gate(_first_statement(node))
    ]

    assert ungated == []
    assert len(actions) > 10


@pytest.mark.parametrize("part", ["views", "api", "jobs", "forms", "queries"])
def test_only_actions_write(part: str) -> None:
    writes = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "delete"}
    writes |= {"add_rows"}
    found = [
        f"{module.name}:{node.lineno} .{node.func.attr}()"
        for module in modules()
        if f".app.{part}" in module.name and not module.name.startswith("saindege.base.app.jobs")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writes
    ]

    assert found == []


def test_gate_is_named_for_what_one_may_do() -> None:
    gates = [
        node
        for module in modules()
        if module.name.endswith(".app.access")
        for node in functions(module)
        if node.name != "require" and node.name[0] != "_"
    ]

    assert [node.name for node in gates if not node.name.startswith("may_")] == []
    assert [node.name for node in gates if not ast.get_docstring(node)] == []
