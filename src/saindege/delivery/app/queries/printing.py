"""What a certificate looks like on paper and in words."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from saindege.base.app import queries as base_queries
from saindege.delivery import signing
from saindege.delivery.app import paper
from saindege.delivery.app.models import Certificate, SignedPaper, SpeakerCertificate
from saindege.delivery.certificate import Content
from saindege.people import nip

PAPERS = "certificates"
AnyCertificate = Certificate | SpeakerCertificate


def content_of_certificate(issued: AnyCertificate) -> Content:
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


def certificate_pdf(issued: AnyCertificate, *, address: str) -> bytes:
    """Set the paper of a certificate, in Indonesian; the same certificate gives the same bytes.

    Parameters
    ----------
    address : of the public check of this certificate
    """
    return paper.print_unsigned(paper_data(issued, address), address, issued.issued_at)


def paper_data(issued: AnyCertificate, address: str) -> dict[str, object]:
    """Return what the template of a certificate needs, in Indonesian."""
    with translation.override("id"):
        return _data(issued, content_of_certificate(issued), address)


def print_order(issued: AnyCertificate, *, address: str, signed_at: datetime) -> paper.Order:
    """Return the order to print and sign a certificate.

    Parameters
    ----------
    address : of the house, to which the path of the public check is added
    """
    check = f"{address}{reverse('delivery:certificate', args=[issued.number])}"
    folder = Path(settings.MEDIA_ROOT) / PAPERS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return paper.Order(
        number=issued.number,
        data=paper_data(issued, check),
        address=check,
        made_at=issued.issued_at.isoformat(),
        signed_at=timezone.localtime(signed_at).isoformat(timespec="seconds"),
        place=content_of_certificate(issued).place,
        folder=str(folder),
    )


def signing_folder() -> Path:
    """Return where the keys of the house's own authority lie; part of each backup, as all files are."""
    return Path(settings.MEDIA_ROOT) / "signing"


def authority(now: datetime) -> signing.Authority:
    """Return the house's own authority; the first to ask makes it."""
    return signing.keep_authority(signing_folder(), base_queries.city().training_unit, made_at=now)


def signed_paper_of(issued: AnyCertificate) -> SignedPaper | None:
    """Return the signed file of a certificate; None while there is none."""
    found = SignedPaper.objects.filter(number=issued.number).first()
    return found if found is not None and signed_file(found).exists() else None


def signed_file(signed: SignedPaper) -> Path:
    """Return where a signed file lies."""
    return Path(settings.MEDIA_ROOT) / signed.stored_file


def badge_of(issued: AnyCertificate, *, address: str, now: datetime) -> str:
    """Return a certificate as a signed credential (Open Badges 3.0)."""
    keys = authority(now)
    credential = signing.credential_of(
        content_of_certificate(issued),
        number=issued.number,
        address=address,
        issuer=signing.did_key(keys.badge_key.public_key()),
        issued_at=issued.issued_at,
        is_example=issued.is_example,
    )
    return signing.issue_badge(credential, keys.badge_key)


def revocation_of(issued: AnyCertificate, *, address: str, now: datetime) -> dict[str, object]:
    """Return what a wallet reads to learn whether the credential of a certificate still stands."""
    return signing.revocation_list(
        address=address,
        issuer=signing.did_key(authority(now).badge_key.public_key()),
        reason=None if issued.revoked_at is None else issued.revocation_reason,
    )


def _content_json(issued: AnyCertificate, content: Content) -> str:
    """What the certificate says, for programs: without the NIP, which the public check does not show either."""
    told = {name: value for name, value in content.as_json().items() if name != "nip"}
    told |= {"number": issued.number, "hours": content.learning_hours, "is_example": issued.is_example}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _data(issued: AnyCertificate, content: Content, address: str) -> dict[str, object]:
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
        "qr_words": "Kode QR untuk memeriksa sertifikat",
        "place_and_day": f"{content.place}, {formats.date_format(content.issued_on, 'j F Y')}",
        "signatory_title": content.signatory_title,
        "signatory": content.signatory,
    }
