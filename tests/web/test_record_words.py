"""Every recorded act has words."""

import re
from pathlib import Path

import saindege
from saindege.web import record_words

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
