"""Two rows of one person become one, and nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saindege.delivery.app.models import Participant
from saindege.people.app import actions, queries
from saindege.people.app.models import Assessment, Competency, Person, PersonMerge
from saindege.programme.app.models import Batch, Course
from tests.people.app.conftest import ANI, AT, BUDI, LATER


@pytest.fixture
def twins(register):
    """Ani stands twice: once by her old number, with a rank and a post that the first row lacks."""
    ani = register["Ani"]
    second = Person.objects.create(
        nip="198704122023212003", name="ANI CONTOH, S.E.", birth_date=ani.birth_date, sex="female",
        status="pppk", office=ani.office, post="Arsiparis Terampil", education="S1",
    )  # fmt: skip
    return ani, second


@pytest.fixture
def competencies(db):
    return [
        Competency.objects.create(code=f"k{number}", name=f"K{number}", kind="technical")
        for number in range(2)
    ]


def _assessed(person, one, level, on=date(2026, 1, 5), source="test"):
    return Assessment.objects.create(
        person=person, competency=one, source=source, level=level, assessed_on=on, at=AT
    )


def test_pair_is_proposed_with_the_fuller_row_first(twins) -> None:
    ani, second = twins

    pairs = queries.doubled_people()

    assert [(pair.first, pair.second) for pair in pairs] == [(second, ani)] or [
        (pair.first, pair.second) for pair in pairs
    ] == [(ani, second)]


def test_namesakes_of_other_birthdays_are_left_alone(register) -> None:
    Person.objects.create(
        name="Ani Contoh", birth_date=date(1990, 1, 1), status="non_asn", office=register["Ani"].office
    )

    assert queries.doubled_people() == []


def test_everything_is_led_over_and_missing_facts_are_filled(twins, register, officer, competencies) -> None:
    ani, second = twins
    course = Course.objects.create(code="X", title="X", method="seminar", learning_hours=4)
    batch = Batch.objects.create(course=course, name="I")
    Participant.objects.create(batch=batch, person=second, called_at=AT)
    register["Citra"].superior = second
    register["Citra"].save()
    _assessed(second, competencies[0], 3)

    kept = actions.merge_people(officer, ani.pk, second.pk, at=LATER)

    merge = PersonMerge.objects.get()
    register["Citra"].refresh_from_db()
    assert (kept.nip, kept.post, kept.education, kept.rank) == (ANI[0], "Arsiparis Terampil", "S1", "III/b")
    assert [each.person for each in Participant.objects.all()] == [kept]
    assert [each.person for each in Assessment.objects.all()] == [kept]
    assert register["Citra"].superior == kept
    assert (merge.former_nip, merge.held["name"]) == ("198704122023212003", "ANI CONTOH, S.E.")
    assert not Person.objects.filter(pk=second.pk).exists()
    assert "merged" in {each.field for each in kept.changes.all()}


def test_what_cannot_stand_beside_is_kept_in_the_record(twins, officer, competencies) -> None:
    ani, second = twins
    _assessed(ani, competencies[0], 2)
    _assessed(second, competencies[0], 4)
    _assessed(second, competencies[0], 5, on=date(2026, 6, 1))

    actions.merge_people(officer, ani.pk, second.pk, at=LATER)

    rows = {(each.level, each.is_newest) for each in ani.assessments.all()}
    assert rows == {(2, False), (5, True)}
    assert [each["level"] for each in PersonMerge.objects.get().held["beside"]] == [4]


def test_two_seats_in_one_batch_are_refused_and_nothing_changes(twins, officer) -> None:
    ani, second = twins
    course = Course.objects.create(code="X", title="X", method="seminar", learning_hours=4)
    batch = Batch.objects.create(course=course, name="I")
    for each in twins:
        Participant.objects.create(batch=batch, person=each, called_at=AT)

    with pytest.raises(actions.CannotMerge) as refused:
        actions.merge_people(officer, ani.pk, second.pk, at=LATER)

    assert "angkatan yang sama" in refused.value.sentence.id
    assert Person.objects.filter(pk=second.pk).exists()
    assert not PersonMerge.objects.exists()


def test_one_above_the_other_and_oneself_are_refused(register, officer) -> None:
    for kept, gone in ((register["Ani"], register["Budi"]), (register["Ani"], register["Ani"])):
        with pytest.raises(actions.CannotMerge):
            actions.merge_people(officer, kept.pk, gone.pk, at=LATER)


def test_merging_twice_merges_once(twins, officer) -> None:
    ani, second = twins
    actions.merge_people(officer, ani.pk, second.pk, at=AT)

    again = actions.merge_people(officer, ani.pk, second.pk, at=LATER)

    assert (again, PersonMerge.objects.count()) == (ani, 1)


def test_list_that_still_has_the_old_number_means_the_person_who_stayed(
    twins, officer, upload, check, apply
) -> None:
    ani, second = twins
    actions.merge_people(officer, ani.pk, second.pk, at=AT)

    checked = check(upload(("198704122023212003", "Ani Contoh", "Kelurahan Wek V", "III/c"), BUDI))
    both = check(upload(("198704122023212003", "Ani Contoh", "Kelurahan Wek V", "III/c"), ANI, BUDI))

    assert (checked.report["new"], [each["name"] for each in checked.report["changed"]]) == (
        [],
        ["Ani Contoh"],
    )
    assert {each["name"] for each in checked.report["vanished"]} == {"Citra Contoh", "Dedi Contoh"}
    # Both numbers in one list: the former one is the doubled row.
    assert [(each["row"], each["code"]) for each in both.report["faults"]] == [(2, "nip_duplicate")]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 1), st.sampled_from(["test", "superior"]), st.integers(0, 5)),
        max_size=8,
        unique_by=lambda each: each[:3],
    )
)
def test_merges_lose_nothing(register, officer, competencies, rows) -> None:
    Assessment.objects.all().delete()
    ani = register["Ani"]
    second = Person.objects.create(
        name="Ani Contoh", birth_date=ani.birth_date, status="non_asn", office=ani.office
    )
    for of_second, place, source, level in rows:
        _assessed(second if of_second else ani, competencies[place], level, source=source)

    actions.merge_people(officer, ani.pk, second.pk, at=timezone.now())

    beside = PersonMerge.objects.latest("pk").held["beside"]
    stored = sorted(each.level for each in ani.assessments.all())
    assert sorted([*stored, *(each["level"] for each in beside)]) == sorted(level for *_, level in rows)
