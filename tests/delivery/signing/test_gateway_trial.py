"""The line to the national service tried step by step over a real socket: each fault is named where it shows."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from saindege.base.app import paper
from saindege.delivery.signing import gateway, gateway_trial, read_public_key
from tests.delivery.national_service import NIK, PASSPHRASE, Server

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#pdf.attach("sertifikat.json", bytes(data.told))
#set text(font: "Saindege Sans")
= #data.name
"""
NUMBER, NAME = "UJI-COBA", "Uji coba"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    template = tmp_path_factory.mktemp("page") / "uji.typ"
    template.write_text(TEMPLATE, "utf-8")
    return paper.compile_pdf(template, {"name": NAME, "told": json.dumps({"number": NUMBER, "name": NAME})})


@pytest.fixture
def sealed(tmp_path):
    server = Server(tmp_path / "bsre", tls=True)
    yield server.service
    server.close()


def now():
    return datetime.now(UTC)


def line(service, **changes):
    return gateway_trial.try_line(service.gateway(**changes), as_of=now())


def whole(service, page, **changes):
    who = gateway.Signatory(changes.pop("nik", NIK), changes.pop("passphrase", PASSPHRASE))
    line = service.gateway(**changes)
    return gateway_trial.try_signing(line, who, page, number=NUMBER, name=NAME, clock=now)


def failed(steps):
    """The step that failed with its sentence; every step before it was well, none after it was tried."""
    places = [place for place, step in enumerate(steps) if step.is_well is False]
    if not places:
        assert all(step.is_well for step in steps)
        return None
    (place,) = places
    assert [step.is_well for step in steps] == [True] * place + [False] + [None] * (len(steps) - place - 1)
    return steps[place].code, steps[place].fault.id


def test_line_that_is_well_needs_nobodys_passphrase(national_service):
    steps = line(national_service)

    assert failed(steps) is None
    assert [step.code for step in steps] == ["address", "answer", "client", "clock"]
    assert national_service.asked == [gateway.STATUS]


def test_page_is_signed_looked_at_and_thrown_away(national_service, page):
    steps = whole(national_service, page)

    assert failed(steps) is None
    assert national_service.signed == 1


def test_older_client_is_asked_in_its_own_way(national_service, page):
    steps = whole(national_service, page, version=1)

    assert failed(steps) is None and failed(line(national_service, version=1)) is None
    assert national_service.asked[:2] == [f"/api/user/status/{NIK}", "/api/sign/pdf"]


def test_older_client_that_only_names_the_file_is_asked_for_it_once(national_service, page):
    national_service.behaviour = "held"

    assert failed(whole(national_service, page, version=1)) is None
    assert national_service.held == {} and national_service.signed == 1


@pytest.mark.parametrize(
    ("changes", "step", "said"),
    [
        ({"address": "http://127.0.0.1:9"}, "address", "Tidak ada layanan di 127.0.0.1:9"),
        ({"address": "http://esign.invalid:9"}, "address", "Nama esign.invalid:9 tidak dikenal"),
        ({"secret": "salah"}, "client", "SAINDEGE_ESIGN_SECRET"),
    ],
)
def test_setting_that_is_wrong_is_named(national_service, changes, step, said):
    found = failed(line(national_service, **changes))

    assert found[0] == step and said in found[1]


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(
    ("behaviour", "changes", "step", "said"),
    [
        ("down", {}, "answer", "HTTP 500"),
        ("detour", {}, "answer", "HTTP 307"),
        ("gibberish", {}, "answer", "bukan klien e-Sign"),
        ("cut", {}, "answer", "sambungannya putus"),
        ("well", {"nik": "1277010101800009"}, "signatory", "tidak terdaftar"),
        ("well", {"passphrase": "salah"}, "passphrase", "Frasa sandi salah"),
        ("no_pdf", {}, "pdf", "bukan PDF"),
        ("unsigned", {}, "signature", "tanpa tanda tangan"),
        ("broken", {}, "signature", "tidak sah"),
        ("longer", {}, "signature", "tidak mencakup seluruh PDF"),
    ],
)
def test_fault_is_named_at_its_step(national_service, page, behaviour, changes, step, said, version):
    national_service.behaviour = behaviour

    found = failed(whole(national_service, page, version=version, **changes))

    assert found[0] == step and said in found[1]


def test_another_document_is_found_out(national_service, page, tmp_path):
    template = tmp_path / "lain.typ"
    template.write_text(TEMPLATE.replace("= #data.name", "= Nama Lain"), "utf-8")
    told = {"name": NAME, "told": json.dumps({"number": NUMBER, "name": NAME})}
    national_service.behaviour, national_service.another = "another", paper.compile_pdf(template, told)

    found = failed(whole(national_service, page))

    assert found[0] == "same" and "isinya berubah" in found[1]


def test_clocks_that_differ_are_told_before_a_passphrase_goes_out(national_service, page):
    national_service.skew = timedelta(hours=3)

    found = failed(whole(national_service, page))

    assert found[0] == "clock" and "berselisih 180 menit" in found[1]
    assert national_service.asked == [gateway.STATUS]


def test_signature_of_another_moment_is_found_out(national_service, page):
    national_service.skew = timedelta(hours=3)
    signed = gateway.sign_file(
        national_service.gateway(), gateway.Signatory(NIK, PASSPHRASE), page, reason="Uji", place="Uji"
    )

    with pytest.raises(gateway.StrangePaper) as refusal:
        gateway.require_copy(page, signed, number=NUMBER, name=NAME, as_of=now())

    assert refusal.value.why == "wrong_moment"


def test_certificate_of_the_address_is_asked_for_and_can_be_named(sealed, tmp_path):
    stranger = failed(line(sealed))

    assert stranger[0] == "certificate" and "SAINDEGE_ESIGN_CA" in stranger[1] and sealed.asked == []
    assert failed(line(sealed, authority=tmp_path / "esign.pem")) is None
    assert failed(line(sealed, authority=tmp_path / "tidak-ada.pem"))[0] == "certificate"


def test_signature_of_another_authority_is_refused_where_one_is_named(national_service, page, tmp_path):
    own = read_public_key(tmp_path / "bsre" / "root.pem")
    other = read_public_key(_other_root(tmp_path))

    assert failed(whole(national_service, page, roots=own)) is None
    assert failed(whole(national_service, page, roots=other))[0] == "signature"


def _other_root(tmp_path):
    from saindege.delivery.signing import keep_authority

    keep_authority(tmp_path / "lain", "Otoritas Lain", made_at=now())
    return tmp_path / "lain" / "root.pem"
