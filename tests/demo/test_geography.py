from collections import Counter

from saindege.demo import geography


def test_city_has_6_kecamatan_37_kelurahan_and_42_desa() -> None:
    kinds = Counter(area.kind for area in geography.read_areas())

    assert kinds == {"kecamatan": 6, "kelurahan": 37, "desa": 42}


def test_fourth_part_of_a_code_tells_the_kind_and_its_parent_is_the_kecamatan() -> None:
    for area in geography.read_areas():
        parts = area.code.split(".")

        if area.kind == "kecamatan":
            assert len(parts) == 3 and area.parent == "12.77"
        else:
            assert parts[3].startswith("1" if area.kind == "kelurahan" else "2")
            assert area.parent == ".".join(parts[:3])


def test_codes_are_unique_though_huta_padang_stands_in_two_kecamatan() -> None:
    areas = geography.read_areas()

    assert len({area.code for area in areas}) == len(areas) == 85
    assert [area.code for area in areas if area.name == "Huta Padang"] == ["12.77.04.2008", "12.77.05.2012"]


def test_codes_run_without_gaps_within_a_kecamatan_as_the_ministry_gave_them() -> None:
    codes = {area.code: area.name for area in geography.read_areas()}

    assert codes["12.77.01.1001"] == "Wek I"
    assert codes["12.77.01.1016"] == "Kayu Ombun"
    assert codes["12.77.02.1012"] == "Sitamiang Baru"
    assert codes["12.77.03.2015"] == "Bargottopong"
    assert codes["12.77.05.2018"] == "Tarutung Baru"
    assert codes["12.77.06.2008"] == "Joring Natobang"
