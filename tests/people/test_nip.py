"""What a civil servant's number tells, and what is wrong with it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.people import nip

TODAY = date(2026, 11, 24)


def codes(text: str) -> list[str]:
    return [problem.code for problem in nip.parse(text, as_of=TODAY).problems]


def test_number_of_a_pns_is_read_in_its_parts():
    read = nip.parse("198609262015051001", as_of=TODAY)

    assert read == nip.Nip(
        number="198609262015051001",
        kind="PNS",
        birth_date=date(1986, 9, 26),
        appointed="2015-05",
        sex="male",
        serial=1,
        problems=(),
    )


def test_number_of_a_pppk_has_a_contract_count_instead_of_a_month():
    read = nip.parse("199003152023212002", as_of=TODAY)

    assert read == nip.Nip(
        number="199003152023212002",
        kind="PPPK",
        birth_date=date(1990, 3, 15),
        appointed="2023",
        sex="female",
        serial=2,
        problems=(),
    )


@pytest.mark.parametrize(
    "written",
    [
        "19860926 201505 1 001",
        "19860926.201505.1.001",
        "'198609262015051001",
        "\u2019198609262015051001",
        "  1986 0926 2015 0510 01\t",
        "19860926\u00a0201505\u00a01\u00a0001",
    ],
)
def test_spaces_dots_and_a_leading_apostrophe_are_ignored(written):
    read = nip.parse(written, as_of=TODAY)

    assert read.number == "198609262015051001" and read.valid


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("19860926201505100", ["nip_length"]),
        ("1986092620150510011", ["nip_length"]),
        ("", ["nip_length"]),
        ("19860926201505100A", ["nip_not_digits"]),
        ("abc", ["nip_length", "nip_not_digits"]),
        ("198613262015051001", ["nip_birth_date"]),
        ("198602302015051001", ["nip_birth_date"]),
        ("000000002015051001", ["nip_birth_date"]),
        ("198609262015131001", ["nip_appointment"]),
        ("198609262015001001", ["nip_appointment"]),
        ("198609262015201001", ["nip_appointment"]),
        ("198609262015301001", ["nip_appointment"]),
        ("198609262015053001", ["nip_sex"]),
        ("198609262015050001", ["nip_sex"]),
        ("198609262015051000", ["nip_serial"]),
        ("198609262026121001", ["nip_appointment"]),
        ("198609262027211001", ["nip_appointment"]),
        ("200009262014051001", ["nip_appointment"]),
        ("200009262014211001", ["nip_appointment"]),
        ("198613262015133000", ["nip_birth_date", "nip_appointment", "nip_sex", "nip_serial"]),
        ("١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١", ["nip_not_digits"]),
    ],
)
def test_each_fault_has_its_code_and_all_are_told_at_once(written, expected):
    assert codes(written) == expected


def test_appointment_this_month_and_at_fifteen_is_allowed():
    assert codes("198609262026111001") == []
    assert codes("198609262026291001") == []
    assert codes("198609262001091001") == []
    assert codes("198609262001081001") == ["nip_appointment"]


def test_born_on_leap_day_is_a_date():
    assert nip.parse("199602292018012001", as_of=TODAY).birth_date == date(1996, 2, 29)
    assert codes("199502292018012001") == ["nip_birth_date"]


def test_part_that_cannot_be_read_is_none_and_the_others_stay():
    read = nip.parse("198613262015133000", as_of=TODAY)

    assert (read.kind, read.birth_date, read.appointed, read.sex, read.serial) == (None, None, None, None, 0)
    assert nip.parse("198613262015051001", as_of=TODAY).appointed == "2015-05"


def test_no_part_is_guessed_from_a_number_of_the_wrong_length():
    read = nip.parse("19860926201505100", as_of=TODAY)

    assert (read.kind, read.birth_date, read.appointed, read.sex, read.serial) == (None,) * 5


def test_birth_after_today_is_refused():
    assert codes("203001012050011001") == ["nip_birth_date", "nip_appointment"]


def test_the_day_of_judgement_is_an_argument():
    text = "198609262026121001"

    assert nip.parse(text, as_of=date(2026, 12, 1)).valid
    assert not nip.parse(text, as_of=date(2026, 11, 30)).valid


def test_groups_are_eight_six_one_three():
    assert nip.grouped("198609262015051001") == "19860926 201505 1 001"
    assert nip.grouped("1986") == "1986"


@given(
    born=st.dates(date(1940, 1, 1), date(2000, 12, 31)),
    years=st.integers(16, 26),
    month=st.integers(1, 12),
    sex=st.sampled_from("12"),
    serial=st.integers(1, 999),
)
def test_every_number_written_by_the_rule_is_read_back(born, years, month, sex, serial):
    text = f"{born:%Y%m%d}{born.year + years}{month:02d}{sex}{serial:03d}"

    read = nip.parse(nip.grouped(text), as_of=date(2030, 1, 1))

    assert read.valid and read.kind == "PNS"
    assert (read.birth_date, read.appointed) == (born, f"{born.year + years}-{month:02d}")
    assert (read.sex, read.serial) == ("male" if sex == "1" else "female", serial)


@given(st.text(max_size=30))
def test_any_text_is_read_without_failing_and_a_fault_never_goes_unsaid(text):
    read = nip.parse(text, as_of=TODAY)

    assert read.valid == (None not in (read.kind, read.birth_date, read.sex) and not read.problems)
    assert all(problem.sentence.id and problem.sentence.en for problem in read.problems)
