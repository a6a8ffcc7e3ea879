"""The log on a phone, as a person brings it in."""

from __future__ import annotations

import pytest

from .conftest import HEADER, MARCH

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_log_is_brought_in_on_a_phone(
    browser_page, live_server, client_for, officer, service, media, tmp_path, work
):
    sheet = tmp_path / "log maret.csv"
    sheet.write_text("\n".join([HEADER, *MARCH]), "utf-8")
    cookie = client_for(officer).cookies["masuk"]
    browser_page.context.add_cookies([{"name": "masuk", "value": cookie.value, "url": live_server.url}])

    browser_page.goto(f"{live_server.url}/layanan/unggah/")
    browser_page.set_input_files("input[type=file]", sheet)
    browser_page.click("text=Unggah berkas ini")
    widths = browser_page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    browser_page.select_option("#id_service", label=service.name)
    browser_page.click("text=Ukur layanan dari log ini")
    browser_page.wait_for_url("**/pekerjaan/**")
    work()
    browser_page.goto(f"{live_server.url}/layanan/{service.pk}/")

    assert widths[0] <= widths[1] == 360
    assert "3,0" in browser_page.inner_text(".stats")
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360
