"""Addresses of the programme."""

from django.urls import path

from saindege.programme.app.views import costs, courses, proposals, sessions

app_name = "programme"
urlpatterns = [
    path("kursus/", courses.catalogue, name="catalogue"),
    path("kursus/baru/", courses.course_new, name="course_new"),
    path("kursus/<int:course>/", courses.course, name="course"),
    path("kursus/<int:course>/ubah/", courses.course_edit, name="course_edit"),
    path("kursus/<int:course>/angkatan/baru/", courses.batch_new, name="batch_new"),
    path("kursus/<int:course>/angkatan/<uuid:batch>/sesi/baru/", sessions.session_new, name="session_new"),
    path("kursus/<int:course>/sesi/<uuid:session>/ubah/", sessions.session_edit, name="session_edit"),
    path("usulan/", proposals.proposals, name="proposals"),
    path("usulan/baru/", proposals.proposal_new, name="proposal_new"),
    path("usulan/standar-biaya/", costs.standard_costs, name="standard_costs"),
    path("usulan/<uuid:proposal>/", proposals.proposal, name="proposal"),
    path("usulan/<uuid:proposal>/ubah/", proposals.proposal_edit, name="proposal_edit"),
    path("usulan/<uuid:proposal>/putusan/", proposals.proposal_decide, name="proposal_decide"),
    path("usulan/<uuid:proposal>/surat/", proposals.proposal_letter, name="proposal_letter"),
    path("usulan/<uuid:proposal>/kursus/", proposals.proposal_course, name="proposal_course"),
]
