"""Letters by e-mail over SMTP: what was certainly taken, what certainly was not, and what nobody can know.

A server that answered "yes" has the letter; one that answered "no" has not. A line that broke after the letter went out
and before the answer came leaves it open: such a letter is never sent again by itself.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from types import TracebackType
from typing import Literal, Self

from saindege.base.errors import BadInput, SaindegeError, Sentence

Security = Literal["starttls", "tls", "none"]
SECURITY: tuple[Security, ...] = ("starttls", "tls", "none")
LONGEST_ADDRESS = 254
_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE)  # fmt: skip
# From here on a server says that asking again will not help.
FOR_GOOD = 500
_ANSWERED = 250


class AddressRefused(BadInput):
    """What was typed is no e-mail address."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Alamat e-mail tidak dikenali. Tulis lengkap, misalnya nama@kota.go.id.",
                en="The e-mail address is not understood. Write it in full, for example name@city.go.id.",
            ),
            code="unknown_value",
        )


class ServerAway(SaindegeError):
    """The mail server cannot be reached or does not let us in; nothing was begun."""

    code = "unreachable"

    def __init__(self, host: str) -> None:
        super().__init__(
            Sentence(
                id=f"Peladen e-mail {host} tidak menjawab atau menolak kata sandinya. Tidak ada surat yang dikirim "
                "lagi; yang sudah terkirim tercatat. Minta admin menjalankan saindege doctor, lalu mulai lagi.",
                en=f"The mail server {host} does not answer or refuses the password. No further letter was sent; what "
                "was sent is written down. Ask the administrator to run saindege doctor, then start again.",
            )
        )


class NotTaken(Exception):
    """The server certainly did not take the letter; ``code`` is its answer, None where the line was cut before."""

    def __init__(self, code: int | None) -> None:
        super().__init__("the mail server did not take the letter")
        self.code = code


class Unsure(Exception):
    """The line broke while the letter was being handed over."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in.

    Attributes
    ----------
    sender : address, or name and address, that letters come from
    user, password : empty where the server wants none
    seconds : to wait for an answer
    """

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    security: Security = "starttls"
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; ``key`` becomes its Message-ID, by which a server can tell it was sent before."""

    to: str
    subject: str
    text: str
    key: str
    written_at: datetime


def mail_address(written: str) -> str:
    """Return an address as it was written, without blanks around it.

    Raises
    ------
    AddressRefused : it is no whole address
    """
    address = written.strip()
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address) or ".." in address:
        raise AddressRefused
    return address


class Post:
    """An open line to a mail server; opened when it is needed, and again after it broke."""

    def __init__(
        self, server: MailServer, *, trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    ) -> None:
        self._server, self._trust = server, trust
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._line is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._line.quit()
            self._drop()

    def be_ready(self) -> None:
        """See that the line is open, before anybody writes down that a letter is going out.

        Raises
        ------
        ServerAway : it cannot be opened
        """
        if self._line is not None:
            with suppress(OSError, smtplib.SMTPException):
                if self._line.noop()[0] == _ANSWERED:
                    return
            self._drop()
        try:
            self._line = self._opened()
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(self._server.host) from error

    def send(self, letter: Letter) -> None:
        """Hand one letter in.

        Raises
        ------
        NotTaken : it certainly was not taken
        Unsure : nobody knows
        """
        content = self._written(letter)
        try:
            self._announce(letter)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise NotTaken(getattr(error, "smtp_code", None)) from error
        assert self._line is not None
        try:
            code, _ = self._line.data(content)
        except smtplib.SMTPDataError as error:
            # The server refused before the letter went out.
            raise NotTaken(error.smtp_code) from error
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise Unsure from error
        if code != _ANSWERED:
            raise NotTaken(code)

    def _announce(self, letter: Letter) -> None:
        """Say from whom and to whom; nothing of the letter has gone out yet."""
        if self._line is None:
            raise smtplib.SMTPServerDisconnected("no line")
        for code, _ in (
            self._line.mail(parseaddr(self._server.sender)[1]),
            self._line.rcpt(letter.to),
        ):
            if code not in (_ANSWERED, 251):
                with suppress(OSError, smtplib.SMTPException):
                    self._line.rset()
                raise smtplib.SMTPResponseException(code, "")

    def _opened(self) -> smtplib.SMTP:
        server = self._server
        if server.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.seconds, context=self._trust()
            )
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
        try:
            line.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                line.starttls(context=self._trust())
                line.ehlo()
            if server.user:
                line.login(server.user, server.password)
        except (OSError, smtplib.SMTPException):
            line.close()
            raise
        return line

    def _written(self, letter: Letter) -> bytes:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._server.sender, letter.to, letter.subject
        message["Date"] = format_datetime(letter.written_at)
        message["Message-ID"] = f"<{letter.key}@{parseaddr(self._server.sender)[1].rpartition('@')[2]}>"
        # So that an absence note does not answer to a machine.
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = "id"
        message.set_content(letter.text)
        return message.as_bytes()

    def _drop(self) -> None:
        if self._line is not None:
            with suppress(OSError):
                self._line.close()
        self._line = None
