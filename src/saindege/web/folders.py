"""The data folder: database, files, static files and the key, all in one place that a backup can hold."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from saindege import __version__

KEY_FILE = "secret-key"
DEMO_MARK = "data-contoh.json"


def read_key(folder: Path) -> str | None:
    """Return the kept key, or None before the first start."""
    try:
        return (folder / KEY_FILE).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def keep_key(folder: Path) -> str:
    """Return the kept key; make one, readable by the owner alone, where there is none.

    Two starts at the same moment keep one key: the file is written aside and linked into place.
    """
    kept = read_key(folder)
    if kept:
        return kept
    aside = folder / f"{KEY_FILE}.{os.getpid()}"
    aside.write_text(secrets.token_urlsafe(48), encoding="ascii")
    aside.chmod(0o600)
    try:
        os.link(aside, folder / KEY_FILE)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        aside.replace(folder / KEY_FILE)
    aside.unlink(missing_ok=True)
    key = read_key(folder)
    assert key is not None
    return key


def static_fingerprint(source: Path) -> str:
    """Return a short word that changes when a file of ours changes; names the folder of compressed files."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(source.rglob("*")):
        if path.is_file():
            seen = path.stat()
            digest.update(f"{path.relative_to(source)}:{seen.st_size}:{seen.st_mtime_ns}".encode())
    return digest.hexdigest()[:12]


def is_demo(folder: Path) -> bool:
    """Say whether the folder is marked as holding invented data."""
    return (folder / DEMO_MARK).exists()
