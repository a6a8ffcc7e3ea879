"""What an area above does within a transaction of an area below: few occasions, all named in the settings.

An area imports only areas below it, and those above usually ask when they need to know. Where something above must
never be seen half done (a seat is added below, and the line of those who wait above must move up with it), the area
below names the occasion, and ``WITHIN`` in the settings says which one function is called.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string


def within(occasion: str, **facts: object) -> None:
    """Let the function that is named for an occasion do its part, in the transaction that is open; its refusal undoes all."""
    name = settings.WITHIN.get(occasion)
    if name:
        import_string(name)(**facts)
