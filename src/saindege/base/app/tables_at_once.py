"""Makes the tables of a whole history in one step: what an empty database needs is only where the history ends."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class TablesAtOnce(Operation):
    """Stands for operations that begin with no table of ours, in a migration that replaces theirs.

    One after another they would render every model that a table touches anew for each column and constraint, and SQLite
    would rebuild the table: most of the time of a first start. Here the models are rendered once, in the state in which
    the operations leave them, and each table is made as it stands there.

    Fit for whatever only shapes tables; operations that move rows have no rows to move in an empty database.
    """

    reduces_to_sql = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Let every operation shape the state, without a model being rendered between them."""
        if "apps" in state.__dict__:
            del state.apps
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables as the last operation leaves them."""
        for name in _names(app_label, to_state):
            model = to_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the tables away again."""
        for name in reversed(_names(app_label, from_state)):
            model = from_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        """Say what it does, for ``migrate --plan``."""
        return f"Make the tables that {len(self.operations)} operations lead to"


def _names(app_label: str, state: ProjectState) -> list[str]:
    return [name for label, name in state.models if label == app_label]
