"""What a first visit costs on a weak signal: everything that the browser fetches, compressed as it is sent."""

import re
from pathlib import PurePosixPath

import brotli
import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db
FIRST_LOAD_BYTES = 60_000
PAGE_BYTES = 15_000
FETCHED = re.compile(r'<(?:link|script)[^>]*(?:href|src)="(/static/[^"]+)"')
WITHIN_CSS = re.compile(r'url\("?([^")]+)"?\)')
MORE_LETTERS = "saindege-sans-more.woff2"  # only for names with letters that Indonesian and English have not


def weigh(page):
    """Return file to compressed size of all that a page needs."""
    waiting = [PurePosixPath(name.removeprefix("/static/")) for name in FETCHED.findall(page)]
    waiting.append(PurePosixPath("saindege/icons.svg"))
    weights = {"page": len(brotli.compress(page.encode()))}
    while waiting:
        name = waiting.pop()
        if name.name in (*map(str, weights), MORE_LETTERS):
            continue
        content = (settings.STATIC_SOURCE / name).read_bytes()
        weights[name.name] = len(content) if name.suffix == ".woff2" else len(brotli.compress(content))
        if name.suffix == ".css":
            waiting += [
                name.parent / found for found in WITHIN_CSS.findall(content.decode()) if ":" not in found
            ]
    return weights


def test_sign_in_page_and_all_its_files_stay_under_sixty_kilobytes(client, settings, account):
    settings.SAINDEGE_DEMO = True
    for role in ("bkpsdm", "peserta", "admin"):
        account(role, username=role, is_example=True)

    weights = weigh(client.get("/masuk/").content.decode())

    assert {"tokens.css", "components.css", "pico.min.css", "saindege-sans.woff2"} <= weights.keys()
    assert sum(weights.values()) < FIRST_LOAD_BYTES, weights


def test_page_behind_the_door_is_small_once_the_files_are_there(client_for):
    weights = weigh(client_for("bkpsdm").get("/").content.decode())

    assert weights["page"] < PAGE_BYTES
    assert sum(weights.values()) < FIRST_LOAD_BYTES, weights
