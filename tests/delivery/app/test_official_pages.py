"""Every paper on its pages: heads of lists come again, a signature is never alone, and decrees keep their form."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pypdfium2
import pytest

from saindege.delivery.app.queries import documents, samples
from saindege.delivery.app.queries.pressroom import Filler, Pressroom
from saindege.delivery.official import closing, letters
from saindege.delivery.official.form import Table
from saindege.delivery.official.template import own_template, upper

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)


def pages(content):
    return [page.get_textpage().get_text_bounded().split() for page in pypdfium2.PdfDocument(content)]


def set_both(form, rows):
    """A paper set from its form, and from its own Word template."""
    values = samples.sample_values(form, NOW, rows=rows)
    with Pressroom() as room:
        as_word = room.pages_pdf(form, Filler(form, own_template(form)).pages([values]))
    return [pages(samples.sample_pdf(form, None, NOW, rows=rows)), pages(as_word)]


@pytest.mark.parametrize("form", documents.FORMS, ids=[one.key for one in documents.FORMS])
@pytest.mark.parametrize("rows", [1, 30, 90])
def test_last_page_holds_more_than_the_signature(form, rows, db):
    for shown in set_both(form, rows):
        last = shown[-1]
        signs_at = max(place for place, word in enumerate(last) if word in ("Padangsidimpuan,", "Ditetapkan", "Kepala", "Panitia,", "Peserta,"))  # fmt: skip
        stamp = {"DATA", "CONTOH,", "TIDAK", "BERLAKU", "Halaman", "dari", "/"}
        said = [word for word in last[:signs_at] if word not in stamp and not word.isdecimal()]
        assert len(said) >= 2, last


@pytest.mark.parametrize(
    "form", [letters.ASSIGNMENT, closing.GRADUATION, closing.FEE_LIST], ids=lambda form: form.key
)
def test_head_of_a_long_list_comes_again_on_each_page(form, db):
    (table,) = (one for one in form.blocks if isinstance(one, Table))
    first = table.header[1]

    for shown in set_both(form, 150):
        with_rows = [words for words in shown if "No." in words]
        assert len(with_rows) >= 3
        assert all(first in words for words in with_rows)


@pytest.mark.parametrize("people", range(25, 34, 2))
def test_list_gives_its_last_rows_to_the_signature(people, db):
    for shown in set_both(closing.GRADUATION, people):
        assert str(people) in shown[-1] and "Ditetapkan" in shown[-1]


def test_decree_of_a_usual_committee_stands_on_one_page(db):
    for shown in set_both(letters.COMMITTEE_DECREE, 5):
        assert len(shown) == 1
        words = " ".join(shown[0])
        order = ["KEPUTUSAN KEPALA", "Nomor:", "Tentang", "PANITIA ARSIP", "Menimbang", "Mengingat", "MEMUTUSKAN", "KESATU", "KEEMPAT", "Ditetapkan di", "pada tanggal"]  # fmt: skip
        places = [words.index(one) for one in order]
        assert places == sorted(places)


def test_heading_in_capitals_raises_values_too():
    assert upper("Keputusan {{ organisasi }}, a") == "KEPUTUSAN {{ organisasi|upper }}, A"
