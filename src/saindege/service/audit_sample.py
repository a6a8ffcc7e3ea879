"""A random sample of finished cases: drawn by a seed from a list in fixed order, so that nobody picks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saindege.base import chance
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service.audit_rules import AuditRules, load_audit_rules
from saindege.service.sampling import sample_size


class SampleRefused(BadInput):
    """No sample can be drawn as asked."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample, and what it was drawn from.

    Attributes
    ----------
    numbers : case numbers in the order of the draw
    population : cases in the list
    list_hash : SHA-256 of the list in its order; the same list and seed give the same sample
    """

    numbers: tuple[str, ...]
    population: int
    list_hash: str


def clean_list(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return case numbers each once, without blanks around them, in the order of their letters."""
    return tuple(sorted({" ".join(number.split()) for number in numbers} - {""}))


def draw_sample(numbers: Sequence[str], size: int, *, seed: int) -> Drawn:
    """Draw ``size`` different cases, each with the same chance.

    Parameters
    ----------
    numbers : all finished cases, as ``clean_list`` gives them
    """
    listed = "\n".join(numbers).encode()
    order = chance.stream(seed, "service.audit").permutation(len(numbers))[:size].tolist()
    return Drawn(tuple(numbers[at] for at in order), len(numbers), hashlib.sha256(listed).hexdigest())


def size_of_sample(
    population: int, *, error: float | None = None, fixed: int | None = None, rules: AuditRules | None = None
) -> int:
    """Return how many cases to check: a fixed number, or as many as a stated error needs.

    Raises
    ------
    SampleRefused : there is no case, or the number is out of bounds
    """
    rules = rules or load_audit_rules()
    if population < 1:
        raise _refused(
            "population",
            "Tidak ada berkas selesai di bulan itu. Pilih bulan lain, atau tempel daftar nomor berkasnya.",
            "No case was finished in that month. Choose another month, or paste the list of case numbers.",
        )
    if fixed is not None:
        if not rules.least_size <= fixed <= rules.most_size:
            raise _refused(
                "fixed",
                f"Jumlah contoh harus {rules.least_size} sampai {rules.most_size}.",
                f"The sample must have {rules.least_size} to {rules.most_size} cases.",
            )
        return min(fixed, population)
    wanted = sample_size(population, error=rules.default_error if error is None else error)
    return min(population, max(rules.least_size, wanted), rules.most_size)


def _refused(column: str, indonesian: str, english: str) -> SampleRefused:
    problem = Problem("out_of_range", Sentence(id=indonesian, en=english), column=column)
    return SampleRefused(problem.sentence, code=problem.code, problems=[problem])
