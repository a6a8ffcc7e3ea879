"""What a staff list would change: nobody is deleted, nothing known is erased, order does not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.people import differences
from saindege.people.differences import FieldChange, PersonDifference, Record

ANI = Record(
    "1", "198609262015051001", "Ani Siregar", date(1986, 9, 26), "female", "pns", "o1", "Analis", rank="III/b"
)
BUDI = Record("2", "198012302010012005", "Budi Hasibuan", date(1980, 12, 30), "male", "pns", "o2", "Staf")
GUEST = Record("3", None, "Citra Nasution", date(1999, 1, 2), status="non_asn", office="o1")
REGISTER = [ANI, BUDI, GUEST]


def listed(person, row, **values):
    return replace(person, key="", row=row, missing=False, **values)


def test_list_that_says_the_same_changes_nothing():
    found = differences.compare(
        REGISTER, [listed(person, row) for row, person in enumerate(REGISTER, start=2)]
    )

    assert found == differences.Differences((), (), (), 3) and found.count == 0


def test_what_differs_is_told_field_by_field():
    rows = [
        listed(ANI, 2, office="o2", rank="III/c", birth_date=date(1986, 9, 27)),
        listed(BUDI, 3),
        listed(GUEST, 4),
    ]

    found = differences.compare(REGISTER, rows)

    assert found.changed == (
        PersonDifference(
            "1",
            2,
            (
                FieldChange("birth_date", "1986-09-26", "1986-09-27"),
                FieldChange("office", "o1", "o2"),
                FieldChange("rank", "III/b", "III/c"),
            ),
        ),
    )
    assert found.changed[0].moved and not found.changed[0].touches("name")
    assert differences.by_kind(found) == {
        "new": 0,
        "moved": 1,
        "rank": 0,
        "other": 0,
        "vanished": 0,
        "same": 2,
    }


def test_blank_of_a_list_never_erases_what_is_known():
    rows = [listed(ANI, 2, rank="", birth_date=None, office=""), listed(BUDI, 3), listed(GUEST, 4)]

    assert differences.compare(REGISTER, rows).count == 0


def test_capitals_and_commas_of_a_name_are_no_change():
    rows = [
        listed(ANI, 2, name="ANI  SIREGAR,"),
        listed(BUDI, 3, post="STAF"),
        listed(GUEST, 4, name="citra nasution"),
    ]

    assert differences.compare(REGISTER, rows).count == 0


def test_newcomer_is_new_and_whoever_is_not_listed_is_flagged():
    new = Record("", "199003152023212002", "Dewi", office="o1", row=5)

    found = differences.compare(REGISTER, [listed(ANI, 2), listed(GUEST, 3), new])

    assert (found.new, found.vanished) == ((new,), ("2",))
    after = differences.apply(REGISTER, found)
    assert [(person.name, person.missing) for person in after] == [
        ("Ani Siregar", False),
        ("Budi Hasibuan", True),
        ("Citra Nasution", False),
        ("Dewi", False),
    ]


def test_person_in_a_faulty_row_did_not_vanish():
    found = differences.compare(REGISTER, [listed(ANI, 2), listed(GUEST, 3)], also_seen=[BUDI.nip])

    assert found.vanished == ()


def test_list_of_some_offices_flags_only_their_people():
    found = differences.compare(REGISTER, [listed(ANI, 2)], scope="offices")

    assert found.vanished == ("3",)


def test_flagged_person_who_is_listed_again_came_back_and_is_not_flagged_twice():
    register = [replace(ANI, missing=True), replace(BUDI, missing=True), GUEST]

    found = differences.compare(register, [listed(ANI, 2), listed(GUEST, 3)])

    assert found.changed == (PersonDifference("1", 2, (), came_back=True),)
    assert found.vanished == ()
    assert [person.missing for person in differences.apply(register, found)] == [False, True, False]


@pytest.mark.parametrize(
    ("current", "incoming", "scope"), [(100, 50, "everyone"), (100, 49, "offices"), (0, 1, "everyone")]
)
def test_short_list_is_taken_for_one_of_some_offices(current, incoming, scope):
    assert differences.likely_scope(current, incoming) == scope


NUMBERS = [f"19800101201001{sex}{serial:03d}" for sex in (1, 2) for serial in range(1, 5)]
PERSON = st.builds(
    Record,
    key=st.just(""),
    nip=st.sampled_from(NUMBERS),
    name=st.sampled_from(["Ani", "ANI", "Budi", "Citra"]),
    birth_date=st.sampled_from([None, date(1980, 1, 1), date(1981, 1, 1)]),
    office=st.sampled_from(["", "o1", "o2"]),
    rank=st.sampled_from(["", "III/a", "III/b"]),
    missing=st.booleans(),
)
PEOPLE = st.lists(PERSON, unique_by=lambda person: person.nip, max_size=8)
SCOPE = st.sampled_from(["everyone", "offices"])


def registered(people):
    return [replace(person, key=person.nip) for person in people]


def rows_of(people):
    return [replace(person, missing=False, row=row) for row, person in enumerate(people, start=2)]


@given(PEOPLE, PEOPLE, SCOPE)
def test_importing_the_same_list_twice_changes_nothing(current, incoming, scope):
    register, rows = registered(current), rows_of(incoming)

    after = differences.apply(register, differences.compare(register, rows, scope=scope))

    again = differences.compare(after, rows, scope=scope)
    assert (again.new, again.changed, again.vanished) == ((), (), ())


@given(PEOPLE, PEOPLE, SCOPE)
def test_nobody_is_ever_taken_out(current, incoming, scope):
    register = registered(current)

    after = differences.apply(register, differences.compare(register, rows_of(incoming), scope=scope))

    assert [person.key for person in after[: len(register)]] == [person.key for person in register]
    assert {person.nip for person in after} == {person.nip for person in [*register, *incoming]}


@given(PEOPLE.flatmap(lambda people: st.tuples(st.just(people), st.permutations(people))), PEOPLE, SCOPE)
def test_order_of_rows_does_not_matter(orders, current, scope):
    def found(rows):
        return differences.compare(
            registered(current), [replace(row, row=None, missing=False) for row in rows], scope=scope
        )

    assert found(orders[0]) == found(orders[1])


@given(PEOPLE, PEOPLE)
def test_every_person_is_counted_once(current, incoming):
    found = differences.compare(registered(current), rows_of(incoming))

    assert len(found.new) + len(found.changed) + found.same == len(incoming)
    assert sum(differences.by_kind(found).values()) == found.count + found.same


@given(PEOPLE, PEOPLE, st.integers(0, 8))
def test_order_of_files_does_not_matter(current, incoming, cut):
    # Each office sends its own list; somebody who moved stands in the list of the new office.
    files = [
        [replace(person, office=office) for person in part]
        for office, part in (("o1", incoming[:cut]), ("o2", incoming[cut:]))
    ]

    def after(order):
        register = registered(current)
        for file in order:
            register = differences.apply(
                register, differences.compare(register, rows_of(file), scope="offices")
            )
        return {
            (each.nip, each.name, each.birth_date, each.office, each.rank, each.missing) for each in register
        }

    assert after(files) == after(reversed(files))
