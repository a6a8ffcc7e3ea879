"""Which office a name in a log or in an event means."""

from __future__ import annotations

from collections.abc import Iterable

from saindege.people import spelling
from saindege.people.app.models import Office


def match_offices(names: Iterable[str]) -> dict[str, int]:
    """Return the key of the office that each name means, by its code, else by its spelling; others are left out."""
    asked = list(names)
    if not asked:
        return {}
    offices = {str(key): (code, name) for key, code, name in Office.objects.values_list("pk", "code", "name")}
    by_code = {code: int(key) for key, (code, _name) in offices.items()}
    open_names = [name for name in asked if name not in by_code]
    found = spelling.match_offices(open_names, {key: name for key, (_code, name) in offices.items()})
    office_of = {name: by_code[name] for name in asked if name in by_code}
    return office_of | {name: int(match.key) for name, match in found.items() if match.key is not None}
