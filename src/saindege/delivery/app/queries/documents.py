"""Every paper of a batch as PDF and as DOCX: one document, or one for each office, person or session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.text import slugify

from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.app.queries import closing_papers
from saindege.delivery.app.queries.course_papers import (
    LINE,
    people_of,
    people_rows,
    person_values,
    shared_values,
)
from saindege.delivery.app.queries.evidence import evidence_values
from saindege.delivery.app.queries.meeting import place_of
from saindege.delivery.app.queries.official import TEMPLATE, paper_of, set_papers, when
from saindege.delivery.app.queries.pressroom import Pressroom
from saindege.delivery.app.queries.sheet import attendance_sheet
from saindege.delivery.legal_basis import PaperKind
from saindege.delivery.official import closing, letters
from saindege.delivery.official.form import HEAD, PaperForm, Text
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Session

FORMS: tuple[PaperForm, ...] = (*letters.FORMS, *closing.FORMS)
OWN = {
    closing.FEE_LIST.key: closing_papers.fee_values,
    closing.MINUTES.key: closing_papers.minutes_values,
    closing.GRADUATION.key: closing_papers.graduation_values,
    closing.REPORT.key: closing_papers.report_values,
    closing.STILL_MISSING.key: evidence_values,
}


class NobodyCalled(SaindegeError):
    """A paper for each participant needs participants, and one for each session sessions."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Naskah ini dibuat per orang, per kantor atau per sesi, dan angkatan ini belum punya. "
                "Panggil peserta dan susun jadwalnya dulu.",
                en="This paper is made for each person, office or session, and this batch has none yet. "
                "Call people and plan the sessions first.",
            )
        )


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its own part of the file name, and the values of its fields."""

    name: str
    values: dict[str, object]
    session: Session | None = None


def form_by_key(key: str) -> PaperForm | None:
    """Return a kind of paper by the word in its address."""
    return next((one for one in FORMS if one.key == key), None)


def documents_of(
    form: PaperForm, batch: Batch, as_of: datetime, *, session: Session | None = None
) -> list[Document]:
    """Return what there is to be written of one form, in order.

    Parameters
    ----------
    session : of a paper for each session, this one alone
    """
    kind: PaperKind = "committee" if form is letters.COMMITTEE_DECREE else "assignment"
    shared = shared_values(batch, as_of, paper=kind)
    if form.unit == "office":
        return [
            Document(slugify(name), shared | {"kantor": name, "peserta": people_rows(list(people))})
            for name, people in groupby(people_of(batch), key=lambda one: one.office.name)
        ]
    if form.unit == "person":
        return [Document(_named(one), shared | person_values(one, LINE)) for one in people_of(batch)]
    if form.unit == "session":
        sessions = batch.sessions.select_related("batch__course", "speaker").order_by("starts_at", "id")
        return [
            _of_session(one, place, shared)
            for place, one in enumerate(sessions, start=1)
            if session is None or one.pk == session.pk
        ]
    own = OWN.get(form.key)
    return [Document("", shared | (own(batch) if own else {}))]


def pdf_of(
    form: PaperForm,
    batch: Batch,
    as_of: datetime,
    documents: Sequence[Document] | None = None,
    *,
    room: Pressroom | None = None,
) -> bytes:
    """Set a paper: all its documents in one file, from the city's own template where there is one.

    Parameters
    ----------
    room : where many papers are made at a time

    Raises
    ------
    templates.TemplateUnfit : the city's template cannot be filled or set any more
    """
    if room is None:
        with Pressroom() as made:
            return pdf_of(form, batch, as_of, documents, room=made)
    found = documents_of(form, batch, as_of) if documents is None else documents
    if form.unit == "session" and len(found) == 1 and found[0].session is not None:
        # Only this sheet carries the codes by which its photo is read back.
        return attendance_sheet(found[0].session)
    press, stamp = room.press(TEMPLATE), "DATA CONTOH, TIDAK BERLAKU" if batch.is_example else ""
    if not found:
        empty = PaperForm(form.key, form.name, form.english, form.title, (Text("Belum ada peserta yang dipanggil."),), (HEAD,), has_number=False)  # fmt: skip
        return set_papers(
            [paper_of(empty, shared_values(batch, as_of))], stamp=stamp, as_of=as_of, press=press
        )
    if room.has_own(form):
        return room.city_pdf(form, [one.values for one in found], as_of=as_of)
    papers = [paper_of(form, one.values) for one in found]
    return set_papers(papers, stamp=stamp, as_of=as_of, wide=form.is_wide, press=press)


def docx_of(
    form: PaperForm,
    batch: Batch,
    as_of: datetime,
    documents: Sequence[Document] | None = None,
    *,
    room: Pressroom | None = None,
) -> bytes:
    """Fill the template in force: all documents in one file, each on a page of its own.

    Raises
    ------
    NobodyCalled : there is nothing to be written
    templates.TemplateUnfit : the city's template cannot be filled any more
    """
    if room is None:
        with Pressroom() as made:
            return docx_of(form, batch, as_of, documents, room=made)
    found = documents_of(form, batch, as_of) if documents is None else documents
    if not found:
        raise NobodyCalled
    return room.docx(form, [one.values for one in found])


def _of_session(session: Session, place: int, shared: dict[str, object]) -> Document:
    here = place_of(session)
    own = {
        "sesi_ini": f"{session.title} ({here.number} dari {here.of})",
        "waktu_sesi": when(session),
        "tempat_sesi": session.place,
        "narasumber_sesi": session.speaker.name if session.speaker else "–",
    }
    return Document(f"{place:02d}-{slugify(session.title)[:60]}", shared | own, session)


def _named(person: Person) -> str:
    return f"{person.nip or 'tanpa-nip'}-{slugify(person.name)[:50]}"
