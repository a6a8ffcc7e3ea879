"""The national signing service, asked over real HTTP: signed, refused, away, strange."""

from __future__ import annotations

import io
import json
import traceback
from datetime import UTC, datetime

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore

from saindege.base.app import paper
from saindege.delivery import signing
from saindege.delivery.signing import gateway
from saindege.delivery.signing.sameness import is_same_document

NIK, PASSPHRASE = "1277010101800001", "Frasa Sandi #1"
SIGNATORY = gateway.Signatory(NIK, PASSPHRASE)
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#pdf.attach("sertifikat.json", bytes(data.told))
#set text(font: "Saindege Sans")
= #data.name
"""


@pytest.fixture
def printed(tmp_path):
    def one(name="Amran Rambe", number="PSP-7K4M-2Q9D"):
        template = tmp_path / "sertifikat.typ"
        template.write_text(TEMPLATE, "utf-8")
        return paper.compile_pdf(template, {"name": name, "told": json.dumps({"number": number})})

    return one


def sign(service, content, **changes):
    who = changes.pop("who", SIGNATORY)
    return gateway.sign_file(service.gateway(**changes), who, content, reason="Sertifikat", place="Contoh")


def test_file_is_signed_and_is_the_same_document(national_service, printed):
    given = printed()

    gateway.require_able(national_service.gateway(), NIK)
    signed = sign(national_service, given)

    found = signing.check_pdf(signed)
    assert (found.valid, found.signer, found.number) == (True, "Kepala BKPSDM Contoh", "PSP-7K4M-2Q9D")
    assert is_same_document(given, signed)
    assert national_service.asked == [gateway.STATUS, gateway.SIGN]
    assert NIK not in str(national_service.asked)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (gateway.Signatory(NIK, "salah"), "Frasa sandi salah"),
        (gateway.Signatory("1277010101800009", PASSPHRASE), "NIK ini tidak terdaftar"),
    ],
)
def test_signatory_who_is_refused_reads_why(national_service, printed, who, said):
    with pytest.raises(gateway.SignatoryRefused) as refusal:
        sign(national_service, printed(), who=who)

    assert said in refusal.value.sentence.id
    assert national_service.signed == 0


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("NOT_REGISTERED", "tidak terdaftar"),
        ("NO_CERTIFICATE", "tidak punya sertifikat"),
        ("EXPIRED", "tidak punya sertifikat"),
        ("REVOKE", "tidak punya sertifikat"),
    ],
)
def test_certificate_of_the_signatory_is_asked_for_before_the_passphrase_goes_out(
    national_service, state, said
):
    national_service.state = state

    with pytest.raises(gateway.SignatoryRefused) as refusal:
        gateway.require_able(national_service.gateway(), NIK)

    assert said in refusal.value.sentence.id


def test_wrong_secret_of_the_city_is_told_apart_from_a_wrong_passphrase(national_service, printed):
    with pytest.raises(gateway.ClientRefused):
        sign(national_service, printed(), secret="salah")


@pytest.mark.parametrize("behaviour", ["down", "gibberish", "detour", "cut"])
def test_service_without_a_usable_answer_may_have_signed(national_service, printed, behaviour):
    national_service.behaviour = behaviour

    with pytest.raises(gateway.GatewayAway) as refusal:
        sign(national_service, printed())

    assert refusal.value.may_be_signed
    assert national_service.asked == [gateway.SIGN]


def test_service_that_is_too_slow_may_have_signed(national_service, printed):
    national_service.behaviour, national_service.slowness = "slow", 1.5

    with pytest.raises(gateway.NoAnswer) as refusal:
        sign(national_service, printed(), seconds=0.3)

    assert "0.3 detik" in refusal.value.sentence.id and refusal.value.may_be_signed


def test_service_that_nobody_runs_was_sent_nothing(printed):
    nobody = gateway.Gateway("http://127.0.0.1:9", "kota", "rahasia", seconds=2, pauses=(0.01,))

    with pytest.raises(gateway.Unreachable) as refusal:
        gateway.sign_file(nobody, SIGNATORY, printed(), reason="Sertifikat", place="Contoh")

    assert "127.0.0.1:9" in refusal.value.sentence.id and not refusal.value.may_be_signed

    told = "".join(traceback.format_exception(refusal.value))
    assert NIK not in told and PASSPHRASE not in told


def test_refusal_of_another_kind_is_passed_on_without_long_numbers(national_service, printed, monkeypatch):
    told = {"error": f"Kuota {NIK} habis", "status_code": 9999}
    monkeypatch.setattr(national_service, "answer", lambda *_words: (400, told))

    with pytest.raises(gateway.GatewayFault) as refusal:
        sign(national_service, printed())

    assert "Kuota … habis" in refusal.value.sentence.id


def test_secrets_are_shown_by_nothing():
    assert NIK not in repr(SIGNATORY) and PASSPHRASE not in repr(SIGNATORY)
    assert "rahasia" not in repr(gateway.Gateway("http://127.0.0.1", "kota", "rahasia"))


@pytest.mark.parametrize("change", ["name", "told", "annotation"])
def test_another_document_is_found_out(national_service, printed, change):
    given = printed()
    other = {
        "name": lambda: printed(name="Amran Siregar"),
        "told": lambda: printed(number="PSP-ABCD-EFGK"),
        "annotation": lambda: with_annotation(given),
    }[change]()

    signed = sign(national_service, other)

    assert is_same_document(other, signed) is (change != "annotation")
    assert not is_same_document(given, signed)


def with_annotation(content):
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Contents"): generic.pdf_string("nama lain"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                generic.FloatObject(side) for side in (0, 0, 99, 9)
            ),
        }
    )
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_broken_answer_is_no_document():
    assert not is_same_document(b"%PDF-1.7 rusak", b"%PDF-1.7 rusak juga")


def test_proofs_added_for_later_years_leave_the_signature_valid(national_service, printed):
    signed = sign(national_service, printed())
    file = io.BytesIO(signed)
    chain = PdfFileReader(io.BytesIO(signed)).embedded_signatures[0]

    DocumentSecurityStore.add_dss(
        output_stream=file, sig_contents=chain.pkcs7_content, certs=[chain.signer_cert]
    )

    longer = file.getvalue()
    assert len(longer) > len(signed)
    assert signing.check_pdf(longer).valid
    assert is_same_document(printed(), longer)


def test_moment_of_signing_is_the_one_of_the_service(national_service, printed):
    found = signing.check_pdf(sign(national_service, printed()))

    assert abs((datetime.fromisoformat(found.signed_at) - datetime.now(UTC)).total_seconds()) < 60
