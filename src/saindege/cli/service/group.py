"""The verbs of ``saindege service``."""

from saindege.base.errors import Sentence
from saindege.cli import frame

group = frame.Group(
    Sentence(id="Log layanan, kepuasan, waktu kerja", en="Service logs, satisfaction, working time")
)
