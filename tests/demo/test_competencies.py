"""What posts of the city require, and what was found of its people."""

from __future__ import annotations

from datetime import date

from saindege.demo import competencies, offices, staff
from saindege.people import competency

AS_OF = date(2026, 11, 24)


def _drawn(seed: int = 1) -> tuple[tuple[staff.Person, ...], competencies.Levels]:
    people = staff.make_staff(offices.read_offices(), people=700, seed=seed, as_of=AS_OF)
    return people, competencies.draw_levels(people, seed=seed, as_of=AS_OF)


def test_same_seed_gives_the_same_levels() -> None:
    assert _drawn() == _drawn()


def test_there_are_twenty_four_competencies() -> None:
    assert len(competency.load().common) + len(competencies.read_technical()) == 24


def test_levels_are_whole_assessed_in_the_past_and_required_of_the_post() -> None:
    people, drawn = _drawn()

    assert all(0 <= each.level <= 5 and each.on < AS_OF for each in drawn.found)
    assert all(
        each.competency in drawn.standards[competency.plain_post(people[each.person].post)]
        for each in drawn.found
    )
    assert len({(each.person, each.competency, each.source) for each in drawn.found}) == len(drawn.found)


def test_change_is_managed_worse_than_integrity_is_kept() -> None:
    _people, drawn = _drawn()

    def mean_gap(code: str) -> float:
        people = {each.number: each for each in _people}
        gaps = [
            drawn.standards[competency.plain_post(people[each.person].post)][code] - each.level
            for each in drawn.found
            if each.competency == code
        ]
        return sum(gaps) / len(gaps)

    assert mean_gap("mengelola-perubahan") > mean_gap("integritas") + 0.4


def test_superiors_ask_for_their_own_people_only() -> None:
    people, drawn = _drawn()

    assert drawn.asked
    assert all(people[each.person].superior == each.superior for each in drawn.asked)
    assert {each.superior for each in drawn.asked} <= set(drawn.handed_in)


def test_heads_of_schools_wait_for_a_standard() -> None:
    people, drawn = _drawn()

    without = {each.post for each in people if competency.plain_post(each.post) not in drawn.standards}

    assert without
    assert all(post.startswith(("Kepala", "Koordinator")) for post in without)
