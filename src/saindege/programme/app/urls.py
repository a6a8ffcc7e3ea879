"""Addresses of the programme."""

from django.urls import path

from saindege.programme.app.views import courses, sessions

app_name = "programme"
urlpatterns = [
    path("kursus/", courses.catalogue, name="catalogue"),
    path("kursus/baru/", courses.course_new, name="course_new"),
    path("kursus/<int:course>/", courses.course, name="course"),
    path("kursus/<int:course>/ubah/", courses.course_edit, name="course_edit"),
    path("kursus/<int:course>/angkatan/baru/", courses.batch_new, name="batch_new"),
    path("kursus/<int:course>/angkatan/<uuid:batch>/sesi/baru/", sessions.session_new, name="session_new"),
    path("kursus/<int:course>/sesi/<uuid:session>/ubah/", sessions.session_edit, name="session_edit"),
]
