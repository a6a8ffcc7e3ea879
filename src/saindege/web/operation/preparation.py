"""Everything that has to stand before pages are served: folder, key, tables, compressed files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from saindege.base.errors import SaindegeError, Sentence
from saindege.web.operation import house
from saindege.web.operation.report import Report

KEPT_STATIC = 2


class NewerDatabase(SaindegeError):
    """A later version of Saindege has upgraded the database."""

    code = "conflict"


class NotWhole(SaindegeError):
    """Settings or program do not fit together."""

    code = "failed"


def prepare() -> Report:
    """Make or upgrade the database and prepare the static files; a second time nothing changes."""
    folder = house.make_data_folder()
    house.set_up_django()
    applied = migrate()
    compressed = prepare_static()
    require_whole_program()
    return Report(
        {"folder": str(folder), "migrations_applied": applied, "static_prepared": compressed},
        lambda language: [
            f"Basis data siap ({len(applied)} perubahan), folder {folder}"
            if language == "id"
            else f"The database is ready ({len(applied)} changes), folder {folder}"
        ],
    )


def require_whole_program() -> None:
    """Load every page once: what cannot be loaded is told here, once, and not by each server process.

    Raises
    ------
    NotWhole : settings or program do not fit together
    """
    from django.core import checks

    faults = [str(message.msg) for message in checks.run_checks() if message.is_serious()]
    if faults:
        raise NotWhole(
            Sentence(
                id=f"Program tidak utuh: {faults[0]}. Pasang ulang Saindege.",
                en=f"The program is not whole: {faults[0]}. Install Saindege again.",
            )
        )


def migrate() -> list[str]:
    """Bring the database up to this version; returns the migrations that were applied.

    Raises
    ------
    NewerDatabase : the database holds migrations that this version does not know
    """
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    refuse_newer_database()
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        call_command("migrate", verbosity=0, interactive=False)
    return [f"{migration.app_label}.{migration.name}" for migration, _ in waiting]


def refuse_newer_database() -> None:
    """Stop where an older version would misread a newer database."""
    strange = unknown_migrations()
    if strange:
        raise NewerDatabase(
            Sentence(
                id=f"Basis data ini dibuat oleh versi Saindege yang lebih baru ({strange[0]}). "
                "Pasang versi itu, atau pulihkan cadangan lama.",
                en=f"This database was made by a newer version of Saindege ({strange[0]}). "
                "Install that version, or restore an older backup.",
            )
        )


def unknown_migrations() -> list[str]:
    """Return the applied migrations that this version does not have."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = loader.migrated_apps
    return sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in ours
        and (app, name) not in loader.disk_migrations
        and (app, name) not in loader.replacements
    )


def prepare_static() -> bool:
    """Hash and compress our files once per content; returns whether there was something to do.

    They are made aside and moved into place: a second start at the same moment finds all of them or none.
    """
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from whitenoise.storage import CompressedManifestStaticFilesStorage

    final = Path(settings.STATIC_ROOT)
    if (final / "staticfiles.json").exists():
        return False
    aside = final.with_name(f"{final.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        storage = CompressedManifestStaticFilesStorage(location=str(aside), base_url=settings.STATIC_URL)
        found = {path: (source, path) for finder in get_finders() for path, source in finder.list([])}
        for path, (source, _) in found.items():
            with source.open(path) as file:
                storage._save(path, file)
        for _name, _hashed, made in storage.post_process(found, dry_run=False):
            if isinstance(made, Exception):
                raise made
        try:
            aside.rename(final)
        except OSError:
            if not (final / "staticfiles.json").exists():
                raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _forget_old(final)
    return True


def _forget_old(current: Path) -> None:
    """Keep the files of the last versions: a page that is still open may ask for them."""
    others = [path for path in current.parent.iterdir() if path.is_dir() and path != current]
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT_STATIC:]:
        shutil.rmtree(path, ignore_errors=True)
