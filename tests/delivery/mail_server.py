"""A real mail server for tests: it speaks SMTP over a socket, keeps what it took, and can fail at a chosen moment."""

from __future__ import annotations

import socketserver
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Box:
    """What came, and how the next letters are answered.

    Attributes
    ----------
    refuse : answer to a recipient, by address
    break_after : the line is cut once a letter is taken, before the answer, for this many letters
    hold_at : the letter of this number is taken and not answered until ``go_on`` is set
    """

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    break_after: int = 0
    hold_at: int = 0
    go_on: threading.Event = field(default_factory=threading.Event)


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        box: Box = self.server.box  # type: ignore[attr-defined]
        self._say("220 uji")
        to = ""
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            word = line.upper()
            if word.startswith(("EHLO", "HELO", "MAIL", "RSET", "NOOP")):
                self._say("250 ya")
            elif word.startswith("RCPT"):
                to = line[line.index("<") + 1 : line.index(">")]
                self._say(box.refuse.get(to, "250 ya"))
            elif word == "DATA":
                self._say("354 silakan")
                content = b""
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    content += part.removeprefix(b".") if part.startswith(b"..") else part
                box.letters.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
                box.recipients.append(to)
                if len(box.letters) == box.hold_at:
                    box.go_on.wait(60)
                if box.break_after:
                    box.break_after -= 1
                    return
                self._say("250 diterima")
            elif word == "QUIT":
                self._say("221 sampai jumpa")
                return
            else:
                self._say("502 tidak dikenal")

    def _say(self, words: str) -> None:
        with suppress(OSError):
            self.wfile.write(f"{words}\r\n".encode("ascii"))


class Server(socketserver.ThreadingTCPServer):
    """Listens on a port of its own until it is closed."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.box = Box(port=self.server_address[1])
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        self.shutdown()
        self.server_close()
