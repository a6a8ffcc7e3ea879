"""Posts: who leads an office, in which order posts are filled, what everybody else is called."""

from __future__ import annotations

from dataclasses import dataclass

from saindege.demo import tables
from saindege.demo.offices import Office


@dataclass(frozen=True, slots=True)
class LeadingPost:
    """A structural post.

    Attributes
    ----------
    office : code
    title : as on the letter of appointment
    post_type : ``jpt``, ``administrator`` or ``pengawas``
    order : 1 for the head of an office; posts of a higher order stay empty where the staff is small
    """

    office: str
    title: str
    post_type: str
    order: int


def list_leading_posts(offices: tuple[Office, ...]) -> list[LeadingPost]:
    """Return every structural post, heads first."""
    posts = []
    for row in tables.read_toml("data/posts.toml")["post"]:
        for office in offices:
            if row.get("office", office.code) != office.code or row.get("kind", office.kind) != office.kind:
                continue
            if office.code in row.get("except", []) or (office.is_school and row.get("except_schools")):
                continue
            title = row["title"].format(name=office.name, place=office.place)
            posts.append(LeadingPost(office.code, title, row["type"], row["order"]))
    return sorted(posts, key=lambda post: post.order)


def school_head_title(office: Office) -> str:
    """Return the post of the teacher who leads a school."""
    return office.name if office.name.startswith("Koordinator") else f"Kepala {office.name}"
