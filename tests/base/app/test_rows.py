"""Rows written and read by hand are what the model writes and reads."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.app import record, rows
from saindege.base.app.models import Account, AuditEntry, Heartbeat, Job
from saindege.web.operation.audit import check_chain

pytestmark = pytest.mark.django_db
WIB = timezone(timedelta(hours=7))
AT = datetime(2026, 11, 24, 8, 30, 0, 125, tzinfo=WIB)


def test_what_the_model_wrote_is_read_alike():
    job = Job.objects.create(
        kind="k", key="a", title="t", arguments={"ä": [1, None]}, lease_until=AT, started_at=None
    )

    key, arguments, lease, started = rows.first_row(
        "SELECT id, arguments, lease_until, started_at FROM saindege_job WHERE id = %s",
        [rows.kept_key(job.pk)],
    )

    assert rows.key_of(key) == job.pk
    assert rows.json_of(arguments) == {"ä": [1, None]}
    assert (rows.moment_or_none(lease), rows.moment_or_none(started)) == (AT, None)


@given(moment=st.datetimes(timezones=st.sampled_from([UTC, WIB]), min_value=datetime(1970, 1, 2)))
def test_moment_is_kept_as_the_model_keeps_it(moment):
    assert rows.kept_moment(moment) == connection.ops.adapt_datetimefield_value(moment)
    assert rows.moment_of(rows.kept_moment(moment)) == moment


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="other databases take structures in a wrapping of their own"
)
@given(content=st.dictionaries(st.text(), st.none() | st.integers() | st.text()), key=st.uuids())
def test_structure_and_key_come_back(content, key):
    assert rows.json_of(rows.kept_json(content)) == content
    assert rows.key_of(rows.kept_key(key)) == key


@pytest.mark.parametrize("counted", [False, True], ids=["straight", "through Django's cursor"])
def test_rows_are_added_in_order_with_their_numbers(counted, django_assert_max_num_queries):
    columns = ("username", "display_name", "roles", "password", "is_active", "language", "theme", "is_example",
               "created_at")  # fmt: skip
    added = [
        (
            f"a{place}",
            f"A {place}",
            rows.kept_json(["peserta"]),
            "!",
            True,
            "id",
            "system",
            False,
            rows.kept_moment(AT),
        )
        for place in range(20)
    ]

    if counted:
        with django_assert_max_num_queries(1):
            numbers = rows.add_rows("saindege_account", columns, added)
    else:
        numbers = rows.add_rows("saindege_account", columns, added)

    made = Account.objects.order_by("pk")
    assert [one.pk for one in made] == numbers
    assert [(one.username, one.roles, one.is_active) for one in made] == [
        (f"a{place}", ["peserta"], True) for place in range(20)
    ]
    assert {one.created_at for one in made} == {AT}


def test_row_that_stands_takes_the_new_values_instead():
    columns = ("worker", "seen_at")
    later = AT + timedelta(minutes=1)
    Heartbeat.objects.create(worker="a", seen_at=AT)

    statement = rows._adding("saindege_heartbeat", columns, ("worker",), count=2)
    rows.rows(statement, ["a", rows.kept_moment(later), "b", rows.kept_moment(later)])

    assert set(Heartbeat.objects.values_list("worker", "seen_at")) == {("a", later), ("b", later)}


def test_nothing_asked_for_is_nothing_found():
    assert rows.rows(f"SELECT id FROM saindege_account WHERE id IN ({rows.holders([])})") == []


def test_fault_of_the_library_is_told_as_one_of_ours():
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.rows("SELECT nothing FROM nowhere")
    Heartbeat.objects.create(worker="a", seen_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.rows(
            "INSERT INTO saindege_heartbeat (worker, seen_at) VALUES (%s, %s)", ["a", rows.kept_moment(AT)]
        )


def test_nothing_is_written_after_a_fault_that_spoiled_the_transaction():
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            rows.rows("SELECT 1")


def test_record_is_one_chain_whoever_writes_it():
    by = Account.objects.create_user("a", "!")
    thing = Heartbeat(worker=str(uuid.uuid4()))

    record.record(by=None, action="base.first", subject=thing, at=AT)
    record.record_all(
        [
            record.Note(by.pk, "base.more", by, AT + timedelta(seconds=place), {"n": place})
            for place in range(3)
        ]
    )

    entries = list(AuditEntry.objects.order_by("id"))
    assert [(one.action, one.actor_id, one.subject_id, one.detail) for one in entries] == [
        ("base.first", None, thing.pk, {}),
        *(("base.more", by.pk, str(by.pk), {"n": place}) for place in range(3)),
    ]
    assert [one.at for one in entries] == [AT, *(AT + timedelta(seconds=place) for place in range(3))]
    assert {one.subject_type for one in entries} == {"heartbeat", "account"}
    assert [one.previous_hash for one in entries] == ["", *(one.hash for one in entries[:-1])]
    assert check_chain().first_wrong is None
