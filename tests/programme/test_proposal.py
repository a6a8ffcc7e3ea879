"""What must stand in a proposal before it is handed in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from saindege.base import period
from saindege.programme import proposal, standard_cost
from saindege.programme.proposal import BudgetLine, Content, Surroundings

LINE = BudgetLine("speaker_practitioner", "Dua narasumber", 8, 1_000_000)
GOOD = Content(
    title="Bimtek arsip digital untuk kelurahan",
    background="14 persen berkas kembali karena arsip tidak ditemukan.",
    legal_basis="PP 11/2017 pasal 203",
    purpose="Melatih petugas arsip kelurahan.",
    objective="Petugas menyimpan dan menemukan arsip dengan aplikasi.",
    outcome_direct="24 petugas lulus tes praktik.",
    outcome_medium="Berkas kembali turun dari 14 menjadi 10 persen.",
    outcome_long="Warga datang satu kali.",
    speakers="Kantor Arsip Provinsi",
    target_group="Petugas arsip 12 kelurahan",
    participants=24,
    method="technical_guidance",
    learning_hours=Decimal(16),
    first_on=date(2026, 12, 14),
    last_on=date(2026, 12, 15),
    place="Lab Kominfo",
    cover_plan="Loket dijaga sekretaris kelurahan.",
    lines=(LINE,),
)
AROUND = Surroundings(
    as_of=date(2026, 11, 24),
    calendar=period.office_calendar(first_year=2026, last_year=2027),
    costs=standard_cost.load(),
    seats=24,
)


def told(content, around=AROUND):
    return [(each.column, each.code, each.sentence.id) for each in proposal.faults(content, around)]


def test_whole_proposal_has_no_fault():
    assert told(GOOD) == []
    assert GOOD.rupiah == 8_000_000


def test_each_missing_part_is_named_at_once():
    empty = Content("", "", "", "", "", "", "", "", "", "", None, "", None, None, None, "", "", ())

    assert {column for column, _code, _said in told(empty)} == set(Content.__slots__)


def test_proposal_without_a_budget_line_is_refused():
    assert told(replace(GOOD, lines=())) == [
        (
            "lines",
            "empty",
            "Usulan tanpa anggaran tidak dapat diajukan. Tulis paling sedikit satu baris biaya.",
        )
    ]


def test_dates_of_last_year_are_refused_with_the_first_day_that_may_be_chosen():
    late = replace(GOOD, first_on=date(2025, 12, 8), last_on=date(2025, 12, 9))

    assert told(late) == [
        (
            "first_on",
            "out_of_range",
            "08-12-2025 sudah lewat, itu tahun lalu. Pilih 08-12-2026 atau sesudahnya.",
        )
    ]


def test_ten_working_days_lie_between_handing_in_and_the_first_day():
    # 24 November is a Tuesday; ten working days later is Tuesday 8 December, no holiday between.
    assert told(replace(GOOD, first_on=date(2026, 12, 8), last_on=date(2026, 12, 8))) == []
    assert told(replace(GOOD, first_on=date(2026, 12, 7), last_on=date(2026, 12, 8)))[0][0] == "first_on"


def test_end_before_start_and_too_many_people_for_the_room_are_refused():
    wrong = replace(GOOD, last_on=date(2026, 12, 13), participants=40)

    assert told(wrong) == [
        ("last_on", "out_of_range", "Selesai 13-12-2026 sebelum mulai 14-12-2026. Ubah satu."),
        (
            "participants",
            "out_of_range",
            "Lab Kominfo punya 24 kursi. Isi 24 atau kurang, atau pilih ruang lain.",
        ),
    ]


def test_price_above_the_citys_own_ceiling_is_refused_and_above_an_orientation_pointed_out():
    dear = replace(GOOD, lines=(LINE, replace(LINE, unit_rupiah=1_600_000)))
    own = standard_cost.Ceiling(
        "speaker_practitioner", 1_500_000, date(2026, 1, 1), True, "Perwal 7/2026", "exact"
    )
    bound = replace(AROUND, costs=AROUND.costs.with_rows([own]))

    assert told(dear) == []
    assert "di atas angka orientasi Rp1.500.000 per jam" in proposal.advice(dear, AROUND)[0].id
    assert [(each.row, each.code) for each in proposal.faults(dear, bound)] == [(2, "above_ceiling")]
    assert "(Perwal 7/2026). Turunkan menjadi Rp1.500.000" in proposal.faults(dear, bound)[0].sentence.id
    assert proposal.advice(dear, bound) == []


def test_unknown_item_and_no_quantity_carry_the_number_of_their_line():
    lines = (replace(LINE, quantity=0), replace(LINE, item="kapal"))

    assert [(each.row, each.code) for each in proposal.faults(replace(GOOD, lines=lines), AROUND)] == [
        (1, "out_of_range"),
        (2, "unknown_value"),
    ]
    assert proposal.advice(replace(GOOD, lines=lines), AROUND) == []


def test_number_is_the_next_of_its_year():
    assert proposal.register_number(proposal.load_rules(), serial=7, year=2026) == "800.2/0007/KAK/2026"


@given(field=st.sampled_from(["title", "cover_plan", "participants", "lines", "first_on"]))
def test_fingerprint_changes_with_anything_that_was_written(field):
    other = {
        "title": "Lain",
        "cover_plan": "Lain",
        "participants": 23,
        "lines": (replace(LINE, unit_rupiah=1),),
        "first_on": date(2026, 12, 13),
    }

    assert replace(GOOD, **{field: other[field]}).fingerprint() != GOOD.fingerprint()
    assert replace(GOOD).fingerprint() == GOOD.fingerprint()
