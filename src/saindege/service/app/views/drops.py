"""What arrived in the folder of a service: taken, known, refused, and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.service.app import access, queries
from saindege.service.app.models import DroppedFile
from saindege.service.app.queries import drops
from saindege.service.app.views import words
from saindege.service.drop_file import HEADERS

_TONES = {"taken": "good", "known": "plain", "refused": "bad"}


@require_safe
def drop_page(request: HttpRequest, key: int) -> HttpResponse:
    """List the files that arrived; ``?berkas=`` gives the rows of one that were left out."""
    require(access.may_bring_logs(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    files = drops.files_of(service)
    if request.GET.get("berkas"):
        row = get_object_or_404(files, pk=pages.as_int(request.GET["berkas"]))
        return _download(row, request.GET.get("unduh", "csv"), service.is_example)
    page = pages.page_of(request, files)
    folders = [(one, str(drops.folder_of(one))) for one in drops.open_folders().filter(service=service)]
    context = {
        "service": service,
        "page": page,
        "rows": [(row, _TONES[row.state], words.say(row.fault) if "id" in row.fault else "") for row in page],
        "folders": folders,
        "headers": [(field, ", ".join(names)) for field, names in HEADERS.items()],
        "quiet_days": drops.QUIET_DAYS,
    }
    return render(request, "service/drops.html", context)


def _download(row: DroppedFile, kind: str, is_example: bool) -> HttpResponse:
    header = [_("baris"), _("kolom"), _("kode"), _("alasan")]
    column = 4 if words.language() == "en" else 3
    rows = [[one[0], one[1], one[2], one[column]] for one in row.fault.get("rows", [])]
    return pages.download_table(f"{row.name} {_('ditolak')}", header, rows, kind, is_example=is_example)
