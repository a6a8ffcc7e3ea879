"""Codes of the survey: short enough to be typed from paper, with a last letter that catches a slip of the finger."""

from __future__ import annotations

from saindege.base.errors import BadInput, Sentence

#: Letters that are not taken for one another; so many that the check finds every single slip and every swap.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY"
DRAWN = 7
LENGTH = DRAWN + 1
#: Bytes of chance that one code takes.
CHANCE_BYTES = 8


class WrongCode(BadInput):
    """What was typed is no code of ours."""

    code = "unknown_value"


def make_code(chance: bytes) -> str:
    """Return the code that these bytes give, eight letters.

    Parameters
    ----------
    chance : ``CHANCE_BYTES`` from a source that nobody can foresee
    """
    number = int.from_bytes(chance[:CHANCE_BYTES], "big")
    letters = []
    for _ in range(DRAWN):
        number, at = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[at])
    drawn = "".join(letters)
    return drawn + _check_letter(drawn)


def read_code(typed: str) -> str:
    """Return a code as it is stored, from what a person typed: small letters, spaces and hyphens do no harm.

    Raises
    ------
    WrongCode : not eight known letters, or the last does not fit the others
    """
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    fits = len(code) == LENGTH and all(letter in ALPHABET for letter in code)
    if not fits or _check_letter(code[:DRAWN]) != code[DRAWN]:
        raise WrongCode(
            Sentence(
                id="Kode ini tidak dikenal. Periksa delapan huruf dan angkanya di lembar Anda, lalu ketik lagi.",
                en="This code is not known. Check its eight letters and figures on your slip and type them again.",
            )
        )
    return code


def show_code(code: str) -> str:
    """Return a code in two groups of four, as it is printed."""
    return f"{code[:4]}-{code[4:]}"


def _check_letter(drawn: str) -> str:
    # Weights 2 to 8 differ from each other and from 0 in a prime number of letters.
    total = sum(ALPHABET.index(letter) * (place + 2) for place, letter in enumerate(drawn))
    return ALPHABET[total % len(ALPHABET)]
