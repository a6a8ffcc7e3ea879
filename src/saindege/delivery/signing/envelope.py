"""The envelope of a signature, encoded once: from paper to paper only the digest and the signature change.

Source
------
Cryptographic Message Syntax (RFC 5652): what is signed is the set of signed attributes, one of which is the digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn1crypto.cms import ContentInfo
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

# Stands in the pattern where the digest of a paper will stand; no certificate holds these bytes.
PLACE = bytes(range(0xE0, 0x100))

SEQUENCE, SET, OCTETS, FIRST_TAG = 0x30, 0x31, 0x04, 0xA0


@dataclass(frozen=True, slots=True)
class Envelope:
    """The parts of a signed message that never change, as DER.

    Attributes
    ----------
    kind : of the message
    message : version, algorithms and certificates, before the signer
    signer : version, name and algorithm of the signer, before the attributes
    before, after : signed attributes around the digest
    algorithm : of the signature
    """

    kind: bytes
    message: bytes
    signer: bytes
    before: bytes
    after: bytes
    algorithm: bytes

    def seal(self, digest: bytes, key: EllipticCurvePrivateKey) -> bytes:
        """Return the whole signed message for a digest (SHA-256), as DER."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        attributes = self.before + digest + self.after
        signature = key.sign(_der(SET, attributes), ec.ECDSA(hashes.SHA256()))
        signer = _der(
            SEQUENCE, self.signer, _der(FIRST_TAG, attributes), self.algorithm, _der(OCTETS, signature)
        )
        message = _der(SEQUENCE, self.message, _der(SET, signer))
        return _der(SEQUENCE, self.kind, _der(FIRST_TAG, message))


def envelope_of(pattern: ContentInfo) -> Envelope:
    """Take apart a signed message over ``PLACE`` with one signer and no unsigned attributes."""
    message = pattern["content"]
    (signer,) = message["signer_infos"]
    before, after = signer["signed_attrs"].untag().contents.split(PLACE)
    return Envelope(
        kind=pattern["content_type"].dump(),
        message=b"".join(
            message[part].dump()
            for part in ("version", "digest_algorithms", "encap_content_info", "certificates")
        ),
        signer=b"".join(signer[part].dump() for part in ("version", "sid", "digest_algorithm")),
        before=before,
        after=after,
        algorithm=signer["signature_algorithm"].dump(),
    )


def _der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes((tag, len(body))) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body
