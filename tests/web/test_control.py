"""The administrator's pages."""

import pytest

from saindege.base.app.models import Account, AuditEntry, Job

pytestmark = pytest.mark.django_db
GOOD = "salak-manis-2026"


@pytest.fixture
def admin(client_for):
    return client_for("admin")


def test_new_account_is_made_and_can_sign_in(admin, client):
    form = {"username": "rahma", "display_name": "Rahma", "roles": ["bkpsdm"], "password": GOOD}

    answer = admin.post("/atur/akun/baru/", form)

    assert answer.headers["Location"] == "/atur/akun/"
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
