"""What every page knows: who reads it, the menu, the city's name, whether the data are invented."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from saindege.base.app import queries as base_queries
from saindege.web import folders, menu

THEME_COOKIE = "tema"
THEMES = ("system", "light", "dark")


def is_demo() -> bool:
    """Say whether the data of this house are invented."""
    return settings.SAINDEGE_DEMO or folders.is_demo(settings.SAINDEGE_DATA)


def theme_of(request: HttpRequest) -> str:
    """Return the chosen theme: the account's, a stranger's cookie, or the device's wish."""
    account = getattr(request, "user", None)
    theme = account.theme if account and account.is_authenticated else request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else "system"


def shell(request: HttpRequest) -> dict[str, object]:
    """Return what the shell's templates need."""
    account = getattr(request, "user", None)
    words: dict[str, object] = {
        "language": (get_language() or "id")[:2],
        "theme": theme_of(request),
        "is_demo": is_demo(),
        "city": base_queries.city(),
        "account": None,
    }
    if account is not None and account.is_authenticated:
        groups = menu.groups_for(account)
        links = [entry for group in groups for entry in group]
        words |= {
            "account": account,
            "role_name": menu.role_name(account),
            "menu": groups,
            "bar": links if len(links) <= menu.BAR_LINKS else links[: menu.BAR_LINKS - 1],
            "bar_has_more": len(links) > menu.BAR_LINKS,
            "here": menu.here(groups, request.path),
        }
    return words
