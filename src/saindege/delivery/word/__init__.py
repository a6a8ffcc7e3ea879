"""A Word document as a small model of its pages: what a press needs to set it, and what no press can show."""

from saindege.delivery.word.losses import Loss, losses_of
from saindege.delivery.word.model import WordPaper
from saindege.delivery.word.package import unpacked
from saindege.delivery.word.reading import Reader

__all__ = ["Loss", "Reader", "WordPaper", "losses_of", "unpacked"]
