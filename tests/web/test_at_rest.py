"""What a process holds that waits: the pages and what they share, no library that only some act needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

FRAMEWORK = {"django", "asgiref", "sqlparse", "axes"}
# Figures are computed on so many pages that each would wait for it.
OF_PAGES = FRAMEWORK | {"csp", "whitenoise", "numpy"}
# Of Python itself: what belongs to tests and to looking for faults.
SELDOM = {"http.server", "sqlite3.dump", "unittest", "pdb", "pydoc", "xml.dom", "tkinter"}

AS_THE_SERVER = "import saindege.web.wsgi"
AS_A_WORKER = """
from saindege.web.operation import house
house.set_up_django()
from django.utils import timezone
from saindege.web.operation import worker
from saindege.base.app import due, jobs
waiting = worker.Worker(jobs.all_jobs(), due=due.all_due())
assert waiting.known.get("trial.unknown") is None
assert [list(ask(timezone.now())) for ask in waiting.due]
"""


def loaded(code: str, folder: Path) -> set[str]:
    """Name every module that a process has loaded after these lines."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAINDEGE_", "COV_"))}
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            f"{code}\nimport json, sys\nprint(json.dumps({{name: getattr(module, '__file__', None) or '' "
            "for name, module in sys.modules.items()}))",
        ],
        env={**kept, "SAINDEGE_DATA": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    modules = json.loads(done.stdout.splitlines()[-1])
    # What an environment puts in place for itself (editable installs) is no part of the program.
    return {
        name if "site-packages" not in place else name.partition(".")[0]
        for name, place in modules.items()
        if not name.startswith("_")
    }


def foreign(modules: set[str]) -> set[str]:
    """Name the packages that are neither ours nor Python's."""
    tops = {name.partition(".")[0] for name in modules}
    return tops - set(sys.stdlib_module_names) - {"saindege"}


def test_a_server_that_waits_holds_the_pages_and_no_library_of_a_single_act(tmp_path: Path) -> None:
    modules = loaded(AS_THE_SERVER, tmp_path)

    assert "saindege.web.urls" in modules
    assert foreign(modules) <= OF_PAGES
    assert modules & SELDOM == set()


def test_a_worker_that_waits_holds_the_tables_and_no_area(tmp_path: Path) -> None:
    modules = loaded(AS_A_WORKER, tmp_path)

    assert "saindege.models" in modules
    assert foreign(modules) <= FRAMEWORK
    assert modules & SELDOM == set()
    assert not [
        name
        for name in modules
        if name.startswith("saindege.")
        and name.endswith((".urls", ".actions"))
        and not name.startswith("saindege.base.")
    ]
