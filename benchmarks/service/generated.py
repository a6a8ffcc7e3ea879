"""A log of any size, like a licence counter's: most cases take the usual way, some go back, a few wander."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np

ACTIVITIES = tuple(f"T{number:02d} {word}" for number, word in enumerate(
    ("Terima berkas", "Periksa syarat", "Minta kelengkapan", "Lengkapi", "Periksa ulang", "Catat", "Teruskan",
     "Telaah", "Survei lapangan", "Susun konsep", "Paraf", "Perbaiki konsep", "Tanda tangan", "Cetak", "Serahkan",
     "Arsipkan", "Tolak", "Batalkan", "Panggil pemohon", "Rapat", "Hitung biaya", "Bayar", "Terbitkan", "Umumkan",
     "Banding", "Tutup", "Salin"),
))  # fmt: skip
USUAL = (0, 1, 5, 7, 12, 14)
OFFICERS = 48
_BEGIN = datetime(2024, 1, 2, 8, tzinfo=timezone(timedelta(hours=7)))


def write_log(path: Path, events: int, seed: int = 1) -> None:
    """Write about so many events as CSV: case, activity, resource, moment with offset, office."""
    rng = np.random.default_rng(seed)
    ways = _ways(rng)
    lengths = np.array([len(one) for one in ways])
    chance = 1.0 / np.arange(1, len(ways) + 1) ** 1.6
    chance /= chance.sum()
    cases = round(events / float(chance @ lengths))
    way = rng.choice(len(ways), cases, p=chance)
    length = lengths[way]
    case = np.repeat(np.arange(cases), length)
    activity = np.concatenate([ways[one] for one in way])
    first = np.repeat(np.cumsum(length) - length, length)
    gap = rng.lognormal(4.0, 2.2, len(case)) * 60e6
    gap[first == np.arange(len(case))] = 0
    total = np.cumsum(gap)
    begin = rng.uniform(0, 730 * 86_400e6, cases)
    at = (begin[case] + total - total[first]).astype(np.int64)
    officer = rng.integers(0, OFFICERS, len(case))
    office = rng.integers(0, 45, cases)
    order = np.argsort(at, kind="stable")
    with path.open("w", encoding="utf-8") as file:
        file.write("case:concept:name,concept:name,org:resource,time:timestamp,case:office\n")
        for row in np.array_split(order, max(1, len(order) // 50_000)):
            texts = np.datetime_as_string(
                np.datetime64(_BEGIN.replace(tzinfo=None), "us") + at[row].astype("timedelta64[us]")
            )
            columns = zip(
                case[row].tolist(), activity[row].tolist(), officer[row].tolist(), texts.tolist(),
                office[case[row]].tolist(), strict=True,
            )  # fmt: skip
            file.writelines(
                f"berkas-{one},{ACTIVITIES[step]},Petugas{who},{text.replace('T', ' ')}+07:00,Kantor {where}\n"
                for one, step, who, text, where in columns
            )


def _ways(rng: np.random.Generator) -> list[np.ndarray]:
    """Return the ways a case may take: the usual one first, then ever rarer detours."""
    ways = [np.array(USUAL)]
    while len(ways) < 120:
        way = list(ways[rng.integers(0, len(ways))])
        place = int(rng.integers(1, len(way)))
        if rng.random() < 0.4:
            way.insert(place, way[place - 1])
        elif rng.random() < 0.7 or len(way) < 4:
            way.insert(place, int(rng.integers(0, len(ACTIVITIES))))
        else:
            way.pop(place)
        if len(way) <= 12:
            ways.append(np.array(way))
    return ways
