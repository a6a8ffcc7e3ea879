"""Who hands over to whom, drawn: the widths, the ways on and back, words escaped."""

from __future__ import annotations

from xml.etree import ElementTree

from saindege.web.charts.hand_overs import MOST_DRAWN, hand_over_map
from saindege.web.charts.process import Flow, Step

GROUPS = [Step("Terima", "5 petugas"), Step("Periksa & <catat>", "6 petugas"), Step("Teken", "7 petugas")]


def drawn(flows: list[Flow]) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(f"<all>{hand_over_map(GROUPS, flows, label='Serah terima')}</all>"))


def test_each_width_shows_groups_and_ways_on_and_back() -> None:
    pictures = drawn(
        [Flow(0, 1, 0.5, "50"), Flow(1, 2, 0.3, "30"), Flow(2, 0, 0.1, "10"), Flow(1, 1, 0.1, "9")]
    )

    assert [picture.get("viewBox", "").split()[2] for picture in pictures] == ["320", "520", "900"]
    for picture in pictures:
        kinds = [path.get("class") for path in picture.iter("path")]
        assert (kinds.count("flow"), kinds.count("flow-back")) == (2, 1)
        assert picture.get("aria-label") == "Serah terima"
    assert "Periksa & <catat>" in [text.text for text in pictures[2].iter("text")]


def test_ways_that_cross_lie_beside_each_other() -> None:
    picture = drawn([Flow(0, 1, 0.5), Flow(0, 2, 0.3), Flow(1, 2, 0.2)])[2]

    outs = {
        path.get("d", "").split("H")[1].split("V")[0]
        for path in picture.iter("path")
        if path.get("class") == "flow"
    }
    assert len(outs) == 2


def test_only_the_most_frequent_are_drawn_and_nothing_is_nothing() -> None:
    groups = [Step(str(number)) for number in range(6)]
    flows = [Flow(one, other, 0.01 * one) for one in range(6) for other in range(6) if one != other]

    picture = hand_over_map(groups, flows, label="x")

    assert picture.count('class="flow') == 3 * MOST_DRAWN
    assert hand_over_map([], [], label="x") == ""
