"""Seeded chance: one stream of random numbers per purpose.

No module of the library draws from global randomness. Whoever needs chance takes a seed and names the
purpose, so that a new draw in one place moves no number in another place.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from saindege.base import errors

if TYPE_CHECKING:
    import numpy as np

MOST_SEED = 2**63 - 1


class SeedRefused(errors.BadInput):
    """The seed is not a whole number from 0 to 2**63 - 1."""

    code = "out_of_range"


def stream(seed: int, purpose: str) -> np.random.Generator:
    """Return the random numbers of one purpose.

    The same seed and purpose give the same numbers on every machine; two purposes are independent.

    Parameters
    ----------
    seed : whole number from 0 to 2**63 - 1
    purpose : what the numbers are for, e.g. ``"impact.bootstrap"``; a new name gives new numbers

    Raises
    ------
    SeedRefused : the seed is negative or too large

    Source
    ------
    PCG64 with ``SeedSequence`` spawn keys (numpy.random); the key is the SHA-256 of the purpose.
    """
    import numpy as np

    if not 0 <= seed <= MOST_SEED:
        raise SeedRefused(
            errors.Sentence(
                id=f"Benih acak {seed} tidak dapat dipakai. Pakai bilangan bulat dari 0 sampai {MOST_SEED}.",
                en=f"The seed {seed} cannot be used. Use a whole number from 0 to {MOST_SEED}.",
            )
        )
    digest = hashlib.sha256(purpose.encode()).digest()
    key = tuple(int.from_bytes(digest[at : at + 4], "little") for at in range(0, len(digest), 4))
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key)))
