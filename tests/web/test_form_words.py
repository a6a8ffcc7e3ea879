"""A form says in plain words what is wrong, in both languages."""

import pytest
from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import override

SAID = [
    ({"source": "", "people": "dua", "share": "x", "kind": "c", "day": "31-02-2026"}, "id", [
        "Isi bagian ini.", "Tulis angka bulat, misalnya 12.", "Tulis angka, misalnya 12,5.",
        "Pilih salah satu dari daftar.", "Tulis tanggal yang ada di kalender.",
    ]),
    ({"source": "abc", "people": "0", "share": "2", "kind": "a", "day": "2026-02-01"}, "id", [
        "Tulis paling sedikit 5 huruf.", "Paling kecil 1.", "Paling besar 1.",
    ]),
    ({"source": "abc", "people": "0", "share": "2", "kind": "a", "day": "2026-02-01"}, "en", [
        "Write at least 5 letters.", "1 at least.", "1 at most.",
    ]),
]  # fmt: skip


class Entry(forms.Form):
    source = forms.CharField(validators=[MinLengthValidator(5)])
    people = forms.IntegerField(min_value=1)
    share = forms.FloatField(max_value=1)
    kind = forms.ChoiceField(choices=[("a", "A")])
    day = forms.DateField()


@pytest.mark.parametrize(("typed", "language", "said"), SAID)
def test_an_entry_that_will_not_do_is_told_plainly(typed, language, said):
    with override(language):
        form = Entry(typed)

        assert [str(faults[0]) for faults in form.errors.values()] == said


def test_a_field_may_say_its_own_words():
    field = forms.CharField(error_messages={"required": "Tulis namanya."})

    with pytest.raises(forms.ValidationError, match="Tulis namanya"):
        field.clean("")
