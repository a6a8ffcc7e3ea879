"""The house's own authority: a root, a signer below it, and a key for credentials, made once and kept in a folder.

It is a test authority: it proves that a paper came from this house and was not changed, not that the state vouches
for the house. A file signed by the national service takes its place where a city has it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from saindege.base.errors import BadInput, Sentence

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ROOT, SIGNER, SIGNER_KEY, BADGE_KEY = "root.pem", "signer.pem", "signer-key.pem", "badge-key.pem"
ROOT_YEARS, SIGNER_YEARS = 20, 10


@dataclass(frozen=True, slots=True)
class Authority:
    """What signs.

    Attributes
    ----------
    root, signer : certificates; the root signed itself and the signer
    signer_key : EC P-256
    badge_key : Ed25519
    """

    root: x509.Certificate
    signer: x509.Certificate
    signer_key: EllipticCurvePrivateKey
    badge_key: Ed25519PrivateKey

    def public_pem(self) -> bytes:
        """Return what a reader needs to trust these signatures: both certificates and the key of credentials."""
        from cryptography.hazmat.primitives import serialization

        badge = self.badge_key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        pem = serialization.Encoding.PEM
        return self.root.public_bytes(pem) + self.signer.public_bytes(pem) + badge


def keep_authority(folder: Path, organisation: str, *, made_at: datetime) -> Authority:
    """Return the kept authority; make one, readable by the owner alone, where there is none.

    Two who start at the same moment keep one: it is made aside and moved into place whole. The private key of the
    root is thrown away: nobody can make a second signer in its name.

    Parameters
    ----------
    made_at : beginning of the validity of a new one
    """
    if not (folder / BADGE_KEY).exists():
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix="signing-", dir=folder.parent))
        for name, content in _make(organisation, made_at).items():
            with os.fdopen(os.open(aside / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
        with contextlib.suppress(OSError):  # somebody else was quicker
            aside.rename(folder)
        shutil.rmtree(aside, ignore_errors=True)
    return _read(folder)


def name_of(authority: Authority) -> str:
    """Return the name in the signer's certificate."""
    from cryptography.x509.oid import NameOID

    return str(authority.signer.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def read_public_key(path: Path) -> tuple[bytes, ...]:
    """Read public keys and certificates from a PEM file; returns the keys, each as its DER.

    Raises
    ------
    BadInput : the file is missing or holds no public key
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    try:
        text = path.read_bytes()
    except OSError as error:
        raise BadInput(
            Sentence(
                id=f"Berkas kunci {path.name} tidak dapat dibaca. Periksa nama dan foldernya.",
                en=f"The key file {path.name} cannot be read. Check its name and folder.",
            ),
            code="missing_file",
        ) from error
    keys = []
    for part in text.split(b"-----BEGIN ")[1:]:
        block = b"-----BEGIN " + part
        with contextlib.suppress(ValueError, TypeError):
            if part.startswith(b"CERTIFICATE"):
                keys.append(x509.load_pem_x509_certificate(block).public_key())
            elif part.startswith(b"PUBLIC KEY"):
                keys.append(serialization.load_pem_public_key(block))  # type: ignore[arg-type] # any kind of key
    if not keys:
        raise BadInput(
            Sentence(
                id=f"{path.name} tidak berisi kunci publik atau sertifikat PEM. Unduh dari halaman periksa sertifikat.",
                en=f"{path.name} holds no public key or certificate in PEM. Take it from the page that checks certificates.",
            ),
            code="unreadable_file",
        )
    der, info = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return tuple(key.public_bytes(der, info) for key in keys)


def _make(organisation: str, made_at: datetime) -> dict[str, bytes]:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    root_key, signer_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root, signer = _certificates(root_key, signer_key, organisation, made_at - timedelta(days=1))
    pem = serialization.Encoding.PEM
    secret = (pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return {
        ROOT: root.public_bytes(pem),
        SIGNER: signer.public_bytes(pem),
        SIGNER_KEY: signer_key.private_bytes(*secret),
        BADGE_KEY: ed25519.Ed25519PrivateKey.generate().private_bytes(*secret),
    }


def _certificates(
    root_key: EllipticCurvePrivateKey,
    signer_key: EllipticCurvePrivateKey,
    organisation: str,
    begin: datetime,
) -> tuple[x509.Certificate, x509.Certificate]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    def name(words: str) -> x509.Name:
        # 64 letters are the most that a name in a certificate may have.
        parts = {
            NameOID.COUNTRY_NAME: "ID",
            NameOID.ORGANIZATION_NAME: organisation,
            NameOID.COMMON_NAME: words,
        }
        return x509.Name([x509.NameAttribute(kind, text[:64]) for kind, text in parts.items()])

    root_name = name("Saindege: otoritas uji")

    def certificate(
        subject: x509.Name, key: EllipticCurvePrivateKey, years: int, *, is_root: bool
    ) -> x509.Certificate:
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
        return (
            x509.CertificateBuilder(
                issuer_name=root_name,
                subject_name=subject,
                public_key=key.public_key(),
                serial_number=x509.random_serial_number(),
                not_valid_before=begin,
                not_valid_after=begin + timedelta(days=365 * years),
            )
            .add_extension(
                x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), critical=True
            )
            .add_extension(_usage(is_root), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(issuer, critical=False)
            .sign(root_key, hashes.SHA256())
        )

    return (
        certificate(root_name, root_key, ROOT_YEARS, is_root=True),
        certificate(name(organisation), signer_key, SIGNER_YEARS, is_root=False),
    )


def _usage(is_root: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_cert_sign=is_root,
        crl_sign=is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _read(folder: Path) -> Authority:
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    def key(name: str) -> object:
        return serialization.load_pem_private_key((folder / name).read_bytes(), password=None)

    return Authority(
        root=x509.load_pem_x509_certificate((folder / ROOT).read_bytes()),
        signer=x509.load_pem_x509_certificate((folder / SIGNER).read_bytes()),
        signer_key=key(SIGNER_KEY),  # type: ignore[arg-type] # made above as EC P-256
        badge_key=key(BADGE_KEY),  # type: ignore[arg-type] # made above as Ed25519
    )
