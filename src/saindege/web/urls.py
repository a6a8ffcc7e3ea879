"""Root addresses: the shell's own, then those of each area."""

from django.conf import settings
from django.urls import include, path

from saindege.web.views import (
    account,
    control,
    door,
    esign,
    health,
    home,
    personal,
    preferences,
    search,
    words,
)

shell = [
    path("", home.home, name="home"),
    path("masuk/", door.sign_in, name="sign_in"),
    path("keluar/", door.sign_out, name="sign_out"),
    path("bahasa/", preferences.language, name="language"),
    path("tema/", preferences.theme, name="theme"),
    path("healthz", health.health, name="health"),
    path("favicon.ico", words.favicon, name="favicon"),
    path("bantuan/", words.help_page, name="help"),
    path("aksesibilitas/", words.accessibility, name="accessibility"),
    path("privasi/", words.privacy, name="privacy"),
    path("akun/", account.account, name="account"),
    path("akun/sandi/", account.password, name="password"),
    path("akun/data/<uuid:key>/", personal.personal_data, name="personal_data"),
    path("cari/", search.search, name="search"),
    path("atur/", control.overview, name="settings"),
    path("atur/akun/", control.accounts, name="accounts"),
    path("atur/akun/baru/", control.account_new, name="account_new"),
    path("atur/akun/<int:number>/", control.account_edit, name="account_edit"),
    path("atur/pekerjaan/", control.jobs, name="jobs"),
    path("atur/catatan/", control.record, name="record"),
    path("atur/nama/", control.city, name="city"),
    path("atur/tanda-tangan/", esign.esign, name="esign"),
]
urlpatterns = [
    path("", include((shell, "web"))),
    *(path("", include(addresses)) for addresses in settings.AREA_URLS),
]

handler400 = "saindege.web.views.faults.bad_request"
handler403 = "saindege.web.views.faults.no_permission"
handler404 = "saindege.web.views.faults.not_found"
handler500 = "saindege.web.views.faults.broken"
