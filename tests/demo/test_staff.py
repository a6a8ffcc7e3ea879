from collections import Counter
from datetime import date

import pytest

from saindege.demo import offices, staff, tables
from saindege.demo.city import City
from saindege.people import nip


def _shares(values: list[str]) -> dict[str, float]:
    return {value: count / len(values) for value, count in Counter(values).items()}


def test_shares_of_sex_and_status_are_those_of_the_ratios(demo_city: City) -> None:
    whole = tables.read_toml("data/ratios.toml")["whole"]

    women = _shares([person.sex for person in demo_city.staff])["female"]
    statuses = _shares([person.status for person in demo_city.staff])

    assert len(demo_city.staff) == 4000
    assert women == pytest.approx(whole["women"], abs=0.01)
    assert statuses == pytest.approx(whole["status"], abs=0.01)


def test_shares_of_education_and_posts_are_near_the_national_ones(demo_city: City) -> None:
    whole = tables.read_toml("data/ratios.toml")["whole"]["education"]
    groups = {"SD": "school", "SMP": "school", "SMA": "school", "D3": "diploma", "D4": "diploma"}

    educations = _shares([groups.get(person.education, "degree") for person in demo_city.staff])
    fields = Counter(person.field for person in demo_city.staff)

    assert educations == pytest.approx(whole, abs=0.02)
    assert fields["structural"] == 440
    assert fields["executive"] == 1520


def test_rank_groups_of_pns_are_near_the_national_ones(demo_city: City) -> None:
    pns = [person.rank.split("/")[0] for person in demo_city.staff if person.status in ("pns", "cpns")]

    shares = _shares(pns)

    assert shares["I"] == pytest.approx(0.01, abs=0.01)
    assert shares["II"] == pytest.approx(0.16, abs=0.05)


def test_every_number_is_valid_unique_and_agrees_with_the_person(demo_city: City) -> None:
    numbers = {person.nip: nip.parse(person.nip, as_of=date(2026, 11, 24)) for person in demo_city.staff}

    assert len(numbers) == 4000
    for person in demo_city.staff:
        read = numbers[person.nip]
        assert read.valid, (person.nip, read.problems)
        assert (read.birth_date, read.sex) == (person.birth_date, person.sex)
        assert read.kind == ("PPPK" if person.status.startswith("pppk") else "PNS")
        assert read.appointed is not None and read.appointed.startswith(str(person.appointed_on.year))


def test_nobody_is_younger_than_20_or_older_than_the_age_of_retirement(demo_city: City) -> None:
    ages = [(demo_city.as_of - person.birth_date).days / 365.25 for person in demo_city.staff]

    assert min(ages) >= 20
    assert max(ages) < 60


def test_superiors_lead_from_everybody_to_the_secretary_without_a_circle(demo_city: City) -> None:
    without = [person.post for person in demo_city.staff if person.superior is None]
    assert without == ["Sekretaris Daerah"]

    for person in demo_city.staff:
        seen = {person.number}
        above = person.superior
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = demo_city.staff[above].superior


def test_lurah_is_the_superior_of_the_village_counter_and_the_camat_of_the_lurah(demo_city: City) -> None:
    village = [person for person in demo_city.staff if person.office == "12.77.02.1001"]
    lurah = village[0]

    assert lurah.post == "Lurah Wek V"
    assert {person.superior for person in village[1:]} == {lurah.number}
    assert lurah.superior is not None
    assert demo_city.staff[lurah.superior].post == "Camat Padangsidimpuan Selatan"


def test_every_office_has_a_head_even_where_the_staff_is_smallest() -> None:
    tree = offices.read_offices()

    people = staff.make_staff(tree, people=staff.FEWEST_PEOPLE, seed=3, as_of=date(2026, 11, 24))

    heads = Counter(person.office for person in people if person.order == 1)
    assert heads == {office.code: 1 for office in tree}


@pytest.mark.parametrize("people", [0, 599, 60_001])
def test_a_staff_outside_its_bounds_is_refused(people: int) -> None:
    with pytest.raises(staff.UnfitNumberOfPeople, match="600 sampai 60000"):
        staff.make_staff(offices.read_offices(), people=people, seed=1, as_of=date(2026, 11, 24))
