"""The certificate: when it is due, its numbers, and what it freezes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery import certificate
from saindege.delivery.certificate import Marks, Meeting, Standing

FIRST, SECOND = date(2026, 11, 3), date(2026, 11, 4)
FULL_DAY = Meeting(FIRST, 8.0, is_closed=True, attended=True)
SIGNS = st.lists(st.integers(0, 30), min_size=7, max_size=7)


def test_certificate_is_due_after_the_last_session_when_enough_was_attended():
    meetings = [FULL_DAY, replace(FULL_DAY, on=SECOND)]

    assert certificate.standing(meetings, needed_share=0.85) == Standing(1.0, None)
    assert certificate.is_due(meetings, needed_share=0.85)


def test_share_is_of_learning_hours_and_not_of_meetings():
    opening = Meeting(FIRST, 2.0, is_closed=True, attended=False)
    rest = Meeting(FIRST, 18.0, is_closed=True, attended=True)

    assert certificate.standing([opening, rest], needed_share=0.85) == Standing(0.9, None)


def test_share_just_at_the_threshold_passes():
    seventeen = Meeting(FIRST, 17.0, is_closed=True, attended=True)
    three = Meeting(SECOND, 3.0, is_closed=True, attended=False)

    assert certificate.is_due([seventeen, three], needed_share=0.85)
    assert not certificate.is_due([seventeen, three], needed_share=0.86)


def test_open_session_holds_every_certificate_back():
    meetings = [FULL_DAY, replace(FULL_DAY, on=SECOND, is_closed=False)]

    assert certificate.standing(meetings, needed_share=0.85) == Standing(1.0, "session_open")


def test_too_little_attendance_is_named():
    meetings = [FULL_DAY, replace(FULL_DAY, attended=False)]

    assert certificate.standing(meetings, needed_share=0.85) == Standing(0.5, "attendance")


def test_batch_without_sessions_has_no_certificate():
    assert certificate.standing([], needed_share=0.0) == Standing(0.0, "no_session")


@given(st.lists(st.tuples(st.floats(0.5, 20), st.booleans()), min_size=1), st.floats(0, 1))
def test_attending_more_never_takes_a_certificate_away(rows, needed):
    meetings = [Meeting(FIRST, hours, is_closed=True, attended=came) for hours, came in rows]
    more = [replace(one, attended=True) for one in meetings]

    assert certificate.is_due(more, needed_share=needed)
    assert certificate.standing(meetings, needed_share=needed).attended_share <= 1.0


@pytest.mark.parametrize(
    ("post", "practice", "lacks"),
    [
        (70.0, 75.0, ()),
        (69.9, 75.0, ("post_low",)),
        (None, 75.0, ("post_missing",)),
        (70.0, 74.9, ("practice_low",)),
        (0.0, None, ("post_low", "practice_missing")),
        (None, None, ("post_missing", "practice_missing")),
    ],
)
def test_marks_that_a_course_asks_for_are_part_of_the_rule(post, practice, lacks):
    found = certificate.standing(
        [FULL_DAY], needed_share=0.85, marks=Marks(post, practice), least=Marks(70.0, 75.0)
    )

    assert (found.attended_share, found.lacks) == (1.0, lacks)


def test_everything_that_is_missing_is_told_at_once():
    absent = replace(FULL_DAY, attended=False)

    found = certificate.standing([absent], needed_share=0.85, marks=Marks(12.0), least=Marks(70.0, 60.0))

    assert found == Standing(0.0, "attendance", ("post_low", "practice_missing"))


def test_marks_are_not_told_while_a_session_is_open():
    meetings = [FULL_DAY, replace(FULL_DAY, is_closed=False)]

    found = certificate.standing(meetings, needed_share=0.85, least=Marks(70.0, 60.0))

    assert found.lacks == ("session_open",)


MARK = st.none() | st.floats(0, 100)


@given(MARK, MARK, st.floats(0, 1))
def test_marks_that_are_not_asked_for_never_count(post, practice, needed):
    assert certificate.is_due([FULL_DAY], needed_share=needed, marks=Marks(post, practice))


@given(MARK, MARK, MARK, MARK, st.floats(0, 100), st.booleans())
def test_a_better_mark_never_takes_a_certificate_away(post, practice, asked, asked_practice, more, came):
    meetings = [replace(FULL_DAY, attended=came)]
    least = Marks(asked, asked_practice)
    better = Marks(*(more if mark is None else min(100.0, mark + more) for mark in (post, practice)))

    before = certificate.standing(meetings, needed_share=0.5, marks=Marks(post, practice), least=least)
    after = certificate.standing(meetings, needed_share=0.5, marks=better, least=least)

    assert before.lack is not None or after.lack is None
    assert len(after.lacks) <= len(before.lacks)


def test_register_number_is_written_as_offices_write_it():
    rules = certificate.load_rules()

    assert certificate.register_number(rules, serial=481, year=2026) == "800.2/0481/BKPSDM/2026"
    assert certificate.register_number(rules, serial=12345, year=2026) == "800.2/12345/BKPSDM/2026"


def test_check_sign_is_the_weighted_sum_modulo_31():
    # A B C D E F G are 0 to 6; 2x0 + 3x1 + 4x2 + 5x3 + 6x4 + 7x5 + 8x6 = 133 = 4 x 31 + 9, and sign 9 is K.
    assert certificate.check_code("PSP", range(7)) == "PSP-ABCD-EFGK"


@pytest.mark.parametrize(
    "typed", ["PSP-ABCD-EFGK", "psp abcd efgk", "ABCDEFGK", " abcd-efgk ", "PSP.ABCD.EFGK"]
)
def test_code_is_read_however_it_is_typed(typed):
    assert certificate.read_code(typed, "PSP") == "PSP-ABCD-EFGK"


@pytest.mark.parametrize(
    "typed", ["", "PSP", "PSP-ABCD-EFG0", "XXX-ABCD-EFGK", "ABCD-EFGH", "800.2/0481/BKPSDM/2026"]
)
def test_what_cannot_be_a_code_is_told_apart(typed):
    assert certificate.read_code(typed, "PSP") is None


@given(SIGNS, st.integers(0, 7), st.integers(1, 30))
def test_one_wrong_sign_is_found(signs, place, shift):
    word = list(certificate.check_code("", signs).replace("-", ""))
    place_in_signs = certificate.CODE_SIGNS.index(word[place])
    word[place] = certificate.CODE_SIGNS[(place_in_signs + shift) % 31]

    assert certificate.read_code("".join(word), "") is None


@given(SIGNS, st.integers(0, 6))
def test_two_neighbours_that_changed_places_are_found(signs, place):
    word = list(certificate.check_code("", signs).replace("-", ""))
    swapped = [*word[:place], word[place + 1], word[place], *word[place + 2 :]]

    assert (certificate.read_code("".join(swapped), "") is None) == (swapped != word)


@given(SIGNS)
def test_written_code_is_read_back(signs):
    code = certificate.check_code("PSP", signs)

    assert certificate.read_code(code, "PSP") == code


def test_content_is_kept_and_read_back_whole():
    content = certificate.Content(
        name="Nurhayati Harahap, S.E.",
        nip="199003152015042001",
        office="Kelurahan Wek V",
        course="Bimtek Arsip",
        method="technical_guidance",
        first_on=FIRST,
        last_on=SECOND,
        learning_hours=10.0,
        attended_share=0.9,
        register_number="800.2/0481/BKPSDM/2026",
        organisation="BKPSDM",
        government="Pemerintah Kota",
        place="Padangsidimpuan",
        signatory="Nama Contoh",
        signatory_title="Kepala",
        issued_on=SECOND,
        rule_version="2019-02 / 2026-1",
    )

    kept = content.as_json()

    assert kept["first_on"] == "2026-11-03"
    assert certificate.Content.from_json(kept) == content


def test_quantity_follows_the_unit_of_the_form():
    meetings = [
        Meeting(FIRST, 4.0, is_closed=True, attended=True),
        Meeting(FIRST, 4.0, is_closed=True, attended=True),
        Meeting(SECOND, 2.0, is_closed=True, attended=False),
    ]

    quantities = {
        unit: certificate.training_quantity(meetings, unit)
        for unit in ("hour", "day", "session", "event", "semester")
    }

    assert quantities == {"hour": 10.0, "day": 1.0, "session": 2.0, "event": 1.0, "semester": 1.0}
