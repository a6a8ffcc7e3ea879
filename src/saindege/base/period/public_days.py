"""The public days of Indonesia, from the library ``holidays``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import util
from pathlib import Path
from typing import Any


def public_days(
    years: int | Sequence[int], categories: Sequence[str], *, language: str = "id"
) -> Mapping[date, str]:
    """Return the days and their names.

    Parameters
    ----------
    years : of the Gregorian calendar
    categories : ``public`` for what the joint decree gives everybody, ``government`` for joint leave
    language : of the names, ``id`` or ``en_US``; left to the library they would follow the machine's own
    """
    days: Mapping[date, str] = _country()(years=years, categories=tuple(categories), language=language)
    return days


@cache
def _country() -> Any:
    """Load our country from its file: by its name the library would load 250 countries, ten megabytes."""
    import holidays

    place = Path(holidays.__file__).with_name("countries") / "indonesia.py"
    spec = util.spec_from_file_location("holidays.countries.indonesia", place)
    if spec is None or spec.loader is None or not place.exists():
        return holidays.country_holidays("ID").__class__
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Indonesia
