"""A form whose token is gone: what was typed is kept, and nobody else can use that."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
OWN = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def strict(client_for):
    return client_for("admin", enforce_csrf_checks=True)


def test_own_form_with_a_stale_token_can_be_sent_again(strict):
    typed = {"display_name": "Rahma & Dina", "roles": ["bkpsdm", "analis"], "password": "salak-manis-2026"}

    answer = strict.post("/atur/akun/baru/", typed, **OWN)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'name="display_name" value="Rahma &amp; Dina"' in page
    assert page.count('name="roles"') == 2
    assert "Kirim lagi" in page
    assert "salak-manis-2026" not in page


def test_what_was_typed_is_listed_without_names_of_fields_and_keys(strict):
    key = "3f47d6a5-122b-5d58-90ee-9478b334749c"

    answer = strict.post("/atur/akun/baru/", {"key": key, "display_name": "Rahma", "note": ""}, **OWN)

    page = answer.content.decode()
    assert '<dt>Isian 1</dt><dd class="as-typed">Rahma</dd></dl>' in page
    assert f'name="key" value="{key}"' in page and page.count(key) == 1


def test_form_of_a_foreign_page_is_neither_taken_nor_shown(strict):
    answer = strict.post("/atur/akun/baru/", {"display_name": "x"}, HTTP_ORIGIN="https://jahat.example")

    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'name="display_name"' not in page
    assert "Kirim lagi" not in page


def test_form_without_any_sender_is_not_shown_either(strict):
    answer = strict.post("/atur/akun/baru/", {"display_name": "x"})

    assert answer.status_code == 403
    assert 'name="display_name"' not in answer.content.decode()


def test_signed_out_meanwhile_keeps_the_words_to_copy():
    answer = Client().post("/atur/nama/", {"name": "Kota Salak", "old_password": "rahasia"}, **OWN)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Kota Salak" in page and "rahasia" not in page
    assert "/masuk/?next=/atur/nama/" in page


def test_after_signing_in_again_one_comes_to_the_page_of_the_form_not_to_its_address():
    answer = Client().post("/keluar/", {"x": "y"}, **OWN, HTTP_REFERER="http://testserver/akun/?a=1")

    assert "/masuk/?next=/akun/%3Fa%3D1" in answer.content.decode()


def test_address_for_forms_opened_as_a_page_says_so(client_for):
    answer = client_for("admin").get("/keluar/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "hanya menerima kiriman formulir" in answer.content.decode()


def test_too_much_at_once_is_413(client_for, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    answer = client_for("admin").post(
        "/atur/nama/", "name=" + "a" * 2000, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 413
    assert "Kiriman terlalu besar" in answer.content.decode()
