"""Charts say the same as their numbers, keep inside their frame and hold no style or script."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.web.charts import control
from saindege.web.charts.canvas import Scale, fit_lines, format_number, round_ticks
from saindege.web.charts.intervals import Estimate, event_study, interval_rows, strip
from saindege.web.charts.lines import Bounds, line_chart, slope
from saindege.web.charts.over_time import Moment
from saindege.web.charts.process import Flow, Step, process_map

VALUES = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 6))


def drawings(markup: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(f"<all>{markup}</all>"))


def test_numbers_are_written_as_the_reader_of_the_language_expects():
    written = [
        format_number(1286.25, 1),
        format_number(-2.1, 1),
        format_number(1286.25, 1, "en"),
        format_number(None),
    ]

    assert written == ["1.286,2", "−2,1", "1,286.2", "-"]


def test_a_number_that_rounds_to_zero_has_no_sign():
    assert format_number(-0.04, 1, sign=True) == "0,0"


@given(VALUES, st.floats(1e-6, 1e6))
def test_ticks_are_round_rising_and_cover_the_range(low, spread):
    ticks = round_ticks(low, low + spread)

    assert ticks == sorted(set(ticks))
    assert ticks[0] <= low + 1e-6 * spread + 1e-9
    assert ticks[-1] >= low + spread - 1e-6 * spread - 1e-9


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Biaya", ["Biaya"]),
        ("Penanganan pengaduan, saran, dan masukan", ["Penanganan pengaduan, saran,", "dan masukan"]),
        ("Satu dua tiga empat lima enam tujuh delapan sembilan", ["Satu dua tiga empat lima", "enam tujuh delapan sembilan"]),
        ("Tanggungjawabnyasepenuhnyadisana", ["Tanggungjawabnyasepenuhnyad…"]),
    ],
)  # fmt: skip
def test_names_are_parted_at_spaces_and_shortened_last(words, lines):
    assert fit_lines(words, 28 * 6.4, 2) == lines


def test_a_scale_puts_the_ends_at_the_ends():
    place = Scale(2.0, 4.0, 10, 110)

    assert (place(2.0), place(3.0), place(4.0)) == (10, 60, 110)


@pytest.mark.parametrize(
    "markup",
    [
        strip(Estimate("Lebih cepat", 2.1, 0.8, 3.4), low=-1, high=5, mark=0),
        interval_rows(
            [Estimate("Losung, 104 berkas", 2.6, 2.1, 3.2), Estimate("<b>", 4.8, 3.9, 5.9, "bad")],
            label="Per kantor",
        ),
        event_study(
            [Estimate("−1", 0.0, -1, 1, "plain"), Estimate("0", -1.0, -2, -0.2)],
            label="Bulan demi bulan",
            first_after=1,
            words=("sebelum", "sesudah", "lebih lambat", "lebih cepat", "sama"),
        ),
        line_chart(
            [Moment("22", 6.9), Moment("23", None), Moment("24", 8.9, "bad", "putus")],
            label="Waktu",
            bounds=Bounds(6, 5, 8, 8, "janji 8 jam"),
        ),
        slope(
            [("kantor dilatih", 8.3, 4.7, "good"), ("pembanding", 8.1, 6.6, "plain")],
            label="x",
            ends=("sebelum", "sesudah"),
        ),
        process_map(
            [Step("Terima"), Step("Periksa", "8 menit", True)],
            [Flow(0, 1, 1.0, "0,5 jam"), Flow(1, 0, 0.14, "14 kembali")],
            label="Peta",
        ),
    ],
    ids=["strip", "rows", "event study", "line", "slope", "process"],
)
def test_each_drawing_is_well_formed_named_and_free_of_style_and_script(markup):
    found = drawings(markup)

    assert found
    for drawing in found:
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label")
    assert not re.search(r"style=|<script|onclick", markup)


@given(st.lists(st.tuples(VALUES, st.floats(0, 1e5)), min_size=1, max_size=30))
def test_no_mark_of_an_event_study_leaves_its_frame(pairs):
    points = [
        Estimate(str(number), value, value - half, value + half) for number, (value, half) in enumerate(pairs)
    ]

    markup = event_study(points, label="x", first_after=len(points) // 2, words=("a", "b", "c", "d", "e"))

    for drawing in drawings(markup):
        _, _, width, height = (float(part) for part in drawing.get("viewBox").split())
        for circle in drawing.iter("circle"):
            assert 0 <= float(circle.get("cx")) <= width
            assert 0 <= float(circle.get("cy")) <= height


def test_words_of_a_label_are_escaped():
    assert "&lt;b&gt;" in interval_rows([Estimate("<b>", 1.0, 0.5, 1.5)], label="x")


def test_nothing_to_draw_draws_nothing():
    assert interval_rows([], label="x") == line_chart([], label="x") == process_map([], [], label="x") == ""


def test_a_control_chart_has_the_limits_of_each_phase_and_marks_what_speaks():
    moments = [Moment("1", 5.0), Moment("2", 9.0, "bad"), Moment("3", None), Moment("4", 2.0)]
    phases = [control.Phase(0, 1, 6.0, 4.0, 8.0), control.Phase(2, 3, label="Aplikasi <baru>")]

    pictures = drawings(control.control_chart(moments, phases, label="Waktu"))

    assert len(pictures) == 3
    for picture in pictures:
        marks = [mark.get("class") for mark in picture]
        assert (marks.count("band"), marks.count("fill-bad"), marks.count("dot")) == (1, 1, 2)
        assert any((mark.text or "").startswith("Aplik") for mark in picture)


def test_a_control_chart_without_values_is_empty():
    assert control.control_chart([Moment("1", None)], [control.Phase(0, 0)], label="Waktu") == ""
