"""The log on a phone, as a person brings it in."""

from __future__ import annotations

import re

import pytest

from saindege.service.app.models import Measurement

from .conftest import HEADER, MARCH

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.browser
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


@pytest.mark.data
def test_a_published_log_of_a_municipality_is_measured(client_for, officer, media, data_files, work):
    client = client_for(officer)
    with (data_files / "receipt.xes.gz").open("rb") as file:
        stored = client.post("/layanan/unggah/", {"file": file})
    page = client.get(stored["Location"]).content.decode()
    chosen = dict(
        re.findall(r'<select name="(column_\d+)".*?<option value="(\w*)" selected', page, re.DOTALL)
    )

    asked = client.post(
        stored["Location"],
        {**chosen, "service": "baru", "new_service": "Izin lingkungan", "timezone": "Asia/Jakarta"},
    )
    job = work()

    figures = Measurement.objects.get().figures
    assert (asked.status_code, job.state) == (302, "done")
    # As the publisher and pm4py count them.
    assert (figures["whole"]["cases"], figures["whole"]["events"]) == (1434, 8577)
    assert client.get(f"/layanan/{Measurement.objects.get().service_id}/").status_code == 200
