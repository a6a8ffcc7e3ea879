"""Every address of the whole program, walked as nobody, as a stranger and as each role, in a small generated city."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from saindege.base.app.models import Account, Job, Role
from saindege.delivery.app.models import Certificate
from saindege.demo import city
from saindege.demo.app import evaluation_rows, impact_rows, load, log_rows, watching_rows
from saindege.people.app.models import (
    LevelList,
    StaffImport,
)
from saindege.programme.app import queries as programme
from saindege.programme.app.models import (
    Agreement,
    Batch,
    Course,
    Partner,
    Proposal,
    Session,
    Speaker,
    TopicCall,
)
from saindege.service.app.models import Service, SurveyCode, SurveySheet

# A stranger has an account and no role: what anybody may see who can sign in, and why.
FOR_ANYBODY_SIGNED_IN = {
    "web:home": "says which role is missing and whom to ask",
    "web:account": "one's own account",
    "web:password": "one's own password",
    "web:search": "finds what one may see, here nothing",
    "people:me": "oneself, or how to be linked to the staff list",
    "programme:catalogue": "whoever can sign in may see what is offered",
    "programme:course": "the same",
    "delivery:schedule": "one's own sessions",
    "delivery:hours": "one's own hours",
    "delivery:check_in": "says that one is not called to this session",
}


@dataclass(frozen=True)
class Address:
    """One address with words that lead to a thing that exists."""

    name: str
    path: str


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each, each.namespace or space)
        elif isinstance(each, URLPattern):
            kinds = {word: _kind(converter) for word, converter in each.pattern.converters.items()}
            yield f"{space}:{each.name}", kinds


def _kind(converter: object) -> str:
    return {"UUIDConverter": "uuid", "IntConverter": "int"}.get(type(converter).__name__, "str")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, object]]:
    """Load six hundred people with their measured services and one answered study, once for all tests here."""
    with django_db_blocker.unblock(), override_settings(SAINDEGE_DEMO=True), transaction.atomic():
        yield _load()
        transaction.set_rollback(True)


@pytest.fixture
def small_city(loaded: dict[str, object], db: None) -> dict[str, object]:
    """Things of the city by word; what a test changes is taken back."""
    return loaded


def _load() -> dict[str, object]:
    made = city.make_city(seed=1, people=600, as_of=date(2026, 11, 24))
    now = timezone.now()
    load.store_city(made, now)
    unit, analyst = (Account.objects.get(username=name) for name in ("organisasi", "analis"))
    log_rows.write_logs(made, unit, now)
    watching_rows.write_watching(made, unit, Account.objects.get(username="admin"), now)
    impact_rows.write_studies(made, analyst, now, most=1)
    asked = Account.objects.get(username="bkpsdm")
    evaluation_rows.write_evaluations(made, asked, now)
    evaluation_rows.write_index(made, asked, now)
    return {
        "batch": Batch.objects.order_by("pk").first(),
        "session": Session.objects.order_by("pk").first(),
        "certificate": Certificate.objects.order_by("pk").first(),
        "job": Job.objects.create(kind="people.check", key="walk", title="Jalan", asked_by=asked),
        "level_list": LevelList.objects.create(
            kind="standards",
            file_name="b.csv",
            stored_file="b.csv",
            checksum="1" * 64,
            uploaded_by=asked,
            uploaded_at=now,
            report={"rows": 0, "new": 0, "same": 0, "refused": 0, "new_names": [], "problems": []},
        ),
        "import": StaffImport.objects.create(
            file_name="a.csv", stored_file="a.csv", checksum="0" * 64, uploaded_by=asked, uploaded_at=now
        ),
    }


# What the words of an address stand for, where the name of the word is not that of a table.
TABLE_OF_WORD = {
    "call": "TopicCall",
    "paper": "SpeakerPaper",
    "member": "CommitteeMember",
    "template": "PaperTemplate",
    "office": "Office",
    "person": "Person",
    "photo": "SheetPhoto",
    "rater": "BehaviourRater",
}
# Addresses whose word says too little by itself.
TABLE_OF_ADDRESS = {
    "people:office": "Office", "people:staff_import": "StaffImport", "people:person": "Person",
    "people:need": "Competency", "people:level_list": "LevelList", "people:round": "NeedsRound",
    "people:needs_form": "NeedsForm", "people:person_edit": "Person", "people:levels": "Person", "service:log": "EventLog",
    "service:satisfaction_service": "Service", "service:standard": "Service", "service:sources": "Service", "service:counter": "Service", "service:changes": "Service", "service:public_result": "PublishedResult", "service:drops": "Service", "service:curve": "LogName", "service:day": "Service", "service:hand_overs": "Service", "service:complaint": "Complaint",
    "service:control": "Service", "service:accuracy": "Service", "service:audits": "Service", "service:audit": "AuditDraw",
    "service:audit_check": "AuditDraw", "service:audit_paper": "AuditDraw", "service:note": "Office",
    "web:account_edit": "Account",
}  # fmt: skip


def _addresses(things: dict[str, object]) -> list[Address]:
    """Return every address, its words filled with things that exist, or with a key that nothing has."""
    session, batch = things["session"], things["batch"]
    certificate = things["certificate"]
    by_name = {
        "base:job": {"key": things["job"].pk},  # type: ignore[attr-defined]
        "service:survey": {"code": SurveyCode.objects.filter(kind="once", used_on=None).first().code},  # type: ignore[union-attr]
        "service:counter_poster": {"key": SurveyCode.objects.filter(kind="open").first().pk},  # type: ignore[union-attr]
        "service:code_sheet": {"key": SurveySheet.objects.first().pk},  # type: ignore[union-attr]
        "service:note": {"week": "2026-W45"},
        "service:service": {"key": Service.objects.exclude(measurement=None).first().pk},  # type: ignore[union-attr]
    }
    by_name |= {
        "programme:my_dates": [programme.speaker_token(Speaker.objects.exclude(link_word="").first())],
        "programme:topic_offer": [programme.call_token(TopicCall.objects.exclude(link_word="").first())],
    }
    agreement = Agreement.objects.first()
    if agreement is not None:
        by_name["programme:agreement_edit"] = [agreement.partner_id, agreement.pk]
    by_word = {
        "partner": Partner.objects.first().pk,  # type: ignore[union-attr]
        "agreement": 0,
        "speaker": Speaker.objects.first().pk,  # type: ignore[union-attr]
        "paper": 0,
        "material": 0,
        "call": TopicCall.objects.first().pk,  # type: ignore[union-attr]
        "proposal": Proposal.objects.filter(state="accepted").first().pk,  # type: ignore[union-attr]
        ("course", "int"): Course.objects.get(batches__sessions=session).pk,
        ("batch", "uuid"): batch.pk,  # type: ignore[attr-defined]
        ("session", "uuid"): session.pk,  # type: ignore[attr-defined]
        ("code", "str"): session.code,  # type: ignore[attr-defined]
        ("paper", "str"): "surat-tugas",
        ("number", "str"): certificate.number if certificate else "TIDAK-ADA",  # type: ignore[attr-defined]
    }
    found = []
    for name, words in sorted(_patterns(get_resolver()), key=lambda pair: pair[0]):
        known = by_name.get(name, {})
        if isinstance(known, list):
            known = dict(zip(words, known, strict=True))
        values = {
            word: known.get(word) or _thing(name, word, kind) or by_word.get((word, kind)) or NOTHING[kind]
            for word, kind in words.items()
        }
        found.append(Address(name, reverse(name, kwargs=values)))
    return found


NOTHING = {"uuid": uuid.UUID(int=0), "int": 999_999, "str": "TIDAK-ADA"}


def _thing(name: str, word: str, kind: str) -> object:
    """Return the key of the first thing that a word of an address means, None where there is none."""
    if kind == "str":
        return None
    fallback = "Study" if name.startswith("impact:study") else word.title()
    table = TABLE_OF_ADDRESS.get(name) or TABLE_OF_WORD.get(word) or fallback
    if word in ("course", "batch", "session"):
        return None
    try:
        model = apps.get_model("saindege", table)
    except LookupError:
        return None
    first = model._default_manager.order_by("pk").first()
    return first.pk if first and isinstance(first.pk, type(NOTHING[kind])) else None


def test_every_public_page_exists_and_gives_its_reason() -> None:
    known = {name for name, _ in _patterns(get_resolver())}

    assert set(settings.PUBLIC_VIEWS) <= known
    assert all(len(reason) > 8 for reason in settings.PUBLIC_VIEWS.values())


def test_nobody_and_strangers_see_only_what_is_named(
    small_city: dict[str, object], client_for: Callable[..., Client], account: Callable[..., Account]
) -> None:
    addresses = _addresses(small_city)
    nobody, stranger = (
        Client(raise_request_exception=False),
        client_for(account(), raise_request_exception=False),
    )
    open_to_all = {address.name for address in addresses if address.name in settings.PUBLIC_VIEWS}
    leaks, broken = [], []

    for address in addresses:
        if address.name in open_to_all:
            broken += [address.name] if nobody.get(address.path).status_code >= 500 else []
            continue
        unsigned = nobody.get(address.path)
        if not (unsigned.status_code == 302 and unsigned["Location"].startswith("/masuk/")):
            leaks.append((address.name, "nobody", unsigned.status_code))
        seen = stranger.get(address.path).status_code
        if seen not in (404, 405) and address.name not in FOR_ANYBODY_SIGNED_IN:
            leaks.append((address.name, "stranger", seen))

    assert leaks == []
    # The health page says 503 while no worker runs, which is its work.
    assert [name for name in broken if name != "web:health"] == []


def test_stranger_can_change_nothing(
    small_city: dict[str, object], client_for: Callable[..., Client], account: Callable[..., Account]
) -> None:
    stranger = client_for(account(), raise_request_exception=False)
    own = {*FOR_ANYBODY_SIGNED_IN, *settings.PUBLIC_VIEWS, "web:sign_out"}

    answers = {
        address.name: stranger.post(address.path).status_code
        for address in _addresses(small_city)
        if address.name not in own
    }

    assert {name: status for name, status in answers.items() if status not in (404, 405)} == {}
    assert len(answers) > 30


@pytest.mark.parametrize("role", Role.values)
def test_no_page_breaks_for_any_role(
    small_city: dict[str, object], client_for: Callable[..., Client], role: str
) -> None:
    signed_in = client_for(Account.objects.get(username=role), raise_request_exception=False)

    answers = {address.name: signed_in.get(address.path).status_code for address in _addresses(small_city)}

    # 409: a closed session is not changed any more.
    allowed = {200, 302, 303, 404, 405, 409}
    wrong = {
        name: status for name, status in answers.items() if status not in allowed and name != "web:health"
    }
    assert wrong == {}
    assert answers["web:home"] == 200
