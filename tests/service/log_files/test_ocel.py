"""OCEL 2.0: events of one object type become rows, one for each object."""

from __future__ import annotations

import json

import pytest

from saindege.base.errors import BadInput
from saindege.service.event_log import read_event_log
from saindege.service.log_files.choice import ReadingChoice

DOCUMENT = {
    "objectTypes": [{"name": "berkas", "attributes": []}, {"name": "pemohon", "attributes": []}],
    "eventTypes": [{"name": "terima", "attributes": []}, {"name": "serah", "attributes": []}],
    "objects": [
        {"id": "b1", "type": "berkas", "attributes": [{"name": "kantor", "value": "Losung", "time": "2026-03-01T00:00:00Z"}]},
        {"id": "b2", "type": "berkas", "attributes": []},
        {"id": "p1", "type": "pemohon", "attributes": []},
    ],
    "events": [
        {"id": "e1", "type": "terima", "time": "2026-03-02T01:00:00Z",
         "attributes": [{"name": "petugas", "value": "Ani"}],
         "relationships": [{"objectId": "b1", "qualifier": ""}, {"objectId": "b2", "qualifier": ""}]},
        {"id": "e2", "type": "serah", "time": "2026-03-02T03:00:00Z",
         "relationships": [{"objectId": "b1", "qualifier": ""}, {"objectId": "b1", "qualifier": "lagi"}]},
        {"id": "e3", "type": "lapor", "time": "2026-03-02T03:00:00Z", "relationships": [{"objectId": "p1", "qualifier": ""}]},
    ],
}  # fmt: skip


def _read(tmp_path, document, **choice):
    path = tmp_path / "log.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return read_event_log(path, ReadingChoice(**choice))


def test_event_of_two_cases_is_a_row_of_each_and_of_none_is_left_out(tmp_path):
    log = _read(tmp_path, DOCUMENT, columns={"case": "berkas"}, by="kantor")

    assert list(log.case_names) == ["b1", "b2"]
    assert [log.activity_names[code] for code in log.activity] == ["terima", "serah", "terima"]
    assert (list(log.resource_names), list(log.group_names), log.left_out) == (["Ani"], ["Losung"], 1)


def test_several_object_types_are_refused_with_the_question(tmp_path):
    with pytest.raises(BadInput) as refusal:
        _read(tmp_path, DOCUMENT)

    assert refusal.value.code == "conflict"
    assert "berkas, pemohon" in refusal.value.sentence.id


def test_only_object_type_in_use_needs_no_choice(tmp_path):
    document = {**DOCUMENT, "events": DOCUMENT["events"][:2]}

    assert _read(tmp_path, document).n_cases == 2


@pytest.mark.parametrize(
    ("document", "choice", "code"),
    [
        ("{", {}, "unreadable_file"),
        ("[1, 2]", {}, "unreadable_file"),
        ("[" * 100_000, {}, "unreadable_file"),
        ({"events": [], "objects": []}, {}, "empty_file"),
        (DOCUMENT, {"columns": {"case": "surat"}}, "unknown_column"),
        (DOCUMENT, {"columns": {"case": "berkas"}, "by": "kanal"}, "unknown_column"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path, document, choice, code):
    with pytest.raises(BadInput) as refusal:
        _read(tmp_path, document, **choice)

    assert refusal.value.code == code
