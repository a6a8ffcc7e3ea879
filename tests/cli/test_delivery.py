"""``saindege delivery`` from outside: one JSON document, tables for people, status 2 for bad input."""

from __future__ import annotations

import json

import pytest

from saindege.cli import main


@pytest.fixture
def run(capsys):
    def call(*words):
        status = main([str(word) for word in words])
        out = capsys.readouterr()
        return status, out.out, out.err

    return call


@pytest.fixture
def files(tmp_path):
    texts = {
        "hours.csv": "person,form,quantity,date\na,Seminar,1,2026-03-02\n",
        "gain.csv": "person,pre,post\na,50,60\nb,60,80\nc,70,75\n",
        "items.csv": "person,s1,s2\na,1,1\nb,1,0\nc,0,0\n",
        "s.csv": "session,opens_at,closes_at,capacity\ns1,2026-03-02T07:30+07:00,2026-03-02T09:00+07:00,3\n",
        "1.jsonl": '{"device": "d", "seq": 1, "person": "p", "session": "s1", "scanned_at": "2026-03-02T07:45:00+07:00"}\n',
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (["hours", "hours.csv"], {"people", "rows", "rule_version"}),
        (
            ["gain", "gain.csv"],
            {"n", "dropped", "mean_pre", "mean_post", "mean_gain", "sd_gain", "ci95", "p_value", "dz", "gz"}
            | {"normalised_gain", "at_max"},
        ),
        (["items", "items.csv"], {"n", "dropped", "items", "alpha", "sem"}),
        (
            ["merge", "1.jsonl", "--sessions", "s.csv"],
            {"present", "duplicates", "resent", "late", "unknown_session", "over_capacity", "torn"},
        ),
    ],
)
def test_every_verb_answers_with_its_promised_keys(run, files, words, keys):
    placed = [files / word if "." in word else word for word in words]

    status, out, _ = run("delivery", *placed, "--json")
    people, text, _ = run("delivery", *placed, "--lang", "en")

    assert status == 0 and set(json.loads(out)) == keys
    assert people == 0 and text.strip()


def test_fault_of_a_row_ends_with_status_2_and_its_place(run, files):
    (files / "hours.csv").write_text("person,form,quantity,date\na,Piknik,1,2026-03-02\n", encoding="utf-8")

    status, out, _ = run("delivery", "hours", files / "hours.csv", "--json")

    error = json.loads(out)["error"]
    assert status == 2 and error["code"] == "unknown_value"
    assert [(each["row"], each["column"]) for each in error["problems"]] == [(2, "form")]


def test_unknown_time_zone_is_refused(run, files):
    status, out, _ = run(
        "delivery",
        "merge",
        files / "1.jsonl",
        "--sessions",
        files / "s.csv",
        "--timezone",
        "Mars/Olympus",
        "--json",
    )

    assert status == 2 and json.loads(out)["error"]["code"] == "unknown_value"
