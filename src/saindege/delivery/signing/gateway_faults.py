"""What can go wrong between the house and the national signing service, each in words that say what to do.

``step`` names the step of a trial at which a fault shows; ``may_be_signed`` says that the service may have signed although
no usable answer came, so that nothing is sent again by itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from saindege.base.errors import SaindegeError, Sentence

WRONG_PASSPHRASE, UNKNOWN_PERSON, NO_CERTIFICATE = 2031, 2011, 2021


class GatewayFault(SaindegeError):
    """The national service gave no paper that can be kept."""

    code = "failed"
    step: ClassVar[str] = "answer"
    may_be_signed: bool = False


class GatewayAway(GatewayFault):
    """No usable answer came."""

    code = "unreachable"


class Unreachable(GatewayAway):
    """No line could be opened; nothing was sent.

    Parameters
    ----------
    why : "name" (unknown), "refused", or "silent"
    """

    step = "address"

    def __init__(self, place: str, why: str) -> None:
        told = {
            "name": (
                f"Nama {place} tidak dikenal di jaringan. Periksa SAINDEGE_ESIGN_ADDRESS dan DNS.",
                f"The name {place} is not known on the network. Look at SAINDEGE_ESIGN_ADDRESS and at the DNS.",
            ),
            "refused": (
                f"Tidak ada layanan di {place}. Periksa alamat dan port, dan apakah klien e-Sign kota sedang berjalan.",
                f"Nothing listens at {place}. Look at address and port, and whether the city's e-Sign client is running.",
            ),
            "silent": (
                f"{place} tidak menjawab. Periksa jaringan dan tembok api antara server ini dan klien e-Sign kota.",
                f"{place} does not answer. Look at the network and the firewall between here and the city's e-Sign client.",
            ),
        }[why]
        super().__init__(Sentence(id=told[0], en=told[1]))


class Untrusted(GatewayAway):
    """The service shows a certificate for its address that is not trusted; nothing was sent.

    Parameters
    ----------
    why : in the words of the library
    """

    step = "certificate"

    def __init__(self, place: str, why: str) -> None:
        super().__init__(
            Sentence(
                id=f"Sertifikat TLS {place} tidak dipercaya ({why}). Perbaiki sertifikatnya, atau tunjuk berkas PEM "
                "otoritasnya dengan SAINDEGE_ESIGN_CA. Tidak ada yang dikirim.",
                en=f"The TLS certificate of {place} is not trusted ({why}). Mend it, or name the PEM file of its "
                "authority in SAINDEGE_ESIGN_CA. Nothing was sent.",
            )
        )


class NoAnswer(GatewayAway):
    """The question went out and no whole answer came."""

    step = "answer"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            Sentence(
                id=f"Layanan tanda tangan nasional tidak menjawab dalam {seconds:g} detik, atau sambungannya putus. "
                "Coba lagi nanti.",
                en=f"The national signing service did not answer within {seconds:g} seconds, or the line broke. "
                "Try again later.",
            )
        )


class StrangeAnswer(GatewayAway):
    """Something answered that is no e-Sign client, or one in trouble."""

    step = "answer"

    def __init__(self, status: int) -> None:
        super().__init__(
            Sentence(
                id=f"Yang menjawab bukan klien e-Sign, atau sedang terganggu (HTTP {status}). Periksa SAINDEGE_ESIGN_ADDRESS "
                "tanpa jalur di belakangnya, dan catatan klien e-Sign; coba lagi nanti.",
                en=f"What answered is no e-Sign client, or one in trouble (HTTP {status}). Look at SAINDEGE_ESIGN_ADDRESS, "
                "which has no path, and at the log of the e-Sign client; try again later.",
            )
        )


class ClientRefused(GatewayFault):
    """The city's own name or secret is wrong."""

    step = "client"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Layanan tanda tangan nasional menolak nama atau sandi kota ini. "
                "Minta admin memeriksa SAINDEGE_ESIGN_CLIENT dan SAINDEGE_ESIGN_SECRET.",
                en="The national signing service refused the name or the secret of this city. "
                "Ask the administrator to look at SAINDEGE_ESIGN_CLIENT and SAINDEGE_ESIGN_SECRET.",
            )
        )


class ClockSkewed(GatewayFault):
    """The clocks of the house and of the service differ, so that signatures would bear a wrong moment."""

    step = "clock"

    def __init__(self, theirs: datetime, ours: datetime) -> None:
        minutes = abs((theirs - ours).total_seconds()) / 60
        here, there = (each.astimezone(ours.tzinfo).strftime("%d-%m-%Y %H.%M") for each in (ours, theirs))
        super().__init__(
            Sentence(
                id=f"Jam server ini ({here}) dan jam layanan tanda tangan ({there}) berselisih {minutes:.0f} menit. "
                "Setel keduanya ke jam jaringan (NTP), lalu coba lagi.",
                en=f"The clock here ({here}) and that of the signing service ({there}) differ by {minutes:.0f} minutes. "
                "Set both by the network (NTP), then try again.",
            )
        )


class SignatoryRefused(GatewayFault):
    """The person cannot sign: unknown, no valid certificate, or a wrong passphrase."""

    step = "signatory"

    def __init__(self, known: int) -> None:
        super().__init__(REFUSALS[known])
        self.known = known


class WrongPassphrase(SignatoryRefused):
    """The passphrase is wrong."""

    step = "passphrase"

    def __init__(self) -> None:
        super().__init__(WRONG_PASSPHRASE)


class Refused(GatewayFault):
    """Refused for a reason of the service's own."""

    step = "passphrase"

    def __init__(self, words: str) -> None:
        super().__init__(
            Sentence(
                id=f"Layanan tanda tangan nasional menolak: {words}.",
                en=f"The national signing service refused: {words}.",
            )
        )


class StrangePaper(GatewayFault):
    """What came back is not the paper that was sent, signed; it is not kept.

    Parameters
    ----------
    why : key of ``STRANGE``
    """

    may_be_signed = True

    def __init__(self, why: str) -> None:
        super().__init__(STRANGE[why], code=why)
        self.why = why

    @property
    def found_at(self) -> str:
        """The step of a trial at which this shows."""
        return {"no_pdf": "pdf", "other_paper": "same", "other_content": "same"}.get(self.why, "signature")


REFUSALS = {
    WRONG_PASSPHRASE: Sentence(
        id="Frasa sandi salah. Ketik ulang dengan teliti; terlalu sering salah dapat memblokir akun penandatangan.",
        en="The passphrase is wrong. Type it again with care; too many wrong tries may lock the signatory's account.",
    ),
    UNKNOWN_PERSON: Sentence(
        id="NIK ini tidak terdaftar di layanan tanda tangan nasional. Periksa angkanya, atau daftarkan dulu di BSrE.",
        en="This NIK is not known to the national signing service. Check its digits, or register at BSrE first.",
    ),
    NO_CERTIFICATE: Sentence(
        id="Penandatangan ini tidak punya sertifikat elektronik yang berlaku. Terbitkan atau perpanjang di BSrE, lalu coba lagi.",
        en="This signatory has no valid electronic certificate. Have it issued or renewed at BSrE, then try again.",
    ),
}
_STOP_ID = "Tidak ada yang disimpan. Berhenti dulu, dan minta admin mencoba sambungannya di Pengaturan, Tanda tangan."
_STOP_EN = "Nothing was kept. Stop here, and ask the administrator to try the line in Settings, Signature."
STRANGE = {
    "no_pdf": Sentence(
        id=f"Layanan tanda tangan nasional menjawab dengan berkas yang bukan PDF. {_STOP_ID}",
        en=f"The national signing service answered with a file that is no PDF. {_STOP_EN}",
    ),
    "not_signed": Sentence(
        id=f"PDF dari layanan tanda tangan nasional kembali tanpa tanda tangan. {_STOP_ID}",
        en=f"The PDF came back from the national signing service without a signature. {_STOP_EN}",
    ),
    "broken_signature": Sentence(
        id=f"Tanda tangan pada PDF dari layanan nasional tidak sah: isinya tidak cocok atau sertifikatnya rusak. {_STOP_ID}",
        en=f"The signature on the PDF of the national service is not valid: it does not fit, or its certificate is broken. {_STOP_EN}",
    ),
    "changed_since": Sentence(
        id=f"Tanda tangan dari layanan nasional tidak mencakup seluruh PDF. {_STOP_ID}",
        en=f"The signature of the national service does not cover the whole PDF. {_STOP_EN}",
    ),
    "other_signer": Sentence(
        id="PDF kembali dengan tanda tangan dari otoritas lain daripada yang ditunjuk SAINDEGE_ESIGN_ROOT. "
        + _STOP_ID,
        en="The PDF came back with a signature of another authority than SAINDEGE_ESIGN_ROOT names. "
        + _STOP_EN,
    ),
    "wrong_moment": Sentence(
        id=f"Tanda tangan dari layanan nasional bertanggal lain daripada sekarang. {_STOP_ID}",
        en=f"The signature of the national service bears another moment than now. {_STOP_EN}",
    ),
    "other_paper": Sentence(
        id=f"Layanan tanda tangan nasional mengembalikan dokumen lain: nomor atau namanya tidak cocok. {_STOP_ID}",
        en=f"The national signing service gave back another document: its number or name does not fit. {_STOP_EN}",
    ),
    "other_content": Sentence(
        id=f"PDF dari layanan tanda tangan nasional isinya berubah, lebih dari sekadar tanda tangan. {_STOP_ID}",
        en=f"The content of the PDF from the national service has changed by more than a signature. {_STOP_EN}",
    ),
}
