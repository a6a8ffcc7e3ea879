"""Even XES is read as expat reads it; what is not even, or not well-formed, is left to expat."""

from __future__ import annotations

import gzip
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.service.log_files import opening
from saindege.service.log_files.xes import STANDARD_KEYS
from saindege.service.log_files.xes_even import read_even_xes
from saindege.service.log_files.xes_events import XesEvents
from saindege.service.log_files.xes_expat import read_any_xes

ZONE = ZoneInfo("Asia/Jakarta")
KEYS = {**STANDARD_KEYS, "group": "channel"}

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- dari aplikasi "perizinan" -->
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<global scope="event"><string key="concept:name" value="INVALID"/></global>
<string key="source" value="a 'b' > c"><int key="inner" value="1"/></string>
"""
EVENT = """<event>
  <string key="concept:name" value="Terima &amp; catat"/>
  <date key="time:timestamp" value="2026-03-02T08:00:00.000+07:00"/>
  <string key="org:resource" value="Ani"/>
</event>
"""
TRACE = f'<trace>\n<string key="concept:name" value="b-1"/>\n<string key="channel" value="Loket"/>\n{EVENT}{EVENT}</trace>\n'
LOG = f"{HEAD}{TRACE}{TRACE}</log>\n"


def _shown(events: XesEvents) -> dict[str, object]:
    return {
        "texts": {role: (column.codes.tolist(), list(column.names)) for role, column in events.texts.items()},
        "at": events.at.tolist(),
        "started_at": None if events.started_at is None else events.started_at.tolist(),
        "unreadable": dict(events.unreadable),
        "trace": events.trace.tolist(),
        "cases": (events.cases.codes.tolist(), list(events.cases.names)),
        "groups": (events.groups.codes.tolist(), list(events.groups.names)),
        "keys": (set(events.event_keys), set(events.trace_keys)),
    }


def _read_both(path: Path, content: bytes, piece: int = 1 << 20) -> tuple[object, object]:
    """Return what either reader says; None where the first leaves it, a word where the second refuses it."""
    path.write_bytes(content)
    even = read_even_xes(path, KEYS, ZONE, opening.Limits(), piece)
    try:
        any_xes: object = _shown(read_any_xes(path, KEYS, ZONE, opening.Limits()))
    except BadInput as refusal:
        any_xes = refusal.code
    return even and _shown(even), any_xes


@pytest.mark.parametrize(
    "content",
    [
        LOG,
        "\ufeff" + LOG,
        LOG.replace("\n", "\r\n"),
        LOG.replace("\n", ""),
        LOG.replace("  <", "\t\t<"),
        LOG.replace("Ani", "Añi 📄 <3".replace("<", "&lt;")),
        LOG.replace("Ani", "&#65;ni&#x1F4C4; &quot;a&apos; &gt;&#10;"),
        LOG.replace("Ani", "a\n\r\nb\tc"),
        LOG.replace("Ani", "a > b ' ]]> -->"),
        LOG.replace("Ani", ""),
        LOG.replace("concept:name", "concept:n&#97;me", 3),
        LOG.replace("2026-03-02T", "kemarin, 2026-03-02T", 2),
        LOG.replace("+07:00", ""),
        LOG.replace(EVENT, EVENT + '<string key="channel" value="Daring"/>'),
        LOG.replace("</event>", '<string key="concept:name" value="nanti"/></event>'),
        LOG.replace("</event>", '<date key="start_timestamp" value="2026-03-02T07:00:00.000+07:00"/></event>', 1),
        LOG.replace("</log>", '<string key="after" value="x"/><!-- --></log>'),
        LOG.replace("org:resource", "", 1),
        LOG.replace("string", "container"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("piece", [1, 1 << 20])
def test_even_xes_is_read_as_expat_reads_it(tmp_path, content, piece):
    even, any_xes = _read_both(tmp_path / "log.xes", content.encode(), piece)

    assert even is not None
    assert even == any_xes


@pytest.mark.parametrize(
    "content",
    [
        LOG.replace('"Ani"', "'Ani'"),
        LOG.replace('<string key="org:resource" value="Ani"/>', '<list key="papers"/>'),
        LOG.replace('value="Ani"/>', 'value="Ani"></string>'),
        LOG.replace('key="org:resource" value="Ani"', 'value="Ani" key="org:resource"'),
        LOG.replace("</event>", "<!-- selesai --></event>"),
        LOG.replace("</event>", "<![CDATA[ ]]></event>"),
        LOG.replace("</event>", "catatan</event>"),
        LOG.replace("<event>", '<event id="1">'),
        LOG.replace("<event>", "<xes:event>"),
        LOG.replace("<log ", "<!DOCTYPE log><log "),
        LOG.replace("UTF-8", "ISO-8859-1"),
        LOG.replace("Ani", "&nama;"),
        LOG.replace("Ani", "&#0;"),
        LOG.replace("Ani", "&#xFFFE;"),
        LOG.replace("Ani", "&#xD800;"),
        LOG.replace("Ani", "&"),
        LOG.replace("Ani", "a<b"),
        LOG.replace("Ani", "a\x01b"),
        LOG.replace("Ani", "a\ufffeb"),
        LOG.replace("</event>", "</Event>"),
        LOG.replace("</event>", "", 1),
        LOG.replace("</trace>", "</trace></log><log>", 1),
        LOG.replace("</log>", ""),
        LOG.replace("</log>", "</log>x"),
        LOG.replace("</trace>", "</trace><event/>", 1),
        LOG.replace("</trace>", "</trace>" + EVENT, 1),
        LOG.replace("<log", "<html").replace("</log", "</html"),
        HEAD + "</log>",
        LOG.replace("perizinan", "<trace>"),
        HEAD + "<trace/></log>",
        HEAD + "<!-- " + TRACE + " --></log>",
        HEAD + "<wrap>" + TRACE + "</wrap></log>",
        HEAD + "<event/>" + TRACE + "</log>",
        LOG.replace("/>", "/><", 1),
        LOG[:-200],
    ],
)  # fmt: skip
def test_what_is_not_even_is_left_to_expat(tmp_path, content):
    path = tmp_path / "log.xes"
    path.write_bytes(content.encode())

    assert read_even_xes(path, KEYS, ZONE, opening.Limits()) is None


@pytest.mark.parametrize(
    "content",
    [
        LOG.encode("utf-16"),
        LOG.encode().replace(b"Ani", b"\xe9"),
        gzip.compress(LOG.encode())[:-40],
        b"<log>",
    ],
)
def test_other_bytes_are_left_to_expat(tmp_path, content):
    path = tmp_path / "log.xes"
    path.write_bytes(content)

    assert read_even_xes(path, KEYS, ZONE, opening.Limits()) is None


def test_packed_file_is_read_too(tmp_path):
    even, any_xes = _read_both(tmp_path / "log.xes.gz", gzip.compress(LOG.encode()))

    assert even is not None
    assert even == any_xes


def test_key_of_an_event_may_be_written_as_one_of_a_case(tmp_path):
    path = tmp_path / "log.xes"
    path.write_text(LOG)
    keys = {**KEYS, "group": "case:channel", "resource": "concept:name"}

    even = read_even_xes(path, keys, ZONE, opening.Limits())

    assert even is not None
    assert _shown(even) == _shown(read_any_xes(path, keys, ZONE, opening.Limits()))


_KEY = st.sampled_from(
    ["concept:name", "time:timestamp", "start_timestamp", "org:resource", "channel", "reason", "x", "", "concept&#58;name"]
)  # fmt: skip
_VALUE = st.lists(
    st.sampled_from(["a", "b ", "é", "📄", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "&#x2009;", "\n", "\t", "'", ">", " "]),
    max_size=5,
).map("".join) | st.sampled_from(["2026-03-02T08:00:00.000+07:00", "2026-03-02T08:00:00Z", "2026-03-02T08:00:00", "a" * 40, "&#50;026-03-02T08:00:00Z"])  # fmt: skip
_ATTRIBUTE = st.builds('<string key="{}" value="{}"/>'.format, _KEY, _VALUE)
_ATTRIBUTES = st.lists(_ATTRIBUTE, max_size=4).map("\n".join)
_EVENT = _ATTRIBUTES.map("<event>{}</event>".format)
_TRACE = st.lists(_EVENT | _ATTRIBUTE, max_size=5).map(lambda inside: f"<trace>{''.join(inside)}</trace>")
_DOCUMENT = st.lists(_TRACE, max_size=5).map(lambda traces: f"{HEAD}{' '.join(traces)}</log>")
_ODD = st.sampled_from(
    ["<!-- - -->", "<!--", "-->", "<![CDATA[", "]]>", "&", "&x;", "&#1;", "<", ">", '"', "'", "/", "=", "\x02", "<event>",
     "</event>", "<trace>", "</trace>", "<event/>", "<trace/>", '<list key="p">', "<?a ?>", "\ufffe", "\uffff", "<x:event>",
     "</log>", "<log>", '<string key="concept:name" value="x"/>', "<string key='a' value='b'/>", " ", "key", '"/>', "\x85"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(_DOCUMENT, st.lists(st.tuples(st.floats(0, 1), _ODD | st.just("")), max_size=2), st.integers(1, 300))
def test_the_two_readers_agree(tmp_path_factory, document, changes, piece):
    for share, odd in changes:
        at = int(share * len(document))
        document = document[:at] + odd + document[at + (0 if odd else 1) :]

    even, any_xes = _read_both(tmp_path_factory.mktemp("log") / "log.xes", document.encode(), piece)

    assert even is None or even == any_xes
