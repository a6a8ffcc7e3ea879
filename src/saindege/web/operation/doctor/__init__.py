"""What is wrong with this house, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from saindege.base.errors import Language
from saindege.web.operation import house
from saindege.web.operation.doctor import data, esign, machine, post, sources, work
from saindege.web.operation.doctor.finding import Finding
from saindege.web.operation.report import WRONG, Report

Check = Callable[[], Iterable[Finding]]


def examine(port: int) -> Report:
    """Look at everything; status 3 when something is wrong."""
    findings = list(look(port))
    healthy = all(finding.ok for finding in findings)
    document = {
        "healthy": healthy,
        "findings": [
            {"code": one.code, "ok": one.ok, "message": one.message.id, "message_en": one.message.en}
            | ({} if one.ok else {"advice": one.advice.id, "advice_en": one.advice.en})
            for one in findings
        ],
    }
    return Report(document, lambda language: _lines(findings, language), 0 if healthy else WRONG)


def look(port: int) -> Iterator[Finding]:
    """Yield every finding; what needs the database is left out where there is none."""
    folder = house.data_folder()
    yield machine.python_version()
    yield from machine.data_folder(folder)
    if not folder.is_dir():
        return
    yield from data.settings_fit()
    opens = data.database_opens()
    yield opens
    if not opens.ok:
        return
    yield data.database_whole()
    yield from data.on_network_disk(folder)
    tables = data.migrations_applied()
    yield tables
    yield data.static_files()
    yield from data.unfinished_restore(folder)
    if not tables.ok:
        return
    yield work.worker_alive()
    yield from work.jobs()
    yield work.record_of_changes()
    yield work.clock()
    yield post.mail_line()
    yield esign.esign_line()
    yield from work.example_accounts()
    yield from sources.sources_speak()
    yield work.web(port)


def _lines(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    for finding in findings:
        yield f"{'✓' if finding.ok else '✗'} {finding.message.in_language(language)}"
        if not finding.ok:
            yield f"    → {finding.advice.in_language(language)}"
