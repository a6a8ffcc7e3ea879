"""Forms drawn in the look's own markup; Django's own templates draw the single widgets."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates
from django.template import loader


class PageForms(DjangoTemplates):
    """Draws a whole form or field with our parts."""

    form_template_name = "web/parts/form.html"
    field_template_name = "web/parts/field.html"

    def get_template(self, template_name: str):
        if template_name.startswith("web/"):
            return loader.get_template(template_name)
        return super().get_template(template_name)
