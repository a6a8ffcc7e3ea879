"""Writes of templates: keep a new version, put one into force, go back to an earlier one or to ours."""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.delivery.app import access
from saindege.delivery.app.models import PaperTemplate
from saindege.delivery.app.queries import samples
from saindege.delivery.app.queries.templates import FOLDER, content_of
from saindege.delivery.official.door import check_template
from saindege.delivery.official.form import PaperForm
from saindege.programme import file_check


def keep_template(
    by: Account, form: PaperForm, *, file_name: str, content: bytes, at: datetime
) -> PaperTemplate:
    """Keep a template that has passed the door and was set on trial; it waits until somebody has seen it and chooses it.

    The same file again is no new version.

    Raises
    ------
    door.TemplateRefused : it reaches outside, holds a program, or names what the paper does not have
    templates.TemplateUnfit : it passed and could not be filled or set all the same
    """
    require(access.may_edit_papers(by))
    check_template(content, form.fields)
    samples.sample_pdf(form, content, at)
    checksum = samples.checksum_of(content)
    with transaction.atomic():
        kept = PaperTemplate.objects.select_for_update().filter(paper=form.key)
        before = kept.filter(checksum=checksum).first()
        if before is not None:
            return before
        made = PaperTemplate.objects.create(
            paper=form.key,
            version=(kept.aggregate(last=Max("version"))["last"] or 0) + 1,
            file_name=file_check.safe_name(file_name),
            stored_file=_keep(content),
            checksum=checksum,
            uploaded_at=at,
            uploaded_by=by,
        )
        base_actions.record(
            by=by,
            action="delivery.template_uploaded",
            subject=made,
            at=at,
            detail={"paper": form.key, "version": made.version},
        )
        return made


def choose_template(by: Account, form: PaperForm, kept: PaperTemplate, *, at: datetime) -> PaperTemplate:
    """Put a version into force, a new one or an earlier one again.

    Raises
    ------
    door.TemplateRefused : it names what this version of the paper does not have any more
    templates.TemplateUnfit : its file is gone
    """
    require(access.may_edit_papers(by))
    content = content_of(kept, form)
    check_template(content, form.fields)
    samples.sample_pdf(form, content, at)
    with transaction.atomic():
        return _choose(by, PaperTemplate.objects.select_for_update().get(pk=kept.pk), at)


def use_own_template(by: Account, form: PaperForm, *, at: datetime) -> None:
    """Go back to our own template; the city's versions are kept."""
    require(access.may_edit_papers(by))
    with transaction.atomic():
        kept = PaperTemplate.objects.select_for_update().filter(paper=form.key, is_in_force=True).first()
        if kept is None:
            return
        PaperTemplate.objects.filter(pk=kept.pk).update(is_in_force=False)
        base_actions.record(
            by=by, action="delivery.template_left", subject=kept, at=at, detail={"paper": form.key}
        )


def _choose(by: Account, kept: PaperTemplate, at: datetime) -> PaperTemplate:
    if kept.is_in_force:
        return kept
    PaperTemplate.objects.filter(paper=kept.paper, is_in_force=True).update(is_in_force=False)
    kept.is_in_force, kept.chosen_at, kept.chosen_by = True, at, by
    kept.save(update_fields=["is_in_force", "chosen_at", "chosen_by"])
    base_actions.record(
        by=by,
        action="delivery.template_chosen",
        subject=kept,
        at=at,
        detail={"paper": kept.paper, "version": kept.version},
    )
    return kept


def _keep(content: bytes) -> str:
    """Write a file under a name of our own; a crash leaves nothing under that name."""
    stored = f"{FOLDER}/{secrets.token_hex(16)}.docx"
    target = Path(settings.MEDIA_ROOT) / stored
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = target.with_suffix(".half")
    half.write_bytes(content)
    os.replace(half, target)
    return stored
