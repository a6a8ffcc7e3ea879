"""The weekly note of an office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from saindege.service.note_words import three_sentences, what_to_do
from saindege.service.weekly_note import OfficeWeeks, note_of_week, standing_of, told_first, weekly_counts

FIRST = date(2026, 1, 5)


def weeks(
    medians: list[float | None], *, key: int = 1, name: str = "KTP elektronik", **columns: Any
) -> OfficeWeeks:
    size = len(medians)
    base = {
        "n": [10] * size,
        "came": [12] * size,
        "median": medians,
        "on_time": [9] * size,
        "back": [1] * size,
    }
    return OfficeWeeks(key, name, FIRST, base | columns)


def monday(place: int) -> date:
    return FIRST + timedelta(weeks=place)


def test_a_quiet_week_says_how_much_how_fast_how_right() -> None:
    note = note_of_week([weeks([9.0, 11.0] * 10)], monday(19))

    assert [one.id for one in three_sentences(note)] == [
        "10 berkas selesai dan 12 masuk.",
        "Waktu penyelesaian wajar di KTP elektronik.",
        "9 dari 10 berkas tepat janji; 1 dari 10 kembali atau diulang.",
    ]
    assert what_to_do(note).id.startswith("Tidak ada tanda")


def test_a_slower_service_stands_first_with_since_when() -> None:
    quiet = weeks([9.0, 11.0] * 10, key=2, name="Akta kelahiran", n=[30] * 20)
    # The limits come from all twenty weeks: the last lies far above them.
    slower = weeks([9.0, 11.0] * 9 + [10.0, 40.0])

    note = note_of_week([quiet, slower], monday(19))

    first = told_first(note)
    assert first is not None and first["name"] == "KTP elektronik"
    assert three_sentences(note)[1].id.startswith(
        "KTP elektronik lebih lambat daripada biasanya sejak pekan 18 Mei 2026: separuh berkas selesai dalam 40,0 jam kerja"
    )
    assert what_to_do(note).en.startswith("Talk about KTP elektronik")


def test_what_only_seems_slower_is_said_so_and_weighs_less() -> None:
    # Two of the last three weeks lie far above the centre, within the limits: 9 and 11 make 10 +- 5.32.
    seems = weeks([9.0, 11.0] * 22 + [9.0, 14.5, 9.0, 14.5])
    clear = weeks([9.0, 11.0] * 22 + [9.0, 9.0, 9.0, 40.0], key=2, name="Akta kelahiran")

    note = note_of_week([seems, clear], monday(47))

    alone = three_sentences(note_of_week([seems], monday(47)))[1]
    assert [(row["name"], row["standing"]) for row in note["services"]] == [
        ("Akta kelahiran", "slower"),
        ("KTP elektronik", "slowing"),
    ]
    assert alone.id.startswith(
        "KTP elektronik tampak lebih lambat daripada biasanya sejak pekan 16 November 2026"
    )
    assert alone.en.startswith(
        "KTP elektronik has seemed slower than usual since the week of 16 November 2026"
    )


def test_a_note_of_old_without_its_word_is_read_by_its_signals() -> None:
    note = note_of_week([weeks([9.0, 11.0] * 9 + [10.0, 40.0])], monday(19))
    old = {key: value for key, value in note["services"][0].items() if key != "standing"}

    assert (standing_of(old), standing_of({**old, "signals": []})) == ("slower", "steady")


def test_a_note_knows_nothing_of_later_weeks() -> None:
    medians: list[float | None] = [9.0, 11.0] * 10
    longer = [*medians, 90.0, 95.0, 99.0]

    assert note_of_week([weeks(longer)], monday(19)) == note_of_week([weeks(medians)], monday(19))


def test_the_year_before_is_told_where_it_is_known() -> None:
    note = note_of_week([weeks([10.0] * 60, n=[7] * 8 + [10] * 52)], monday(59))

    assert note["services"][0]["before"] == {"n": 7, "median": 10.0}
    assert (
        three_sentences(note)[0].id == "10 berkas selesai dan 12 masuk; pekan yang sama tahun lalu 7 selesai."
    )


def test_few_cases_are_not_called_fast_or_slow() -> None:
    note = note_of_week([weeks([None] * 5, n=[2] * 5, on_time=None, back=[0] * 5)], monday(4))

    assert (
        what_to_do(note).en == "Too few cases this week for figures, and none was late or came back. Go on."
    )
    assert [one.en for one in three_sentences(note)] == [
        "2 cases were finished and 12 came in.",
        "Too few cases or weeks are known to call the week fast or slow.",
        "None came back or was redone.",
    ]


def test_late_cases_are_traced_when_it_is_no_chance() -> None:
    note = note_of_week([weeks([9.0, 11.0] * 10, on_time=[1] * 20)], monday(19))

    assert (
        what_to_do(note).id
        == "Ambil tiga berkas KTP elektronik yang lewat janji dan telusuri di langkah mana mereka menunggu."
    )


def test_a_week_without_cases_or_outside_the_log_is_empty() -> None:
    empty = weeks([None] * 5, n=[0] * 5, came=[0] * 5)

    assert [note_of_week([empty], monday(place))["services"] for place in (3, 9, -1)] == [[], [], []]
    assert told_first(note_of_week([], monday(0))) is None


def test_a_small_office_goes_through_its_cases_one_by_one() -> None:
    few = weeks([None] * 5, n=[3] * 5, on_time=[1] * 5, back=[1] * 5)

    note = note_of_week([few, weeks([None] * 5, key=2, n=[2] * 5, on_time=[2] * 5, back=[0] * 5)], monday(4))

    assert what_to_do(note).en.endswith("one by one: 2 that were late, 1 that came back or were redone.")
    assert weekly_counts(note) == [(monday(place), 5) for place in range(5)]
