"""What tests of the library and of the pages of delivery share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.delivery import national_service as national
from tests.delivery.mail_server import Box, Server


@pytest.fixture
def mailbox() -> Iterator[Box]:
    """A mail server on this machine, and what it took."""
    server = Server()
    yield server.box
    server.close()


@pytest.fixture
def national_service(tmp_path: Path) -> Iterator[national.NationalService]:
    """A national signing service on this machine."""
    server = national.Server(tmp_path / "bsre")
    yield server.service
    server.close()
