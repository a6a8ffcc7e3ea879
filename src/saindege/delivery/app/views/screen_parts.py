"""The rotating code and its QR picture, for the session's page and the classroom screen."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from saindege.base.app import paper
from saindege.base.app.pages import public_address
from saindege.delivery import check_in_code
from saindege.programme.app.models import Session


def code_and_picture(request: HttpRequest, found: Session, now: datetime) -> dict[str, object]:
    """Return the code of this half minute, how long it stays, and the picture that a phone scans.

    The picture carries the code, so that whoever scans it needs one tap.
    """
    code = check_in_code.code_at(found.check_in_secret, now)
    path = reverse("delivery:check_in", args=[found.code])
    address = public_address(request, path)
    return {
        "code": check_in_code.spoken(code),
        "seconds_left": check_in_code.seconds_left(now),
        "step_seconds": check_in_code.STEP_SECONDS,
        "qr": _picture(f"{address}?{urlencode({'kode': code})}"),
        "address": address.partition("://")[2],
    }


def _picture(address: str) -> SafeString:
    # Drawn from an address that we made; the label is escaped by the drawing.
    return mark_safe(paper.qr_svg(address, label=_("Kode QR untuk hadir")))  # noqa: S308
