"""Sign a PDF file so that a reader can say who signed it and that nothing was changed since.

Source
------
PAdES baseline B-B (ETSI EN 319 142-1) by pyHanko.
"""

from __future__ import annotations

import functools
import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.signing.envelope import PLACE, Envelope, envelope_of
from saindege.delivery.signing.loop import outside_loop

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from pyhanko.sign import signers

    from saindege.delivery.signing.authority import Authority

FIELD = "Tanda-tangan"
# A P-256 signature with both certificates takes about 3 KB in hexadecimal letters.
BYTES_RESERVED = 8192


class PaperNotSigned(SaindegeError):
    """The file could not be signed."""

    code = "failed"


def sign_pdf(content: bytes, authority: Authority, *, signed_at: datetime, reason: str, place: str) -> bytes:
    """Return a signed copy of a PDF file.

    Parameters
    ----------
    signed_at : the moment written into the signature
    reason, place : shown by readers

    Raises
    ------
    PaperNotSigned : the file is no PDF that can be signed
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields, signers

    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason,
        location=place,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    try:
        kind, _ = _kinds()
        pen = kind(about, signer=_sealer(authority))
        pen.moment = signed_at  # type: ignore[attr-defined] # of our own kind
        paper = IncrementalPdfFileWriter(io.BytesIO(content))
        written = outside_loop(
            lambda: pen.sign_pdf(paper, bytes_reserved=BYTES_RESERVED, existing_fields_only=False)
        )
    except (PdfError, ValueError) as error:
        raise PaperNotSigned(
            Sentence(
                id="Berkas ini tidak dapat ditandatangani; mungkin bukan PDF atau terkunci. Pakai PDF tanpa sandi.",
                en="This file cannot be signed; it may be no PDF, or locked. Use a PDF without a password.",
            )
        ) from error
    return bytes(written.getvalue())


@functools.cache
def _kinds() -> tuple[type[signers.PdfSigner], type[signers.SimpleSigner]]:
    """The library's two signers, made ours: the library is imported when the first paper is signed."""
    from asn1crypto import cms
    from pyhanko.sign import signers

    class SignerAt(signers.PdfSigner):
        """Writes a moment given instead of reading the clock."""

        moment: datetime

        def init_signing_session(self, *words: Any, **options: Any) -> Any:
            session = super().init_signing_session(*words, **options)
            session.system_time = self.moment
            return session

    class Sealer(signers.SimpleSigner):
        """Encodes the envelope once, as every paper is signed alike; the library would do it anew for each."""

        key: EllipticCurvePrivateKey
        envelope: Envelope | None = None

        async def async_sign(
            self, data_digest: bytes, digest_algorithm: str, *words: Any, **settings: Any
        ) -> Any:
            if self.envelope is None:
                self.envelope = envelope_of(
                    await super().async_sign(PLACE, digest_algorithm, *words, **settings)
                )
            return cms.ContentInfo.load(self.envelope.seal(data_digest, self.key))

    return SignerAt, Sealer


@functools.lru_cache(maxsize=4)
def _sealer(authority: Authority) -> signers.SimpleSigner:
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives import serialization
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    der = serialization.Encoding.DER
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call] # untyped in pyHanko
    store.register(x509.Certificate.load(authority.root.public_bytes(der)))
    secret = authority.signer_key.private_bytes(
        der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _, kind = _kinds()
    sealer = kind(
        signing_cert=x509.Certificate.load(authority.signer.public_bytes(der)),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=store,
    )
    sealer.key = authority.signer_key  # type: ignore[attr-defined] # of our own kind
    return sealer
