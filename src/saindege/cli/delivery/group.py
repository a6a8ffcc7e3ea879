"""The verbs of ``saindege delivery``."""

from saindege.base.errors import Sentence
from saindege.cli import frame

group = frame.Group(
    Sentence(
        id="Kehadiran, jam pelajaran, tes, sertifikat", en="Attendance, learning hours, tests, certificates"
    )
)
