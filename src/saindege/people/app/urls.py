"""Addresses of people."""

from django.urls import path

from saindege.people.app.views import (
    education,
    gaps,
    imports,
    level_lists,
    levels,
    needs_forms,
    offices,
    register,
    staff,
    standards,
)

app_name = "people"
urlpatterns = [
    path("pegawai/", staff.staff, name="list"),
    path("pegawai/saya/", levels.me, name="me"),
    path("pegawai/baru/", register.person_new, name="person_new"),
    path("pegawai/ganda/", register.doubles, name="doubles"),
    path("pegawai/kantor/", offices.tree, name="offices"),
    path("pegawai/kantor/baru/", offices.office_new, name="office_new"),
    path("pegawai/kantor/<int:number>/", offices.office, name="office"),
    path("pegawai/impor/", imports.overview, name="imports"),
    path("pegawai/impor/<uuid:key>/", imports.staff_import, name="staff_import"),
    path("pegawai/kesenjangan/", gaps.heat_map, name="gaps"),
    path("pegawai/kebutuhan/", gaps.needs, name="needs"),
    path("pegawai/kebutuhan/<int:number>/", gaps.need, name="need"),
    path("pegawai/standar/", standards.standards, name="standards"),
    path("pegawai/standar/jabatan/", standards.standard, name="standard"),
    path("pegawai/standar/kompetensi/<int:number>/", standards.competency_names, name="competency_names"),
    path("pegawai/unggah/", level_lists.overview, name="level_lists"),
    path("pegawai/unggah/<uuid:key>/", level_lists.level_list, name="level_list"),
    path("pegawai/akpk/", needs_forms.rounds, name="rounds"),
    path("pegawai/akpk/<uuid:key>/", needs_forms.one_round, name="round"),
    path("pegawai/akpk/formulir/<uuid:key>/", needs_forms.needs_form, name="needs_form"),
    path("pegawai/<uuid:key>/", staff.person, name="person"),
    path("pegawai/<uuid:key>/ubah/", register.person_edit, name="person_edit"),
    path("pegawai/<uuid:key>/pendidikan/", education.education, name="education"),
    path("pegawai/<uuid:key>/kompetensi/", levels.levels, name="levels"),
]
