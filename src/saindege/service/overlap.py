"""The same event in several files: each kind of event stays as often as the file has it that has it most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.generic]


def find_overlapping(keys: Sequence[Column], part: Column) -> npt.NDArray[np.bool_]:
    """Say which events to drop because another part holds the same, shape (n_events,).

    An event that stands twice in one part is two events. Of parts that overlap, the one met first is kept.

    Parameters
    ----------
    keys : columns that tell events apart, shape (n_events,) each
    part : number of the file or log of each event
    """
    turn = _count_alike((*keys, part))
    order = np.lexsort((np.arange(len(part)), turn, *reversed(list(keys))))
    dropped = np.zeros(len(order), dtype=bool)
    same = np.logical_and.reduce([key[order][1:] == key[order][:-1] for key in (*keys, turn)])
    dropped[order[1:][same]] = True
    return dropped


def _count_alike(keys: Sequence[Column]) -> npt.NDArray[np.int64]:
    """Number the rows with the same keys from 0, in their order."""
    size = len(keys[0])
    order = np.lexsort((np.arange(size), *reversed(list(keys))))
    first = np.ones(size, dtype=bool)
    first[1:] = np.logical_or.reduce([key[order][1:] != key[order][:-1] for key in keys])
    begins = np.flatnonzero(first)
    number = np.empty(size, dtype=np.int64)
    number[order] = np.arange(size) - np.repeat(begins, np.diff(np.append(begins, size)))
    return number
