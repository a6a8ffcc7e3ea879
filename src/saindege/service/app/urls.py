"""Addresses of services."""

from django.urls import path

from saindege.service.app import views

app_name = "service"
urlpatterns = [
    path("layanan/", views.service_list, name="list"),
    path("layanan/unggah/", views.upload, name="upload"),
    path("layanan/log/<uuid:key>/", views.log_page, name="log"),
    path("layanan/<int:key>/", views.service_page, name="service"),
    path("skm/", views.satisfaction_list, name="satisfaction"),
]
