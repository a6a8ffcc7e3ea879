"""From how many answers on a figure about a speaker may be shown."""

from __future__ import annotations

from saindege.programme import speaker_score


def test_figure_about_a_speaker_rests_on_ten_answers():
    assert speaker_score.least_answers() == 10
