"""Errors that a person can act on, in both languages and for machines."""

from __future__ import annotations

import pytest

from saindege.base import errors

SENTENCE = errors.Sentence(id="Isi nama.", en="Fill in the name.")
PROBLEM = errors.Problem("missing_name", SENTENCE, row=7, column="name")


class NameRefused(errors.BadInput):
    """A refusal with a code of its own."""

    code = "missing_name"


def test_sentence_speaks_both_languages_and_indonesian_by_default():
    assert (SENTENCE.in_language("id"), SENTENCE.in_language("en"), str(SENTENCE)) == (
        "Isi nama.",
        "Fill in the name.",
        "Isi nama.",
    )


def test_problem_has_the_promised_shape():
    assert PROBLEM.in_file("a.csv").as_json("en") == {
        "file": "a.csv",
        "row": 7,
        "column": "name",
        "code": "missing_name",
        "message": "Fill in the name.",
    }
    assert PROBLEM.file is None


def test_error_has_the_promised_shape():
    error = NameRefused(SENTENCE, problems=iter([PROBLEM]))

    assert error.as_json() == {
        "error": {
            "code": "missing_name",
            "message": "Isi nama.",
            "problems": [
                {"file": None, "row": 7, "column": "name", "code": "missing_name", "message": "Isi nama."}
            ],
        }
    }


def test_code_may_be_said_where_it_is_raised():
    assert [error(SENTENCE).code for error in (errors.SaindegeError, errors.BadInput, NameRefused)] == [
        "failed",
        "bad_input",
        "missing_name",
    ]
    assert errors.BadInput(SENTENCE, code="empty_file").code == "empty_file"


def test_whoever_catches_the_tree_catches_its_leaves():
    with pytest.raises(errors.SaindegeError, match="Isi nama"):
        raise NameRefused(SENTENCE)
