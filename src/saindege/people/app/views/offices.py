"""The tree of offices."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.people.app import access, queries


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """Show offices as a tree with their head counts."""
    require(access.may_see_everyone(request.user))
    text = request.GET.get("q", "").strip()[:100]
    rows = queries.office_tree(text)
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return pages.download_table(
            _("kantor"),
            [
                _("Kode"),
                _("Kantor"),
                _("Jenis"),
                _("Induk"),
                _("Pegawai"),
                _("Termasuk bawahan"),
                _("Ditandai"),
            ],
            [
                (
                    row.office.code,
                    row.office.name,
                    row.office.get_kind_display(),
                    row.office.parent.name if row.office.parent else "",
                    row.own,
                    row.below,
                    row.flagged,
                )
                for row in rows
            ],
            request.GET["unduh"],
            is_example=any(row.office.is_example for row in rows),
        )
    people = sum(row.own for row in rows)
    context = {
        "rows": rows,
        "text": text,
        "people": people,
        "may_import": access.may_import_staff(request.user),
    }
    return render(request, "people/offices.html", context)
