"""Addresses of services."""

from django.urls import path

from saindege.service.app import api, views

app_name = "service"
urlpatterns = [
    path("layanan/", views.service_list, name="list"),
    path("layanan/unggah/", views.upload, name="upload"),
    path("layanan/log/<uuid:key>/", views.log_page, name="log"),
    path("layanan/kurva/", views.curve_list, name="curves"),
    path("layanan/kurva/<uuid:key>/", views.curve_page, name="curve"),
    path("layanan/<int:key>/", views.service_page, name="service"),
    path("layanan/<int:key>/standar/", views.standard_page, name="standard"),
    path("layanan/<int:key>/sumber/", views.sources_page, name="sources"),
    path("layanan/<int:key>/titipan/", views.drop_page, name="drops"),
    path("layanan/<int:key>/loket/", views.counter_page, name="counter"),
    path("layanan/<int:key>/perubahan/", views.change_page, name="changes"),
    path("layanan/<int:key>/hari/", views.day_page, name="day"),
    path("layanan/<int:key>/serah-terima/", views.hand_over_page, name="hand_overs"),
    path("layanan/<int:key>/ketelitian/", views.accuracy_page, name="accuracy"),
    path("layanan/<int:key>/kendali/", views.control_page, name="control"),
    path("layanan/<int:key>/contoh/", views.audit_list, name="audits"),
    path("layanan/contoh/<uuid:key>/", views.audit_page, name="audit"),
    path("layanan/contoh/<uuid:key>/periksa/", views.audit_check, name="audit_check"),
    path("layanan/contoh/<uuid:key>/daftar/", views.audit_paper_list, name="audit_paper"),
    path("loket/", views.counter_list, name="counters"),
    path("api/v1/events", api.push_events, name="api_events"),
    path("api/v1/openapi.json", api.openapi, name="api_openapi"),
    path("survei/", views.survey_door, name="survey_door"),
    path("survei/<str:code>/", views.survey, name="survey"),
    path("skm/", views.satisfaction_list, name="satisfaction"),
    path("skm/<int:key>/", views.satisfaction_service, name="satisfaction_service"),
    path("skm/laporan/", views.satisfaction_report, name="satisfaction_report"),
    path("skm/publikasi/", views.satisfaction_sheet, name="satisfaction_sheet"),
    path("skm/terbit/", views.publishing_desk, name="publishing"),
    path("kepuasan/", views.public_results, name="public_results"),
    path("kepuasan/<uuid:key>/", views.public_result, name="public_result"),
    path("skm/kode/", views.survey_codes, name="survey_codes"),
    path("skm/kode/<uuid:key>/", views.code_sheet, name="code_sheet"),
    path("skm/kode/loket/<int:key>/", views.counter_poster, name="counter_poster"),
    path("skm/kuesioner/", views.paper_form, name="paper_form"),
    path("skm/isi/", views.paper_entry, name="paper_entry"),
    path("skm/impor/", views.answer_file, name="answer_file"),
    path("aduan/", views.complaint_list, name="complaints"),
    path("aduan/<int:key>/", views.complaint_page, name="complaint"),
]
