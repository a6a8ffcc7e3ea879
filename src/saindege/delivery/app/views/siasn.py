"""The hand-over to SIASN."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import as_int, public_address
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, actions, queries
from saindege.delivery.app.models import SiasnExport
from saindege.delivery.app.views.words import refuse


@require_http_methods(["GET", "HEAD", "POST"])
def siasn(request: HttpRequest) -> HttpResponse:
    """Show the archives made so far; ask for one."""
    require(access.may_organise(request.user))
    now = timezone.now()
    if request.method == "POST":
        year = as_int(request.POST.get("tahun"), timezone.localdate(now).year, least=2000, most=2100)
        try:
            job = actions.ask_for_siasn_export(
                request.user,
                year,
                address=public_address(request, ""),
                result_url=reverse("delivery:siasn"),
                at=now,
            )
        except SaindegeError as error:
            refuse(request, error)
            return redirect("delivery:siasn")
        return redirect("base:job", job.pk)
    page = {
        "exports": list(queries.siasn_exports()[:20]),
        "years": [str(each) for each in queries.years_with_sessions(now)],
    }
    return render(request, "delivery/siasn.html", page)


@require_safe
def archive(request: HttpRequest, export: UUID) -> HttpResponse:
    """Hand out an archive."""
    require(access.may_organise(request.user))
    found = get_object_or_404(SiasnExport, pk=export)
    path = queries.siasn_file(found)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"siasn-{found.year}.zip")
