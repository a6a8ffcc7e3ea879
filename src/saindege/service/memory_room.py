"""Whether a log fits into the memory of this machine: said before it is read, never found out by being killed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from saindege.base.errors import BadInput, Problem, Sentence

# Measured: ten million events take 2.1 GB, and the program itself a quarter.
BYTES_A_ROW, BYTES_AT_REST = 210, 250 << 20
# Smaller files are read without looking: they fit wherever Saindege runs.
_LOOK_FROM = 64 << 20
_SAMPLE = 1 << 20
_PARQUET, _GZIP = b"PAR1", b"\x1f\x8b"


class TooLargeForMemory(BadInput):
    """The log needs more memory than this machine has left."""

    code = "file_too_large"

    def __init__(self, file: str, need: int | None = None, room: int | None = None) -> None:
        told = ("", "")
        if need is not None and room is not None:
            wanted, left = f"{need / 1e9:.1f} GB", f"{room / 1e9:.1f} GB"
            told = (
                f" Diperlukan sekitar {wanted.replace('.', ',')}, tersedia {left.replace('.', ',')}.",
                f" About {wanted} are needed, {left} are left.",
            )
        sentence = Sentence(
            id=f"Log ini terlalu besar untuk memori komputer ini.{told[0]} Bagi menjadi satu berkas per tahun atau per "
            "bulan, atau ukur di komputer dengan memori lebih besar.",
            en=f"This log is too large for the memory of this machine.{told[1]} Part it into a file per year or per "
            "month, or measure it on a machine with more memory.",
        )
        super().__init__(sentence, problems=[Problem(self.code, sentence, file=file)])


@contextmanager
def within_memory(path: Path, room: Callable[[], int | None] | None = None) -> Iterator[None]:
    """Refuse a log that cannot fit, and say so in words where one does not fit after all.

    Parameters
    ----------
    room : bytes that may still be used; by default asked of the machine

    Raises
    ------
    TooLargeForMemory : it does not fit
    """
    need = estimate_need(path)
    left = (room or bytes_left)() if need else None
    if need is not None and left is not None and need > left:
        raise TooLargeForMemory(path.name, need, left)
    try:
        yield
    except MemoryError as problem:
        raise TooLargeForMemory(path.name) from problem


def estimate_need(path: Path) -> int | None:
    """Return about how many bytes a log takes to be measured; None where it is small or cannot be told."""
    if not path.is_file():
        return None
    # Packed columns may hold many rows in few bytes.
    rows = _parquet_rows(path)
    if rows is None:
        rows = _lines(path)
    if rows is None:
        return None
    return BYTES_AT_REST + rows * BYTES_A_ROW


def _lines(path: Path) -> int | None:
    """Return about how many lines a text has, packed with gzip or not; None for one that is small, or no text."""
    size = path.stat().st_size
    with path.open("rb") as file:
        is_packed = file.read(2) == _GZIP
        if is_packed:
            # The last four bytes tell what it unpacks to.
            file.seek(-min(4, size), 2)
            size = int.from_bytes(file.read(), "little")
    if size < _LOOK_FROM:
        return None
    try:
        with gzip.open(path) if is_packed else path.open("rb") as text:
            sample = text.read(_SAMPLE)
    except (OSError, EOFError, zlib.error):
        # Told in words by whoever reads it.
        return None
    lines = sample.count(b"\n")
    if not lines or b"\0" in sample or sample.lstrip().startswith(b"<"):
        return None
    return size * lines // len(sample)


def _parquet_rows(path: Path) -> int | None:
    with path.open("rb") as file:
        if file.read(4) != _PARQUET:
            return None
    import duckdb

    try:
        with duckdb.connect() as connection:
            found = connection.execute(
                "SELECT sum(num_rows) FROM parquet_file_metadata(?)", [str(path)]
            ).fetchone()
    except duckdb.Error:
        # Told in words by whoever reads it.
        return None
    return int(found[0]) if found and found[0] is not None else None


def bytes_left() -> int | None:
    """Return how many bytes this process may still take; None where the machine does not tell."""
    known = [room for room in (_free_memory(), _container_room(), _limit_room()) if room is not None]
    return min(known, default=None)


def _free_memory() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    told = {line.partition(":")[0]: line.partition(":")[2].split() for line in lines}
    return int(told["MemAvailable"][0]) * 1024 if "MemAvailable" in told else None


def _container_room() -> int | None:
    try:
        most = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
        used = Path("/sys/fs/cgroup/memory.current").read_text(encoding="ascii").strip()
    except OSError:
        return None
    return max(0, int(most) - int(used)) if most.isdigit() else None


def _limit_room() -> int | None:
    try:
        import resource
    except ImportError:
        # Windows knows no such limit.
        return None
    most, _hard = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY:
        return None
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return most
    return max(0, most - pages * resource.getpagesize())
