"""The administrator's pages."""

import pytest
from django.utils import timezone

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry, Job
from saindege.people.app.actions import link_account
from saindege.people.app.models import Office, Person

pytestmark = pytest.mark.django_db
GOOD = "salak-manis-2026"


@pytest.fixture
def admin(client_for):
    return client_for("admin")


def test_new_account_is_made_and_can_sign_in(admin, client):
    form = {"username": "rahma", "display_name": "Rahma", "roles": ["bkpsdm"], "password": GOOD}

    answer = admin.post("/atur/akun/baru/", form)

    made = Account.objects.get(username="rahma")
    assert answer.headers["Location"] == f"/atur/akun/{made.pk}/"
    assert client.post("/masuk/", {"username": "rahma", "password": GOOD}).status_code == 302


def test_refused_account_keeps_what_was_typed_but_not_the_password(admin):
    form = {"username": "rahma", "display_name": "Rahma Siregar", "roles": ["bkpsdm"], "password": "pendek"}

    answer = admin.post("/atur/akun/baru/", form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Rahma Siregar"' in page and "pendek" not in page.replace("terlalu pendek", "")
    assert not Account.objects.filter(username="rahma").exists()


def test_account_is_changed_closed_and_given_a_password(admin, account):
    rahma = account("peserta", username="rahma")

    admin.post(f"/atur/akun/{rahma.pk}/", {"display_name": "Rahma", "roles": ["bkpsdm"]})
    admin.post(f"/atur/akun/{rahma.pk}/", {"password": GOOD})

    rahma.refresh_from_db()
    assert (rahma.roles, rahma.is_active, rahma.check_password(GOOD)) == (["bkpsdm"], False, True)


def test_accounts_are_searched_and_taken_away_without_passwords(admin, account):
    account("bkpsdm", username="rahma", display_name="Rahma Siregar", password=GOOD)

    page = admin.get("/atur/akun/?q=siregar").content.decode()
    table = admin.get("/atur/akun/?q=siregar&unduh=csv").content.decode()

    assert "Rahma Siregar" in page and "1 akun" in page
    assert table.count("\n") == 2 and "rahma" in table and "argon2" not in table


def test_record_is_shown_checked_and_taken_away(admin):
    admin.post("/atur/nama/", {"name": "Kota Salak", "government": "Pemerintah", "training_unit": "BKPSDM"})

    page = admin.get("/atur/catatan/?periksa=1").content.decode()
    table = admin.get("/atur/catatan/?unduh=csv").content.decode()

    assert "Nama di kop surat diubah" in page and "semuanya masih seperti saat ditulis" in page
    assert "base.city_named" in table
    assert "Kota Salak" in admin.get("/").content.decode()


def test_altered_record_is_told(admin):
    admin.post("/atur/nama/", {"name": "Kota Salak", "government": "Pemerintah", "training_unit": "BKPSDM"})
    AuditEntry.objects.update(action="base.other")

    assert "berubah setelah ditulis" in admin.get("/atur/catatan/?periksa=1").content.decode()


def test_jobs_are_listed_with_their_fault(admin):
    Job.objects.create(
        kind="x", key="x", title="Mengukur", state="failed", fault={"id": "Rusak.", "en": "Broken."}
    )

    page = admin.get("/atur/pekerjaan/?keadaan=failed").content.decode()

    assert "Mengukur" in page and "Rusak." in page
    assert "Mengukur" not in admin.get("/atur/pekerjaan/?keadaan=done").content.decode()


def test_overview_says_that_no_worker_runs(admin):
    assert "Pekerja latar tidak terlihat" in admin.get("/atur/").content.decode()


def test_own_password_is_changed_and_the_session_stays(account, client_for):
    rahma = account("bkpsdm", password=GOOD)
    client = client_for(rahma)

    answer = client.post("/akun/sandi/", {"old": GOOD, "new": "pisang-goreng-7", "again": "pisang-goreng-7"})

    assert answer.headers["Location"] == "/akun/"
    assert "Kata sandi diganti" in client.get("/akun/").content.decode()


def test_what_is_recorded_about_me_can_be_taken_away(account, client_for):
    rahma = account("bkpsdm", password=GOOD)
    client = client_for(rahma)
    client.post("/akun/sandi/", {"old": GOOD, "new": "pisang-goreng-7", "again": "pisang-goreng-7"})

    table = client.get("/akun/?unduh=csv").content.decode()

    assert "Kata sandi diganti pemiliknya" in table


@pytest.fixture
def eko():
    office = Office.objects.create(code="A", name="Dinas Salak", kind="agency")
    return Person.objects.create(name="Eko", nip="198111122010071006", status="pns", office=office)


def test_account_is_linked_to_its_person_and_then_opens_by_number(admin, account, client, eko):
    rahma = account("peserta", password=GOOD)

    admin.post(f"/atur/akun/{rahma.pk}/", {"nip": "19811112 201007 1 006"})

    eko.refresh_from_db()
    assert eko.account == rahma
    assert client.post("/masuk/", {"username": eko.nip, "password": GOOD}).status_code == 302


def test_empty_number_unlinks(admin, account, eko):
    eko.account = account("peserta")
    eko.save()

    admin.post(f"/atur/akun/{eko.account_id}/", {"nip": ""})

    eko.refresh_from_db()
    assert eko.account is None


@pytest.mark.parametrize(
    ("number", "said"),
    [("199", "Tidak ada pegawai dengan NIP itu"), ("198111122010071006", "sudah punya akun lain")],
)
def test_unknown_number_and_taken_person_are_refused_at_the_field(admin, account, eko, number, said):
    eko.account = account("peserta")
    eko.save()
    other = account("peserta")

    answer = admin.post(f"/atur/akun/{other.pk}/", {"nip": number})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_officer_may_not_link_accounts(account, eko):
    with pytest.raises(NotAllowed):
        link_account(account("bkpsdm"), account("peserta"), number=eko.nip, at=timezone.now())
