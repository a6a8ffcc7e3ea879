"""Addresses of delivery: sessions, check-in, certificates, hours."""

from django.urls import path

from saindege.delivery.app.views import calling, door, hours, meeting, papers

app_name = "delivery"
SESSION = "kursus/<int:course>/sesi/<uuid:session>/"
BATCH = "kursus/<int:course>/angkatan/<uuid:batch>/"

urlpatterns = [
    path(SESSION, meeting.session, name="session"),
    path(f"{SESSION}daftar-hadir.pdf", meeting.attendance_sheet, name="attendance_sheet"),
    path(f"{SESSION}catat/", meeting.record_arrival, name="record_arrival"),
    path(f"{SESSION}batal-catat/", meeting.withdraw_arrival, name="withdraw_arrival"),
    path(f"{SESSION}hitung/", meeting.count_heads, name="count_heads"),
    path(f"{SESSION}tutup/", meeting.close, name="close_session"),
    path(f"{SESSION}sertifikat/", meeting.issue, name="issue_certificates"),
    path(f"{BATCH}peserta/", calling.participants, name="participants"),
    path(f"{BATCH}peserta/panggil/", calling.call, name="call_people"),
    path(f"{BATCH}peserta/lepas/", calling.release, name="release_participant"),
    path(f"{BATCH}sertifikat.zip", papers.batch_zip, name="certificates_zip"),
    path("hadir/<str:code>/", door.check_in, name="check_in"),
    path("hadir/<str:code>/layar/", door.screen, name="screen"),
    path("jadwal/", hours.schedule, name="schedule"),
    path("jam/", hours.hours, name="hours"),
    path("sertifikat/", papers.certificate_search, name="certificate_search"),
    path("sertifikat/<str:number>/", papers.certificate, name="certificate"),
    path("sertifikat/<str:number>/pdf/", papers.certificate_pdf, name="certificate_pdf"),
    path("sertifikat/<str:number>/cabut/", papers.revoke, name="revoke_certificate"),
]
