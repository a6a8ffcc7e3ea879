"""The 26 legal forms and what they are worth."""

import copy
import tomllib
from datetime import date
from importlib import resources

import pytest

from saindege.base.errors import BadInput
from saindege.programme import method


def raw_table():
    return tomllib.loads(
        resources.files("saindege.programme").joinpath("rules/learning_forms.toml").read_text("utf-8")
    )


def test_table_holds_the_twenty_six_legal_forms():
    table = method.load()

    assert len(table.forms) == 26
    assert [form.track for form in table.forms].count("classical") == 12
    assert [form.track for form in table.forms].count("non_classical") == 13
    assert sorted(form.siasn_id for form in table.forms if form.siasn_id) == list(range(1, 26))
    assert (table.version, table.in_force_from) == ("2019-02", date(2019, 2, 1))
    assert (table.hour_minutes, table.yearly_target) == (45, 20)


@pytest.mark.parametrize(
    ("written", "key", "unit", "national", "international", "cap"),
    [
        ("Workshop / lokakarya", "workshop", "day", 5, 7, None),
        ("lokakarya", "workshop", "day", 5, 7, None),
        ("4", "workshop", "day", 5, 7, None),
        (4, "workshop", "day", 5, 7, None),
        ("KONFERENSI", "seminar", "day", 4, 6, None),
        ("bimtek", "technical_guidance", "hour", 1, 1.2, None),
        ("Coaching", "coaching", "session", 2, 4, 2),
        ("e learning", "e_learning", "day", 3, 4, None),
        ("Patok banding", "benchmarking", "event", 10, 20, None),
        ("praktik kerja", "internship", "event", 20, 24, None),
        ("izin belajar", "study_assignment", "semester", 20, 20, None),
        ("1", "leadership_training", "hour", 1, 1, None),
        ("09", "seminar", "day", 4, 6, None),
        ("Seminar/konferensi", "seminar", "day", 4, 6, None),
        ("Detasering (secondment)", "secondment", "event", 20, 24, None),
        ("Pembelajaran alam terbuka (outbound)", "outdoor_learning", "hour", 1, 1.2, None),
        ("Patok banding (benchmarking)", "benchmarking", "event", 10, 20, None),
        ("Pertukaran PNS-swasta/BUMN/BUMD", "exchange", "event", 20, 24, None),
        ("pertukaran PNS-swasta", "exchange", "event", 20, 24, None),
    ],
)
def test_form_is_found_by_siasn_number_or_any_of_its_names(written, key, unit, national, international, cap):
    form = method.load().find(written)

    assert (form.key, form.unit, form.cap_per_month) == (key, unit, cap)
    assert (form.hours_per_unit("national"), form.hours_per_unit("international")) == (
        national,
        international,
    )


def test_every_form_is_found_by_its_key_and_says_where_it_comes_from():
    table = method.load()

    for form in table.forms:
        assert table.by_key(form.key) is form
        assert table.find(form.name) is form
        assert form.source and form.confidence in {"exact", "probable"}


@pytest.mark.parametrize(
    "written", ["", "   ", "/", "0", "lari pagi", "99", "Seminar/workshop", "Seminar (lari pagi)"]
)
def test_unknown_form_is_refused_with_the_allowed_ones(written):
    with pytest.raises(method.UnknownForm, match="Workshop / lokakarya") as refused:
        method.load().find(written)

    assert refused.value.code == "unknown_value"


def test_two_forms_may_not_share_a_name():
    table = copy.deepcopy(raw_table())
    table["form"][0]["also"] = ["lokakarya"]

    with pytest.raises(BadInput) as refused:
        method.read(table)

    assert refused.value.code == "conflict"
