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
    path("dampak/evaluasi/", views.evaluation_list, name="evaluation"),
    path("dampak/evaluasi/saya/", views.my_evaluation, name="my_evaluation"),
    path("dampak/evaluasi/narasumber/<int:speaker>/", views.speaker_results, name="speaker_results"),
    path("dampak/evaluasi/<uuid:batch>/", views.evaluation_batch, name="evaluation_batch"),
    path("dampak/evaluasi/<uuid:batch>/nilai/", views.evaluation_marks, name="evaluation_marks"),
    path("dampak/evaluasi/<uuid:batch>/biaya/", views.evaluation_cost, name="evaluation_cost"),
    path("dampak/evaluasi/<uuid:batch>/tanggapan/", views.reaction, name="reaction"),
    path("dampak/evaluasi/<uuid:batch>/sasaran/", views.targets, name="targets"),
    path("dampak/evaluasi/<uuid:batch>/sasaran/<uuid:person>/", views.target, name="target"),
    path("dampak/evaluasi/perilaku/<uuid:rater>/", views.behaviour, name="behaviour"),
    path("dampak/evaluasi/jejak/<int:course>/", views.skill_trace, name="skill_trace"),
    path("dampak/manfaat/", views.value_list, name="values"),
    path("dampak/manfaat/asumsi/", views.city_assumptions, name="city_assumptions"),
    path("dampak/manfaat/<int:course>/", views.course_value, name="value"),
    path("dampak/manfaat/<int:course>/asumsi/", views.value_assumptions, name="value_assumptions"),
    path("ipasn/", views.index, name="index"),
    path("ipasn/impor/", views.index_import, name="index_import"),
    path("ipasn/resmi/", views.index_official, name="index_official"),
    path("ipasn/kantor/<int:office>/", views.index_office, name="index_office"),
    path("ipasn/<uuid:person>/", views.index_person, name="index_person"),
    path("laporan/", views.report, name="report"),
    path("laporan/tahunan/pdf/", views.annual_pdf, name="annual_pdf"),
    path("laporan/tahunan/docx/", views.annual_docx, name="annual_docx"),
    path("laporan/tahunan/xlsx/", views.annual_xlsx, name="annual_xlsx"),
    path("laporan/pdf/", views.report_pdf, name="report_pdf"),
]
