"""The way around: which links an account sees, at the side on a desk and at the foot of a phone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.base.app.models import Account, Role

ROLE_NAMES = {
    Role.ADMIN: _("Admin sistem"),
    Role.TRAINING: _("Pengelola pelatihan"),
    Role.SUPERIOR: _("Atasan langsung"),
    Role.PARTICIPANT: pgettext_lazy("satu orang", "Peserta"),
    Role.SPEAKER: _("Narasumber"),
    Role.SERVICE: _("Bagian Organisasi"),
    Role.MAYOR: _("Wali kota"),
    Role.ANALYST: _("Analis"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the menu.

    Attributes
    ----------
    address : name of the address
    icon : name in icons.svg
    words : what the side menu says
    short : what the bar of a phone says
    """

    address: str
    icon: str
    words: Promise
    short: Promise

    def url(self) -> str:
        """Return the address, or nothing where this house has no such page."""
        return _url_of(self.address)


@cache
def _url_of(address: str) -> str:
    try:
        return reverse(address)
    except NoReverseMatch:
        return ""


HOME = Entry("web:home", "house", _("Beranda"), _("Beranda"))
PEOPLE = Entry("people:list", "users", _("Pegawai"), _("Pegawai"))
GAPS = Entry("people:gaps", "target", _("Kesenjangan kompetensi"), pgettext_lazy("menu", "Kesenjangan"))
NEEDS = Entry("people:rounds", "list-checks", _("Kebutuhan (AKPK)"), _("Kebutuhan"))
LEVELS = Entry("people:me", "target", _("Kompetensi saya"), pgettext_lazy("menu", "Kompetensi"))
COURSES = Entry("programme:catalogue", "book-open", _("Kursus dan sesi"), _("Kursus"))
PROPOSALS = Entry("programme:proposals", "file-text", _("Usulan (KAK)"), _("Usulan"))
PARTNERS = Entry("programme:partners", "handshake", _("Mitra, narasumber"), _("Mitra"))
CALENDAR = Entry("programme:calendar", "calendar-days", _("Kalender"), _("Kalender"))
MY_DATES = Entry("programme:my_speaker", "calendar", _("Tanggal saya"), pgettext_lazy("menu", "Tanggal"))
PAPERS = Entry("delivery:paper_templates", "file-text", _("Naskah dan kop"), pgettext_lazy("menu", "Naskah"))
SCHEDULE = Entry("delivery:schedule", "calendar", _("Jadwal"), _("Jadwal"))
HOURS = Entry("delivery:hours", "award", _("Sertifikat dan JP"), _("Sertifikat"))
NOTICES = Entry("delivery:notices", "messages-square", _("Pemberitahuan"), _("Kabar"))
PLANS = Entry("delivery:plans", "list-checks", _("Tindak lanjut"), pgettext_lazy("menu", "Lanjut"))
REQUESTS = Entry("delivery:requests", "user-check", _("Persetujuan"), _("Setuju"))
SERVICES = Entry("service:list", "activity", _("Layanan"), _("Layanan"))
UPLOAD = Entry("service:upload", "upload", _("Unggah log"), _("Unggah"))
SATISFACTION = Entry("service:satisfaction", "messages-square", _("Survei (SKM)"), _("Survei"))
COMPLAINTS = Entry("service:complaints", "file-text", _("Aduan"), _("Aduan"))
STUDIES = Entry("impact:list", "scale", _("Dampak"), _("Dampak"))
EVALUATION = Entry("impact:evaluation", "list-checks", _("Evaluasi kursus"), _("Evaluasi"))
VALUES = Entry("impact:values", "landmark", _("Biaya dan manfaat"), _("Manfaat"))
QUESTIONS = Entry(
    "impact:my_evaluation", "messages-square", _("Pertanyaan untuk saya"), pgettext_lazy("menu", "Pertanyaan")
)
INDEX = Entry("impact:index", "target", _("Indeks profesionalitas"), _("Indeks"))
REPORT = Entry("impact:report", "file-check", _("Laporan"), _("Laporan"))
SETTINGS = Entry("web:settings", "settings", _("Pengaturan"), _("Pengaturan"))
ACCOUNT = Entry("web:account", "user", _("Saya"), _("Saya"))

# One list of groups per role: what the role does daily stands first, and the first five fill the phone's bar.
BY_ROLE: dict[str, tuple[tuple[Entry, ...], ...]] = {
    Role.TRAINING: (
        (HOME, PEOPLE, COURSES, HOURS, CALENDAR, GAPS, NEEDS, PROPOSALS, PARTNERS, PAPERS),
        (SERVICES, STUDIES, EVALUATION, REPORT, INDEX),
    ),
    Role.PARTICIPANT: ((HOME, SCHEDULE, HOURS, COURSES, ACCOUNT), (PLANS, NOTICES, QUESTIONS, LEVELS, INDEX)),
    Role.SUPERIOR: (
        (HOME, REQUESTS, PEOPLE, HOURS, SCHEDULE, ACCOUNT),
        (PLANS, QUESTIONS, NEEDS, LEVELS, PROPOSALS, CALENDAR, SERVICES, INDEX),
    ),
    Role.SPEAKER: ((HOME, SCHEDULE, MY_DATES, COURSES, ACCOUNT),),
    Role.SERVICE: ((HOME, SERVICES, UPLOAD, SATISFACTION), (COMPLAINTS, STUDIES, REPORT)),
    Role.MAYOR: ((HOME, REPORT, SERVICES, STUDIES, INDEX), (VALUES, SATISFACTION)),
    Role.ANALYST: ((HOME, STUDIES, SERVICES, INDEX, REPORT), (EVALUATION, VALUES, SATISFACTION)),
    Role.ADMIN: ((HOME, PEOPLE, COURSES, SETTINGS, PAPERS), (SERVICES, STUDIES, REPORT)),
}
# Where an account holds several roles, the menu opens with the one that stands first here.
ORDER = (
    Role.TRAINING, Role.SERVICE, Role.ANALYST, Role.MAYOR, Role.SUPERIOR, Role.SPEAKER, Role.PARTICIPANT, Role.ADMIN,
)  # fmt: skip
BAR_LINKS = 5


def groups_for(account: Account) -> list[list[Entry]]:
    """Return the groups of links of an account's roles, none twice and none without a page."""
    roles = [role for role in ORDER if account.has_role(role)]
    return [list(group) for group in _groups_of(tuple(roles))]


@cache
def _groups_of(roles: tuple[Role, ...]) -> tuple[tuple[Entry, ...], ...]:
    seen: set[str] = set()
    groups: list[list[Entry]] = []
    for role in roles:
        for number, group in enumerate(BY_ROLE[role]):
            fresh = [entry for entry in group if entry.address not in seen and entry.url()]
            seen.update(entry.address for entry in fresh)
            if number < len(groups):
                groups[number].extend(fresh)
            elif fresh:
                groups.append(fresh)
    return tuple(tuple(group) for group in groups) or ((HOME, ACCOUNT),)


def here(groups: list[list[Entry]], path: str) -> str:
    """Return the address of the entry that the reader is in: the longest that begins the path."""
    urls = [entry.url() for group in groups for entry in group]
    fitting = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(fitting, key=len, default="")


def role_name(account: Account) -> str:
    """Return the name of the role that the menu opens with."""
    return next((str(ROLE_NAMES[role]) for role in ORDER if account.has_role(role)), "")
