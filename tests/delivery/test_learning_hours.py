"""Learning hours: the table of forms, the monthly cap, the duty and the ceiling."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery import learning_hours
from saindege.delivery.learning_hours import Credit, Duty, Training, YearHours
from saindege.programme import method

FORMS = method.load()


def training(form, on, quantity=1.0, hours=None, level="national", person="a"):
    return Training(person, FORMS.find(form), on, quantity, hours, level)


def test_hours_follow_the_form_worked_by_hand():
    rows = [
        training("Seminar", date(2026, 3, 2)),
        training("Workshop", date(2026, 3, 9), 2),
        training("Pelatihan teknis", date(2026, 6, 1), 1, 30),
        training("Pelatihan teknis", date(2026, 6, 1), 1, 18, "international"),
        training("Detasering", date(2026, 7, 1), 1, None, "international"),
    ]

    assert learning_hours.credit(rows) == [
        Credit(4.0, "1 day x 4"),
        Credit(10.0, "2 day x 5"),
        Credit(30.0, "30 hour x 1"),
        Credit(18.0 * 1.2, "18 hour x 1.2"),
        Credit(24.0, "1 event x 24"),
    ]


def test_hours_of_the_programme_stand_in_the_quantity_where_no_hours_are_given():
    assert learning_hours.credit([training("Kursus", date(2026, 3, 2), 12)]) == [Credit(12.0, "12 hour x 1")]


def test_third_coaching_of_a_month_counts_nothing_and_the_next_month_begins_anew():
    rows = [
        training("Coaching", date(2026, 4, 15)),
        training("Coaching", date(2026, 4, 1)),
        training("Coaching", date(2026, 5, 6)),
        training("Coaching", date(2026, 4, 8)),
        training("Coaching", date(2026, 4, 9), person="b"),
    ]

    hours = [each.hours for each in learning_hours.credit(rows)]

    assert hours == [0.0, 2.0, 2.0, 2.0, 2.0]


def test_cap_cuts_a_single_row_and_says_so():
    assert learning_hours.credit([training("Coaching", date(2026, 4, 15), 5)]) == [
        Credit(4.0, "2 session x 2, at most 2 a month")
    ]


def test_hours_are_summed_by_person():
    rows = [
        training("Seminar", date(2026, 3, 2)),
        training("Seminar", date(2026, 3, 2), person="b"),
        training("Workshop", date(2026, 3, 9)),
    ]

    assert learning_hours.total_by_person(rows) == {"a": 9.0, "b": 4.0}


def test_cap_is_of_one_form_and_one_month_of_one_year():
    rows = [
        training("Coaching", date(2025, 4, 1), 2),
        training("Coaching", date(2026, 4, 1), 2),
        training("Mentoring", date(2026, 4, 1), 2),
        training("Bimbingan di tempat kerja", date(2026, 4, 1), 2, level="international"),
    ]

    assert [each.hours for each in learning_hours.credit(rows)] == [4.0, 4.0, 4.0, 4.8]


@given(
    st.lists(
        st.builds(
            training,
            st.sampled_from(["Coaching", "Mentoring", "Seminar", "Kursus"]),
            st.dates(date(2025, 12, 1), date(2026, 2, 28)),
            st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0]),
            st.sampled_from([None, 7.5]),
            st.sampled_from(["national", "international"]),
            st.sampled_from("ab"),
        ),
        max_size=12,
    )
)
def test_each_row_counts_what_the_days_before_it_left_of_the_cap(rows):
    hours = [each.hours for each in learning_hours.credit(rows)]

    for place, one in enumerate(rows):
        worth = one.form.hours_per_unit(one.level)
        units = one.hours if one.form.unit == "hour" and one.hours is not None else one.quantity
        if one.form.cap_per_month is not None:
            before = sum(
                other.quantity
                for at, other in enumerate(rows)
                if (other.person, other.form, other.on.year, other.on.month)
                == (one.person, one.form, one.on.year, one.on.month)
                and (other.on, at) < (one.on, place)
            )
            units = min(units, max(0.0, one.form.cap_per_month - before))
        assert hours[place] == units * worth


@given(st.lists(st.integers(1, 28), max_size=12, unique=True), st.randoms(use_true_random=False))
def test_total_does_not_depend_on_the_order_of_rows(days, shuffled):
    levels = ("national", "international")
    trainings = [training("Coaching", date(2026, 4, day), level=levels[day % 2]) for day in days]
    other = list(trainings)
    shuffled.shuffle(other)

    assert learning_hours.total_by_person(trainings) == learning_hours.total_by_person(other)


def test_pns_owes_twenty_hours_and_pppk_counts_at_most_twenty_four():
    duties = learning_hours.load_duties()

    assert duties.of("pns").target == 20
    assert duties.of("pppk").ceiling == 24 and duties.of("pppk").target is None
    assert duties.of("pppk").confidence == "probable"
    assert duties.of("non_asn").target is None
    assert duties.of("unknown") == Duty(None, None, "", "")


def test_every_duty_names_its_source():
    assert all(each.source and each.confidence for each in learning_hours.load_duties().by_status.values())


def test_missing_hours_do_not_count_what_is_only_booked():
    year = learning_hours.year_hours(14.0, 4.0, Duty(20, None, "s", "c"))

    assert year == YearHours(14.0, 0.0, 4.0, 20)
    assert (year.missing, year.is_met) == (6.0, False)


def test_hours_above_the_ceiling_are_kept_apart():
    year = learning_hours.year_hours(30.0, 0.0, Duty(None, 24, "s", "c"))

    assert (year.done, year.over_ceiling, year.is_met) == (24, 6.0, True)


def test_version_of_both_tables_is_printed():
    assert learning_hours.rule_version(FORMS, learning_hours.load_duties()) == "2019-02 / 2026-1"
