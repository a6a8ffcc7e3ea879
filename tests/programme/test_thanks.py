"""Letters to whoever offered a topic."""

from dataclasses import replace
from datetime import date

from saindege.programme import thanks

OFFER = thanks.Offer("Ida Contoh", "CV Contoh", "Arsip cepat", "Topik 2027", True, "")


def test_chosen_topic_is_thanked_and_told_what_follows():
    text = thanks.letter(OFFER, sender="BKPSDM", on=date(2026, 11, 24))

    assert text.startswith("24 November 2026\n\nYth. Ida Contoh\nCV Contoh\n\nDengan hormat,")
    assert "topik “Arsip cepat” dipilih" in text
    assert text.endswith("Hormat kami,\nBKPSDM\n")


def test_topic_that_was_not_chosen_is_thanked_with_the_reviewers_note():
    declined = replace(OFFER, is_chosen=False, institution="", note="Sudah ada kursus serupa. ")

    text = thanks.letter(declined, sender="BKPSDM", on=date(2026, 11, 24))

    assert "Yth. Ida Contoh\n\nDengan hormat" in text
    assert "belum dapat kami masukkan" in text and "Catatan penelaah: Sudah ada kursus serupa.\n" in text
