"""A database of an earlier version, upgraded: everything in it stays as it was, and it has the tables of a new one."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from .running_house import House

EARLIER = ("0001_initial", "0002_papers_samples_and_people")
# Walks from version to version as a database did that was there from the first day, and puts each aside.
EARLIER_VERSIONS = """
import sys
from pathlib import Path
import django; django.setup()
from datetime import datetime, timezone
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate_to(name):
    executor = MigrationExecutor(connection)
    # An earlier version knew of no step that stands for several.
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    targets = [node for node in executor.loader.graph.leaf_nodes() if node[0] != "saindege"]
    targets.append(("saindege", name))
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps.get_model

def put_aside(name):
    aside = Path(sys.argv[1]) / name
    aside.mkdir(mode=0o700)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(aside / "saindege.sqlite3")])

made = migrate_to(sys.argv[2])

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

put_aside(sys.argv[2])
for name in sys.argv[3:]:
    migrate_to(name)
    put_aside(name)
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


def tables(folder: Path) -> dict[str, list[str]]:
    """What stands in each table's and each index's definition, in any order: a column added later stands last."""
    with sqlite3.connect(folder / "saindege.sqlite3") as connection:
        made = connection.execute("select name, sql from sqlite_master where sql is not null").fetchall()
    return {
        name: sorted(re.split(r", (?=[\"C])", sql.partition("(")[2].removesuffix(")"))) for name, sql in made
    }


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a data folder of each earlier version, named after its last migration."""
    folder = tmp_path_factory.mktemp("earlier")
    house = House(folder / "walking")
    house.folder.mkdir(mode=0o700)
    subprocess.run(
        [sys.executable, "-c", EARLIER_VERSIONS, str(folder), *EARLIER],
        env=house.environment | {"DJANGO_SETTINGS_MODULE": "saindege.web.settings"},
        check=True,
        timeout=120,
    )
    return folder


@pytest.mark.parametrize("migration", EARLIER)
def test_an_upgrade_keeps_every_row_and_ends_at_the_tables_of_a_new_database(
    tmp_path: Path, earlier: Path, migration: str
) -> None:
    house = House(earlier / migration)
    before = rows(house.folder)
    new = House(tmp_path / "new")

    status, document = house.answer("migrate")
    again = house.answer("migrate")
    new.answer("migrate")

    after = rows(house.folder)
    ours = {
        table: kept for table, kept in before.items() if kept and not table.startswith(("django_", "sqlite_"))
    }
    assert status == 0
    assert "saindege.0001_initial" not in document["migrations_applied"]
    assert again[1]["migrations_applied"] == []
    assert len(ours) >= 6
    for table, kept in ours.items():
        assert [
            {column: row[column] for column in old} for old, row in zip(kept, after[table], strict=True)
        ] == kept
    assert tables(house.folder) == tables(new.folder)
