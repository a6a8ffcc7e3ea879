"""A version of a service standard."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.base.app.pages import reader_language
from saindege.service.app.actions.standing import NewStandard
from saindege.service.app.models import ServiceStandard
from saindege.service.conformance import procedure_from, write_procedure
from saindege.service.standard import load_standard_rules


class StandardForm(forms.Form):
    """What a standard says; begins with the words of the version before."""

    promise = forms.CharField(
        label=_("Janji waktu"),
        max_length=60,
        help_text=_("Seperti di standar pelayanan: 3 hari kerja, 8 jam kerja, 2 hari."),
    )
    in_force_on = forms.DateField(
        label=_("Berlaku mulai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Berkas dinilai dengan janji yang berlaku pada hari berkas masuk."),
    )
    decided_by = forms.CharField(
        label=_("Ditetapkan dengan"),
        max_length=200,
        help_text=_("Nomor dan tanggal keputusan."),
    )
    procedure = forms.CharField(
        label=_("Langkah menurut SOP"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7, "spellcheck": "false"}),
        help_text=_(
            "Satu langkah per baris, dengan nama seperti di log. Tanda * boleh berulang, tanda ? boleh dilewati, "
            "“Lengkapi ? > Periksa” sesudahnya boleh kembali ke Periksa."
        ),
    )

    def __init__(self, before: ServiceStandard | None, promise: str, *args: object, **kwargs: object) -> None:
        initial: dict[str, object] = {"promise": promise}
        if before is not None:
            initial |= {
                "promise": before.promise,
                "procedure": write_procedure(procedure_from(before.steps)),
                **{f"part_{code}": text for code, text in before.components.items()},
            }
        super().__init__(*args, initial=initial, **kwargs)
        rules = load_standard_rules()
        for one in rules.components:
            self.fields[f"part_{one.code}"] = forms.CharField(
                label=one.name.in_language(reader_language()),
                help_text=one.asks.in_language(reader_language()),
                required=False,
                max_length=rules.most_text,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def parts(self, part: str) -> list[forms.BoundField]:
        """Return the fields of the components for the counter (``delivery``) or inside (``making``)."""
        return [self[f"part_{one.code}"] for one in load_standard_rules().components if one.part == part]

    @property
    def delivery_fields(self) -> list[forms.BoundField]:
        """Components that stand at the counter."""
        return self.parts("delivery")

    @property
    def making_fields(self) -> list[forms.BoundField]:
        """Components that are kept inside."""
        return self.parts("making")

    def new_standard(self) -> NewStandard:
        """Return what was written."""
        said = self.cleaned_data
        day: date = said["in_force_on"]
        return NewStandard(
            in_force_on=day,
            decided_by=" ".join(said["decided_by"].split()),
            promise=said["promise"].strip(),
            components={one.code: said[f"part_{one.code}"] for one in load_standard_rules().components},
            procedure=said["procedure"],
        )

    def field_of(self, column: str | None) -> str | None:
        """Return the field that a problem of the action belongs to."""
        return next((name for name in (column, f"part_{column}") if name in self.fields), None)
