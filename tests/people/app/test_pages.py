"""Pages of people as a browser asks for them."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saindege.base.table import read_table
from saindege.people.app.models import Person, StaffImport

from .conftest import ANI, BUDI, CITRA, DEDI, EKA, HEADER, list_of

FAULTY = ("1990081720150320", "Fajar Contoh", "Kelurahan Wek V", "III/a")


def send(client, *rows, header=HEADER, name="daftar.csv"):
    file = SimpleUploadedFile(name, list_of(*rows, header=header))
    return client.post(reverse("people:imports"), {"file": file}, follow=True)


def confirm(client, staff_import, **more):
    sent = {
        f"kolom-{place}": staff_import.mapping[header] for place, header in enumerate(staff_import.columns)
    }
    address = reverse("people:staff_import", args=[staff_import.pk])
    return client.post(address, {"langkah": "kolom", **sent, **more}, follow=True)


def act(client, staff_import, step, **more):
    return client.post(
        reverse("people:staff_import", args=[staff_import.pk]), {"langkah": step, **more}, follow=True
    )


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_officer_walks_from_file_to_applied(client_for, officer, register, media):
    client = client_for(officer)

    uploaded = send(client, ANI, BUDI, CITRA, FAULTY, EKA)
    shown = StaffImport.objects.get()
    checked = confirm(client, shown)
    shown.refresh_from_db()
    applied = act(client, shown, "terapkan", diperiksa=shown.report["checked_at"], lewati="on")

    assert "5 baris dibaca. Cocokkan kolomnya" in words(uploaded)
    assert "1 baris perlu diperbaiki. Belum ada yang disimpan." in words(checked)
    assert "Baru 16 angka; NIP punya 18." in words(checked)
    assert "Terapkan 2 perubahan" in words(checked)
    assert "2 perubahan diterapkan" in words(applied)
    assert Person.objects.get(nip=EKA[0]).office.name == "Kelurahan Wek V"


def test_applying_without_the_tick_says_so_and_stores_nothing(client_for, officer, register, upload, check):
    shown = check(upload(ANI, BUDI, CITRA, DEDI, FAULTY, EKA))

    answer = act(client_for(officer), shown, "terapkan", diperiksa=shown.report["checked_at"])

    assert "1 baris bermasalah tidak ikut. Centang bila itu maksud Anda" in words(answer)
    assert not Person.objects.filter(nip=EKA[0]).exists()


def test_register_that_changed_meanwhile_is_told_before_and_after_the_click(
    client_for, officer, register, upload, check, apply
):
    client = client_for(officer)
    late = check(upload(ANI, BUDI, CITRA, DEDI, EKA))
    apply(check(upload((*ANI[:3], "III/c"), BUDI, CITRA, DEDI)))

    page = client.get(reverse("people:staff_import", args=[late.pk]))
    clicked = act(client, late, "terapkan", diperiksa=late.report["checked_at"])

    assert "Periksa lagi supaya tidak ada yang tertimpa" in words(page)
    assert clicked.status_code == 409
    assert "Terapkan 2 perubahan" in words(act(client, late, "periksa"))


def test_one_press_takes_the_suggested_office(client_for, officer, register, upload, check):
    shown = check(upload((*ANI[:2], "Kel. Wekk V", ANI[3]), BUDI, CITRA, DEDI))

    page = act(client_for(officer), shown, "kantor", pakai="0:1001", **{"kantor-0": ""})

    shown.refresh_from_db()
    assert shown.office_choices == {"Kel. Wekk V": "1001"}
    assert "Nama kantor yang Anda cocokkan" in words(page)


def test_all_unknown_names_become_offices_in_one_press(client_for, officer, media, upload, check):
    shown = check(upload(ANI, CITRA))

    act(client_for(officer), shown, "kantor", **{"semua-baru": "1", "kantor-0": "", "kantor-1": ""})

    shown.refresh_from_db()
    assert shown.office_choices == {"Dinas Kesehatan": "+", "Kelurahan Wek V": "+"}


def test_fault_of_a_file_stands_beside_its_field(client_for, officer, media):
    file = SimpleUploadedFile("daftar.pdf", b"%PDF-1.7 isi")

    page = client_for(officer).post(reverse("people:imports"), {"file": file})

    assert "ini PDF, bukan tabel. Simpan tabelnya sebagai XLSX atau CSV." in words(page)
    assert "field-bad" in page.content.decode()


def test_two_columns_for_one_thing_keep_what_was_chosen(client_for, officer, upload):
    shown = upload(ANI)

    page = confirm(client_for(officer), shown, **{"kolom-3": "office"})

    assert "“UNIT KERJA” dan “GOL/RUANG” dipilih untuk hal yang sama." in words(page)
    assert page.content.decode().count('<option value="office" selected>') == 2
    assert page.content.decode().count('aria-invalid="true"') == 2


def test_names_of_columns_and_files_are_shown_as_text(client_for, officer, media):
    page = send(client_for(officer), ANI, header=(*HEADER[:3], "<script>alert(1)</script>"))

    assert "<script>alert(1)" not in page.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()


def test_dropping_and_taking_up_again_by_buttons(client_for, officer, upload):
    client, shown = client_for(officer), upload(ANI)

    dropped = act(client, shown, "batalkan")
    again = act(client, shown, "buka")

    assert "Impor ini dibatalkan. Tidak ada yang disimpan." in words(dropped)
    assert "Cocokkan kolomnya" in words(again)


def test_faults_and_differences_can_be_taken_away(client_for, officer, register, upload, check, tmp_path):
    client = client_for(officer)
    shown = check(upload(ANI, BUDI, CITRA, FAULTY, EKA))
    address = reverse("people:staff_import", args=[shown.pk])

    def table(what):
        path = tmp_path / f"{what}.xlsx"
        path.write_bytes(client.get(f"{address}?unduh={what}").content)
        return read_table(path)

    assert table("salah").texts(2) == ["1990081720150320"]
    assert table("perbedaan").texts(1) == ["Eka Contoh", "Dedi Contoh"]


def test_people_behind_a_difference_are_listed(client_for, officer, register, upload, check):
    shown = check(upload(ANI, BUDI, CITRA, EKA))
    address = reverse("people:staff_import", args=[shown.pk])

    page = client_for(officer).get(f"{address}?lihat=hilang")

    assert "Dedi Contoh" in words(page)


@pytest.mark.parametrize("role", ["peserta", "atasan", "narasumber", "organisasi", "walikota", "analis"])
def test_imports_and_offices_are_not_there_for_others(client_for, upload, role):
    client, shown = client_for(role), upload(ANI)

    addresses = [
        reverse("people:imports"),
        reverse("people:staff_import", args=[shown.pk]),
        reverse("people:offices"),
    ]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert client.post(addresses[1], {"langkah": "batalkan"}).status_code == 404


def test_stranger_is_asked_to_sign_in(client, register):
    page = client.get(reverse("people:list"))

    assert page.status_code == 302
    assert page.url.startswith("/masuk/?next=/pegawai/")


def test_list_shows_numbers_in_groups_to_the_officer(client_for, officer, register):
    page = client_for(officer).get(reverse("people:list"), {"q": "ani"})

    assert "19870412 201001 2 003" in words(page)
    assert "1 orang" in words(page)


def test_superior_sees_the_own_office_without_numbers(client_for, account, register):
    superior = account("atasan")
    register["Budi"].account = superior
    register["Budi"].save()
    client = client_for(superior)

    page = client.get(reverse("people:list"))
    person = client.get(reverse("people:person", args=[register["Ani"].pk]))
    other = client.get(reverse("people:person", args=[register["Citra"].pk]))

    assert "Ani Contoh" in words(page) and "Citra Contoh" not in words(page)
    assert "19870412" not in page.content.decode() + person.content.decode()
    assert other.status_code == 404


def test_participant_is_led_to_the_own_page(client_for, account, register):
    somebody = account("peserta")
    register["Ani"].account = somebody
    register["Ani"].save()

    page = client_for(somebody).get(reverse("people:list"), follow=True)

    assert page.redirect_chain == [(reverse("people:person", args=[register["Ani"].pk]), 302)]
    assert "19870412 201001 2 003" in words(page)


def test_download_holds_what_was_searched_and_says_when_it_is_invented(
    client_for, officer, register, tmp_path
):
    Person.objects.filter(name="Ani Contoh").update(is_example=True)
    path = tmp_path / "daftar.csv"

    answer = client_for(officer).get(reverse("people:list"), {"q": "ani", "unduh": "csv"})
    path.write_bytes(answer.content)

    table = read_table(path)
    assert table.texts(0) == ["198704122010012003"]
    assert table.columns[-1] == "data_contoh"


def test_history_of_a_person_names_the_list_that_said_so(client_for, officer, register, upload, check, apply):
    apply(check(upload((*ANI[:3], "III/c"), BUDI, CITRA, DEDI)))

    page = client_for(officer).get(reverse("people:person", args=[register["Ani"].pk]))

    assert "24 November 2026 Golongan III/b → III/c daftar.csv" in words(page)


def test_tree_of_offices_shows_head_counts_and_downloads(client_for, officer, register):
    client = client_for(officer)

    page = client.get(reverse("people:offices"))
    file = client.get(reverse("people:offices"), {"unduh": "xlsx"})

    assert "3 kantor, 4 orang." in words(page)
    assert io.BytesIO(file.content).read(2) == b"PK"


def test_empty_house_says_what_to_do_first(client_for, officer):
    page = client_for(officer).get(reverse("people:list"))

    assert "Belum ada pegawai" in words(page)
    assert "Impor daftar pegawai" in words(page)


def test_import_speaks_english_to_whoever_reads_english(client_for, account, register, upload, check):
    officer = account("bkpsdm", language="en")
    shown = check(upload(ANI, BUDI, CITRA, FAULTY, EKA))

    page = words(client_for(officer).get(reverse("people:staff_import", args=[shown.pk])))

    assert "1 rows need mending. Nothing is stored yet." in page
    assert "It has 16 digits; a number has 18." in page
    assert "Apply 2 changes" in page
    assert "Terapkan" not in page
