"""Codes of the national civil-service system (SIASN) for what the register holds."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Final, cast

#: What has a code, by our name for it.
CODED: Final = ("education", "post_type", "rank")


def code_of(what: str, value: str) -> str:
    """Return the code of a value, '' where the tables have none: the grades of PPPK carry no code.

    Parameters
    ----------
    what : one of CODED
    value : as the register holds it, e.g. ``S1``, ``fungsional``, ``III/b``
    """
    return cast(Mapping[str, str], _tables()[what]).get(value, "")


@functools.cache
def _tables() -> dict[str, object]:
    text = resources.files("saindege.people").joinpath("rules/siasn_codes.toml").read_text("utf-8")
    return tomllib.loads(text)
