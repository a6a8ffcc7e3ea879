"""Names of invented people, combined at random from common ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from saindege.demo import tables

# Shares of people with a second given name, and without a clan name: newcomers from other regions.
SECOND_NAME_SHARE = 0.55
NO_CLAN_SHARE = 0.08


def draw_names(sexes: Sequence[str], rng: np.random.Generator) -> list[str]:
    """Return one name for each ``male`` or ``female``; two people may share one, as in life."""
    table = tables.read_toml("data/names.toml")
    clans = list(table["marga"])
    weights = np.array(list(table["marga"].values()), dtype=np.float64)
    size = len(sexes)
    clan = rng.choice(len(clans), size=size, p=weights / weights.sum())
    first, second = rng.random(size), rng.random(size)
    has_second = rng.random(size) < SECOND_NAME_SHARE
    no_clan = rng.random(size) < NO_CLAN_SHARE
    names = []
    for i, sex in enumerate(sexes):
        given = table["given"][sex]
        words = [given[int(first[i] * len(given))]]
        other = given[int(second[i] * len(given))]
        if (has_second[i] or no_clan[i]) and other != words[0]:
            words.append(other)
        if not no_clan[i] or len(words) == 1:
            words.append(clans[clan[i]])
        names.append(" ".join(words))
    return names


def draw_titles(fields: Sequence[str], educations: Sequence[str], rng: np.random.Generator) -> list[str]:
    """Return the title behind each name, '' where an education gives none."""
    table = tables.read_toml("data/names.toml")
    luck = rng.random(len(fields))
    titles = []
    for field, education, chance in zip(fields, educations, luck, strict=True):
        own = table["titles_of_field"].get(field.removesuffix("s"), {}).get(education)
        choices = own or table["titles"][education]
        titles.append(choices[int(chance * len(choices))] if choices else "")
    return titles
