"""E-mail: each message once, whatever is killed when; what nobody can know is left to a person."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta, timezone

import pytest

from saindege.base.app import jobs as base_jobs
from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry, Job
from saindege.delivery import mail
from saindege.delivery.app import actions as calling
from saindege.delivery.app import jobs
from saindege.delivery.app.actions import mailing as actions
from saindege.delivery.app.actions import messages
from saindege.delivery.app.models import Mail, Message
from saindege.delivery.app.queries import mailing as queries

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
BEFORE = BEGIN - timedelta(days=2)
KILLED = KeyboardInterrupt


@pytest.fixture
def post_office(mailbox, settings):
    settings.SAINDEGE_MAIL_HOST, settings.SAINDEGE_MAIL_PORT = "127.0.0.1", mailbox.port
    settings.SAINDEGE_MAIL_SECURITY, settings.SAINDEGE_MAIL_FROM = "none", "pelatihan@kota.example"
    return mailbox


@pytest.fixture
def called(course_class, make_person):
    """Three people called: two gave an address, one did not."""
    people = [make_person(name) for name in ("Lenni Tanjung", "Marwan Lubis", "Tanpa Alamat")]
    for person, address in zip(people, ("lenni@kota.example", "marwan@kota.example"), strict=False):
        messages.keep_address(person.account, person, address)
    calling.call_people(course_class.officer, course_class.batch, people, at=BEFORE)
    return course_class


def ask(called):
    return actions.ask_for_mail(called.officer, called.batch, address="https://kota", result_url="/x/")


def work():
    job = base_jobs.claim("uji", datetime.now(WIB))
    jobs.send_mail(job, lambda *far: None)
    Job.objects.filter(pk=job.pk).update(state="done")


def test_everybody_with_an_address_gets_one_letter_and_the_log_says_so(called, post_office):
    job = ask(called)
    assert ask(called) == job
    work()

    assert post_office.recipients == ["lenni@kota.example", "marwan@kota.example"]
    assert "Anda dipanggil mengikuti Arsip Surat" in post_office.letters[0].get_content()
    assert "https://kota/kursus/" in post_office.letters[0].get_content()
    assert Message.objects.filter(sent_at=None).get().person.name == "Tanpa Alamat"
    assert queries.without_address(called.batch) == 1
    assert AuditEntry.objects.filter(action="delivery.message_sent").count() == 2
    with pytest.raises(actions.NothingToMail):
        ask(called)


def test_subjects_and_logs_name_nobody(called, post_office, caplog):
    post_office.refuse["lenni@kota.example"] = "550 <lenni@kota.example> Lenni Tanjung tidak ada"
    ask(called)
    with caplog.at_level(logging.DEBUG):
        work()

    said = caplog.text + "".join(str(row.detail) for row in AuditEntry.objects.all())
    said += "".join(one["Subject"] for one in post_office.letters) + "".join(
        one.title for one in Job.objects.all()
    )
    assert not any(word in said for word in ("lenni", "Lenni", "marwan@", "Marwan"))


def test_attempt_that_was_killed_never_sends_twice(called, post_office):
    ask(called)

    def die():
        # As after kill -9: the letter is taken, and nothing more is written down.
        raise KILLED

    class Dying(mail.Post):
        def send(self, letter):
            super().send(letter)
            die()

    with pytest.raises(KILLED), Dying(queries.mail_server()) as post:
        actions.send_mail(
            called.officer, called.batch, attempt="1", address="", post=post, clock=lambda: BEFORE
        )
    work()

    assert sorted(post_office.recipients) == ["lenni@kota.example", "marwan@kota.example"]
    first = Message.objects.get(person__name="Lenni Tanjung")
    assert (first.sent_at, first.mail.state) == (None, "unsure")
    assert [one.message for one in queries.unsure_in(called.batch, BEFORE)] == [first]


def test_line_that_broke_is_left_to_a_person_who_says_what_became_of_it(called, post_office):
    post_office.break_after = 2
    ask(called)
    work()
    arrived, lost = queries.unsure_in(called.batch, BEFORE).order_by("message__person__name")

    actions.decide_mail(called.officer, arrived, has_arrived=True, at=BEFORE)
    actions.decide_mail(called.officer, lost, has_arrived=False, at=BEFORE)
    with pytest.raises(actions.Settled):
        actions.decide_mail(called.officer, lost, has_arrived=False, at=BEFORE)
    ask(called)
    work()

    assert post_office.recipients == ["lenni@kota.example", "marwan@kota.example", "marwan@kota.example"]
    assert Message.objects.exclude(sent_at=None).count() == 2


@pytest.mark.parametrize(("answer", "tries"), [("451 nanti", 2), ("550 tidak ada", 1)])
def test_put_off_letter_is_tried_again_and_one_refused_for_good_is_not(called, post_office, answer, tries):
    post_office.refuse["lenni@kota.example"] = answer
    ask(called)
    work()
    post_office.refuse.clear()
    again = list(queries.to_mail(called.batch))
    if again:
        ask(called)
        work()

    assert len(again) == tries - 1
    assert post_office.recipients.count("lenni@kota.example") == tries - 1


def test_server_away_begins_nothing_and_the_same_asking_goes_on_later(called, post_office, settings):
    settings.SAINDEGE_MAIL_PORT = 1
    job = ask(called)
    claimed = base_jobs.claim("uji", datetime.now(WIB))
    base_jobs.perform(claimed, lambda *far: None, {actions.SEND: jobs.send_mail})
    job.refresh_from_db()
    assert (job.state, Mail.objects.count()) == ("failed", 0)
    assert "tidak menjawab" in job.fault_sentence.id

    settings.SAINDEGE_MAIL_PORT = post_office.port
    assert ask(called) == job
    work()

    assert len(post_office.letters) == 2


def test_sent_by_hand_is_not_sent_by_mail_and_the_other_way_round(called, post_office):
    by_hand = Message.objects.get(person__name="Lenni Tanjung")
    messages.mark_sent(called.officer, by_hand, at=BEFORE)
    ask(called)
    work()

    assert post_office.recipients == ["marwan@kota.example"]
    with pytest.raises(messages.SentAlready):
        messages.mark_sent(called.officer, Message.objects.get(person__name="Marwan Lubis"), at=BEFORE)


def test_message_on_its_way_is_not_sent_by_hand_meanwhile(called, post_office):
    told = Message.objects.get(person__name="Lenni Tanjung")
    Mail.objects.create(message=told, attempt="1", begun_at=BEFORE)

    with pytest.raises(messages.GoingOut):
        messages.mark_sent(called.officer, told, at=BEFORE + timedelta(minutes=1))
    assert told.mail not in queries.unsure_in(called.batch, BEFORE + timedelta(minutes=1))
    assert told.mail in queries.unsure_in(called.batch, BEFORE + timedelta(minutes=11))


def test_off_by_default_in_a_demonstration_and_for_example_people(called, post_office, settings):
    Message.objects.update(is_example=True)
    with pytest.raises(actions.NothingToMail):
        ask(called)
    settings.SAINDEGE_DEMO = True
    with pytest.raises(actions.MailIsOff):
        ask(called)
    settings.SAINDEGE_DEMO, settings.SAINDEGE_MAIL_HOST = False, ""
    with pytest.raises(actions.MailIsOff):
        ask(called)


def test_address_is_written_by_its_owner_alone(called):
    person = called.people[0]

    with pytest.raises(NotAllowed):
        messages.keep_address(called.officer, person, "a@kota.example")
    with pytest.raises(mail.AddressRefused):
        messages.keep_address(person.account, person, "bukan alamat")
    messages.keep_address(person.account, person, "a@kota.example")
    messages.keep_phone(person.account, person, "")
    assert person.contact.email == "a@kota.example"
    messages.keep_address(person.account, person, "")
    assert not type(person.contact).objects.filter(person=person).exists()


def test_page_sends_and_lists_who_has_no_address(called, post_office, client_for):
    officer, own = client_for(called.officer), client_for(called.people[0].account)
    where = f"/kursus/{called.batch.course_id}/angkatan/{called.batch.pk}/pesan/"

    shown = officer.get(where).text
    asked = officer.post(where + "email/")
    post_office.break_after = 1
    work()
    unsure = Mail.objects.get(state="unsure")
    open_page = officer.get(where).text
    decided = officer.post(f"{where}{unsure.message_id}/email/", {"putusan": "sampai"}, follow=True).text

    assert "Kirim 2 pesan lewat e-mail" in shown and "Satu orang belum memberi alamat" in shown
    assert asked["Location"].startswith("/pekerjaan/")
    assert "Tidak pasti terkirim" in open_page and "Sudah sampai" in open_page
    assert "Dicatat: sudah sampai." in decided
    assert officer.post(where + "email/", follow=True).text.count("Tidak ada pesan yang dapat dikirim") == 1
    assert own.post(where + "email/").status_code == 404
    assert "Alamat e-mail tidak dikenali" in own.post("/pemberitahuan/", {"email": "x"}, follow=True).text
    assert "Kontak disimpan" in own.post("/pemberitahuan/", {"email": "a@kota.example"}, follow=True).text
