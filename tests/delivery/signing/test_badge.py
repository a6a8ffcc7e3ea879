"""Credentials: what they say, whole or changed, and checked by a second library."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from saindege.delivery import signing
from saindege.delivery.certificate import Content

ISSUED = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
CONTENT = Content(
    name="Amran Rambe",
    nip="199003152015041001",
    office="Kelurahan Wek V",
    course="Arsip Surat",
    method="technical_guidance",
    first_on=date(2026, 11, 3),
    last_on=date(2026, 11, 4),
    learning_hours=10.0,
    attended_share=1.0,
    register_number="800.2/0481/BKPSDM/2026",
    organisation="Badan Kepegawaian",
    government="Pemerintah Kota Padangsidimpuan",
    place="Padangsidimpuan",
    signatory="Ida",
    signatory_title="Kepala",
    issued_on=date(2026, 11, 24),
    rule_version="2026-1",
)


def token_by(key):
    credential = signing.credential_of(
        CONTENT,
        number="PSP-7K4M-2Q9D",
        address="https://contoh.go.id/sertifikat/PSP-7K4M-2Q9D/",
        issuer=signing.did_key(key.public_key()),
        issued_at=ISSUED,
        is_example=False,
    )
    return signing.issue_badge(credential, key)


def der(key):
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def test_credential_is_valid_and_says_what_the_certificate_says():
    key = Ed25519PrivateKey.generate()

    found = signing.check_badge(token_by(key), keys=[der(key)])

    assert (found.valid, found.problems) == (True, ())
    assert (found.number, found.name, found.hours) == ("PSP-7K4M-2Q9D", "Amran Rambe", 10.0)
    assert found.issued_at == "2026-11-24T03:00:00Z"


def test_credential_holds_no_nip():
    payload = token_by(Ed25519PrivateKey.generate()).split(".")[1]

    assert b"199003152015041001" not in base64.urlsafe_b64decode(payload + "==")


def test_changed_hours_are_found():
    key = Ed25519PrivateKey.generate()
    head, body, signature = token_by(key).split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["credentialSubject"]["creditsEarned"] = 100
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")

    found = signing.check_badge(f"{head}.{forged}.{signature}", keys=[der(key)])

    assert (found.valid, found.problems) == (False, ("broken_signature",))


def test_credential_of_another_house_is_found():
    found = signing.check_badge(
        token_by(Ed25519PrivateKey.generate()), keys=[der(Ed25519PrivateKey.generate())]
    )

    assert (found.valid, found.problems) == (False, ("other_signer",))


@pytest.mark.parametrize("token", ["", "ey", "eyJhbGciOiJub25lIn0.e30.", "a.b.c"])
def test_text_that_is_no_credential_is_not_valid(token):
    assert not signing.check_badge(token).valid


def test_the_key_in_the_header_checks_it_without_this_library():
    token = token_by(Ed25519PrivateKey.generate())
    jwk = jwt.get_unverified_header(token)["jwk"]
    public = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(jwk["x"] + "="))

    claims = jwt.decode(token, public, algorithms=["EdDSA"])

    assert claims["type"] == ["VerifiableCredential", "OpenBadgeCredential"]


def test_name_of_a_key_is_that_of_the_published_example():
    """The example of the did:key specification for Ed25519."""
    known = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
    number = 0
    for sign in known.removeprefix("did:key:z"):
        number = number * 58 + "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".index(sign)
    public = Ed25519PublicKey.from_public_bytes(number.to_bytes(34, "big")[2:])

    assert signing.did_key(public) == known
