"""Pages of competencies: the map, needs, standards, tables on their way in, one person, oneself."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saindege.people.app import actions
from saindege.people.app.models import Assessment, Competency, LevelList, Office, Person
from tests.people.app.conftest import ANI, AT


@pytest.fixture
def city(register, officer):
    """Six clerks in one office, all assessed in two competencies, and one post without a standard."""
    wek5 = Office.objects.get(code="1001")
    for number in range(4):
        Person.objects.create(name=f"Pegawai {number}", status="non_asn", office=wek5, post="Operator")
    Person.objects.filter(office=wek5).update(post="Operator", post_type="pelaksana")
    Person.objects.filter(name="Citra Contoh").update(post="Kepala SD 1", post_type="fungsional")
    actions.use_usual_levels(officer, None, at=AT)
    known = {each.code: each for each in Competency.objects.all()}
    for person in Person.objects.filter(office=wek5):
        for code, level in (("integritas", 1), ("komunikasi", 0)):
            Assessment.objects.create(
                person=person,
                competency=known[code],
                source="test",
                level=level,
                assessed_on=AT.date(),
                at=AT,
            )
    return known


def test_map_says_the_worst_in_words_and_hides_small_groups(city, officer, client_for) -> None:
    page = client_for(officer).get("/pegawai/kesenjangan/").content.decode()

    assert "Paling kurang: Komunikasi. 6 dari 6 orang" in page
    assert "kurang; 6 dari 6 orang kurang" in page
    assert "kurang dari 5 dinilai" in page
    # Citra heads a school, Dedi has no post.
    assert "2 orang memegang jabatan tanpa standar" in page


def test_map_is_taken_away_as_a_table(city, officer, client_for) -> None:
    text = client_for(officer).get("/pegawai/kesenjangan/?unduh=csv").content.decode("utf-8-sig")

    rows = [line.split(",") for line in text.splitlines()]
    assert ["Kelurahan Wek V", "Komunikasi", "Manajerial", "6", "6", "6", "1.0", "kurang"] in rows


def test_needs_stand_in_order_with_interval_and_names_only_for_who_keeps_them(
    city, officer, account, client_for
) -> None:
    client, number = client_for(officer), city["komunikasi"].pk

    needs = client.get("/pegawai/kebutuhan/").content.decode()
    need = client.get(f"/pegawai/kebutuhan/{number}/").content.decode()
    analyst = client_for(account("analis")).get(f"/pegawai/kebutuhan/{number}/").content.decode()

    assert "100% (61 sampai 100)" in needs
    assert "Ani Contoh" in need and "6 orang yang memerlukannya" in need
    assert "Ani Contoh" not in analyst and "Kelurahan Wek V" in analyst


def test_post_without_a_standard_says_what_to_do_and_gets_one(city, officer, client_for) -> None:
    client = client_for(officer)

    page = client.get("/pegawai/standar/").content.decode()
    one = client.get("/pegawai/standar/jabatan/?jabatan=kepala+sd+1").content.decode()
    answer = client.post(
        "/pegawai/standar/jabatan/?jabatan=kepala+sd+1",
        {f"tingkat-{city['integritas'].pk}": "3", "source": "Keputusan 9/2026"},
    )

    assert "isi menurut keputusan; jenisnya tidak punya tingkat baku" in page
    assert "Isi menurut keputusan di bawah." in one
    assert answer.status_code == 302
    assert Person.objects.get(name="Citra Contoh").post == "Kepala SD 1"
    assert "1 kompetensi" in client.get("/pegawai/standar/?q=kepala").content.decode()
    assert client.get("/pegawai/standar/jabatan/?jabatan=tidak+ada").status_code == 404


def test_technical_competency_is_added_once(city, officer, client_for) -> None:
    client = client_for(officer)

    first = client.post("/pegawai/standar/", {"langkah": "tambah", "name": "Menyapa warga"})
    second = client.post("/pegawai/standar/", {"langkah": "tambah", "name": "menyapa  WARGA"})

    assert (first.status_code, second.status_code) == (302, 422)
    assert Competency.objects.filter(kind="technical").count() == 1


def test_table_is_uploaded_looked_at_and_applied(city, officer, client_for, media) -> None:
    client = client_for(officer)
    text = f"NIP,Kompetensi,Level,Sumber,Tanggal\n{ANI[0]},Perekat Bangsa,1,uji,2026-01-25\n{ANI[0]},Terbang,1,uji,2026-01-25\n"
    file = SimpleUploadedFile("nilai.csv", text.encode())

    stored = client.post("/pegawai/unggah/", {"kind": "assessments", "file": file})
    page = client.get(stored.url).content.decode()
    refused = client.get(f"{stored.url}?unduh=csv").content.decode("utf-8-sig")
    applied = client.post(stored.url, {"langkah": "terapkan"})
    again = client.post(stored.url, {"langkah": "terapkan"})

    assert "Simpan 1 baris" in page and "Kompetensi ini belum dikenal" in page
    assert refused.splitlines()[1].startswith("3,Kompetensi,")
    assert (applied.status_code, again.status_code) == (302, 422)
    assert Assessment.objects.filter(competency=city["perekat-bangsa"]).count() == 1


def test_unreadable_table_is_refused_at_the_door(city, officer, client_for, media) -> None:
    file = io.BytesIO(b"%PDF-1.7 surat")
    file.name = "surat.pdf"

    answer = client_for(officer).post("/pegawai/unggah/", {"kind": "standards", "file": file})

    assert (answer.status_code, LevelList.objects.count()) == (422, 0)


def test_superior_sees_the_own_people_and_writes_an_assessment(city, register, account, client_for) -> None:
    boss = account("atasan")
    Person.objects.filter(pk=register["Budi"].pk).update(account=boss)
    client, address = client_for(boss), f"/pegawai/{register['Ani'].pk}/kompetensi/"

    page = client.get(address).content.decode()
    answer = client.post(
        address,
        {"competency": city["integritas"].pk, "level": "2", "assessed_on": "2026-01-20", "source": "test"},
    )
    future = client.post(
        address, {"competency": city["integritas"].pk, "level": "2", "assessed_on": "2099-01-20"}
    )

    assert "Kurang" in page
    assert (answer.status_code, future.status_code) == (302, 422)
    assert Assessment.objects.get(assessed_on="2026-01-20").source == "superior"
    assert client.get(f"/pegawai/{register['Citra'].pk}/kompetensi/").status_code == 404


def test_my_page_says_what_i_lack_and_what_to_do(city, register, account, client_for) -> None:
    me = account("peserta")
    Person.objects.filter(pk=register["Ani"].pk).update(account=me)

    page = client_for(me).get("/pegawai/saya/").content.decode()
    unknown = client_for(account("peserta")).get("/pegawai/saya/").content.decode()

    assert "1 kompetensi masih di bawah syarat jabatan Anda" in page
    assert "Komunikasi" in page and "tingkat 0, disyaratkan 1" in page
    assert "/jadwal/" in page and "/jam/" in page
    assert "belum terhubung dengan daftar pegawai" in unknown


def test_person_and_office_are_kept_by_the_pages(city, register, officer, client_for) -> None:
    client, wek5 = client_for(officer), Office.objects.get(code="1001")

    added = client.post("/pegawai/baru/", {"name": "Fitri", "status": "non_asn", "office": "1001"})
    without = client.post("/pegawai/baru/", {"name": "Gani", "status": "pns", "office": "1001"})
    ring = client.post(
        f"/pegawai/kantor/{wek5.pk}/",
        {"langkah": "ubah", "name": wek5.name, "kind": wek5.kind, "parent": "1001"},
    )
    full = client.post(f"/pegawai/kantor/{wek5.pk}/", {"langkah": "tutup"}, follow=True)

    assert (added.status_code, without.status_code, ring.status_code) == (302, 422, 422)
    assert "Isi 18 angkanya" in without.content.decode()
    assert "tidak dapat berada di bawah dirinya sendiri" in ring.content.decode()
    assert "Pindahkan dahulu, lalu tutup" in full.content.decode()


def test_edited_person_keeps_who_said_so(register, officer, client_for) -> None:
    client, ani = client_for(officer), register["Ani"]
    address = f"/pegawai/{ani.pk}/ubah/"

    form = client.get(address).content.decode()
    answer = client.post(
        address,
        {
            "versi": "0", "name": ani.name, "nip": ani.nip, "status": "pns", "office": "1001", "rank": "3c",
            "birth_date": "1987-04-12", "sex": "female",
        },
    )  # fmt: skip

    page = client.get(f"/pegawai/{ani.pk}/").content.decode()
    assert ani.nip in form
    assert answer.status_code == 302
    assert "III/b → III/c" in page and "Rahma Siregar" in page


def test_pair_is_merged_by_the_page(register, officer, client_for) -> None:
    ani = register["Ani"]
    twin = Person.objects.create(
        name="Ani Contoh, S.E.", birth_date=ani.birth_date, status="non_asn", office=ani.office
    )
    client = client_for(officer)

    page = client.get("/pegawai/ganda/").content.decode()
    answer = client.post("/pegawai/ganda/", {"tetap": ani.pk, "lebur": twin.pk})

    assert "1 pasang lahir pada hari yang sama" in page
    assert answer.status_code == 302
    assert (
        "Data kedua atas nama Ani Contoh, S.E. digabung ke sini"
        in client.get(f"/pegawai/{ani.pk}/").content.decode()
    )
    assert client.post("/pegawai/ganda/", {"tetap": "x", "lebur": twin.pk}).status_code == 404
