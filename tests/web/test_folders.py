"""The mark of a demonstration."""

from saindege.demo.app import folder
from saindege.web import folders


def test_shell_and_demonstration_agree_on_the_mark(tmp_path):
    assert not folders.is_demo(tmp_path)

    (tmp_path / folder.MARK).touch()

    assert folders.is_demo(tmp_path)
