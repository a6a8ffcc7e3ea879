"""The library half reads no clock and draws from no global chance."""

from __future__ import annotations

import ast

from tests.architecture.source import dotted, modules

CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now", "datetime.date.today",
    "time.time", "time.localtime", "timezone.now", "timezone.localdate",
}  # fmt: skip
CHANCE = ("random.", "np.random.", "numpy.random.", "secrets.", "uuid.uuid1", "uuid.uuid4")
# Types and generators that take their seed; base.chance makes them all.
SEEDED = {
    "np.random.Generator", "np.random.PCG64", "np.random.SeedSequence", "numpy.random.Generator",
}  # fmt: skip


def test_library_reads_no_clock() -> None:
    found = [
        f"{module.name}:{node.lineno} {dotted(node.func)}()"
        for module in modules()
        if module.is_library
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and dotted(node.func) in CLOCKS
    ]

    assert found == []


def test_library_draws_from_no_global_chance() -> None:
    found = [
        f"{module.name}:{node.lineno} {dotted(node.func)}()"
        for module in modules()
        if module.is_library or module.name.startswith("saindege.demo")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and dotted(node.func).startswith(CHANCE)
        and dotted(node.func) not in SEEDED
        if ".demo.app" not in module.name
    ]

    assert found == []


def test_library_knows_neither_django_nor_an_application_half() -> None:
    found = []
    for module in modules():
        if not module.is_library:
            continue
        for node in ast.walk(module.tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            found += [
                f"{module.name}:{node.lineno} {name}"
                for name in names
                if name.split(".")[0] in ("django", "axes", "csp", "whitenoise") or ".app" in name
            ]

    assert found == []
