"""Amounts in Indonesian words (terbilang), as receipts and lists of fees must carry them."""

from __future__ import annotations

from saindege.base.errors import BadInput, Sentence

LARGEST = 10**15 - 1
_DIGITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_GROUPS = ("", "ribu", "juta", "miliar", "triliun")


class AmountOutOfRange(BadInput):
    """The amount is below nothing or beyond what a budget holds."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Jumlah harus bilangan bulat dari 0 sampai 999 triliun. Periksa angkanya.",
                en="The amount must be a whole number from 0 to 999 trillion. Check the figure.",
            ),
            code="out_of_range",
        )


def in_words(amount: int) -> str:
    """Return a whole number in words: 1.001.250 is "satu juta seribu dua ratus lima puluh".

    Parameters
    ----------
    amount : 0 to 999 999 999 999 999

    Raises
    ------
    AmountOutOfRange : outside these bounds
    """
    if not 0 <= amount <= LARGEST:
        raise AmountOutOfRange
    if amount == 0:
        return "nol"
    words: list[str] = []
    for place in range(len(_GROUPS) - 1, -1, -1):
        group = amount // 1000**place % 1000
        if group == 1 and _GROUPS[place] == "ribu":
            words.append("seribu")
        elif group:
            words += [_below_thousand(group), _GROUPS[place]]
    return " ".join(" ".join(words).split())


def rupiah_in_words(amount: int) -> str:
    """Return an amount of money in words, as it stands on a receipt: "Lima ratus ribu rupiah"."""
    words = in_words(amount)
    return f"{words[0].upper()}{words[1:]} rupiah"


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = []
    if hundreds:
        words.append("seratus" if hundreds == 1 else f"{_DIGITS[hundreds]} ratus")
    if tens == 1:
        words.append({0: "sepuluh", 1: "sebelas"}.get(ones, f"{_DIGITS[ones]} belas"))
    else:
        words += [f"{_DIGITS[tens]} puluh" if tens else "", _DIGITS[ones]]
    return " ".join(word for word in words if word)
