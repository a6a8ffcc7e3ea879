"""``saindege demo``: the demonstration city in a folder of its own, web and worker, address and accounts."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from pathlib import Path

from saindege.base.errors import Language
from saindege.web.operation import house
from saindege.web.operation.server import Place, prepare, require_port, run_part, supervise

FOLDER = "saindege-demo"
PASSWORD = "saindege"  # noqa: S105 - of a demonstration, printed on its sign-in page
ACCOUNTS = {
    "bkpsdm": ("pengelola pelatihan", "training officer"),
    "peserta": ("peserta", "participant"),
    "atasan": ("atasan langsung", "direct superior"),
    "narasumber": ("narasumber", "speaker"),
    "organisasi": ("Bagian Organisasi (layanan)", "service-quality unit"),
    "walikota": ("wali kota", "mayor"),
    "analis": ("analis", "analyst"),
    "admin": ("admin sistem", "system administrator"),
}


def demo(place: Place, *, people: int, fresh: bool, browser: bool, language: Language) -> int:
    """Make the city where there is none, serve it until stopped; returns the exit status."""
    require_port(place)
    # Settled before any part starts: each part finds the same folder.
    os.environ.setdefault("SAINDEGE_DATA", str(Path(FOLDER).absolute()))
    os.environ["SAINDEGE_DEMO"] = "1"
    os.environ["PYTHONUTF8"] = "1"
    os.umask(0o077)
    sys.stderr.write(
        "Menyiapkan kota contoh (data contoh, bukan data asli)\n"
        if language == "id"
        else "Making the demonstration city (invented data)\n"
    )
    words = ["saindege.demo", "load", "--leave-to-worker", "--people", str(people)]
    run_part([*words, "--fresh"] if fresh else words, {})
    prepare()
    held = house.hold(house.data_folder())

    def greet(where: Place) -> None:
        sys.stdout.write(greeting(where, language))
        sys.stdout.flush()
        if browser:
            # Some systems wait for the browser to end.
            threading.Thread(target=webbrowser.open, args=[where.asked_at], daemon=True).start()

    try:
        return supervise(place, {}, with_worker=True, when_ready=greet)
    finally:
        if held is not None:
            held.close()


def greeting(place: Place, language: Language) -> str:
    """Return the address and the accounts, for the terminal."""
    to_english = language == "en"
    widest = max(map(len, ACCOUNTS))
    lines = [
        "",
        f"  {'Open' if to_english else 'Buka'}  {place.asked_at}",
        "",
        "  Demo accounts, password on all: " + PASSWORD
        if to_english
        else "  Akun demo, kata sandi semuanya: " + PASSWORD,
        *(f"    {name:<{widest}}  {words[to_english]}" for name, words in ACCOUNTS.items()),
        "",
        "  Ctrl-C stops it; the next start goes on where you left it (--fresh begins anew)."
        if to_english
        else "  Ctrl-C menghentikannya; berikutnya dilanjutkan dari yang ada (--fresh memulai dari awal).",
        "",
    ]
    return "\n".join(lines) + "\n"
