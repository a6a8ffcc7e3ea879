"""The import on a phone, as a person does it."""

import pytest

from saindege.people.app.models import Person

from .conftest import ANI, BUDI, CITRA, EKA, list_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_list_is_brought_in_on_a_phone(
    browser_page, live_server, client_for, officer, register, media, tmp_path
):
    sheet = tmp_path / "daftar-pegawai.csv"
    sheet.write_bytes(list_of(ANI, BUDI, (*CITRA[:2], "Dinas Kesehatn", CITRA[3]), EKA))
    cookie = client_for(officer).cookies["masuk"]
    browser_page.context.add_cookies([{"name": "masuk", "value": cookie.value, "url": live_server.url}])

    browser_page.goto(f"{live_server.url}/pegawai/impor/")
    browser_page.set_input_files("input[type=file]", sheet)
    browser_page.click("text=Unggah dan lihat kolomnya")
    browser_page.click("text=Periksa setiap baris")
    browser_page.click("text=Pakai Dinas Kesehatan")
    widths = browser_page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    browser_page.click("text=Terapkan 2 perubahan")
    browser_page.wait_for_selector("text=2 perubahan diterapkan.")

    assert widths[0] <= widths[1] == 360
    assert Person.objects.filter(nip=EKA[0]).exists()
    assert Person.objects.filter(missing_since__isnull=False).count() == 1
