"""Who is at the door: sign-in by user name or NIP, and what happens after too many tries."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse

from saindege.base.app import sign_ins
from saindege.base.app.models import Account
from saindege.people import nip
from saindege.people.app.models import Person
from saindege.web import context
from saindege.web.views import faults


def account_name(written: str) -> str:
    """Return the user name that belongs to what was written: a NIP with or without its gaps, or a name."""
    digits = "".join(sign for sign in written if sign.isdigit())
    if len(digits) == nip.LENGTH and not any(sign.isalpha() for sign in written):
        owner = Person.objects.filter(nip=digits, account__isnull=False).select_related("account").first()
        # An unknown NIP keeps its digits, so that tries on it are counted like any others.
        return owner.account.username if owner else digits
    return written.strip().lower()


class ByNameOrNip(BaseBackend):
    """Signs in an active account by its password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: object,
    ) -> Account | None:
        if not username or password is None:
            return None
        account = Account.objects.filter(username=account_name(username)).first()
        if account is None:
            # As slow as a wrong password, so that the time does not tell which names exist.
            make_password(password)
            return None
        return account if account.check_password(password) and may_enter(account) else None

    def get_user(self, user_id: int) -> Account | None:
        account = sign_ins.account_of(user_id)
        return account if account and may_enter(account) else None


def may_enter(account: Account) -> bool:
    """An example's password is printed on the sign-in page: it opens nothing but a demonstration."""
    return account.is_active and (not account.is_example or context.is_demo())


def client_address(request: HttpRequest) -> str:
    """Return the address of the visitor, past as many proxies as the settings trust."""
    direct = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return direct
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    told = chain[-settings.TRUSTED_PROXIES :][:1]
    try:
        return str(ipaddress.ip_address(told[0])) if told else direct
    except ValueError:
        return direct


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Say that there were too many tries, and when the next may be made."""
    return faults.too_many_tries(request)
