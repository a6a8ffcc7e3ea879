"""Refusals of changes to a list that stands."""

from __future__ import annotations

from saindege.base.errors import SaindegeError, Sentence


class ListStands(SaindegeError):
    """Somebody is on the list of a closed session and stays on it."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Ada sesi yang sudah ditutup, jadi daftar pesertanya tetap. Catat yang tidak datang di Pendaftaran, "
                "dan panggil penggantinya ke angkatan berikutnya.",
                en="A session is closed, so its list stands. Write down who never came under Enrolment, and call the "
                "substitute to the next batch.",
            )
        )


class BatchOver(SaindegeError):
    """Every session is closed; nobody comes on the list any more."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Semua sesi angkatan ini sudah ditutup, jadi tidak ada lagi yang dipanggil. Buat angkatan baru.",
                en="Every session of this batch is closed, so nobody is called any more. Make a new batch.",
            )
        )
