"""Letters over a real line: taken, refused, or left open."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery import mail

WIB = timezone(timedelta(hours=7))
LETTER = mail.Letter("amran@kota.example", "Pemberitahuan", "Yth. Amran,\nbesok pukul 8.\n.\nBKPSDM – é", "k-1", datetime(2026, 11, 24, 8, 0, tzinfo=WIB))  # fmt: skip


def server(mailbox, **fields):
    values = {
        "host": "127.0.0.1",
        "port": mailbox.port,
        "sender": "BKPSDM <pelatihan@kota.example>",
        "security": "none",
        "seconds": 5.0,
    }
    return mail.MailServer(**{**values, **fields})


def test_letter_arrives_as_it_was_written(mailbox):
    with mail.Post(server(mailbox)) as post:
        post.be_ready()
        post.send(LETTER)
        post.be_ready()
        post.send(LETTER)

    taken = mailbox.letters[0]
    assert taken.get_content().strip() == LETTER.text
    assert (taken["From"], taken["To"], taken["Subject"]) == (
        "BKPSDM <pelatihan@kota.example>",
        "amran@kota.example",
        "Pemberitahuan",
    )
    assert (taken["Message-ID"], taken["Auto-Submitted"]) == ("<k-1@kota.example>", "auto-generated")
    assert mailbox.recipients == ["amran@kota.example"] * 2


@pytest.mark.parametrize("answer", ["550 tidak ada", "451 nanti lagi"])
def test_refused_letter_was_certainly_not_taken_and_the_next_one_goes(mailbox, answer):
    mailbox.refuse["amran@kota.example"] = answer
    with mail.Post(server(mailbox)) as post:
        post.be_ready()
        with pytest.raises(mail.NotTaken) as caught:
            post.send(LETTER)
        post.be_ready()
        post.send(mail.Letter("nur@kota.example", "a", "b", "k-2", LETTER.written_at))

    assert caught.value.code == int(answer[:3])
    assert mailbox.recipients == ["nur@kota.example"]


def test_line_that_breaks_before_the_answer_leaves_it_open_and_is_opened_again(mailbox):
    mailbox.break_after = 1
    with mail.Post(server(mailbox)) as post:
        post.be_ready()
        with pytest.raises(mail.Unsure):
            post.send(LETTER)
        post.be_ready()
        post.send(LETTER)

    assert len(mailbox.letters) == 2


def test_letter_without_a_line_was_not_taken(mailbox):
    with pytest.raises(mail.NotTaken), mail.Post(server(mailbox)) as post:
        post.send(LETTER)


@pytest.mark.parametrize("fields", [{"port": 1}, {"security": "starttls"}, {"user": "a", "password": "b"}])
def test_server_that_cannot_be_used_is_away_before_anything_is_begun(mailbox, fields):
    with pytest.raises(mail.ServerAway), mail.Post(server(mailbox, **fields)) as post:
        post.be_ready()


@pytest.mark.parametrize("good", ["nama@kota.go.id", " a.b+c@sub.kota.go.id ", "X_1@k-o.id"])
def test_addresses(good):
    assert mail.mail_address(good) == good.strip()


@pytest.mark.parametrize(
    "bad",
    ["", "nama", "nama@kota", "a b@kota.id", "a@b@kota.id", "a@kota..id", "a@kota.id\nBcc: x@y.id", "<a@kota.id>", "a@-kota.id", "a" * 250 + "@k.id"],
)  # fmt: skip
def test_what_is_no_address(bad):
    with pytest.raises(mail.AddressRefused):
        mail.mail_address(bad)


@given(st.text())
def test_no_address_holds_a_line_or_a_second_address(written):
    try:
        address = mail.mail_address(written)
    except mail.AddressRefused:
        return
    assert address.count("@") == 1 and address.isprintable() and "," not in address
