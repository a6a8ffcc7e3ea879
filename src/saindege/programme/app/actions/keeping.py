"""Writes of files: papers of a speaker, materials of a course; checked, named anew, kept in the data folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.programme import file_check
from saindege.programme.app import access, queries
from saindege.programme.app.models import Course, CourseMaterial, Speaker, SpeakerPaper

FOLDER = "program"
_BEGINNING = 512


def store_paper(
    by: Account,
    speaker: Speaker,
    *,
    kind: str,
    file_name: str,
    chunks: Iterable[bytes],
    size: int,
    at: datetime,
) -> SpeakerPaper:
    """Keep a paper of a speaker.

    Raises
    ------
    FileRefused : empty, too large, of another kind, or not what its name says; nothing was kept
    """
    require(access.may_keep_partners(by))
    stored = _keep(file_name, chunks, size)
    with transaction.atomic():
        paper = SpeakerPaper.objects.create(
            speaker=speaker,
            kind=kind,
            file_name=file_check.safe_name(file_name),
            stored_file=stored,
            size=size,
            uploaded_at=at,
            uploaded_by=by,
            is_example=speaker.is_example,
        )
        base_actions.record(by=by, action="programme.paper_stored", subject=speaker, at=at)
    return paper


def remove_paper(by: Account, paper: SpeakerPaper, *, at: datetime) -> None:
    """Take a paper of a speaker away, its file with it."""
    require(access.may_keep_partners(by))
    with transaction.atomic():
        base_actions.record(by=by, action="programme.paper_removed", subject=paper.speaker, at=at)
        paper.delete()
        transaction.on_commit(lambda: _discard(paper.stored_file))


def store_material(
    by: Account,
    course: Course,
    *,
    title: str,
    file_name: str,
    chunks: Iterable[bytes],
    size: int,
    at: datetime,
) -> CourseMaterial:
    """Keep a material of a course.

    Raises
    ------
    FileRefused : as for a paper
    """
    require(access.may_arrange_programme(by))
    stored = _keep(file_name, chunks, size)
    with transaction.atomic():
        material = CourseMaterial.objects.create(
            course=course,
            title=title.strip() or file_check.safe_name(file_name),
            file_name=file_check.safe_name(file_name),
            stored_file=stored,
            size=size,
            uploaded_at=at,
            uploaded_by=by,
            is_example=course.is_example,
        )
        base_actions.record(by=by, action="programme.material_stored", subject=course, at=at)
    return material


def remove_material(by: Account, material: CourseMaterial, *, at: datetime) -> None:
    """Take a material of a course away, its file with it."""
    require(access.may_arrange_programme(by))
    with transaction.atomic():
        base_actions.record(by=by, action="programme.material_removed", subject=material.course, at=at)
        material.delete()
        transaction.on_commit(lambda: _discard(material.stored_file))


def _keep(file_name: str, chunks: Iterable[bytes], size: int) -> str:
    """Write a file under a name of our own; a crash leaves nothing under that name."""
    parts = iter(chunks)
    first = next(parts, b"")
    ending = file_check.require_fit(file_name, size, first[:_BEGINNING])
    stored = f"{FOLDER}/{secrets.token_hex(16)}.{ending}"
    target = queries.file_at(stored)
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, chain([first], parts))
    return stored


def _write(target: Path, parts: Iterator[bytes]) -> None:
    aside = target.with_suffix(".part")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, settings.FILE_UPLOAD_PERMISSIONS)
    with os.fdopen(handle, "wb") as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(target)


def _discard(stored_file: str) -> None:
    queries.file_at(stored_file).unlink(missing_ok=True)
