"""Headers and values of a staff list, recognised as people write them."""

import pytest

from saindege.people import vocabulary

WORDS = vocabulary.load()


@pytest.mark.parametrize(
    ("column", "written", "value"),
    [
        ("sex", "L", "male"),
        ("sex", "Laki-laki", "male"),
        ("sex", "PEREMPUAN", "female"),
        ("sex", "P", "female"),
        ("sex", "F", "female"),
        ("sex", "x", None),
        ("status", "PNS", "pns"),
        ("status", "P3K", "pppk"),
        ("status", "PPPK Paruh Waktu", "pppk_part_time"),
        ("status", "PPPK Guru", "pppk"),
        ("status", "C", "cpns"),
        ("status", "Non-ASN", "non_asn"),
        ("status", "Direktur", None),
        ("standing", "Aktif", "active"),
        ("standing", "01", "active"),
        ("standing", "Pensiun BUP", "inactive"),
        ("post_type", "Jabatan Fungsional Umum", "pelaksana"),
        ("post_type", "Fungsional Ahli Muda", "fungsional"),
        ("post_type", "JPT Pratama", "jpt"),
        ("post_type", "Struktural", None),
        ("echelon", "III.a", "administrator"),
        ("echelon", "IV/b", "pengawas"),
        ("education", "S-1/Sarjana", "S1"),
        ("education", "S1 Ekonomi", "S1"),
        ("education", "Diploma III/Sarjana Muda", "D3"),
        ("education", "D-IV", "D4"),
        ("education", "SLTA Kejuruan", "SMA"),
        ("education", "05", "SD"),
        ("education", "50", "S3"),
        ("education", "", None),
    ],
)
def test_value_is_found_by_its_names_and_codes(column, written, value):
    assert WORDS.values[column].find(written) == value


@pytest.mark.parametrize(
    ("written", "pppk", "grade"),
    [
        ("III/b", False, "III/b"),
        ("iii b", False, "III/b"),
        ("IIIB", False, "III/b"),
        ("3b", False, "III/b"),
        ("Gol. III/b", False, "III/b"),
        ("Penata Muda Tk. I (III/b)", False, "III/b"),
        ("Penata Muda Tingkat I", False, "III/b"),
        ("Penata Muda Tk.I, III-b", False, "III/b"),
        ("32", False, "III/b"),
        ("IV/e", False, "IV/e"),
        ("III/e", False, None),
        ("IX", True, "IX"),
        ("Golongan IX", True, "IX"),
        ("9", True, "IX"),
        ("11", True, "XI"),
        ("11", False, "I/a"),
        ("XVIII", True, None),
        ("", False, None),
    ],
)
def test_rank_is_found_by_grade_name_or_code(written, pppk, grade):
    assert WORDS.find_rank(written, pppk=pppk) == grade


def test_no_header_means_two_columns():
    seen = {}
    for column, headers in [*WORDS.columns.items(), *WORDS.columns_otherwise.items()]:
        for header in headers:
            plain = "".join(character for character in header.casefold() if character.isalnum())
            assert seen.setdefault(plain, column) == column


def test_vocabulary_says_which_version_it_is():
    assert WORDS.version and WORDS.source and WORDS.confidence
