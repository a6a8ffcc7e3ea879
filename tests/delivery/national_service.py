"""A national signing service of our own: it speaks as the e-Sign client does, and signs with a test authority."""

from __future__ import annotations

import base64
import ipaddress
import json
import ssl
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from saindege.delivery import signing
from saindege.delivery.signing.gateway import Gateway

CLIENT, SECRET = "kota", "rahasia-kota"
NIK, PASSPHRASE = "1277010101800001", "Frasa Sandi #1"


@dataclass
class NationalService:
    """What it knows and how it behaves.

    Attributes
    ----------
    behaviour : "well", "down" (500), "slow", "gibberish", "another" (another document), "unsigned", "detour",
        "no_pdf", "broken" (a letter changed after signing), "longer" (something added after signing), "cut" (the line
        is closed instead of an answer), "held" (version 1: the answer only names the file)
    hold_at : from how many signatures on an answer is held back, as by a slow line
    skew : how far its clock is off; shown in its answers and in its signatures
    asked : paths and who asked, as a log of such a service would hold them
    """

    authority: signing.Authority
    address: str = ""
    behaviour: str = "well"
    state: str = "ISSUE"
    slowness: float = 0.0
    skew: timedelta = timedelta(0)
    another: bytes = b""
    most: int = 10_000
    hold_at: int | None = None
    asked: list[str] = field(default_factory=list)
    held: dict[str, bytes] = field(default_factory=dict)
    signed: int = 0

    def gateway(self, **changes: object) -> Gateway:
        plain = {"address": self.address, "client": CLIENT, "secret": SECRET, "seconds": 10.0, "pauses": ()}
        values = {**plain, **changes}
        return Gateway(**values)  # type: ignore[arg-type]

    def answer(self, path: str, told: dict[str, Any]) -> tuple[int, object]:
        if self.behaviour == "down" or self.signed >= self.most:
            return 500, {"timestamp": "x", "status": 500, "error": "Internal Server Error", "path": path}
        if path.endswith("/user/check/status") or path.startswith("/api/user/status/"):
            code = {"ISSUE": "1111", "NOT_REGISTERED": "2011"}.get(self.state, "2021")
            return 200, {"status_code": code, "message": self.state, "status": self.state}
        if told["nik"] != NIK:
            return 400, {"error": f"NIK {told['nik']} tidak terdaftar", "status_code": 2011}
        if told["passphrase"] != PASSPHRASE:
            return 400, {"error": "Proses signing gagal : Passphrase anda salah", "status_code": 2031}
        content = base64.b64decode(told["file"][0])
        assert (
            told.get("tampilan") == "invisible" or told["signatureProperties"][0]["tampilan"] == "INVISIBLE"
        )
        if self.behaviour == "another":
            content = self.another
        if self.behaviour != "unsigned":
            moment = datetime.now(UTC) + self.skew
            content = signing.sign_pdf(
                content, self.authority, signed_at=moment, reason="Sertifikat", place="Jakarta"
            )
        if self.behaviour == "no_pdf":
            content = b"bukan PDF sama sekali"
        if self.behaviour == "broken":
            place = content.rindex(b"/Reason (Sertifikat)")
            content = content[: place + 9] + b"s" + content[place + 10 :]
        if self.behaviour == "longer":
            content += b"\n% ditambah\n"
        self.signed += 1
        while self.hold_at is not None and self.signed > self.hold_at:
            time.sleep(0.05)
        return 200, {"time": 862, "file": [base64.b64encode(content).decode()]}


def _handler(service: NationalService) -> type[BaseHTTPRequestHandler]:
    expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/api/sign/download/"):
                self._send(200, "application/pdf", service.held.pop(self.path.rpartition("/")[2], b""))
            else:
                self.do_POST()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            service.asked.append(self.path)
            if service.behaviour == "slow":
                time.sleep(service.slowness)
            if service.behaviour == "cut" and self.path.endswith("/sign/pdf"):
                service.answer(self.path, self._told(body))
                self.close_connection = True
                return
            if service.behaviour == "detour":
                self.send_response(307)
                self.send_header("Location", f"{service.address}/di-tempat-lain")
                self.end_headers()
                return
            if self.headers["Authorization"] != expected:
                code, answer = (
                    401,
                    {"timestamp": "x", "status": 401, "error": "Unauthorized", "path": self.path},
                )
            else:
                code, answer = service.answer(self.path, self._told(body))
            if self.path == "/api/sign/pdf" and code == 200 and service.behaviour != "gibberish":
                self._send_paper(base64.b64decode(answer["file"][0]))  # type: ignore[index] # as made above
                return
            content = b"<html>bukan json" if service.behaviour == "gibberish" else json.dumps(answer).encode()
            self._send(code, "application/json", content)

        def _told(self, body: bytes) -> dict[str, Any]:
            """What a question says: JSON in version 2, a form in version 1, nothing where it is asked by address."""
            kind = self.headers["Content-Type"] or ""
            if not kind.startswith("multipart/form-data"):
                return dict(json.loads(body or b"{}"))
            message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
            parts = {
                str(part.get_param("name", header="Content-Disposition")): part.get_payload(decode=True)
                for part in message.get_payload()
            }
            file = parts.pop("file")
            return {
                **{name: value.decode() for name, value in parts.items()},
                "file": [base64.b64encode(file).decode()],
            }

        def _send_paper(self, content: bytes) -> None:
            if service.behaviour != "held":
                self._send(200, "application/pdf", content)
                return
            service.held["DOK1"] = content
            self._send(200, "application/json", b"{}", {"id_dokumen": "DOK1"})

        def _send(self, code: int, kind: str, content: bytes, more: dict[str, str] | None = None) -> None:
            try:
                self.send_response(code)
                for name, value in {"Content-Type": kind, **(more or {})}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                pass  # whoever asked has gone

        def date_time_string(self, timestamp: float | None = None) -> str:
            return format_datetime(datetime.now(UTC) + service.skew, usegmt=True)

        def log_message(self, *_words: object) -> None:
            pass

    return Handler


class Server:
    """A service that listens on this machine until it is closed."""

    def __init__(self, folder: Path, *, tls: bool = False) -> None:
        made_at = datetime(2026, 1, 1, tzinfo=UTC)
        self.service = NationalService(
            signing.keep_authority(folder, "Kepala BKPSDM Contoh", made_at=made_at)
        )
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.service))
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(_own_certificate(folder))
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        scheme = "https" if tls else "http"
        self.service.address = f"{scheme}://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _own_certificate(folder: Path) -> Path:
    """Make a certificate for this machine that vouches for itself, as many a city's own server has one."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "esign.kota")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - timedelta(1), now + timedelta(9))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder.parent / "esign.pem"
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + made.public_bytes(pem))
    return path
