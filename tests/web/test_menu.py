"""The menu of each role: a handful of links, and none that leads nowhere."""

import pytest

from saindege.base.app.models import Role
from saindege.web import menu

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_every_link_of_a_roles_menu_opens(account, client_for, role):
    owner = account(role)
    client = client_for(owner)

    links = [entry.url() for group in menu.groups_for(owner) for entry in group]

    assert links[0] == "/"
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize("role", Role.values)
def test_phone_bar_holds_four_or_five_links(account, client_for, role):
    page = client_for(account(role)).get("/").content.decode()

    bar = page[page.index('<nav class="bar"') :]
    assert 3 <= bar[: bar.index("</nav>")].count("<a ") <= 5


def test_roles_of_one_account_are_joined_without_doubles(account):
    links = [entry.address for group in menu.groups_for(account("admin", "bkpsdm")) for entry in group]

    assert len(links) == len(set(links))
    assert {"web:settings", "people:list"} <= set(links)


def test_reader_is_shown_where_they_are(account):
    groups = menu.groups_for(account("admin"))

    assert menu.here(groups, "/atur/akun/") == "/atur/"
    assert menu.here(groups, "/") == "/"
    assert menu.here(groups, "/bantuan/") == ""
