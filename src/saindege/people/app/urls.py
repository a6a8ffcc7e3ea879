"""Addresses of people."""

from django.urls import path

from saindege.people.app.views import imports, offices, staff

app_name = "people"
urlpatterns = [
    path("pegawai/", staff.staff, name="list"),
    path("pegawai/kantor/", offices.tree, name="offices"),
    path("pegawai/impor/", imports.overview, name="imports"),
    path("pegawai/impor/<uuid:key>/", imports.staff_import, name="staff_import"),
    path("pegawai/<uuid:key>/", staff.person, name="person"),
]
