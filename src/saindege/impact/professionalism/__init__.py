"""Professionalism index (IP ASN): four parts, their points, and why each person has them.

``score(records_of(people))`` or ``score(read_records(path))`` answers with every person's points, the categories and the mean.
"""

from saindege.impact.professionalism.explain import Point, explain
from saindege.impact.professionalism.reading import read_records
from saindege.impact.professionalism.records import Record, Records, records_of
from saindege.impact.professionalism.report import as_json
from saindege.impact.professionalism.rulebook import Rulebook, Variant, load
from saindege.impact.professionalism.score import Index, Mean, score

__all__ = [
    "Index",
    "Mean",
    "Point",
    "Record",
    "Records",
    "Rulebook",
    "Variant",
    "as_json",
    "explain",
    "load",
    "read_records",
    "records_of",
    "score",
]
