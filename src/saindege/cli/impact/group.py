"""The verbs of ``saindege impact``."""

from saindege.base.errors import Sentence
from saindege.cli import frame

group = frame.Group(
    Sentence(id="Dampak pelatihan, indeks profesionalitas", en="Effects of training, the index")
)
