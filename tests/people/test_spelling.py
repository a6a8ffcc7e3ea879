"""Offices and names are found however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.people import spelling

OFFICES = {
    "o1": "Kelurahan Wek V",
    "o2": "Kelurahan Wek IV",
    "o3": "Kecamatan Padangsidimpuan Utara",
    "o4": "Dinas Kependudukan dan Pencatatan Sipil",
    "o5": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "o6": "Desa Huta Padang",
    "o7": "Desa Huta Padang",
}


def match(name: str) -> spelling.OfficeMatch:
    return spelling.match_offices([name], OFFICES)[name]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Kelurahan Wek V", "o1"),
        ("Kel. Wek V", "o1"),
        ("KELURAHAN WEK LIMA", "o1"),
        ("KEL WEK 5", "o1"),
        ("Kel. Wek IV Kota Padang Sidempuan", "o2"),
        ("Kec. Padang Sidempuan Utara", "o3"),
        ("KECAMATAN PSP. UTARA", "o3"),
        ("Disdukcapil", "o4"),
        ("Disdukcapil Kota Padangsidimpuan", "o4"),
        ("BKDPSDM", "o5"),
        ("BKPSDM Kota Psp", "o5"),
    ],
)
def test_office_is_matched_through_abbreviation_spelling_and_numeral(written, key):
    assert match(written) == spelling.OfficeMatch(key, ())


def test_name_that_two_offices_share_is_asked_and_not_guessed():
    assert match("Desa Huta Padang") == spelling.OfficeMatch(None, ("o6", "o7"))


def test_mistyped_name_gets_the_nearest_offices_as_suggestion():
    found = match("Kelurahan Weck V")

    assert found.key is None and found.suggestions[0] == "o1"


def test_unlike_name_gets_no_suggestion():
    assert match("Balai Benih Ikan") == spelling.OfficeMatch(None, ())


def test_search_finds_the_other_spellings_of_a_name():
    assert "mohammad" in spelling.search_words("Muhammad Siregar")[0]
    assert "soekarno" in spelling.search_words("sukarno")[0]
    assert "sukarno" in spelling.search_words("Soekarno")[0]
    assert "djuanda" in spelling.search_words("juanda")[0]


@given(st.text(max_size=40))
def test_typed_word_comes_first_and_spellings_stay_few(query):
    for word, variants in zip(query.casefold().split(), spelling.search_words(query), strict=True):
        assert variants[0] == word
        assert len(set(variants)) == len(variants) <= spelling.MOST_VARIANTS


@given(st.sampled_from(sorted(OFFICES.values())), st.sampled_from(["{}", " {} ", "{} Kota Padangsidimpuan"]))
def test_plain_name_of_an_office_does_not_depend_on_case_or_the_city(name, shape):
    assert spelling.plain_office(shape.format(name).upper()) == spelling.plain_office(name)
