"""Words with fields, filled in."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment


def environment() -> SandboxedEnvironment:
    """Make a sandbox in which a field that is not there is a fault, not a blank."""
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(autoescape=False, undefined=jinja2.StrictUndefined)


@functools.cache
def _plain() -> SandboxedEnvironment:
    return environment()


@functools.lru_cache(maxsize=512)
def _template(words: str) -> jinja2.Template:
    return _plain().from_string(words)


def filled(words: str, values: Mapping[str, Any]) -> str:
    """Return words with their fields filled in, as plain text."""
    return _template(words).render(values) if "{" in words else words


def holds(condition: str, values: Mapping[str, Any]) -> bool:
    """Whether a part of a paper belongs to it: ``lulusan``, ``not lulusan``, or nothing for always."""
    name = condition.removeprefix("not ")
    return not condition or bool(values[name]) != condition.startswith("not ")


def cleaned(words: object) -> str:
    """Return a value as a document can hold it: without signs that no page shows."""
    return "".join(sign for sign in str(words) if sign == "\n" or sign.isprintable())
