"""What a certificate looks like on paper and in words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from saindege.base.app import paper
from saindege.delivery.app.models import Certificate
from saindege.delivery.certificate import Content
from saindege.people import nip

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "delivery" / "certificate.typ"


def content_of_certificate(issued: Certificate) -> Content:
    """Return what a certificate says."""
    return Content.from_json(issued.content)


def span_in_words(first: date, last: date) -> str:
    """Return the days of a batch in the reader's language: 3 sampai 12 November 2026."""
    end = formats.date_format(last, "j F Y")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        begin = formats.date_format(first, "j")
    else:
        begin = formats.date_format(first, "j F" if first.year == last.year else "j F Y")
    return _("%(begin)s sampai %(end)s") % {"begin": begin, "end": end}


def hours_in_words(hours: float) -> str:
    """Return learning hours without idle zeros: 10, or 7,5."""
    return formats.number_format(hours, decimal_pos=0 if hours == int(hours) else 1)


def certificate_pdf(issued: Certificate, *, address: str) -> bytes:
    """Set the paper of a certificate, in Indonesian; the same certificate gives the same bytes.

    Parameters
    ----------
    address : of the public check of this certificate
    """
    content = content_of_certificate(issued)
    with translation.override("id"):
        data = _data(issued, content, address)
    return paper.compile_pdf(TEMPLATE, data, made_at=issued.issued_at)


def _content_json(issued: Certificate, content: Content) -> str:
    """What the certificate says, for programs: without the NIP, which the public check does not show either."""
    told = {name: value for name, value in content.as_json().items() if name != "nip"}
    told |= {"number": issued.number, "hours": content.learning_hours, "is_example": issued.is_example}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _data(issued: Certificate, content: Content, address: str) -> dict[str, object]:
    person = [f"NIP {nip.grouped(content.nip)}"] if content.nip else []
    revoked = ""
    if issued.revoked_at is not None:
        revoked = f"DICABUT {formats.date_format(timezone.localtime(issued.revoked_at), 'j F Y')}"
    return {
        "title": "Sertifikat",
        "content_json": _content_json(issued, content),
        "number_words": "Nomor",
        "register_number": content.register_number,
        "government": content.government,
        "organisation": content.organisation,
        "given_to": "diberikan kepada",
        "name": content.name,
        "person_line": ", ".join([*person, content.office]),
        "has_finished": "telah mengajar pada" if content.role == "speaker" else "telah menyelesaikan",
        "course": content.course,
        "span": span_in_words(content.first_on, content.last_on),
        "hours": f"{hours_in_words(content.learning_hours)} jam pelajaran",
        "check_words": "Berlaku setelah diperiksa di halaman resmi:",
        "address": address.partition("://")[2] or address,
        "code_words": "Kode:",
        "code": issued.number,
        "stamp": "DATA CONTOH, TIDAK BERLAKU" if issued.is_example else "",
        "revoked": revoked,
        "qr": paper.qr_svg(address, label="QR"),
        "qr_words": "Kode QR untuk memeriksa sertifikat",
        "place_and_day": f"{content.place}, {formats.date_format(content.issued_on, 'j F Y')}",
        "signatory_title": content.signatory_title,
        "signatory": content.signatory,
    }
