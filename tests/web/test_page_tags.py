"""Tags and filters of every page."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from saindege.base.errors import Sentence


def draw(text, **words):
    return Template(text).render(Context(words))


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "Rp0", "Rp0"),
        (950_000, "Rp950.000", "Rp950,000"),
        (1_840_000_000, "Rp1,84 miliar", "Rp1.84 billion"),
        (12_000_000, "Rp12 juta", "Rp12 million"),
        (100_000_000, "Rp100 juta", "Rp100 million"),
        (None, "-", "-"),
    ],
)
def test_money_is_said_as_a_sentence_would(amount, indonesian, english):
    assert draw("{{ amount|rupiah }}", amount=amount) == indonesian
    with translation.override("en"):
        assert draw("{{ amount|rupiah }}", amount=amount) == english


def test_moments_are_told_in_the_citys_time():
    moment = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)

    assert draw("{{ m|day }} {{ m|clock }} {{ m|weekday }}", m=moment) == (
        "24 November 2026 08.30 Selasa, 24 November 2026"
    )
    assert draw("{{ m|day }}", m=date(2026, 8, 17)) == "17 Agustus 2026"
    assert draw("{{ m|day }}{{ m|clock }}", m=None) == ""


def test_nip_is_shown_in_its_parts():
    assert draw("{{ nip|nip_groups }}", nip="198111122010071006") == "19811112 201007 1 006"
    assert draw("{{ nip|nip_groups }}", nip=None) == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Rahma Siregar, S.E.", "RS"),
        ("Dr. Dina Nasution", "DN"),
        ("Sahat", "S"),
        ("Wali Kota (contoh)", "WK"),
    ],
)
def test_initials_leave_titles_out(name, letters):
    assert draw("{{ name|initials }}", name=name) == letters


def test_sentence_speaks_the_readers_language():
    sentence = Sentence(id="Penuh.", en="Full.")

    assert draw("{{ s|say }}", s=sentence) == "Penuh."
    with translation.override("en"):
        assert draw("{{ s|say }}", s=sentence) == "Full."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(2, "sekitar 5 detik lagi"), (33, "sekitar 35 detik lagi"), (200, "sekitar 3 menit lagi"), (None, "")],
)
def test_time_left_is_said_roundly(seconds, words):
    assert draw("{{ s|time_left }}", s=seconds) == words


def test_badge_has_icon_and_word():
    drawn = draw("{% badge 'bad' words %}", words="<Lewat>")

    assert 'class="badge is-bad"' in drawn
    assert "#i-triangle-alert" in drawn and "&lt;Lewat&gt;" in drawn


def test_query_keeps_the_other_parts_of_the_address():
    request = RequestFactory().get("/pegawai/?q=lubis&page=3&kantor=7")

    assert draw("{% query page=4 kantor=None %}", request=request) == "?q=lubis&amp;page=4"


class Sample(forms.Form):
    name = forms.CharField(label="Nama", help_text="Seperti di SK.")
    way = forms.ChoiceField(label="Cara", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Setuju")
    note = forms.CharField(label="Catatan", required=False)


def test_field_ties_label_help_and_fault_to_its_control():
    drawn = draw("{% field form.name %}", form=Sample({"name": ""}))

    assert '<label for="id_name">' in drawn
    assert 'aria-describedby="id_name-help id_name-fault"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_name-fault"' in drawn and 'id="id_name-help"' in drawn


def test_choices_stand_in_a_fieldset_and_optional_fields_say_so():
    drawn = draw("{% field form.way %}{% field form.note %}", form=Sample())

    assert drawn.count('type="radio"') == 2
    assert "<fieldset" in drawn and "<legend>Cara</legend>" in drawn
    assert drawn.count("(boleh kosong)") == 1


def test_faults_on_top_lead_to_their_fields():
    drawn = draw("{% fault_list form %}", form=Sample({"name": "x"}))

    assert 'href="#id_agreed"' in drawn and 'role="alert"' in drawn
    assert "2 isian perlu diperbaiki" in drawn


def test_fault_of_the_whole_form_is_counted_too():
    form = Sample({"name": "x", "way": "a", "agreed": "on"})
    form.add_error(None, "Printer tersisa 2, perlu 99.")

    drawn = draw("{% fault_list form %}", form=form)

    assert "Satu isian perlu diperbaiki" in drawn and "Printer tersisa 2, perlu 99." in drawn


def test_chart_shows_sentence_picture_table_and_downloads():
    drawn = draw(
        '{% line_chart points label="x" as picture %}'
        '{% include "web/parts/chart.html" with sentence=sentence caption="Per bulan" header=header rows=rows take="?a=1" %}',
        points=[{"label": "Jan", "value": 1.0}, {"label": "Feb", "value": 2.0}],
        sentence="Naik.",
        header=["Bulan", "Hari"],
        rows=[["Jan", "1,0"], ["Feb", "2,0"]],
    )

    assert "<figcaption>Naik.</figcaption>" in drawn
    assert "<svg" in drawn and drawn.count('scope="row"') == 2
    assert 'href="?a=1&amp;unduh=csv"' in drawn and 'href="?a=1&amp;unduh=xlsx"' in drawn
