"""Settings that are refused when they cannot be meant so."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from saindege.web.environment import Environment


def own_address(word):
    return Environment({"SAINDEGE_ESIGN_ADDRESS": word}).own_address("SAINDEGE_ESIGN_ADDRESS")


@pytest.mark.parametrize(
    "word",
    [
        "",
        "https://esign.kota.go.id",
        "http://10.0.0.5:8080",
        "http://192.168.18.26",
        "http://localhost:9000",
        "http://esign",
        "http://esign.lan",
        "http://[::1]:9000",
    ],
)
def test_secrets_go_out_sealed_or_stay_at_home(word):
    assert own_address(word) == word


@pytest.mark.parametrize(
    "word", ["http://esign.kota.go.id", "http://8.8.8.8", "ftp://10.0.0.5", "esign.kota.go.id", "http://"]
)
def test_address_to_which_a_passphrase_would_travel_in_the_open_is_refused(word):
    with pytest.raises(ImproperlyConfigured) as refusal:
        own_address(word)

    assert "SAINDEGE_ESIGN_ADDRESS" in str(refusal.value)


def test_certificate_file_that_is_none_is_refused(tmp_path):
    named = tmp_path / "esign.pem"
    read = Environment({"SAINDEGE_ESIGN_CA": str(named)})
    with pytest.raises(ImproperlyConfigured) as missing:
        read.pem("SAINDEGE_ESIGN_CA")
    named.write_text("bukan sertifikat")
    with pytest.raises(ImproperlyConfigured):
        read.pem("SAINDEGE_ESIGN_CA")
    named.write_text("-----BEGIN CERTIFICATE-----\n")

    assert "berkas PEM" in str(missing.value)
    assert (read.pem("SAINDEGE_ESIGN_CA"), Environment({}).pem("SAINDEGE_ESIGN_CA")) == (named, None)
