"""A national signing service of our own: it speaks as the e-Sign client does, and signs with a test authority."""

from __future__ import annotations

import base64
import json
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from saindege.delivery import signing
from saindege.delivery.signing.gateway import Gateway

CLIENT, SECRET = "kota", "rahasia-kota"
NIK, PASSPHRASE = "1277010101800001", "Frasa Sandi #1"


@dataclass
class NationalService:
    """What it knows and how it behaves.

    Attributes
    ----------
    behaviour : "well", "down" (500), "slow", "gibberish", "another" (another document), "unsigned", "detour"
    asked : paths and who asked, as a log of such a service would hold them
    """

    authority: signing.Authority
    address: str = ""
    behaviour: str = "well"
    state: str = "ISSUE"
    slowness: float = 0.0
    another: bytes = b""
    most: int = 10_000
    asked: list[str] = field(default_factory=list)
    signed: int = 0

    def gateway(self, **changes: object) -> Gateway:
        values = {"address": self.address, "client": CLIENT, "secret": SECRET, "seconds": 10.0, **changes}
        return Gateway(**values)  # type: ignore[arg-type]

    def answer(self, path: str, told: dict) -> tuple[int, object]:
        if self.behaviour == "down" or self.signed >= self.most:
            return 500, {"timestamp": "x", "status": 500, "error": "Internal Server Error", "path": path}
        if path.endswith("/user/check/status"):
            code = {"ISSUE": "1111", "NOT_REGISTERED": "2011"}.get(self.state, "2021")
            return 200, {"status_code": code, "message": self.state, "status": self.state}
        if told["nik"] != NIK:
            return 400, {"error": f"NIK {told['nik']} tidak terdaftar", "status_code": 2011}
        if told["passphrase"] != PASSPHRASE:
            return 400, {"error": "Proses signing gagal : Passphrase anda salah", "status_code": 2031}
        content = base64.b64decode(told["file"][0])
        assert told["signatureProperties"][0]["tampilan"] == "INVISIBLE"
        if self.behaviour == "another":
            content = self.another
        if self.behaviour != "unsigned":
            content = signing.sign_pdf(
                content, self.authority, signed_at=datetime.now(UTC), reason="Sertifikat", place="Jakarta"
            )
        self.signed += 1
        return 200, {"time": 862, "file": [base64.b64encode(content).decode()]}


def _handler(service: NationalService) -> type[BaseHTTPRequestHandler]:
    expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.asked.append(self.path)
            if service.behaviour == "slow":
                time.sleep(service.slowness)
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
                code, answer = service.answer(self.path, json.loads(body))
            content = b"<html>bukan json" if service.behaviour == "gibberish" else json.dumps(answer).encode()
            try:
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                pass  # whoever asked has gone

        def log_message(self, *_words: object) -> None:
            pass

    return Handler


class Server:
    """A service that listens on this machine until it is closed."""

    def __init__(self, folder: Path) -> None:
        made_at = datetime(2026, 1, 1, tzinfo=UTC)
        self.service = NationalService(
            signing.keep_authority(folder, "Kepala BKPSDM Contoh", made_at=made_at)
        )
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.service))
        self.service.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
