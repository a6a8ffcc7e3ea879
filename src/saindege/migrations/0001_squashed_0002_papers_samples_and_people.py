"""The history up to here for an empty database, in one step; a database that holds some of it walks on as before."""

from importlib import import_module

from django.db import migrations

from saindege.base.app.tables_at_once import TablesAtOnce

NAMES = ("0001_initial", "0002_papers_samples_and_people")


class Migration(migrations.Migration):
    initial = True
    replaces = [("saindege", name) for name in NAMES]
    dependencies = []
    operations = [
        TablesAtOnce(
            [
                operation
                for name in NAMES
                for operation in import_module(f"saindege.migrations.{name}").Migration.operations
            ]
        )
    ]
