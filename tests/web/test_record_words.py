"""Every recorded act has words."""

import re
import uuid
from pathlib import Path

import pytest
from django.apps import apps

import saindege
from saindege.base.app.models import AuditEntry
from saindege.web import record_subjects, record_words

ACTION = re.compile(r"""["']((?:base|people|programme|delivery|service|impact|demo)\.[a-z]+_[a-z_]+)["']""")


def test_every_recorded_act_has_words_and_every_word_an_act():
    sources = [
        path.read_text("utf-8")
        for path in Path(saindege.__file__).parent.rglob("*.py")
        if {"actions", "actions.py", "load.py"} & {path.name, *path.parts} or "operation" in path.parts
    ]

    recorded = {
        name
        for text in sources
        for call in re.findall(r"record\((.*?)\)\n", text, re.DOTALL)
        for name in ACTION.findall(call)
    }

    without_words = recorded - record_words.WORDS.keys()
    assert without_words == set(), "say in src/saindege/web/record_words.py what these acts are called"
    assert len(recorded) > 15


def test_every_kind_of_thing_is_one_of_our_tables():
    tables = {model._meta.model_name for model in apps.get_app_config("saindege").get_models()}

    assert record_subjects.KINDS.keys() - tables == set()


@pytest.mark.django_db
def test_a_line_of_the_record_names_its_thing_in_words(account):
    admin = account("admin")
    entry = AuditEntry(
        action="base.account_added",
        actor=admin,
        subject_type="outsidecourse",
        subject_id=str(uuid.UUID(int=1)),
    )

    line = record_words.lines([entry])[0]

    assert line.subject == "pelatihan di luar 00000000"
    assert record_subjects.kind("tidakdikenal") == "tidakdikenal"
