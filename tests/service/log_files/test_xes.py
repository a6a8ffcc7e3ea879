"""XES: what the standard's exporters write, and what an attacker would."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from saindege.base.errors import BadInput
from saindege.service.event_log import EventLog, read_event_log
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.moments import from_microseconds

LOG = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="INVALID"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <trace>
    <string key="concept:name" value="berkas-1"/>
    <string key="channel" value="Loket"/>
    <event>
      <string key="concept:name" value="Terima &amp; catat"/>
      <string key="org:resource" value="Ani"/>
      <string key="lifecycle:transition" value="complete"/>
      <date key="time:timestamp" value="2026-03-02T08:00:00.000+07:00"/>
      <list key="papers"><values><string key="concept:name" value="KTP"/></values></list>
    </event>
    <event>
      <date key="time:timestamp" value="2026-03-02T03:00:00Z"/>
      <string key="concept:name" value="Serahkan"><string key="concept:name" value="inner"/></string>
    </event>
  </trace>
  <trace>
    <string key="concept:name" value="berkas-2"/>
    <event><string key="concept:name" value="Serahkan"/><date key="time:timestamp" value="2026-03-02T09:00:00"/></event>
  </trace>
</log>
"""


def _read(path: Path, content: bytes, **choice: object) -> EventLog:
    path.write_bytes(content)
    return read_event_log(path, ReadingChoice(**choice))  # type: ignore[arg-type]  # words of the test


def _refuse(path: Path, content: bytes, **choice: object) -> BadInput:
    with pytest.raises(BadInput) as refusal:
        _read(path, content, **choice)
    return refusal.value


def test_events_are_read_with_entities_decoded_and_inner_attributes_passed_over(tmp_path):
    log = _read(tmp_path / "log.xes", LOG.encode())

    assert list(log.case_names) == ["berkas-1", "berkas-2"]
    assert list(log.activity_names) == ["Terima & catat", "Serahkan"]
    assert (log.case.tolist(), log.activity.tolist()) == ([0, 0, 1], [0, 1, 1])
    assert (list(log.resource_names), log.resource is not None and log.resource.tolist()) == (
        ["Ani"],
        [0, -1, -1],
    )
    assert [from_microseconds(at, log.zone).isoformat() for at in log.at.tolist()] == [
        "2026-03-02T08:00:00+07:00",
        "2026-03-02T10:00:00+07:00",
        "2026-03-02T09:00:00+07:00",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_mark_at_the_beginning_and_utf_16_are_read(tmp_path, encoding):
    text = LOG.replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8")

    assert _read(tmp_path / "log.xes", text.encode(encoding)).n_events == 3


def test_packed_file_is_told_by_its_content(tmp_path):
    assert _read(tmp_path / "log.csv", gzip.compress(LOG.encode())).n_events == 3


def test_attribute_of_a_trace_groups_its_cases(tmp_path):
    for name in ("channel", "case:channel"):
        log = _read(tmp_path / "log.xes", LOG.encode(), by=name)

        assert (list(log.group_names), log.group is not None and log.group.tolist()) == (
            ["Loket"],
            [0, 0, -1],
        )


def test_other_keys_can_be_chosen_and_unknown_ones_are_refused(tmp_path):
    log = _read(tmp_path / "log.xes", LOG.encode(), columns={"resource": "lifecycle:transition"})
    refusal = _refuse(tmp_path / "log.xes", LOG.encode(), columns={"resource": "petugas"})

    assert list(log.resource_names) == ["complete"]
    assert refusal.code == "unknown_column"
    assert "org:resource" in refusal.sentence.id


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<log><trace><string key="concept:name" value="&b;"/></trace></log>'
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]><log><trace/></log>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, "<log><trace><" + "a" * (20 << 20)])
def test_entities_and_endless_tags_are_refused(tmp_path, text):
    assert _refuse(tmp_path / "log.xes", text.encode()).code == "unsafe_file"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<log><trace>", "unreadable_file"),
        ("<html><body>masuk dulu</body></html>", "unreadable_file"),
        ("<log></log>", "empty_file"),
        ('<?xml version="1.0" encoding="no-such"?><log/>', "unreadable_file"),
    ],
)
def test_what_is_no_log_is_refused_with_the_reason(tmp_path, text, code):
    assert _refuse(tmp_path / "log.xes", text.encode()).code == code


def test_cut_gzip_is_refused(tmp_path):
    assert _refuse(tmp_path / "log.xes.gz", gzip.compress(LOG.encode())[:-40]).code == "unreadable_file"


def test_events_are_numbered_from_one_where_they_are_refused(tmp_path):
    more = "".join(
        f'<trace><string key="concept:name" value="b{number}"/><event><string key="concept:name" value="x"/>'
        f'<date key="time:timestamp" value="{"kemarin" if number == 20 else "2026-03-02T08:00:00"}"/></event></trace>'
        for number in range(30)
    )

    log = _read(tmp_path / "log.xes", LOG.replace("</log>", more + "</log>").encode())

    assert [(one.row, one.code) for one in log.refused] == [(24, "not_a_date")]
