"""Faults and bounds of audit samples; dated data, read from ``rules/audit.toml``."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources

from saindege.base.errors import Sentence


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that may be wrong with finished papers."""

    code: str
    name: Sentence


@dataclass(frozen=True, slots=True)
class AuditRules:
    """One version of the rules; the file explains each."""

    version: str
    least_size: int
    most_size: int
    default_error: float
    check_days: int
    few: int
    rare_share: float
    faults: tuple[Fault, ...]

    def name_of(self, code: str) -> Sentence:
        """Return what a fault is called."""
        return next((one.name for one in self.faults if one.code == code), Sentence(id=code, en=code))


@functools.cache
def load_audit_rules() -> AuditRules:
    """Read the rules that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/audit.toml").read_text("utf-8")
    table = tomllib.loads(text)
    numbers = {
        name: table[name]
        for name in ("version", "least_size", "most_size", "default_error", "check_days", "few", "rare_share")
    }
    return AuditRules(
        **numbers,
        faults=tuple(Fault(row["code"], Sentence(row["name"], row["english"])) for row in table["fault"]),
    )
