"""After the course: a plan agreed with the superior, tasks countersigned, colleagues taught."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from saindege.base.app.access import NotAllowed
from saindege.delivery import enrolment
from saindege.delivery.app.actions import logbook as actions
from saindege.delivery.app.models import FollowUpPlan, LogEntry
from saindege.delivery.app.queries import logbook as queries
from saindege.delivery.app.queries.logbook import Transfer

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=WIB)
PLAN = {"goal": "KK selesai hari itu juga", "steps": "Susun ulang meja", "due_on": date(2027, 1, 31)}
TASK = {"kind": "task", "done_on": date(2026, 11, 30), "task": "Melayani 12 KK", "taught": 0}


@pytest.fixture
def led(course_class, make_person, account):
    boss = make_person("Dahlia Hasibuan", account=account("atasan"))
    for person in course_class.people:
        person.superior = boss
        person.save()
    course_class.boss = boss
    return course_class


def test_only_what_the_superior_signed_is_counted(led):
    me = led.people[0]
    plan = actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)
    task = actions.write_entry(me.account, plan, **TASK, at=NOW)
    lesson = actions.write_entry(me.account, plan, **{**TASK, "kind": "teach", "taught": 4}, at=NOW)
    actions.write_entry(me.account, plan, **TASK, at=NOW)

    before = queries.transfer_of(led.batch)
    actions.agree_plan(led.boss.account, plan, at=NOW)
    for entry in (task, lesson):
        actions.countersign(led.boss.account, entry, at=NOW)

    assert before == Transfer(participants=2, plans=1, agreed=0, tasks=0, lessons=0, taught=0)
    assert queries.transfer_of(led.batch) == Transfer(2, 1, 1, 1, 1, 4)


def test_plan_is_rewritten_until_it_is_agreed(led):
    me = led.people[0]
    plan = actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)
    actions.write_plan(me.account, led.batch, me, **{**PLAN, "goal": "Lain"}, at=NOW)

    actions.agree_plan(led.boss.account, plan, at=NOW)
    with pytest.raises(actions.SignedAlready):
        actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)
    with pytest.raises(actions.SignedAlready):
        actions.agree_plan(led.boss.account, plan, at=NOW)

    assert FollowUpPlan.objects.get().goal == "Lain"


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 12, 2)])
def test_entry_lies_between_the_first_day_and_today(led, day):
    me = led.people[0]
    plan = actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)

    with pytest.raises(actions.DayOutOfRange):
        actions.write_entry(me.account, plan, **{**TASK, "done_on": day}, at=NOW)

    assert not LogEntry.objects.exists()


def test_nobody_signs_for_themselves_or_writes_for_others(led, make_person):
    me, other = led.people
    plan = actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)
    entry = actions.write_entry(me.account, plan, **TASK, at=NOW)

    for by in (me.account, other.account, led.officer):
        with pytest.raises(NotAllowed):
            actions.countersign(by, entry, at=NOW)
    with pytest.raises(NotAllowed):
        actions.write_entry(led.boss.account, plan, **TASK, at=NOW)
    stranger = make_person("Tidak ikut")
    with pytest.raises(enrolment.NotEnrolled):
        actions.write_plan(stranger.account, led.batch, stranger, **PLAN, at=NOW)


def test_pages_from_the_plan_to_the_countersign(led, client_for):
    me = led.people[0]
    for session in led.sessions:
        session.starts_at -= timedelta(days=400)
        session.ends_at -= timedelta(days=400)
        session.save()
    own, boss, other = client_for(me.account), client_for(led.boss.account), client_for(led.people[1].account)

    wrong = own.post(f"/tindak-lanjut/tulis/{led.batch.pk}/", {})
    own.post(f"/tindak-lanjut/tulis/{led.batch.pk}/", PLAN)
    plan = FollowUpPlan.objects.get()
    where = f"/tindak-lanjut/{plan.pk}/"
    today = led.session.starts_at.date().isoformat()
    own.post(where, {"kind": "task", "done_on": today, "task": "Melayani 12 KK"})
    entry = LogEntry.objects.get()
    waits = boss.get("/tindak-lanjut/").content.decode()
    boss.post(where + "sepakat/")
    boss.post(f"{where}{entry.pk}/paraf/", {"dari": "rencana"})

    assert wrong.status_code == 422
    assert "Melayani 12 KK" in waits and "KK selesai hari itu juga" in waits
    assert "Diparaf" in own.get(where).content.decode()
    assert {other.get(where).status_code, other.post(f"{where}{entry.pk}/paraf/").status_code} == {404}
    officer = client_for(led.officer)
    page = officer.get(f"/kursus/{led.batch.course_id}/angkatan/{led.batch.pk}/tindak-lanjut/")
    assert "1 dari 2 peserta menulis rencana" in page.content.decode()


def test_entry_sent_back_is_put_right_and_waits_again(led):
    me, boss = led.people[0], led.boss.account
    plan = actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)
    entry = actions.write_entry(me.account, plan, **TASK, at=NOW)

    actions.return_entry(boss, entry, note=" Berapa KK yang tanpa kembali? ", at=NOW)
    entry.refresh_from_db()
    returned = (entry.return_note, list(queries.entries_to_sign(boss)))
    actions.rewrite_entry(me.account, entry, **{**TASK, "task": "Melayani 12 KK, 11 tanpa kembali"}, at=NOW)

    assert returned == ("Berapa KK yang tanpa kembali?", [])
    (waiting,) = queries.entries_to_sign(boss)
    assert (waiting.task, waiting.return_note) == ("Melayani 12 KK, 11 tanpa kembali", "")
    assert queries.transfer_of(led.batch).tasks == 0


def test_nothing_is_sent_back_without_a_word_or_after_the_signature(led):
    me, boss = led.people[0], led.boss.account
    plan = actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)
    entry = actions.write_entry(me.account, plan, **TASK, at=NOW)

    with pytest.raises(actions.NoteMissing):
        actions.return_entry(boss, entry, note="  ", at=NOW)
    actions.countersign(boss, entry, at=NOW)
    for late in (
        lambda: actions.return_entry(boss, entry, note="Keliru", at=NOW),
        lambda: actions.rewrite_entry(me.account, entry, **TASK, at=NOW),
        lambda: actions.remove_entry(me.account, entry, at=NOW),
    ):
        with pytest.raises(actions.SignedAlready):
            late()

    assert LogEntry.objects.get().signed_at == NOW


def test_plan_sent_back_leaves_the_superiors_list_until_it_is_written_anew(led):
    me, boss = led.people[0], led.boss.account
    plan = actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)

    actions.return_plan(boss, plan, note="Sebut siapa yang dilayani", at=NOW)
    gone = list(queries.plans_to_agree(boss))
    actions.write_plan(me.account, led.batch, me, **{**PLAN, "goal": "KK warga Wek V"}, at=NOW)

    assert gone == [] and [one.goal for one in queries.plans_to_agree(boss)] == ["KK warga Wek V"]
    actions.agree_plan(boss, plan, at=NOW)
    with pytest.raises(actions.SignedAlready):
        actions.return_plan(boss, plan, note="Terlambat", at=NOW)


def test_own_entry_can_be_taken_back_and_nobody_elses(led):
    me, other = led.people
    plan = actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)
    entry = actions.write_entry(me.account, plan, **TASK, at=NOW)

    for by in (other.account, led.boss.account, led.officer):
        with pytest.raises(NotAllowed):
            actions.remove_entry(by, entry, at=NOW)
    actions.remove_entry(me.account, entry, at=NOW)

    assert not LogEntry.objects.exists()


def test_pages_lead_from_the_note_back_to_the_entry(led, client_for):
    me = led.people[0]
    plan = actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)
    entry = actions.write_entry(me.account, plan, **TASK, at=NOW)
    mine, boss = client_for(me.account), client_for(led.boss.account)
    here = f"/tindak-lanjut/{plan.pk}/"

    back = boss.post(f"{here}{entry.pk}/kembalikan/", {"note": "Berapa KK?"})
    shown = mine.get(here).content.decode()
    form = mine.get(f"{here}{entry.pk}/ubah/").content.decode()
    wrong = mine.post(f"{here}{entry.pk}/ubah/", {"kind": "task", "done_on": "", "task": "Melayani"})
    right = mine.post(
        f"{here}{entry.pk}/ubah/", {"kind": "task", "done_on": "2026-11-25", "task": "Melayani 3 KK"}
    )
    strange = client_for(led.people[1].account).get(f"{here}{entry.pk}/ubah/")

    assert back.status_code == right.status_code == 302
    assert "Berapa KK?" in shown and "Dikembalikan" in shown and "Berapa KK?" in form
    assert (wrong.status_code, strange.status_code) == (422, 404)
    assert LogEntry.objects.get().task == "Melayani 3 KK"


def test_plan_whose_last_day_is_over_is_refused(led):
    me = led.people[0]

    with pytest.raises(actions.DueDayPast):
        actions.write_plan(me.account, led.batch, me, **{**PLAN, "due_on": date(2026, 11, 30)}, at=NOW)
    actions.write_plan(me.account, led.batch, me, **{**PLAN, "due_on": date(2026, 12, 1)}, at=NOW)

    assert FollowUpPlan.objects.count() == 1


def test_lesson_without_anybody_is_refused_and_a_task_needs_nobody(led):
    me = led.people[0]
    plan = actions.write_plan(me.account, led.batch, me, **PLAN, at=NOW)
    entry = actions.write_entry(me.account, plan, **TASK, at=NOW)

    with pytest.raises(actions.NobodyTaught):
        actions.write_entry(me.account, plan, **{**TASK, "kind": "teach"}, at=NOW)
    with pytest.raises(actions.NobodyTaught):
        actions.rewrite_entry(me.account, entry, **{**TASK, "kind": "teach"}, at=NOW)

    assert LogEntry.objects.get().kind == "task"
