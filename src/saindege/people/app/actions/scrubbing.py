"""Every text of every table is searched for somebody who was erased, and named there by another word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from saindege.people import personal_data
from saindege.people.personal_data import Scrubber


def _scrub_texts(scrubber: Scrubber, *, with_names: bool) -> dict[str, int]:
    """Put the pseudonym wherever the person is named; returns table to rows changed.

    Papers that the law keeps are left as they are, and so are names of others who are called the same.
    """
    if not with_names:
        scrubber = Scrubber(scrubber.numbers, (), scrubber.instead)
    if not scrubber.needles:
        return {}
    rules = personal_data.load()
    changed: dict[str, int] = {}
    for model in apps.get_models():
        name = model.__name__
        if name in rules.kept_texts or not model._meta.managed:
            continue
        columns = [
            each for each in _text_columns(model) if each.name not in rules.identities.get(name, frozenset())
        ]
        count = sum(_scrub_column(model, column, scrubber) for column in columns)
        if count:
            changed[name] = count
    return changed


def _text_columns(model: type[models.Model]) -> Iterable[models.Field[Any, Any]]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        each
        for each in model._meta.concrete_fields
        if isinstance(each, kinds) and not each.choices and not each.primary_key
    ]


def _scrub_column(model: type[models.Model], column: models.Field[Any, Any], scrubber: Scrubber) -> int:
    wanted = models.Q()
    for needle in scrubber.needles:
        wanted |= models.Q(as_text__icontains=needle)
    found = model._base_manager.annotate(as_text=Cast(column.name, models.TextField())).filter(wanted)
    count = 0
    for key, value in found.values_list("pk", column.name):
        after = scrubber.scrub_value(value)
        if after != value:
            # Longer than the column never: what is put there may be longer than what it replaces.
            if isinstance(after, str) and column.max_length:
                after = after[: column.max_length]
            model._base_manager.filter(pk=key).update(**{column.name: after})
            count += 1
    return count
