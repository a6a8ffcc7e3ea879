"""A database of the first version, upgraded: everything in it stays as it was."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

from .running_house import House

FIRST_VERSION = """
import django; django.setup()
from datetime import datetime, timezone
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

executor = MigrationExecutor(connection)
first = [node for node in executor.loader.graph.leaf_nodes() if node[0] != "saindege"]
first.append(("saindege", "0001_initial"))
executor.migrate(first)
made = executor.loader.project_state(first).apps.get_model

at = datetime(2026, 11, 23, 2, 0, tzinfo=timezone.utc)
office = made("saindege", "Office").objects.create(code="1", name="Dinas A", kind="agency")
person = made("saindege", "Person").objects.create(name="Orang Satu", status="pns", office=office)
course = made("saindege", "Course").objects.create(
    code="A", title="Surat cepat", method="technical_guidance", learning_hours=8
)
batch = made("saindege", "Batch").objects.create(course=course, name="1")
made("saindege", "Session").objects.create(
    code="LAMA1", batch=batch, title="Pertama", place="Aula", starts_at=at, ends_at=at.replace(hour=5),
    capacity=20, learning_hours=8, check_in_secret="s" * 32,
)
made("saindege", "Participant").objects.create(batch=batch, person=person, called_at=at)
"""


def rows(folder: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of every table of the database, by column."""
    with sqlite3.connect(folder / "saindege.sqlite3") as connection:
        connection.row_factory = sqlite3.Row
        tables = [
            name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
        ]
        return {
            table: [dict(row) for row in connection.execute(f'select * from "{table}" order by rowid')]
            for table in tables
        }


def first_version(folder: Path) -> House:
    house = House(folder)
    folder.mkdir(parents=True, mode=0o700)
    subprocess.run(
        [sys.executable, "-c", FIRST_VERSION],
        env=house.environment | {"DJANGO_SETTINGS_MODULE": "saindege.web.settings"},
        check=True,
        timeout=120,
    )
    return house


def test_an_upgrade_keeps_every_row_of_the_first_version(tmp_path: Path) -> None:
    house = first_version(tmp_path / "data")
    before = rows(house.folder)

    status, document = house.answer("migrate")

    after = rows(house.folder)
    ours = {
        table: kept for table, kept in before.items() if kept and not table.startswith(("django_", "sqlite_"))
    }
    assert status == 0
    assert document["migrations_applied"]
    assert len(ours) >= 6
    for table, kept in ours.items():
        assert [
            {column: row[column] for column in old} for old, row in zip(kept, after[table], strict=True)
        ] == kept
