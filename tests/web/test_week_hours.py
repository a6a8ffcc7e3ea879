"""The grid of a usual week."""

from __future__ import annotations

from saindege.web.charts.hours import week_hours

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def _grid(**filled: float) -> list[list[float]]:
    grid = [[0.0] * 24 for _ in range(7)]
    for place, value in filled.items():
        day, hour = place[1:].split("h")
        grid[int(day)][int(hour)] = value
    return grid


def test_only_hours_and_days_that_hold_something_are_drawn() -> None:
    drawn = week_hours(_grid(d0h8=2.0, d4h10=1.0), label="Permohonan", days=DAYS)

    assert ">08<" in drawn and ">10<" in drawn and ">11<" not in drawn and ">07<" not in drawn
    assert ">Senin<" in drawn and ">Jumat<" in drawn and ">Selasa<" not in drawn
    assert 'fill-opacity="1.00"' in drawn and 'fill-opacity="0.50"' in drawn
    assert ">2,0<" in drawn


def test_an_empty_week_draws_nothing() -> None:
    assert week_hours(_grid(), label="Permohonan", days=DAYS) == ""
