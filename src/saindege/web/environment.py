"""Settings from the environment, read once and refused loudly when they cannot be meant so.

Each reader names its variable, so that a test can hold ``docs/how-to/configure.md`` against this list.
"""

from __future__ import annotations

import ipaddress
import os
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES, NO = {"1", "true", "yes", "ya", "on"}, {"", "0", "false", "no", "tidak", "off"}


@dataclass(slots=True)
class Environment:
    """Reads named variables of one mapping and remembers which were asked for.

    Attributes
    ----------
    variables : usually ``os.environ``
    asked : names asked for so far
    """

    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)
    asked: list[str] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        """Return the words of a variable, or the default where it is missing or blank."""
        self.asked.append(name)
        return self.variables.get(name, "").strip() or default

    def flag(self, name: str, default: bool = False) -> bool:
        """Return yes or no.

        Raises
        ------
        ImproperlyConfigured : any other word
        """
        word = self.text(name, "1" if default else "0").lower()
        if word in YES:
            return True
        if word in NO:
            return False
        raise refuse(name, word, "1 atau 0", "1 or 0")

    def whole_number(self, name: str, default: int, *, least: int, most: int) -> int:
        """Return a whole number within bounds.

        Raises
        ------
        ImproperlyConfigured : not a whole number, or out of bounds
        """
        word = self.text(name, str(default))
        if word.isascii() and word.isdigit() and least <= int(word) <= most:
            return int(word)
        raise refuse(
            name, word, f"bilangan bulat {least} sampai {most}", f"a whole number from {least} to {most}"
        )

    def words(self, name: str, default: str) -> list[str]:
        """Return a list written with commas."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def time_zone(self, name: str, default: str) -> str:
        """Return a time zone of the tz database.

        Raises
        ------
        ImproperlyConfigured : not a time zone
        """
        word = self.text(name, default)
        try:
            zoneinfo.ZoneInfo(word)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as fault:
            raise refuse(
                name, word, "nama zona waktu, misalnya Asia/Jakarta", "a time zone such as Asia/Jakarta"
            ) from fault
        return word

    def address(self, name: str) -> str:
        """Return the public address without a slash at its end, or an empty text.

        Raises
        ------
        ImproperlyConfigured : not an http or https address
        """
        word = self.text(name).rstrip("/")
        parts = urlsplit(word)
        if word and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path):
            raise refuse(
                name,
                word,
                "alamat lengkap, misalnya https://pelatihan.kota.go.id",
                "a whole address such as https://training.city.go.id",
            )
        return word

    def own_address(self, name: str) -> str:
        """Return an address that secrets are sent to: https, or http within the city's own network.

        Raises
        ------
        ImproperlyConfigured : not an address, or http to a host that is not the city's own
        """
        word = self.address(name)
        parts = urlsplit(word)
        if parts.scheme == "http" and not _is_at_home(parts.hostname or ""):
            raise refuse(
                name,
                word,
                "alamat https, atau http ke jaringan kota sendiri, misalnya http://10.0.0.5",
                "an https address, or http within the city's own network such as http://10.0.0.5",
            )
        return word

    def pem(self, name: str) -> Path | None:
        """Return a file with certificates or public keys, None where none is named.

        Raises
        ------
        ImproperlyConfigured : not there, or no PEM file
        """
        word = self.text(name)
        if not word:
            return None
        try:
            is_pem = "-----BEGIN " in Path(word).read_text("ascii", "replace")
        except OSError:
            is_pem = False
        if not is_pem:
            raise refuse(
                name, word, "letak berkas PEM yang dapat dibaca", "the place of a PEM file that can be read"
            )
        return Path(word).absolute()

    def database(self, name: str, folder: Path) -> dict[str, object]:
        """Return Django's description of the database.

        Raises
        ------
        ImproperlyConfigured : an address of another kind of database
        """
        word = self.text(name, str(folder / "saindege.sqlite3"))
        scheme = urlsplit(word).scheme
        if scheme in ("postgres", "postgresql"):
            return postgres(word)
        if "://" in word and scheme != "sqlite":
            raise refuse(
                name, f"{scheme}://", "letak berkas SQLite atau postgres://", "an SQLite path or postgres://"
            )
        return sqlite(Path(word.removeprefix("sqlite://")).absolute())


def _is_at_home(host: str) -> bool:
    """Say whether a host is this machine or one of a private network."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".lan", ".internal"))
    return found.is_private


def refuse(name: str, word: str, allowed_id: str, allowed_en: str) -> ImproperlyConfigured:
    """Word a refusal in both languages: nobody has chosen a language yet when settings are read."""
    return ImproperlyConfigured(
        f"{name} berisi {word!r}; isi dengan {allowed_id}. / {name} is {word!r}; set it to {allowed_en}."
    )


def sqlite(path: Path) -> dict[str, object]:
    """Describe an SQLite file: readers beside one writer, and a writer that waits for its turn."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # Opening the file anew reads the whole schema, and whoever closes it last writes the log back: more work than
        # most pages. A thread keeps its connection.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that starts reading and then writes would fail instead of waiting.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # The log is written back, which waits for the disk, after 16 MB instead of 4: while a class comes in, the
            # disk's slow moments were what everybody waited for.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-2000;"
            " PRAGMA wal_autocheckpoint=4000",
        },
        "TEST": {"NAME": ":memory:"},
    }


def postgres(address: str) -> dict[str, object]:
    """Describe a PostgreSQL database from its address."""
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
