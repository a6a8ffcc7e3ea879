"""Addresses of impact."""

from django.urls import path

from saindege.impact.app import views

app_name = "impact"
urlpatterns = [
    path("dampak/", views.study_list, name="list"),
    path("dampak/baru/", views.study_new, name="study_new"),
    path("dampak/<uuid:key>/", views.study_page, name="study"),
    path("dampak/<uuid:key>/rancang/", views.study_design, name="study_design"),
    path("dampak/<uuid:key>/kantor/", views.study_offices, name="study_offices"),
    path("dampak/<uuid:key>/hitung/", views.study_estimate, name="study_estimate"),
    path("dampak/<uuid:key>/unduh/", views.study_analysis, name="study_analysis"),
    path("laporan/", views.report, name="report"),
    path("laporan/pdf/", views.report_pdf, name="report_pdf"),
]
