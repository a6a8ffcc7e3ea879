"""Competencies of a small register: required, assessed, imported, counted by office."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from saindege.base.app.access import NotAllowed
from saindege.people import competency
from saindege.people.app import actions, queries
from saindege.people.app.models import Assessment, Competency, Office, Person, PostStandard
from tests.people.app.conftest import ANI, AT, BUDI, CITRA, LATER

TODAY = date(2026, 11, 24)
HEADER = ("NIP", "Kompetensi", "Level", "Sumber", "Tanggal", "Bukti")


def table_of(*rows, header=HEADER) -> list[bytes]:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return [text.getvalue().encode()]


@pytest.fixture
def posts(register, officer):
    """Ani and Budi are clerks with the usual levels of clerks."""
    Person.objects.filter(name__in=["Ani Contoh", "Budi Contoh"]).update(
        post="Pengadministrasi", post_type="pelaksana"
    )
    actions.use_usual_levels(officer, None, at=AT)
    return {each.code: each for each in Competency.objects.all()}


def bring(officer, *rows, header=HEADER, kind="assessments"):
    return actions.store_level_list(
        officer, kind=kind, file_name="nilai.csv", chunks=table_of(*rows, header=header), at=AT
    )


def test_usual_levels_fill_posts_without_a_standard(posts) -> None:
    standards = queries.standards_in_force()

    assert standards == {"pengadministrasi": {each.pk: 1 for each in posts.values()}}
    assert len(posts) == 9


def test_a_post_that_has_a_standard_keeps_it(posts, officer) -> None:
    with pytest.raises(actions.NothingUsual):
        actions.use_usual_levels(officer, None, at=LATER)


def test_replaced_level_keeps_its_row_with_its_end(posts, officer) -> None:
    service = posts["pelayanan-publik"]

    changed = actions.set_standard(
        officer, "PENGADMINISTRASI", {service.pk: 3}, source="Keputusan 7/2026", at=LATER
    )

    assert queries.standards_in_force() == {"pengadministrasi": {service.pk: 3}}
    assert changed == 9  # one level raised, eight no longer required
    assert PostStandard.objects.filter(until=LATER).count() == 9
    assert [(each.level, each.source) for each in queries.standard_of("Pengadministrasi")] == [
        (3, "Keputusan 7/2026")
    ]


def test_applied_table_makes_levels_and_a_second_time_changes_nothing(
    posts, register, officer, media
) -> None:
    rows = [
        (ANI[0], "Pelayanan Publik", 0, "uji", "2026-03-20", "LHA 1"),
        (ANI[0], "Public service", 3, "atasan", "2026-04-20", ""),
        (BUDI[0], "Integritas", 2, "praktik", "2026-04-20", ""),
        ("111111111111111111", "Integritas", 2, "uji", "2026-04-20", ""),
        (BUDI[0], "Membaca bintang", 2, "uji", "2026-04-20", ""),
    ]
    first = bring(officer, *rows)

    actions.apply_level_list(officer, first.pk, at=LATER)
    again = bring(officer, *reversed(rows))
    actions.apply_level_list(officer, again.pk, at=LATER)

    assert [first.report[key] for key in ("rows", "new", "same", "refused")] == [5, 3, 0, 2]
    assert [again.report[key] for key in ("rows", "new", "same", "refused")] == [5, 0, 3, 2]
    assert Assessment.objects.count() == 3
    lacking = queries.levels_of(register["Ani"], TODAY)[0]
    # (2 x 0 + 1 x 3) / 3 = 1: enough for level 1.
    assert (lacking.competency.code, lacking.held.level, lacking.gap, lacking.lacking) == (
        "pelayanan-publik", 1.0, 0.0, False,
    )  # fmt: skip


def test_another_level_for_the_same_day_is_refused(posts, officer, media) -> None:
    actions.apply_level_list(
        officer, bring(officer, (ANI[0], "Integritas", 2, "uji", "2026-03-20", "")).pk, at=LATER
    )

    again = bring(officer, (ANI[0], "Integritas", 4, "uji", "2026-03-20", ""))

    assert [each["code"] for each in again.report["problems"]] == ["conflict"]


def test_older_result_that_comes_later_does_not_count(posts, register, officer, media) -> None:
    for day, level in (("2026-05-20", 4), ("2026-01-20", 1), ("2026-06-20", 5)):
        staged = bring(officer, (ANI[0], "Integritas", level, "uji", day, ""))
        actions.apply_level_list(officer, staged.pk, at=LATER)

    newest = Assessment.objects.get(person=register["Ani"], is_newest=True)
    held = queries.held_levels(TODAY)

    assert newest.level == 5
    assert [found[posts["integritas"].pk] for found in held.values()] == [(5.0, ("test",))]


def test_standards_make_new_technical_competencies(posts, register, officer, media) -> None:
    staged = bring(
        officer,
        ("Pengadministrasi", "Aplikasi Persuratan", 2, "Keputusan 7/2026"),
        ("Pengadministrasi", "Integritas", 2, "Keputusan 7/2026"),
        header=("Jabatan", "Kompetensi", "Level", "Dasar"),
        kind="standards",
    )

    actions.apply_level_list(officer, staged.pk, at=LATER)

    made = Competency.objects.get(code="aplikasi-persuratan")
    assert (made.name, made.kind, staged.report["new_names"]) == (
        "Aplikasi Persuratan", "technical", ["Aplikasi Persuratan"],
    )  # fmt: skip
    standard = queries.standards_in_force()["pengadministrasi"]
    assert (standard[made.pk], standard[posts["integritas"].pk], len(standard)) == (2, 2, 10)


def test_superior_assesses_the_own_people_as_a_superior(posts, register, account) -> None:
    boss = account("atasan")
    Person.objects.filter(pk=register["Budi"].pk).update(account=boss)
    ani = Person.objects.select_related("superior").get(pk=register["Ani"].pk)

    made = actions.assess(
        boss, ani, posts["integritas"].pk, source="test", level=3, on=TODAY, evidence="dialog", at=AT
    )

    assert (made.source, made.is_newest) == ("superior", True)
    with pytest.raises(actions.AssessedAlready):
        actions.assess(
            boss, ani, posts["integritas"].pk, source="test", level=1, on=TODAY, evidence="", at=AT
        )
    citra = Person.objects.select_related("superior").get(pk=register["Citra"].pk)
    with pytest.raises(NotAllowed):
        actions.assess(
            boss, citra, posts["integritas"].pk, source="test", level=3, on=TODAY, evidence="", at=AT
        )


def test_nobody_assesses_oneself(posts, register, officer) -> None:
    ani = register["Ani"]
    ani.account = officer
    ani.save()

    with pytest.raises(NotAllowed):
        actions.assess(
            officer, ani, posts["integritas"].pk, source="test", level=5, on=TODAY, evidence="", at=AT
        )


def test_gaps_are_counted_anew_when_somebody_is_assessed(posts, register, officer) -> None:
    wek5 = Office.objects.get(code="1001")
    before = queries.gap_table(TODAY)

    actions.assess(
        officer, register["Ani"], posts["integritas"].pk,
        source="test", level=0, on=TODAY - timedelta(days=1), evidence="", at=AT,
    )  # fmt: skip
    after = queries.gap_table(TODAY)

    place = (wek5.pk, posts["integritas"].pk)
    assert (before.tallies[place].assessed, before.tallies[place].required) == (0, 2)
    assert (after.tallies[place].assessed, after.tallies[place].lacking, after.people) == (1, 1, 4)
    assert after.tallies[place].hidden
    assert after.without_standard == {"": 2}


def test_posts_without_a_standard_stand_first(posts, register) -> None:
    Person.objects.filter(pk=register["Citra"].pk).update(post="Guru", post_type="fungsional")

    rows = queries.post_rows()

    assert [(row.name, row.people, row.required, row.usual) for row in rows] == [
        ("Guru", 1, 0, None),
        ("Pengadministrasi", 2, 9, 1),
    ]


def test_rules_and_table_name_the_same_competencies(posts) -> None:
    assert {each.code for each in competency.load().common} == set(posts)
    assert CITRA[0] not in {str(each) for each in posts.values()}
