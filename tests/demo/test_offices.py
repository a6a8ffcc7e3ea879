from collections import Counter

from saindege.demo import geography, offices


def test_every_kecamatan_and_kelurahan_is_an_office_and_no_desa_is() -> None:
    tree = offices.read_offices()

    kinds = Counter(office.kind for office in tree)
    areas = {area.code: area.kind for area in geography.read_areas()}
    assert (kinds["district"], kinds["urban_village"]) == (6, 37)
    assert {areas.get(office.code) for office in tree if office.kind in ("district", "urban_village")} == {
        "kecamatan",
        "kelurahan",
    }


def test_about_forty_offices_stand_beneath_the_mayor_or_are_a_bagian() -> None:
    tree = offices.read_offices()

    top = [office for office in tree if office.parent is None or office.kind == "section"]

    assert 38 <= len(top) <= 44


def test_an_office_comes_after_the_one_above_it_and_codes_are_unique() -> None:
    seen: set[str] = set()
    for office in offices.read_offices():
        assert office.parent is None or office.parent in seen
        assert office.code not in seen
        seen.add(office.code)


def test_place_is_the_name_without_the_word_for_its_kind() -> None:
    places = {office.code: office.place for office in offices.read_offices()}

    assert places["12.77.02.1001"] == "Wek V"
    assert places["12.77.01"] == "Padangsidimpuan Utara"
    assert places["SETDA.ORG"] == "Bagian Organisasi"
