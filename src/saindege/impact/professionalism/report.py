"""The index as the JSON document that the command line promises."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from saindege.base.errors import Language
from saindege.impact.professionalism.explain import explain
from saindege.impact.professionalism.score import PARTS, Index

Json = dict[str, Any]


def as_json(index: Index, language: Language = "id", *, explained: bool = False) -> Json:
    """Return everybody's points, the means and the rule; with `explained` also the reason of each point.

    The points of a person without any record are null: nothing is known of them.
    """
    book = index.book
    return {
        "people": [_person(index, i, language, explained) for i in range(len(index.records))],
        "mean": asdict(index.mean()),
        "n": index.n,
        "missing": index.missing,
        "categories": _counts(index),
        "rule_version": book.version,
        "rule": {
            "version": book.version,
            "in_force_from": book.in_force_from.isoformat(),
            "source": book.source,
            "confidence": book.confidence,
            "confidence_of": dict(book.confidence_of),
        },
        "category_variant": index.variant,
    }


def _person(index: Index, i: int, language: Language, explained: bool) -> Json:
    known = bool(index.counted[i])
    found: Json = {"person": index.records.person[i]}
    for part in (*PARTS, "total"):
        found[part] = float(getattr(index, part)[i]) if known else None
    # The category is a word of the rule, and the same in both languages.
    found["category"] = index.book.categories[int(index.category[i])] if known else None
    if explained:
        found["explanation"] = [
            {
                "part": point.part,
                "points": point.points,
                "most": point.most,
                "message": point.sentence.in_language(language),
            }
            for point in explain(index, i)
        ]
    return found


def _counts(index: Index) -> dict[str, int]:
    counts = np.bincount(index.category[index.counted], minlength=len(index.book.categories))
    return dict(zip(index.book.categories, counts.tolist(), strict=True))
