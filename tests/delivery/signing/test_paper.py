"""Signed papers: whole, changed, signed by somebody else, no certificate at all."""

from __future__ import annotations

import io
import json
import shutil
import stat
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from saindege.base.app import paper
from saindege.base.errors import BadInput
from saindege.delivery import signing
from saindege.delivery.signing import CheckedPaper

MADE = datetime(2026, 11, 1, tzinfo=UTC)
SIGNED = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
TEMPLATE = (
    '#let data = json(bytes(sys.inputs.data))\n#pdf.attach("sertifikat.json", bytes(data.told))\n= Sertifikat'
)
ORGANISATION = "Badan Kepegawaian Kota Contoh"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return signing.keep_authority(tmp_path_factory.mktemp("data") / "signing", ORGANISATION, made_at=MADE)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    template = tmp_path_factory.mktemp("paper") / "certificate.typ"
    template.write_text(TEMPLATE, "utf-8")
    told = json.dumps({"number": "PSP-7K4M-2Q9D", "name": "Dr. Amran Rambe, M.Si", "hours": 10.0})
    return paper.compile_pdf(template, {"told": told})


@pytest.fixture(scope="module")
def signed(authority, plain):
    return signing.sign_pdf(plain, authority, signed_at=SIGNED, reason="Sertifikat", place="Padangsidimpuan")


def test_signed_paper_is_valid_and_says_what_it_says(signed):
    found = signing.check_pdf(signed)

    assert found == CheckedPaper(
        valid=True,
        problems=(),
        number="PSP-7K4M-2Q9D",
        name="Dr. Amran Rambe, M.Si",
        hours=10.0,
        signer=ORGANISATION,
        signed_at="2026-11-24T03:00:00+00:00",
        signer_checked=False,
    )


def test_signer_is_found_by_the_public_key_of_the_house(signed, authority, tmp_path):
    (tmp_path / "house.pem").write_bytes(authority.public_pem())

    found = signing.check_pdf(signed, keys=signing.read_public_key(tmp_path / "house.pem"))

    assert (found.valid, found.signer_checked) == (True, True)


def test_paper_of_another_house_with_the_same_name_is_found(plain, authority, tmp_path):
    forger = signing.keep_authority(tmp_path / "signing", ORGANISATION, made_at=MADE)
    forged = signing.sign_pdf(plain, forger, signed_at=SIGNED, reason="Sertifikat", place="Padangsidimpuan")
    (tmp_path / "house.pem").write_bytes(authority.public_pem())

    found = signing.check_pdf(forged, keys=signing.read_public_key(tmp_path / "house.pem"))

    assert (found.valid, found.problems) == (False, ("other_signer",))


def test_unsigned_paper_is_not_valid_whatever_it_says(plain):
    found = signing.check_pdf(plain)

    assert (found.valid, found.problems, found.name) == (False, ("not_signed",), "Dr. Amran Rambe, M.Si")


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4, 0.6])
def test_one_changed_byte_is_found(signed, plain, share):
    changed = bytearray(signed)
    changed[int(len(plain) * share)] ^= 1

    assert not signing.check_pdf(bytes(changed)).valid


def test_something_added_after_the_signature_is_found(signed):
    found = signing.check_pdf(signed + b"\n% tambahan\n")

    assert (found.valid, found.problems) == (False, ("changed_since",))


def test_torn_file_is_not_valid(signed):
    assert not signing.check_pdf(signed[: len(signed) // 2]).valid


def test_file_that_is_no_pdf_is_refused():
    with pytest.raises(BadInput) as refusal:
        signing.check_pdf(b"bukan pdf")

    assert refusal.value.code == "unreadable_file"


def test_locked_file_is_named_as_such(plain):
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(plain)))
    writer.encrypt("rahasia")  # type: ignore[no-untyped-call] # untyped in pyHanko
    locked = io.BytesIO()
    writer.write(locked)

    found = signing.check_pdf(locked.getvalue())

    assert (found.valid, found.problems) == (False, ("locked",))


def test_empty_file_is_refused_as_such(tmp_path):
    (tmp_path / "kosong.pdf").write_bytes(b"\n")

    with pytest.raises(BadInput, match="Unduh lagi") as refusal:
        signing.check_file(tmp_path / "kosong.pdf")

    assert refusal.value.code == "empty_file"


def test_keys_are_readable_by_the_owner_alone_and_kept(tmp_path):
    first = signing.keep_authority(tmp_path / "signing", ORGANISATION, made_at=MADE)
    again = signing.keep_authority(tmp_path / "signing", "Nama lain", made_at=SIGNED)

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "signing").iterdir()}
    assert set(modes.values()) == {0o600}
    assert first.public_pem() == again.public_pem()
    assert "root-key.pem" not in modes


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="needs pdfsig of poppler as a second opinion")
def test_an_independent_reader_finds_the_signature_valid(signed, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(signed)

    told = subprocess.run(
        ["pdfsig", "-nocert", str(tmp_path / "signed.pdf")], capture_output=True, text=True, check=False
    ).stdout

    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told


def test_command_line_answers_with_three_when_a_paper_is_wrong(signed, plain, tmp_path, capsys):
    from saindege.cli.root import saindege

    right, wrong = tmp_path / "right.pdf", tmp_path / "wrong.pdf"
    right.write_bytes(signed)
    wrong.write_bytes(plain)

    assert saindege.run(["delivery", "verify", str(right), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert saindege.run(["delivery", "verify", str(wrong)]) == 3
    assert (told["valid"], told["number"], told["hours"]) == (True, "PSP-7K4M-2Q9D", 10.0)
    assert "tidak bertanda tangan" in capsys.readouterr().out


def test_key_file_without_a_key_is_refused(tmp_path):
    Path(tmp_path / "kosong.pem").write_text("bukan kunci", "utf-8")

    with pytest.raises(BadInput) as refusal:
        signing.read_public_key(tmp_path / "kosong.pem")

    assert refusal.value.code == "unreadable_file"


def test_sealed_envelope_is_the_one_that_the_library_encodes(plain, authority):
    papers = [
        signing.sign_pdf(plain, authority, signed_at=SIGNED, reason=reason, place="Padangsidimpuan")
        for reason in ("Sertifikat", "Surat")
    ]

    envelopes = [PdfFileReader(io.BytesIO(one)).embedded_signatures[0].signer_info for one in papers]

    names = [[one["type"].native for one in signer["signed_attrs"]] for signer in envelopes]
    assert names == [["content_type", "message_digest", "signing_certificate_v2"]] * 2
    for signer in envelopes:
        # Encoded anew by the library, not a byte differs: lengths and order are what DER asks for.
        assert signer.copy().dump(force=True) == signer.dump()
    digests = {bytes(signer["signed_attrs"][1]["values"][0]) for signer in envelopes}
    assert len(digests) == 2
