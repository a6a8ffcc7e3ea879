"""Comments: made nameless, and grouped by words that everybody can read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.errors import Sentence
from saindege.service.survey_comments import (
    Theme,
    ThemeRule,
    ThemeRules,
    group_by_theme,
    hide_identity,
    load_themes,
)

RULES = ThemeRules(
    "uji",
    (
        ThemeRule("WAITING", Sentence("Waktu", "Time"), ("antri", "lama")),
        ThemeRule("PLACE", Sentence("Tempat", "Place"), ("ac", "panas", "kotak saran")),
    ),
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Hubungi saya 0812-3456-7890 ya", "Hubungi saya [...] ya"),
        ("NIK 1277012304850001 belum jadi", "NIK [...] belum jadi"),
        ("surel rahma.lubis@contoh.id", "surel [...]"),
        ("lihat https://contoh.id/a?b=1 dan www.contoh.id", "lihat [...] dan [...]"),
        ("+62 812 3456 7890", "[...]"),
        (
            "Dua jam menunggu, bayar Rp 10.000.000 pada 12-05-2026",
            "Dua jam menunggu, bayar Rp 10.000.000 pada 12-05-2026",
        ),
        ("baris satu\n\tbaris\u202e dua\x00", "baris satu baris dua"),
    ],
)
def test_what_could_find_somebody_is_left_out(written, kept):
    assert hide_identity(written) == kept


@given(st.text())
def test_hiding_twice_changes_nothing(text):
    once = hide_identity(text)

    assert hide_identity(once) == once
    assert "\n" not in once


def test_comment_stands_under_each_theme_whose_words_it_holds():
    comments = ["Antrian lama sekali", "Lama, dan ruang PANAS", "Acara ramah", "AC mati", "isi kotak saran"]

    themes = group_by_theme(comments, RULES)

    assert themes == [
        Theme(
            Sentence("Tempat", "Place"),
            ("Lama, dan ruang PANAS", "AC mati", "isi kotak saran"),
            (("ac", 1), ("kotak saran", 1), ("panas", 1)),
        ),
        Theme(
            Sentence("Waktu", "Time"),
            ("Antrian lama sekali", "Lama, dan ruang PANAS"),
            (("lama", 2), ("antri", 1)),
        ),
        Theme(None, ("Acara ramah",), ()),
    ]


def test_no_comments_give_no_themes():
    assert group_by_theme([]) == []


@given(st.lists(st.text(max_size=60), max_size=12))
def test_no_comment_is_lost(comments):
    themes = group_by_theme(comments)

    assert {text for theme in themes for text in theme.comments} == set(comments)


def test_word_lists_are_dated_and_lower_case():
    rules = load_themes()

    assert rules.version == "2026-1"
    assert all(word == word.casefold() for theme in rules.themes for word in theme.words)
    assert len({theme.code for theme in rules.themes}) == len(rules.themes)
