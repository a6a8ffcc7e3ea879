"""What several walks do alike: offer a course, plan its session, move its clock."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from tests.walk.conftest import House

WIB = timezone(timedelta(hours=7))


def name_of(page: Any) -> str:
    """Return who is signed in."""
    return str(page.locator(".top-me span").first.evaluate("one => one.firstChild.textContent")).strip()


def option(page: Any, selector: str, begins: str) -> str:
    """Return the option of a list that begins so."""
    labels = page.eval_on_selector_all(f"{selector} option", "all => all.map(one => one.label)")
    return next(str(label) for label in labels if label.startswith(begins))


def offer_course(officer: Any, house: House, *, title: str, code: str) -> str:
    """Offer a course of three hours; returns its address."""
    officer.goto(f"{house.address}/kursus/baru/")
    officer.fill("#id_title", title)
    officer.fill("#id_code", code)
    officer.select_option("#id_method", label=option(officer, "#id_method", "Bimbingan teknis"))
    officer.fill("#id_learning_hours", "3")
    officer.fill("#id_cost", "5.000.000")
    officer.click("text=Simpan kursus")
    officer.wait_for_url("**/kursus/*/")
    return str(officer.url)


def plan_session(
    officer: Any, course: str, starts: datetime, ends: datetime, *, speaker: str | None = None
) -> str:
    """Plan a batch of one session on the day of now; returns the address of the session."""
    officer.goto(f"{course}angkatan/baru/")
    officer.click("text=Simpan angkatan")
    officer.wait_for_selector("text=Tambah sesi")
    officer.click("text=Tambah sesi >> nth=0")
    now = datetime.now(WIB)
    officer.fill("#id_day", f"{now:%Y-%m-%d}")
    officer.fill("#id_starts", f"{max(starts, now.replace(hour=0, minute=0)):%H:%M}")
    officer.fill("#id_ends", f"{min(ends, now.replace(hour=23, minute=59)):%H:%M}")
    officer.fill("#id_place", "Ruang percobaan")
    if speaker:
        officer.fill("#id_speaker", speaker)
    officer.fill("#id_capacity", "10")
    officer.fill("#id_learning_hours", "3")
    officer.click("text=Simpan sesi")
    keep_anyway(officer)
    officer.wait_for_url("**/kursus/**")
    open_session(officer, course)
    return str(officer.url)


def open_session(officer: Any, course: str) -> None:
    """Go to the only session of a course."""
    officer.goto(course)
    officer.click("main a[href*='/sesi/']:not([href$='/ubah/']):not([href$='/baru/']) >> nth=0")
    officer.wait_for_selector("h2:has-text('Kehadiran')")


def keep_anyway(officer: Any) -> None:
    """Where the walk happens out of office hours, the page warns and asks once more."""
    officer.wait_for_load_state()
    if officer.locator("button:has-text('Tetap simpan')").count():
        officer.click("button:has-text('Tetap simpan')")


def end_session_now(officer: Any, session: str) -> None:
    """Move a session so that it has just ended."""
    now = datetime.now(WIB)
    officer.goto(f"{session}ubah/")
    officer.fill("#id_starts", f"{max(now - timedelta(hours=2), now.replace(hour=0, minute=0)):%H:%M}")
    officer.fill("#id_ends", f"{now - timedelta(minutes=1):%H:%M}")
    officer.click("text=Simpan perubahan sesi")
    keep_anyway(officer)
