"""One city for all tests of the demonstration: making it takes under a second."""

from __future__ import annotations

from datetime import date

import pytest

from saindege.demo import city

AS_OF = date(2026, 11, 24)


@pytest.fixture(scope="session")
def demo_city() -> city.City:
    return city.make_city(seed=1, people=4000, as_of=AS_OF)
