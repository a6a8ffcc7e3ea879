"""Standard costs: what ships with the product, and the ceilings of the city's own decree."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.programme import standard_cost
from saindege.programme.app import access, actions, forms, queries
from saindege.programme.app.models import StandardCost


@require_http_methods(["GET", "HEAD", "POST"])
def standard_costs(request: HttpRequest) -> HttpResponse:
    """Show every ceiling in force with its source; take a new one of the city."""
    require(access.may_set_standard_costs(request.user))
    if "hapus" in request.POST:
        row = get_object_or_404(StandardCost, pk=pages.as_int(request.POST["hapus"]))
        actions.drop_standard_cost(request.user, row, at=timezone.now())
        messages.success(request, _("Baris standar biaya dihapus."))
        return redirect("programme:standard_costs")
    form = forms.StandardCostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        actions.set_standard_cost(
            request.user,
            item=typed["item"],
            ceiling_rupiah=typed["ceiling"],
            in_force_from=typed["in_force_from"],
            source=typed["source"],
            at=timezone.now(),
        )
        messages.success(request, _("Batas biaya disimpan dan berlaku untuk usulan sejak tanggal itu."))
        return redirect("programme:standard_costs")
    table, today = queries.cost_table(), timezone.localdate()
    language = pages.reader_language()
    context = {
        "form": form,
        "table": table,
        "rows": [
            (
                item.name_in(language),
                standard_cost.UNIT_WORDS[item.unit].in_language(language),
                item.account,
                table.ceiling_on(item.key, today),
            )
            for item in table.items
        ],
        "own": [(row, table.by_key(row.item).name_in(language)) for row in queries.own_costs()],
    }
    return render(request, "programme/standard_costs.html", context, status=422 if form.errors else 200)
