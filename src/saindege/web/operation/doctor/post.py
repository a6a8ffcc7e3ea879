"""E-mail: off is well; half set is not; what is set is tried by opening a line, without sending anything."""

from __future__ import annotations

from dataclasses import replace
from email.utils import parseaddr

from django.conf import settings

from saindege.delivery import mail
from saindege.delivery.app.queries.mailing import mail_server
from saindege.web.operation.doctor.finding import Finding, well, wrong

# Somebody waits for the answer.
SECONDS = 5.0


def mail_line() -> Finding:
    """Look whether letters could go out, and what is missing for it."""
    if not settings.SAINDEGE_MAIL_HOST:
        return well("mail", "E-mail tidak dipakai (SAINDEGE_MAIL_HOST kosong)", "E-mail is off (SAINDEGE_MAIL_HOST is empty)")  # fmt: skip
    missing = _missing()
    if missing:
        return wrong(
            "mail",
            (f"Setelan e-mail belum lengkap: {missing}", f"The settings of e-mail are not complete: {missing}"),
            (f"Setel {missing}, lalu jalankan ulang web dan pekerja.", f"Set {missing}, then restart web and worker."),
        )  # fmt: skip
    server = mail_server()
    if server is None:
        return well("mail", "Demo tidak mengirim e-mail", "A demonstration sends no e-mail")
    try:
        with mail.Post(replace(server, seconds=SECONDS)) as post:
            post.be_ready()
    except mail.ServerAway:
        return wrong(
            "mail",
            (f"Peladen e-mail {server.host}:{server.port} tidak dapat dipakai", f"The mail server {server.host}:{server.port} cannot be used"),
            (
                "Periksa SAINDEGE_MAIL_HOST, _PORT, _SECURITY, _USER dan _PASSWORD, dan apakah tembok api membukanya.",
                "Look at SAINDEGE_MAIL_HOST, _PORT, _SECURITY, _USER and _PASSWORD, and whether a firewall lets it through.",
            ),
        )  # fmt: skip
    return well("mail", f"Peladen e-mail {server.host} menjawab", f"The mail server {server.host} answers")


def _missing() -> str:
    """Return the settings without which a server that is named cannot be used."""
    address = parseaddr(settings.SAINDEGE_MAIL_FROM)[1]
    try:
        mail.mail_address(address)
    except mail.AddressRefused:
        return "SAINDEGE_MAIL_FROM"
    if settings.SAINDEGE_MAIL_USER and not settings.SAINDEGE_MAIL_PASSWORD:
        return "SAINDEGE_MAIL_PASSWORD"
    return ""
