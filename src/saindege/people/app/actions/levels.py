"""Competencies and standards: added, required of a post, taken over from the usual levels of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import competency
from saindege.people.app import access
from saindege.people.app.models import Competency, CompetencyKind, LevelList, Office, PostStandard
from saindege.people.app.queries import level_lists, levels

_BATCH = 2000


class NameTaken(BadInput):
    """There is a competency of that name."""

    code = "duplicate"

    def __init__(self) -> None:
        sentence = Sentence(
            id="Kompetensi dengan nama itu sudah ada. Pakai yang ada, atau beri nama lain.",
            en="A competency of that name exists. Use it, or give another name.",
        )
        super().__init__(sentence, problems=[Problem("duplicate", sentence, column="name")])


class NothingUsual(BadInput):
    """The rules know no usual levels for the kind of this post."""

    code = "nothing_to_estimate"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tidak ada tingkat baku untuk jenis jabatan ini. Isi tingkatnya menurut keputusan standar jabatan.",
                en="There are no usual levels for this kind of post. Fill the levels in from the decree on its standard.",
            )
        )


def add_competency(by: Account, *, name: str, name_en: str = "", at: datetime) -> Competency:
    """Add a technical competency.

    Raises
    ------
    NameTaken : there is one of that name
    """
    require(access.may_keep_levels(by))
    with transaction.atomic():
        _add_common()
        if level_lists.plain_name(name) in level_lists.known_names():
            raise NameTaken
        made = _add_named({"": (name, CompetencyKind.TECHNICAL)})[""]
        if name_en:
            made.name_en = name_en
            made.save(update_fields=["name_en"])
        base_actions.record(by=by, action="people.competency_added", subject=made, at=at)
    return made


def name_competency(by: Account, shown: Competency, *, name: str, name_en: str, at: datetime) -> None:
    """Change what a competency is called; its code, and all that rests on it, stay.

    Raises
    ------
    NameTaken : another one is called so
    """
    require(access.may_keep_levels(by))
    with transaction.atomic():
        others = {plain: number for plain, number in level_lists.known_names().items() if number != shown.pk}
        if level_lists.plain_name(name) in others:
            raise NameTaken
        shown.name, shown.name_en = name, name_en
        shown.save(update_fields=["name", "name_en"])
        base_actions.record(by=by, action="people.competency_named", subject=shown, at=at)


def set_standard(by: Account, post: str, required: Mapping[int, int], *, source: str, at: datetime) -> int:
    """Say what a post requires; returns how many levels changed. What it was before is kept.

    Parameters
    ----------
    post : as people hold it
    required : competency to level 1 to 5; what is left out is no longer required
    """
    require(access.may_keep_levels(by))
    with transaction.atomic():
        changed = _require_levels({competency.plain_post(post): required}, source, by, at, complete=True)
        if changed:
            _record_standards(by, at, posts=1, levels=changed)
    return changed


def use_usual_levels(by: Account, posts: Iterable[str] | None, *, at: datetime) -> int:
    """Give posts without a standard the usual levels of their kind; returns how many posts got them.

    Parameters
    ----------
    posts : plain names; None for every post that has no standard

    Raises
    ------
    NothingUsual : no kind of these posts has usual levels
    """
    require(access.may_keep_levels(by))
    wanted = None if posts is None else {competency.plain_post(each) for each in posts}
    with transaction.atomic():
        common = _add_common()
        rows = [
            row
            for row in levels.post_rows(without_only=True)
            if row.usual and (wanted is None or row.plain in wanted)
        ]
        if not rows:
            raise NothingUsual
        required = {row.plain: dict.fromkeys(common, row.usual) for row in rows}
        changed = _require_levels(required, competency.load().usual_source, by, at)
        _record_standards(by, at, posts=len(rows), levels=changed)
    return len(rows)


def _require_levels(
    required: Mapping[str, Mapping[int, int]],
    source: str,
    by: Account,
    at: datetime,
    *,
    complete: bool = False,
    level_list: LevelList | None = None,
) -> int:
    """Store levels; a level that changes keeps its row with its end. With ``complete`` the rest is ended."""
    in_force = PostStandard.objects.select_for_update().filter(until=None, post__in=list(required))
    stored = {(each.post, each.competency_id): each for each in in_force}
    wanted = {(post, number): level for post, found in required.items() for number, level in found.items()}
    ended = {
        key
        for key, each in stored.items()
        if (complete and key not in wanted) or (key in wanted and each.level != wanted[key])
    }
    is_example = Office.objects.filter(is_example=True).exists()
    made = [
        PostStandard(
            post=post,
            competency_id=number,
            level=level,
            source=source[:200],
            level_list=level_list,
            by=by,
            since=at,
            is_example=is_example,
        )
        for (post, number), level in wanted.items()
        if (post, number) not in stored or stored[post, number].level != level
    ]
    PostStandard.objects.filter(pk__in=[stored[key].pk for key in ended]).update(until=at)
    PostStandard.objects.bulk_create(made, batch_size=_BATCH)
    return len(ended | {(each.post, each.competency_id) for each in made})


def _record_standards(by: Account, at: datetime, **counts: int) -> None:
    last = PostStandard.objects.order_by("-pk").first()
    if last is not None:
        base_actions.record(by=by, action="people.standard_set", subject=last, at=at, detail=counts)


def _add_common() -> list[int]:
    """Make sure of the competencies that every post asks for; returns their numbers in the order of the rules."""
    known = dict(Competency.objects.values_list("code", "pk"))
    missing = [each for each in competency.load().common if each.code not in known]
    Competency.objects.bulk_create(
        [Competency(code=each.code, name=each.id, name_en=each.en, kind=each.kind) for each in missing],
        ignore_conflicts=True,
    )
    # Those that came before names had an English side.
    for each in competency.load().common:
        Competency.objects.filter(code=each.code, name_en="").update(name_en=each.en)
    if missing:
        known = dict(Competency.objects.values_list("code", "pk"))
    return [known[each.code] for each in competency.load().common]


def _add_named(names: Mapping[str, tuple[str, str]]) -> dict[str, Competency]:
    """Add competencies by name and kind; a kind that nobody said is technical."""
    taken = set(Competency.objects.values_list("code", flat=True))
    is_example = Office.objects.filter(is_example=True).exists()
    made = {}
    for key, (name, kind) in sorted(names.items()):
        code = stem = slugify(name)[:32] or "kompetensi"
        number = 1
        while code in taken:
            number += 1
            code = f"{stem}-{number}"
        taken.add(code)
        made[key] = Competency.objects.create(
            code=code, name=name, kind=kind or CompetencyKind.TECHNICAL, is_example=is_example
        )
    return made
