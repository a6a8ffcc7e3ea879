"""Public days: the library's own answer, with one country of it loaded."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import holidays
import pytest

from saindege.base.period import public_days


@pytest.mark.parametrize("language", ["id", "en_US"])
@pytest.mark.parametrize("categories", [("public",), ("government",), ("public", "government")])
def test_the_days_are_those_that_the_library_gives_by_name(
    categories: tuple[str, ...], language: str
) -> None:
    years = range(2015, 2031)
    expected = holidays.country_holidays("ID", years=years, categories=categories, language=language)

    assert dict(public_days(years, categories, language=language)) == dict(expected)


def test_independence_day_is_named_in_indonesian_unless_asked_otherwise() -> None:
    assert public_days(2026, ("public",))[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"


def test_no_other_country_is_loaded() -> None:
    code = (
        "import sys; from saindege.base.period import public_days; public_days(2026, ('public',));"
        "print(sum(name.startswith('holidays.countries') for name in sys.modules))"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert int(said) == 0
