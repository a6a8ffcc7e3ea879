"""Words with fields: what they may do. A template writes values and does nothing else."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

import jinja2
from jinja2 import nodes

from saindege.base.errors import Problem, Sentence
from saindege.delivery.official.field import Fields, ListField

LOOP = frozenset({"index", "first", "last", "length"})
FILTERS = frozenset({"upper", "lower", "title", "length", "default"})
# Rows inside rows are two lists at most: more would write a book out of a class.
MOST_NESTED = 2
# How much of a name must be like another one to be taken for a slip of the pen, 0 to 1.
NEAR = 0.6
# What the words of a template are parsed into; everything else is refused.
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Compare,
    nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Const, nodes.Filter, nodes.CondExpr,
)  # fmt: skip


def faults_of(source: str, fields: Fields, env: jinja2.Environment) -> list[Problem]:
    """Return what a template's words may not do or name, all at once, each named as it is written there.

    Parameters
    ----------
    source : XML of one part of a document, made readable for Jinja
    """
    try:
        tree = env.parse(source)
    except jinja2.TemplateSyntaxError as error:
        return [_broken(source, error.lineno)]
    walk = _Walk(fields)
    walk.see(tree, {}, 0)
    return list({problem.sentence.id: problem for problem in walk.problems}.values())


class _Walk:
    """Look at every node with the rows that are open around it."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.problems: list[Problem] = []

    def see(self, node: nodes.Node, open_rows: Mapping[str, ListField], depth: int) -> None:
        if not isinstance(node, ALLOWED) or (isinstance(node, nodes.Filter) and node.name not in FILTERS):
            self.problems.append(_not_allowed(node))
            return
        if isinstance(node, nodes.For):
            self._see_rows(node, open_rows, depth)
            return
        if isinstance(node, nodes.Getattr):
            self._see_part(node, open_rows)
            return
        if isinstance(node, nodes.Name) and node.name not in open_rows and not self.fields.has(node.name):
            self.problems.append(_unknown(node.name, tuple(self.fields.names())))
        for child in node.iter_child_nodes():
            self.see(child, open_rows, depth)

    def _see_rows(self, node: nodes.For, open_rows: Mapping[str, ListField], depth: int) -> None:
        rows = self.fields.rows(node.iter.name) if isinstance(node.iter, nodes.Name) else None
        lists = tuple(one.name for one in self.fields.lists)
        if rows is None or not isinstance(node.target, nodes.Name) or node.test is not None:
            name = node.iter.name if isinstance(node.iter, nodes.Name) else "for"
            self.problems.append(_unknown(name, lists, is_list=True))
            return
        if depth >= MOST_NESTED:
            self.problems.append(_not_allowed(node))
            return
        inside = {**open_rows, node.target.name: rows}
        for child in (*node.body, *node.else_):
            self.see(child, inside, depth + 1)

    def _see_part(self, node: nodes.Getattr, open_rows: Mapping[str, ListField]) -> None:
        owner = node.node.name if isinstance(node.node, nodes.Name) else ""
        written = f"{owner or '?'}.{node.attr}"
        if owner == "loop" and open_rows:
            allowed: Sequence[str] = sorted(LOOP)
        elif owner in open_rows:
            allowed = [one.name for one in open_rows[owner].fields]
        else:
            self.problems.append(_unknown(written, tuple(self.fields.names())))
            return
        if node.attr not in allowed:
            self.problems.append(_unknown(written, [f"{owner}.{name}" for name in allowed]))


def _unknown(name: str, allowed: Sequence[str], *, is_list: bool = False) -> Problem:
    choice = ", ".join(allowed)
    what, english = ("Daftar", "list") if is_list else ("Kolom", "field")
    near = difflib.get_close_matches(name, [one.split(" ")[0] for one in allowed], 1, NEAR)
    meant, meant_english = (f" Mungkin {near[0]}?", f" Did you mean {near[0]}?") if near else ("", "")
    return Problem(
        "unknown_field",
        Sentence(
            id=f"{what} {name} tidak dikenal di naskah ini.{meant} Yang dapat dipakai: {choice}.",
            en=f"This paper knows no {english} {name}.{meant_english} It may use: {choice}.",
        ),
        column=name,
    )


def _not_allowed(node: nodes.Node) -> Problem:
    word = node.name if isinstance(node, nodes.Filter) else type(node).__name__.lower()
    return Problem(
        "not_allowed",
        Sentence(
            id=f"Templat memakai perintah yang tidak diizinkan ({word}). Pakai hanya kolom {{{{ nama }}}}, daftar "
            "{% for %}, dan syarat {% if %}.",
            en=f"The template uses a command that is not allowed ({word}). Use fields {{{{ name }}}}, lists {{% for %}} "
            "and conditions {% if %} only.",
        ),
        column=str(word),
    )


def _broken(source: str, line: int) -> Problem:
    lines = source.splitlines() or [""]
    words = " ".join(re.sub(r"<[^>]+>", " ", lines[min(line, len(lines)) - 1]).split())[:120] or "?"
    return Problem(
        "broken_field",
        Sentence(
            id=f"Tanda kolom atau daftar tidak lengkap di dekat “{words}”. Periksa pasangan {{{{ }}}}, {{% for %}} "
            "dengan {% endfor %}, dan {% if %} dengan {% endif %}.",
            en=f"A field or list is broken near “{words}”. Look for {{{{ }}}} in pairs, {{% for %}} with {{% endfor %}}, "
            "and {% if %} with {% endif %}.",
        ),
        column=words,
    )
