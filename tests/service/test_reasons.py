"""Why papers came back: free words put under kinds, and nobody's name kept with them."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.base.errors import Sentence
from saindege.service.reasons import OTHER, fold_reasons, kind_of, load_reason_rules, say_reason


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("KK kurang satu lembar", "Berkas tidak lengkap"),
        ("Salah ketik nama ibu", "Salah ketik"),
        ("NIK di KTP berbeda dengan KK", "Data tidak cocok"),
        ("foto buram", "Berkas tidak terbaca"),
        ("belum ttd lurah", "Tanda tangan atau stempel"),
        ("akta nikah", None),
        ("", None),
    ],
)
def test_a_reason_falls_under_a_kind_by_its_words(written: str, kind: str | None) -> None:
    assert kind_of(written) == kind


def test_words_of_no_kind_are_kept_only_where_they_are_written_often() -> None:
    names = (
        "menunggu surat pengantar RT",
        "Menunggu  surat pengantar rt",
        "bu Siti Harahap minta ditunda",
        "KK kurang",
    )
    codes = np.array([0, 1, 1, 2, 3, -1], dtype=np.int32)

    folded = fold_reasons(codes, names)

    assert [folded.names[code] if code >= 0 else None for code in folded.codes] == [
        "menunggu surat pengantar RT",
        "menunggu surat pengantar RT",
        "menunggu surat pengantar RT",
        OTHER.id,
        "Berkas tidak lengkap",
        None,
    ]


def test_a_column_without_reasons_stays_empty() -> None:
    folded = fold_reasons(np.array([-1, -1], dtype=np.int32), ())

    assert (folded.codes.tolist(), folded.names) == ([-1, -1], ())


def test_a_kept_reason_is_told_in_both_languages() -> None:
    assert say_reason("Salah ketik") == Sentence(id="Salah ketik", en="Typing error")
    assert say_reason(OTHER.id) == OTHER
    assert say_reason("menunggu RT").en == "menunggu RT"


def test_a_kind_falls_under_itself_so_that_a_choice_stays_what_it_was() -> None:
    names = [kind.name.id for kind in load_reason_rules().kinds]

    assert [kind_of(name) for name in names] == names
