"""Roles guessed from headers, never settled where two columns might play one."""

from __future__ import annotations

from saindege.service.log_guess import RoleGuess, guess_roles


def test_known_headers_are_sure():
    guess = guess_roles(["No. Berkas", "Kegiatan", "Waktu", "Petugas", "Unit Kerja", "Keterangan"])

    assert guess == RoleGuess(
        known={
            "case": "No. Berkas",
            "activity": "Kegiatan",
            "time": "Waktu",
            "resource": "Petugas",
            "office": "Unit Kerja",
        },
        likely={},
        unclear={},
    )


def test_other_headers_are_guessed_by_the_words_in_them():
    guess = guess_roles(
        ["Nomor Registrasi", "Tahapan", "Mulai Dikerjakan", "Selesai Dikerjakan", "Pelaksana"]
    )

    assert dict(guess.likely) == {
        "start": "Mulai Dikerjakan",
        "resource": "Pelaksana",
        "time": "Selesai Dikerjakan",
        "activity": "Tahapan",
        "case": "Nomor Registrasi",
    }


def test_two_columns_for_one_role_are_a_question():
    guess = guess_roles(["Berkas", "Langkah", "Tanggal Verifikasi", "Tanggal Serah"])

    assert guess.unclear == {"time": ("Tanggal Verifikasi", "Tanggal Serah")}
    assert "time" not in guess.known and "time" not in guess.likely
