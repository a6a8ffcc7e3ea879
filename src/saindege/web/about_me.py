"""What the house keeps about one account, so that its owner can look it over."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from saindege.base.app.models import Account
from saindege.people.app.models import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of data kept about a person.

    Attributes
    ----------
    what : the kind
    rows : how many of it
    why : what it is for
    """

    what: str
    rows: int
    why: str


def person_of(account: Account) -> Person | None:
    """Return the person on the staff list who owns the account."""
    found = Person.objects.filter(account=account).select_related("office", "superior")
    return found.first()


def kept_about(account: Account, person: Person | None, acts: int) -> list[Kept]:
    """Return the kinds of data kept about an account and its person."""
    kept = [
        Kept(_("Akun: nama, peran, pilihan bahasa dan tampilan"), 1, _("agar Anda dapat masuk")),
        Kept(_("Tindakan di catatan perubahan"), acts, _("agar dapat ditelusuri siapa mengubah apa")),
    ]
    if person is None:
        return kept
    return [
        Kept(
            _("Data pegawai dari daftar pegawai kantor"),
            1,
            _("untuk memanggil peserta dan mencetak sertifikat"),
        ),
        Kept(
            _("Perubahan data pegawai dari impor"),
            person.changes.count(),
            _("agar kekeliruan dapat diperbaiki"),
        ),
        Kept(_("Panggilan ke angkatan"), person.participations.count(), _("daftar peserta")),
        Kept(_("Presensi"), person.check_ins.count(), _("dasar jam belajar (JP)")),
        Kept(
            _("Sertifikat"),
            person.certificates.count(),
            _("bukti yang dapat diperiksa siapa pun yang memegang nomornya"),
        ),
        *kept,
    ]
