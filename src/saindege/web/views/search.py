"""Search in everything that the account may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saindege.base.app.models import Account
from saindege.base.app.pages import reader_language
from saindege.impact.app import access as impact_access
from saindege.impact.app import queries as impact
from saindege.people.app import queries as people
from saindege.programme.app import queries as programme
from saindege.service.app import queries as service
from saindege.web import menu

FEWEST_LETTERS = 2
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found.

    Attributes
    ----------
    title, words : what it is, and what tells it from others
    url : its page
    """

    title: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind.

    Attributes
    ----------
    name : of the kind
    rows : the first few
    count : how many there are
    more : the list of all of them
    """

    name: str
    rows: list[Found]
    count: int
    more: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find people, courses, services, studies and pages by words."""
    words = " ".join(request.GET.get("q", "").split())[:100]
    groups = find(request.user, words) if len(words) >= FEWEST_LETTERS else []
    shown = {
        "search_words": words,
        "groups": groups,
        "found": sum(group.count for group in groups),
        "too_short": bool(words) and len(words) < FEWEST_LETTERS,
    }
    return render(request, "web/search.html", shown)


def find(account: Account, words: str) -> list[Group]:
    """Return what fits, kind by kind; each area says what the account may see."""
    groups = [_pages(account, words), _people(account, words), _courses(words), _services(account, words)]
    if impact_access.may_see_studies(account):
        groups.append(_studies(words))
    return [group for group in groups if group.count]


def _group(name: str, rows: Iterable[Found], count: int, more: str) -> Group:
    return Group(name, list(rows), count, more if count > MOST_SHOWN else "")


def _pages(account: Account, words: str) -> Group:
    entries = [entry for group in menu.groups_for(account) for entry in group]
    rows = [
        Found(str(entry.words), "", entry.url())
        for entry in entries
        if words.lower() in str(entry.words).lower()
    ]
    return _group(_("Halaman"), rows, len(rows), "")


def _people(account: Account, words: str) -> Group:
    fitting = people.search_people(account, people.StaffFilter(text=words))
    rows = [
        Found(
            each.name,
            f"{each.post}, {each.office}" if each.post else str(each.office),
            reverse("people:person", args=[each.pk]),
        )
        for each in fitting[:MOST_SHOWN]
    ]
    return _group(_("Orang"), rows, fitting.count(), reverse("people:list"))


def _courses(words: str) -> Group:
    fitting = programme.catalogue(now=timezone.now(), text=words)
    rows = [
        Found(
            row.course.title,
            f"{row.course.code}, {row.method_name}",
            reverse("programme:course", args=[row.course.pk]),
        )
        for row in fitting[:MOST_SHOWN]
    ]
    return _group(_("Kursus"), rows, len(fitting), reverse("programme:catalogue"))


def _services(account: Account, words: str) -> Group:
    fitting = service.service_rows(account, words)
    rows = [
        Found(row.service.name, row.service.promise, reverse("service:service", args=[row.service.pk]))
        for row in fitting[:MOST_SHOWN]
    ]
    return _group(_("Layanan"), rows, len(fitting), reverse("service:list"))


def _studies(words: str) -> Group:
    fitting = impact.studies(reader_language(), text=words)
    rows = [
        Found(row.study.title, row.verdict_words, reverse("impact:study", args=[row.study.pk]))
        for row in fitting[:MOST_SHOWN]
    ]
    return _group(_("Kajian"), rows, len(fitting), reverse("impact:list"))
