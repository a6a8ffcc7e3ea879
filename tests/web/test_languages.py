"""Both languages: every text of the interface has its English, and the compiled catalogues are fresh."""

import gettext
import re
from pathlib import Path

import pytest

import saindege
from saindege.base.app.queries import City

ROOT = Path(saindege.__file__).parent
CATALOGUES = sorted(ROOT.glob("**/locale/en/LC_MESSAGES/django.po"))
ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*)"$|^"(.*)"$')


def entries(path):
    """Return msgid to its translations, as the file has them."""
    found, words, name = {}, {}, ""
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        match = ENTRY.match(line)
        if match and match[1]:
            name = match[1]
            words[name] = match[2]
        elif match:
            words[name] += match[3]
        elif not line.strip() and words:
            # A text with a context is found under both, as the compiled catalogue keeps it.
            key = f"{words['msgctxt']}\x04{words['msgid']}" if "msgctxt" in words else words["msgid"]
            found[key] = [text for key, text in words.items() if key.startswith("msgstr")]
            words = {}
    return found


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT).parts[0]))
def test_every_text_has_its_english(path):
    untranslated = [text for text, translations in entries(path).items() if text and not all(translations)]

    assert untranslated == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT).parts[0]))
def test_compiled_catalogue_says_the_same(path):
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    differing = [
        text
        for text, translations in entries(path).items()
        if text
        and len(translations) == 1
        and "\\" not in text
        and compiled.gettext(text) != translations[0].replace('\\"', '"')
    ]
    assert differing == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/masuk/", "/bantuan/", "/privasi/", "/aksesibilitas/", "/tidak-ada/"])
def test_english_page_has_no_indonesian_left(client, address):
    client.cookies["bahasa"] = "en"

    page = client.get(address).content.decode()

    words = re.sub(r"<[^>]+>", " ", page[page.index("<body") :]).replace(City().training_unit, "")
    assert not re.search(r"\b(dan|yang|untuk|tidak|dengan|Anda|belum|adalah)\b", words)
