"""Addresses of delivery: sessions, check-in, certificates, hours."""

from django.urls import path

from saindege.delivery.app.views import (
    calling,
    door,
    enrolling,
    feeds,
    hours,
    meeting,
    offline,
    papers,
    queue,
    recall,
    signing,
)

app_name = "delivery"
SESSION = "kursus/<int:course>/sesi/<uuid:session>/"
BATCH = "kursus/<int:course>/angkatan/<uuid:batch>/"

urlpatterns = [
    path(SESSION, meeting.session, name="session"),
    path(f"{SESSION}daftar-hadir.pdf", meeting.attendance_sheet, name="attendance_sheet"),
    path(f"{SESSION}catat/", meeting.record_arrival, name="record_arrival"),
    path(f"{SESSION}batal-catat/", meeting.withdraw_arrival, name="withdraw_arrival"),
    path(f"{SESSION}hitung/", meeting.count_heads, name="count_heads"),
    path(f"{SESSION}panggil-acak/", recall.draw, name="draw_recall"),
    path(f"{SESSION}jawab-panggilan/", recall.answer, name="answer_recall"),
    path(f"{SESSION}tutup/", meeting.close, name="close_session"),
    path(f"{SESSION}sertifikat/", meeting.issue, name="issue_certificates"),
    path(f"{BATCH}peserta/", calling.participants, name="participants"),
    path(f"{BATCH}peserta/panggil/", calling.call, name="call_people"),
    path(f"{BATCH}peserta/lepas/", calling.release, name="release_participant"),
    path(f"{BATCH}sertifikat.zip", papers.batch_zip, name="certificates_zip"),
    path(f"{BATCH}daftar/", enrolling.enrol, name="enrol"),
    path(f"{BATCH}mundur/", enrolling.step_back, name="step_back"),
    path(f"{BATCH}antrean/", queue.queue, name="queue"),
    path(f"{BATCH}antrean/isi/", queue.serve, name="serve_line"),
    path(f"{BATCH}kuota/", queue.keep_quota, name="keep_quota"),
    path(f"{BATCH}ganti/<uuid:person>/", queue.hand_over, name="hand_over"),
    path(f"{BATCH}tidak-datang/", queue.follow_up, name="follow_absence"),
    path("persetujuan/", enrolling.requests, name="requests"),
    path("persetujuan/<uuid:enrolment>/", enrolling.decide, name="request"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("hadir/luring/", offline.offline, name="offline"),
    path("hadir/kirim/", offline.send, name="send"),
    path("hadir/<str:code>/", door.check_in, name="check_in"),
    path("hadir/<str:code>/layar/", door.screen, name="screen"),
    path("kalender/<str:token>.ics", feeds.calendar, name="calendar_feed"),
    path("jadwal/langganan/", feeds.feeds, name="feeds"),
    path("jadwal/langganan/buat/", feeds.make, name="make_feed"),
    path("jadwal/langganan/<uuid:feed>/cabut/", feeds.withdraw, name="withdraw_feed"),
    path("jadwal/", hours.schedule, name="schedule"),
    path("jam/", hours.hours, name="hours"),
    path("sertifikat/", papers.certificate_search, name="certificate_search"),
    path("sertifikat/kunci-publik.pem", signing.public_key, name="public_key"),
    path("sertifikat/<str:number>/", papers.certificate, name="certificate"),
    path("sertifikat/<str:number>/pdf/", papers.certificate_pdf, name="certificate_pdf"),
    path("sertifikat/<str:number>/cabut/", papers.revoke, name="revoke_certificate"),
    path("sertifikat/<str:number>/lencana/", signing.badge, name="badge"),
    path("sertifikat/<str:number>/berkas/", signing.upload, name="put_signed_file"),
    path("sertifikat/<str:number>/terbit-ulang/", signing.reissue, name="reissue_certificate"),
    path(f"{BATCH}sertifikat-narasumber/", signing.issue_to_speakers, name="speaker_certificates"),
]
