"""What many tests share: a data folder of their own, published data, accounts, signed-in clients, a browser."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import Page
    from pytest_django import DjangoDbBlocker, SettingsWrapper

    from saindege.base.app.models import Account

# A busy machine is no fault of the code: property tests are bounded by their number of examples, not by time.
hypothesis_settings.register_profile("saindege", deadline=None)
hypothesis_settings.load_profile("saindege")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
# The browser's driver runs an event loop in this thread; the tests' own queries are not asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_configure(config: pytest.Config) -> None:
    """Give the tests a folder of their own, whatever the environment says of the developer's."""
    from django.conf import settings

    folder = Path(tempfile.mkdtemp(prefix="saindege-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["SAINDEGE_DATA"] = str(folder)
    settings.SAINDEGE_DATA = folder
    settings.SAINDEGE_DEMO = False
    settings.MEDIA_ROOT = folder / "files"
    settings.SAINDEGE_DROPS = folder / "drops"
    settings.STATIC_ROOT = folder / "static"
    settings.STATIC_PREPARED = False
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # A file, not memory: two connections then wait for each other as they do in use.
        settings.DATABASES["default"]["NAME"] = str(folder / "saindege.sqlite3")
        settings.DATABASES["default"]["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(autouse=True)
def indonesian() -> None:
    """Start each test in the product's first language: a page before may have chosen English for this thread."""
    from django.utils import translation

    translation.activate("id")


@pytest.fixture(scope="session")
def data_files() -> Path:
    """The folder of published data; its tests do not run where it is missing."""
    default = Path(__file__).resolve().parents[1].parent / "shared" / "data"
    folder = Path(os.environ.get("SAINDEGE_DATA_FILES") or default)
    if not folder.is_dir():
        pytest.skip("the published data are not here; name their folder in SAINDEGE_DATA_FILES")
    return folder


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """Start every test without what an earlier one kept: row numbers come again when a test is rolled back."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def media(tmp_path: Path, settings: SettingsWrapper) -> Path:
    """A data folder for this test alone."""
    settings.SAINDEGE_DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SAINDEGE_DROPS = tmp_path / "drops"
    return tmp_path


@pytest.fixture
def account(db: None) -> Callable[..., Account]:
    """Make an account: ``account("bkpsdm")``, ``account("peserta", "admin", username="rahma")``."""
    from saindege.base.app.models import Account

    def make(*roles: str, password: str | None = None, **fields: Any) -> Account:
        number = Account.objects.count() + 1
        fields = {
            "username": f"{roles[0] if roles else 'tamu'}-{number}",
            "display_name": f"Akun {number}",
            **fields,
        }
        return Account.objects.create_user(password=password, roles=list(roles), **fields)

    return make


@pytest.fixture
def client_for(account: Callable[..., Account]) -> Callable[..., Client]:
    """Sign in: ``client_for("bkpsdm")`` makes the account, ``client_for(somebody)`` takes it."""
    from django.test import Client

    def sign_in(who: str | Account, **options: Any) -> Client:
        client = Client(**options)
        client.force_login(
            account(who) if isinstance(who, str) else who, backend="saindege.web.sign_in.ByNameOrNip"
        )
        return client

    return sign_in


@pytest.fixture(scope="session")
def browser(django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    """A real browser, started once."""
    from playwright.sync_api import sync_playwright

    place = os.environ.get("SAINDEGE_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not place:
        pytest.skip(
            "no browser; name one in SAINDEGE_CHROMIUM, or run `python start.py test`, which fetches one"
        )
    with sync_playwright() as driver:
        # Inside a container the browser's own sandbox has no user to fall back to.
        started = driver.chromium.launch(executable_path=place, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def browser_page(browser: Any) -> Iterator[Page]:
    """A page as wide as a phone; whatever its console calls an error fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []
