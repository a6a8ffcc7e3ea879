"""What tests of the library and of the pages of delivery share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.delivery.mail_server import Box, Server


@pytest.fixture
def mailbox() -> Iterator[Box]:
    """A mail server on this machine, and what it took."""
    server = Server()
    yield server.box
    server.close()
