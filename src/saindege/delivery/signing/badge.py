"""A certificate as a credential that its owner keeps in a wallet and anybody can check.

Source
------
1EdTech Open Badges 3.0, proof format JSON Web Token (section 8.2), signature EdDSA with Ed25519 (RFC 8037);
issuer named by did:key, so that the credential can be checked without asking this house.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from saindege.delivery.certificate import Content

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
# Below the certificate's public check: whether the credential still stands.
STATUS = "status/"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = bytes([0xED, 0x01])


@dataclass(frozen=True, slots=True)
class CheckedBadge:
    """What a credential is worth; ``problems`` as of a paper."""

    valid: bool
    problems: tuple[str, ...]
    number: str | None
    name: str | None
    hours: float | None
    issuer: str | None
    issued_at: str | None


def credential_of(
    content: Content, *, number: str, address: str, issuer: str, issued_at: datetime, is_example: bool
) -> dict[str, Any]:
    """Return an OpenBadgeCredential that says what the certificate says.

    Parameters
    ----------
    number : code of the certificate
    address : of its public check
    issuer : did:key of the house
    """
    example = "Data contoh, tidak berlaku. " if is_example else ""
    return {
        "@context": CONTEXT,
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": issuer,
            "type": ["Profile"],
            "name": f"{content.organisation}, {content.government}",
        },
        "validFrom": issued_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "name": content.course,
        "credentialSubject": {
            "id": f"{address}#pemilik",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityHash": content.name,
                    "identityType": "name",
                    "hashed": False,
                }
            ],
            "creditsEarned": content.learning_hours,
            "activityStartDate": f"{content.first_on.isoformat()}T00:00:00Z",
            "activityEndDate": f"{content.last_on.isoformat()}T00:00:00Z",
            "achievement": {
                "id": f"{address}#capaian",
                "type": ["Achievement"],
                "achievementType": "Certificate",
                "name": content.course,
                "description": f"{example}{content.course}, {content.learning_hours:g} JP",
                "criteria": {
                    "narrative": f"Hadir {content.attended_share:.0%} jam pelajaran; tabel versi {content.rule_version}."
                },
                "humanCode": content.register_number,
            },
        },
        "credentialStatus": {"id": f"{address}{STATUS}", "type": "1EdTechRevocationList"},
        "number": number,
    }


def revocation_list(*, address: str, issuer: str, reason: str | None) -> dict[str, Any]:
    """Return what a wallet reads to learn whether a credential still stands.

    Parameters
    ----------
    address : of the certificate's public check
    reason : why it was revoked; None where it stands

    Source
    ------
    1EdTech, revocation list status method for verifiable credentials, version 1.0.
    """
    revoked = [] if reason is None else [{"id": address, "revoked": True, "revocationReason": reason}]
    return {"id": f"{address}{STATUS}", "issuer": issuer, "revokedCredentials": revoked}


def issue_badge(credential: Mapping[str, Any], key: Ed25519PrivateKey) -> str:
    """Return the credential as a signed token."""
    import jwt

    moment = int(datetime.fromisoformat(str(credential["validFrom"])).timestamp())
    claims = {
        **credential,
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": moment,
    }
    public = key.public_key()
    header = {
        "typ": "JWT",
        "kid": f"{did_key(public)}#{did_key(public).removeprefix('did:key:')}",
        "jwk": _jwk(public),
    }
    return jwt.encode(claims, key, algorithm="EdDSA", headers=header)


def check_badge(token: str, *, keys: Sequence[bytes] = ()) -> CheckedBadge:
    """Check a credential against the key that it names, and that key against those given.

    Parameters
    ----------
    keys : public keys that are trusted, as DER; none to ask only whether it is whole
    """
    import jwt
    from cryptography.hazmat.primitives import serialization

    try:
        # Read first without trust: the issuer's name holds the key that must have signed.
        claims = jwt.decode(token, options={"verify_signature": False})
        public = _key_of_did(str(claims["iss"]))
        # Not yet valid would need a clock; whoever signed stands for the day.
        claims = jwt.decode(token, public, algorithms=["EdDSA"], options={"verify_nbf": False})
    except (jwt.PyJWTError, KeyError, ValueError):
        return CheckedBadge(False, ("broken_signature",), None, None, None, None, None)
    der = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    problems = ["other_signer"] if keys and der not in keys else []
    subject = claims.get("credentialSubject") or {}
    if "OpenBadgeCredential" not in (claims.get("type") or []) or not subject:
        problems.append("not_a_certificate")
    names = subject.get("identifier") or [{}]
    hours = subject.get("creditsEarned")
    return CheckedBadge(
        valid=not problems,
        problems=tuple(problems),
        number=claims.get("number"),
        name=names[0].get("identityHash"),
        hours=float(hours) if isinstance(hours, int | float) else None,
        issuer=(claims.get("issuer") or {}).get("name"),
        issued_at=claims.get("validFrom"),
    )


def did_key(public: Ed25519PublicKey) -> str:
    """Return the name of a key that holds the key itself (did:key, multibase base58btc)."""
    number = int.from_bytes(_ED25519 + public.public_bytes_raw(), "big")
    signs = ""
    while number:
        number, rest = divmod(number, 58)
        signs = _BASE58[rest] + signs
    return f"did:key:z{signs}"


def _key_of_did(name: str) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    number = 0
    for sign in name.removeprefix("did:key:z"):
        number = number * 58 + _BASE58.index(sign)
    content = number.to_bytes(34, "big")
    if content[:2] != _ED25519:
        raise ValueError(name)
    return Ed25519PublicKey.from_public_bytes(content[2:])


def _jwk(public: Ed25519PublicKey) -> dict[str, str]:
    x = base64.urlsafe_b64encode(public.public_bytes_raw()).decode("ascii").rstrip("=")
    return {"kty": "OKP", "crv": "Ed25519", "x": x}
