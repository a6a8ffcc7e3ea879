"""Sign-ins as Django keeps them in the database, read as one row: every page asks for one."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from saindege.base.app import sign_ins


class SessionStore(db.SessionStore):
    """Keeps and deletes as Django's own, by its name and its salt; reads without the model."""

    def load(self) -> dict[str, Any]:
        """Return what is kept; nothing, and no key any more, where there is no sign-in or it has run out."""
        kept = sign_ins.kept(self.session_key, timezone.now()) if self.session_key else None
        if kept is None:
            self._session_key = None
            return {}
        return self.decode(kept)
