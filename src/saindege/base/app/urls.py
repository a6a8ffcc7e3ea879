"""Addresses of what all areas share."""

from django.urls import path

from saindege.base.app import views

app_name = "base"
urlpatterns = [
    path("pekerjaan/<uuid:key>/", views.job, name="job"),
]
