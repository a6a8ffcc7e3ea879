"""Use of a skill on the pages: the logbook and the step in the log of the service."""

from __future__ import annotations

import itertools
import uuid
from datetime import timedelta

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import AuditEntry, Job
from saindege.delivery.app.models import FollowUpPlan, LogEntry
from saindege.impact import evaluation
from saindege.impact.app import actions, jobs, queries
from saindege.impact.app.models import SkillTrace, SkillUse
from saindege.service import event_store
from saindege.service.app import queries as service_queries
from saindege.service.app.models import EventLog, Measurement, Service
from saindege.service.log_files.columns import BLANK, NO_MOMENT, Coded
from tests.impact.app.class_that_ended import ENDED_AT

STEPS = ("Terima", "Periksa di depan warga", "Serahkan")


def quiet(done: int, total: int, message: str) -> None:
    pass


@pytest.fixture
def logged(ended, media) -> Service:
    """A service whose office checks before the citizen in 1 of 5 cases before the class and in 4 of 5 since."""
    made = Service.objects.create(code="SKD", name="Surat domisili", promise="1 hari kerja")
    made.offices.add(ended.office)
    edges = [{"source": one, "target": two} for one, two in itertools.pairwise(STEPS)]
    Measurement.objects.create(
        service=made, figures={"map": {"edges": edges}}, data_hash="0" * 64, version="0", measured_at=ENDED_AT
    )
    case, step, at = [], [], []
    for number in range(400):
        began = ENDED_AT + timedelta(hours=12 * (number - 200) + 6)
        share = 1 if number < 200 else 4
        for place in range(3):
            if place != 1 or number % 5 < share:
                case.append(number)
                step.append(place)
                at.append(int((began + timedelta(minutes=place)).timestamp() * 1e6))
    n = len(case)
    log = EventLog.objects.create(
        id=uuid.uuid4(), service=made, file_name="log.csv", checksum="1" * 64, stored_file="log.csv",
        events_file="events-1.parquet", state="measured", uploaded_at=ENDED_AT,
    )  # fmt: skip
    folder = service_queries.folder_of(log.pk)
    folder.mkdir(parents=True)
    kept = event_store.KeptEvents(
        case=np.array(case),
        activity=Coded(np.array(step, dtype=np.int32), STEPS),
        at=np.array(at),
        started_at=np.full(n, NO_MOMENT),
        resource=np.zeros(n, dtype=np.int64),
        lifecycle=Coded(np.full(n, BLANK, dtype=np.int32), ()),
        office=np.full(n, ended.office.pk),
    )
    event_store.write_events(kept, folder / "events-1.parquet")
    return made


def test_officer_chooses_a_step_and_reads_how_often_it_is_taken(ended, logged, client_for, account):
    officer = account("bkpsdm")
    client = client_for(officer)
    page = reverse("impact:skill_trace", args=[ended.course.pk])

    asked = client.post(page, {"version": 0, "step": f"{logged.pk}:{STEPS[1]}"})
    job = Job.objects.get(kind="impact.use")
    jobs.use(job, quiet)
    jobs.use(job, quiet)

    assert asked.status_code == 302 and str(job.pk) in asked["Location"]
    use = SkillUse.objects.get(batch=ended.batch)
    assert use.figures["days"]["30"]["offices"] == [[60, 12, 60, 48]]
    said = client.get(page).content.decode()
    assert "dipakai di 80 persen berkas, sebelumnya 20 (1 kantor)" in said
    assert "dipilih setelah ada angkatan yang selesai" in said
    batch = client.get(reverse("impact:evaluation_batch", args=[ended.batch.pk])).content.decode()
    assert "20 → 80 %" in batch
    told = AuditEntry.objects.filter(action__in=("impact.skill_traced", "impact.use_counted"))
    assert told.count() == 3


def test_another_step_drops_what_was_counted(ended, logged, account):
    officer = account("bkpsdm")
    actions.trace_skill(officer, ended.course, logged, STEPS[1], version=0, at=timezone.now())
    actions.count_use(officer, ended.course, at=timezone.now(), tell=quiet)

    actions.trace_skill(officer, ended.course, logged, STEPS[2], version=1, at=timezone.now())

    assert not SkillUse.objects.exists()
    with pytest.raises(actions.ChangedMeanwhile):
        actions.trace_skill(officer, ended.course, logged, STEPS[0], version=1, at=timezone.now())


def test_course_without_a_step_or_a_log_is_told_what_to_do(ended, client_for, account):
    officer = account("bkpsdm")

    with pytest.raises(actions.NoStep, match="Pilih langkahnya dulu"):
        actions.ask_use(officer, ended.course, at=timezone.now())

    answer = client_for(officer).post(
        reverse("impact:skill_trace", args=[ended.course.pk]), {"version": 0, "step": "9:Nothing"}
    )
    assert answer.status_code == 422 and not SkillTrace.objects.exists()


def test_readers_read_and_do_not_choose(ended, logged, client_for):
    page = reverse("impact:skill_trace", args=[ended.course.pk])
    mayor = client_for("walikota")

    assert mayor.get(page).status_code == 200
    assert mayor.post(page, {"version": 0, "step": f"{logged.pk}:{STEPS[1]}"}).status_code == 404
    assert client_for("peserta").get(page).status_code == 404


def write_logbook(ended, people: int, signed: bool = True) -> None:
    day = timezone.localdate(ENDED_AT)
    for person in ended.people[:people]:
        plan = FollowUpPlan.objects.create(
            batch=ended.batch, person=person, goal="x", steps="y", due_on=day, written_at=ENDED_AT
        )
        for number in (3, 9):
            LogEntry.objects.create(
                plan=plan,
                done_on=day + timedelta(days=number),
                task="Memeriksa di depan warga",
                written_at=ENDED_AT,
                signed_at=ENDED_AT if signed else None,
            )


def test_countersigned_logbooks_are_part_of_the_third_level(ended, client_for):
    write_logbook(ended, 10)

    (row,) = queries.evaluation_rows(queries.batches_over(timezone.now()), "id")

    assert (row.logbook.n, row.logbook.done) == (11, 10)
    assert row.chain.links[2].state == "good"
    words = queries.chain_words(row, "id")[2].sentence
    assert words.startswith("Buku catatan: 91 persen punya paling sedikit 2 tugas yang ditandatangani atasan")
    page = client_for("analis").get(reverse("impact:evaluation_batch", args=[ended.batch.pk]))
    assert "91 %" in page.content.decode()


def test_tasks_that_nobody_countersigned_do_not_count(ended):
    write_logbook(ended, 10, signed=False)

    (row,) = queries.evaluation_rows(queries.batches_over(timezone.now()), "id")

    assert row.logbook is None and row.chain.links[2].state == "unknown"


def test_small_class_is_hidden_in_words_too(ended):
    write_logbook(ended, 3)
    rules = evaluation.load()

    hidden = queries.logbook_words(
        evaluation.logbook_share({}, rules.smallest_behaviour - 1, ENDED_AT.date(), 30, rules)
    )

    assert hidden.id == "Buku catatan: pesertanya terlalu sedikit untuk ditunjukkan."
