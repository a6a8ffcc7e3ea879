"""Calls for topics: offered by link, reviewed, chosen, thanked."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saindege.programme.app import actions, queries
from saindege.programme.app.models import Topic, TopicCall

from .test_pages import words

TODAY = timezone.localdate()


@pytest.fixture
def call(officer) -> TopicCall:
    fields = actions.CallFields("Topik 2027", "Apa saja.", TODAY, TODAY + timedelta(days=9))
    return actions.save_call(officer, fields, key=uuid.uuid4(), at=timezone.now())


@pytest.fixture
def open_page(call) -> str:
    return reverse("programme:topic_offer", args=[queries.call_token(call)])


def topic(**changes):
    form = {
        "key": str(uuid.uuid4()),
        "title": "Arsip cepat",
        "summary": "Lomba arsip.",
        "speaker_name": "Nur",
        "institution": "Kantor Arsip",
        "contact": "0812",
    }
    return {**form, **changes}


def act(client, call, **form):
    return client.post(reverse("programme:call", args=[call.pk]), form, follow=True)


def test_topic_goes_from_the_link_to_the_letter_of_thanks(client_for, officer, call, open_page):
    client = client_for(officer)

    offered = Client().post(open_page, topic())
    key = str(Topic.objects.get().pk)
    early = act(client, call, topik=key, pilih="1")
    act(client, call, topik=key, fit="5", note="Cocok.")
    chosen = act(client, call, topik=key, pilih="1")
    act(client, call, topik=key, terkirim="1")

    assert "Topik “Arsip cepat” sudah kami terima." in words(offered)
    assert "Topik ini belum ditelaah." in words(early)
    assert "Yth. Nur" in words(chosen) and "dipilih untuk program pelatihan kami" in words(chosen)
    kept = Topic.objects.get()
    assert (kept.state, kept.thanked_at is not None) == ("chosen", True)


def test_double_click_offers_one_topic(open_page):
    form = topic()

    for _click in range(2):
        Client().post(open_page, form)

    assert Topic.objects.count() == 1


def test_call_takes_topics_between_its_days_only(call, open_page):
    TopicCall.objects.filter(pk=call.pk).update(
        opens_on=TODAY - timedelta(days=9), closes_on=TODAY - timedelta(days=1)
    )

    shown, answer = Client().get(open_page), Client().post(open_page, topic())

    assert "Sudah ditutup" in words(shown)
    assert answer.status_code == 422 and not Topic.objects.exists()


def test_call_that_closes_in_the_past_is_refused(client_for, officer):
    form = {
        "key": str(uuid.uuid4()), "title": "Lama", "text": "x",
        "opens_on": (TODAY - timedelta(days=400)).isoformat(), "closes_on": (TODAY - timedelta(days=390)).isoformat(),
    }  # fmt: skip

    answer = client_for(officer).post(reverse("programme:call_new"), form)

    assert "terlalu awal. Pilih" in words(answer)
    assert not TopicCall.objects.exists()


def test_withdrawn_link_and_anothers_purpose_open_nothing(client_for, officer, call, open_page):
    stolen = open_page.replace("tawaran-topik", "tanggal-saya")
    assert Client().get(stolen).status_code == 404

    act(client_for(officer), call, cabut="1")

    assert Client().get(open_page).status_code == 404


def test_decided_topic_stays_decided(client_for, officer, call, open_page):
    client = client_for(officer)
    Client().post(open_page, topic())
    key = str(Topic.objects.get().pk)
    act(client, call, topik=key, fit="2")
    act(client, call, topik=key, tidak="1")

    again = act(client, call, topik=key, pilih="1")

    assert "Topik ini sudah diputuskan." in words(again) or again.status_code == 422
    assert Topic.objects.get().state == "declined"


def test_topics_are_for_those_who_keep_partners(client_for, call):
    for role in ("atasan", "peserta", "narasumber"):
        assert client_for(role).get(reverse("programme:call", args=[call.pk])).status_code == 404


def test_list_counts_what_waits(client_for, officer, call, open_page):
    Client().post(open_page, topic())

    page = words(client_for(officer).get(reverse("programme:calls")))

    assert "Topik 2027" in page and "1 topik; 1 menunggu telaah" in page and "Terbuka" in page
