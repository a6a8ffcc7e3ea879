"""What a staff list on its way in would do: faults by row, offices to decide, differences. Kept as plain JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from saindege.base.errors import Problem, Sentence
from saindege.people import differences, spelling, staff_list
from saindege.people.app.queries.reading import ReadList
from saindege.people.differences import Record

# A choice for an unknown office: make it.
NEW_OFFICE = "+"
SCOPES = ("everyone", "offices")
# As many letters as the register keeps of a name or a post.
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about a list.

    Attributes
    ----------
    offices : office as written to the code of the one that is meant, NEW_OFFICE, or '' for not decided
    scope : whether the list should hold everyone; None lets its length tell
    former : number of a row that was merged away to the number of the person who stayed
    """

    offices: Mapping[str, str]
    scope: differences.Scope | None = None
    former: Mapping[str, str] = field(default_factory=dict)


def report_of(
    read: ReadList, decided: Decided, *, records: Sequence[Record], offices: Mapping[str, str]
) -> dict[str, Any]:
    """Return everything that the page of an import shows and that applying it needs.

    Parameters
    ----------
    records : the register
    offices : code of each office to its name
    """
    staff = read.staff
    found = _find_offices(staff, decided.offices, offices)
    incoming, lost = _incoming(staff, found, decided.former)
    on_register = sum(not record.missing for record in records)
    scope = decided.scope or differences.likely_scope(on_register, len(incoming))
    seen = staff.numbers_left_out | {row.nip for row, _fault in lost if row.nip}
    result = differences.compare(records, incoming, also_seen=seen, scope=scope)
    unplaced = [record for record in result.new if not (record.office and record.status)]
    result = _without(result, unplaced)
    faults = [
        *(_fault(each, read) for each in staff.problems),
        *(fault for _row, fault in lost),
        *(_unplaced_fault(record, staff) for record in unplaced),
    ]
    faults.sort(key=lambda each: (each["row"] or 0, each["column"]))
    warnings = [_fault(each, read) for each in staff.warnings]
    return {
        "rows": staff.rows,
        "rule_version": staff.rule_version,
        "scope": scope,
        "columns": _column_results(staff, [*faults, *warnings]),
        "faults": faults,
        "faulty_rows": len({each["row"] for each in faults}),
        "warnings": warnings,
        "offices": _offices_to_decide(staff, found, offices),
        "doubled": len(staff.duplicates),
        "inactive": sum(not row.active for row in staff.accepted),
        **_changes(result, records, offices),
    }


@dataclass(frozen=True, slots=True)
class _Office:
    key: str  # code, '+plain name' for one to be made, '' while nobody decided
    decided: str
    suggestions: tuple[str, ...]
    sure: bool


def _find_offices(
    staff: staff_list.StaffList, choices: Mapping[str, str], offices: Mapping[str, str]
) -> dict[str, _Office]:
    names = {row.office for row in staff.accepted if row.office}
    found = {}
    for name, match in spelling.match_offices(sorted(names), offices).items():
        choice = choices.get(name, "")
        if match.key is not None:
            found[name] = _Office(match.key, match.key, (), sure=True)
        elif choice == NEW_OFFICE:
            key = f"{NEW_OFFICE}{spelling.plain_office(name)}"
            found[name] = _Office(key, choice, match.suggestions, sure=False)
        else:
            key = choice if choice in offices else ""
            found[name] = _Office(key, key, match.suggestions, sure=False)
    return found


def _incoming(
    staff: staff_list.StaffList, found: Mapping[str, _Office], former: Mapping[str, str]
) -> tuple[list[Record], list[tuple[staff_list.StaffRow, dict[str, Any]]]]:
    """Return rows to compare, and those that wait, each with its fault."""
    incoming: list[Record] = []
    waiting: list[tuple[staff_list.StaffRow, dict[str, Any]]] = []
    numbers = {row.nip for row in staff.accepted}
    for row in staff.accepted:
        # Somebody whom the list calls retired is treated as one whom it does not have.
        if not row.active:
            continue
        too_long = next((name for name in ("name", "post") if len(getattr(row, name)) > LONGEST_TEXT), "")
        number = former.get(row.nip or "", row.nip)
        if number != row.nip and number in numbers:
            waiting.append((row, _former_fault(row, staff)))
        elif too_long:
            waiting.append((row, _length_fault(row, too_long, staff)))
        elif row.office and not found[row.office].key:
            waiting.append((row, _office_fault(row, staff)))
        else:
            values = {name: getattr(row, name) for name in differences.FIELDS}
            values["office"] = found[row.office].key if row.office else ""
            numbers.add(number)
            incoming.append(Record(key="", nip=number, row=row.row, **values))
    return incoming, waiting


def _without(result: differences.Differences, unplaced: Iterable[Record]) -> differences.Differences:
    left = {record.row for record in unplaced}
    new = tuple(record for record in result.new if record.row not in left)
    return differences.Differences(new, result.changed, result.vanished, result.same)


def _fault(problem: Problem, read: ReadList) -> dict[str, Any]:
    rows = [problem.row]
    written = read.written.get((problem.row or 0, problem.column or ""), "")
    if problem.code == "nip_duplicate":
        rows = next((list(each.rows) for each in read.staff.duplicates if problem.row in each.rows), rows)
    return {
        "row": problem.row,
        "rows": rows,
        "column": problem.column or "",
        "header": read.staff.columns.get(problem.column or "", ""),
        "written": written,
        "code": problem.code,
        "sentence": asdict(problem.sentence),
    }


def _own_fault(
    row: int | None, column: str, code: str, staff: staff_list.StaffList, written: str, sentence: Sentence
) -> dict[str, Any]:
    return {
        "row": row,
        "rows": [row],
        "column": column,
        "header": staff.columns.get(column, ""),
        "written": written,
        "code": code,
        "sentence": asdict(sentence),
    }


def _length_fault(row: staff_list.StaffRow, column: str, staff: staff_list.StaffList) -> dict[str, Any]:
    sentence = Sentence(
        id=f"Lebih dari {LONGEST_TEXT} huruf. Singkat isinya; mungkin dua sel tergabung.",
        en=f"Longer than {LONGEST_TEXT} letters. Shorten it; two cells may have been joined.",
    )
    return _own_fault(row.row, column, "too_long", staff, f"{getattr(row, column)[:60]}…", sentence)


def _former_fault(row: staff_list.StaffRow, staff: staff_list.StaffList) -> dict[str, Any]:
    sentence = Sentence(
        id="NIP lama dari orang yang sudah digabung, dan NIP barunya juga ada di berkas. Hapus baris ini.",
        en="The former number of somebody who was merged, whose present number is in the file too. Remove this row.",
    )
    return _own_fault(row.row, "nip", "nip_duplicate", staff, row.nip or "", sentence)


def _office_fault(row: staff_list.StaffRow, staff: staff_list.StaffList) -> dict[str, Any]:
    sentence = Sentence(
        id="Tidak ada di daftar kantor. Pilih kantor yang dimaksud, atau jadikan kantor baru.",
        en="Not in the list of offices. Choose the office that is meant, or make it a new one.",
    )
    return _own_fault(row.row, "office", "unknown_office", staff, row.office, sentence)


def _unplaced_fault(record: Record, staff: staff_list.StaffList) -> dict[str, Any]:
    if record.office:
        sentence = Sentence(
            id="Pegawai baru tanpa status. Tulis PNS, PPPK, PPPK paruh waktu, CPNS atau bukan ASN.",
            en="A new person without a status. Write PNS, PPPK, PPPK paruh waktu, CPNS or non-ASN.",
        )
        return _own_fault(record.row, "status", "missing_status", staff, "", sentence)
    sentence = Sentence(
        id="Pegawai baru tanpa unit kerja. Isi unit kerjanya.",
        en="A new person without an office. Fill in the office.",
    )
    return _own_fault(record.row, "office", "missing_office", staff, "", sentence)


def _column_results(
    staff: staff_list.StaffList, marked: Iterable[Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    rows_by_column: dict[str, set[int]] = {}
    for each in marked:
        rows_by_column.setdefault(each["column"], set()).add(each["row"])
    return {
        header: {"ours": ours, "matched": staff.rows - len(rows_by_column.get(ours, ()))}
        for ours, header in staff.columns.items()
    }


def _offices_to_decide(
    staff: staff_list.StaffList, found: Mapping[str, _Office], offices: Mapping[str, str]
) -> list[dict[str, Any]]:
    rows = Counter(row.office for row in staff.accepted if row.active)
    return [
        {
            "name": name,
            "rows": rows[name],
            "choice": office.decided,
            "suggestions": [[key, offices[key]] for key in office.suggestions],
        }
        for name, office in sorted(found.items())
        if not office.sure and rows[name]
    ]


def _changes(
    result: differences.Differences, records: Sequence[Record], offices: Mapping[str, str]
) -> dict[str, Any]:
    people = {record.key: record for record in records}

    def called(key: str) -> str:
        return offices.get(key) or key.removeprefix(NEW_OFFICE)

    def shown(change: differences.FieldChange) -> list[str]:
        if change.field == "office":
            return [change.field, called(change.before), called(change.after)]
        return [change.field, change.before, change.after]

    return {
        "count": result.count,
        "kinds": dict(differences.by_kind(result)),
        "new": [
            {
                **asdict(record),
                "birth_date": differences.as_text(record.birth_date),
                "office_name": called(record.office),
            }
            for record in result.new
        ],
        "changed": [
            {
                "key": each.key,
                "row": each.row,
                "name": people[each.key].name,
                "came_back": each.came_back,
                "values": {change.field: change.after for change in each.changes},
                "changes": [shown(change) for change in each.changes],
            }
            for each in result.changed
        ],
        "vanished": [
            {"key": key, "name": people[key].name, "office_name": called(people[key].office)}
            for key in result.vanished
        ],
    }
