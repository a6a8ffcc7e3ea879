"""Lists count as Word counts them: levels, labels, letters and roman numbers, starting over."""

from __future__ import annotations

import pytest

from saindege.delivery import word
from saindege.delivery.word.numbering import written
from tests.delivery.word.written import document, line


def level(place, kind, pattern, *, start=1, more=""):
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


LISTS = (
    '<w:abstractNum w:abstractNumId="0">' + level(0, "upperLetter", "%1.") + level(1, "decimal", "%1.%2")
    + level(2, "lowerLetter", "%3)") + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)  # fmt: skip


def labels(*items, numbering=LISTS):
    """The labels of paragraphs, each of a list and a level."""
    body = [
        line("x", f'<w:numPr><w:ilvl w:val="{deep}"/><w:numId w:val="{key}"/></w:numPr>')
        for key, deep in items
    ]
    parts = word.unpacked(document(*body, numbering=numbering))
    return [one.pieces[0].text for one in word.Reader(parts).read(parts).sections[0].blocks]


def test_levels_count_inside_one_another_and_begin_anew_under_the_next():
    assert labels((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)) == ["A.", "A.1", "A.2", "a)", "B.", "B.1"]


def test_list_that_starts_over_forgets_its_family():
    assert labels((1, 0), (1, 0), (2, 0), (2, 0)) == ["A.", "B.", "A.", "B."]


def test_level_without_one_above_counts_that_from_its_start():
    assert labels((1, 1), (1, 1)) == ["A.1", "A.2"]


def test_legal_numbers_and_bullets():
    legal = '<w:abstractNum w:abstractNumId="0">' + level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", more="<w:isLgl/>") + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'  # fmt: skip
    bullet = '<w:abstractNum w:abstractNumId="0">' + level(0, "bullet", "&#xF0B7;") + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'  # fmt: skip

    assert labels((1, 0), (1, 1), numbering=legal) == ["I", "1.1"]
    assert labels((1, 0), (1, 0), numbering=bullet) == ["•", "•"]


@pytest.mark.parametrize(
    ("count", "kind", "expected"),
    [
        (4, "upperRoman", "IV"), (1994, "lowerRoman", "mcmxciv"), (26, "lowerLetter", "z"), (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"), (7, "decimalZero", "07"), (5, "none", ""), (0, "lowerLetter", "0"), (12, "decimal", "12"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_the_list_asks(count, kind, expected):
    assert written(count, kind) == expected
