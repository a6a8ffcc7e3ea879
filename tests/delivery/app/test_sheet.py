"""Photos of the paper sheet: read in a program of its own, confirmed by a person, counted once beside the phones."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery import attendance
from saindege.delivery.app import actions, queries
from saindege.delivery.app.actions import sheet as sheet_actions
from saindege.delivery.app.actions.sheet import Decision
from saindege.delivery.app.models import CheckIn, Participant, PhotoState, SheetPhoto
from saindege.delivery.app.queries import sheet_photos
from saindege.demo.app import sheet_photo_rows
from saindege.programme import file_check
from tests.delivery.filled_sheets import AWAY, EMPTY, HERE, NAMES, UNSIGNED, confirm, photo_of, roll, send


@pytest.fixture
def made(make_class, media):
    return make_class(NAMES)


def test_photo_counts_nobody_before_a_person_confirms_it(made):
    photo = send(made, photo_of(made.session, [HERE, HERE, AWAY, EMPTY, HERE]))

    assert photo.state == PhotoState.READ and not CheckIn.objects.exists()

    added = confirm(made, photo)

    begin = made.session.starts_at
    assert added == 3
    assert roll(made) == dict.fromkeys((NAMES[0], NAMES[1], NAMES[4]), ("paper", begin))
    arrival = CheckIn.objects.get(person=made.people[0])
    assert (arrival.sheet, arrival.recorded_by) == (photo, made.officer)
    photo.refresh_from_db()
    assert (photo.state, photo.confirmed_by) == (PhotoState.CONFIRMED, made.officer)
    entry = AuditEntry.objects.get(action="delivery.sheet_confirmed")
    assert entry.detail == {"checksum": photo.checksum, "here": 3, "added": 3, "by_hand": 0}


def test_unsure_row_is_decided_by_a_person_or_nothing_is_stored(made):
    photo = send(made, photo_of(made.session, [HERE, UNSIGNED]))

    with pytest.raises(sheet_actions.RowsUndecided) as refused:
        confirm(made, photo)

    assert "baris 2" in refused.value.sentence.id and not CheckIn.objects.exists()
    assert confirm(made, photo, {"1.2": Decision(None, False)}) == 1
    photo.refresh_from_db()
    assert photo.decisions["1.2"]["by_hand"] is True and photo.decisions["1.1"]["by_hand"] is False


def test_person_may_overrule_what_was_read(made):
    photo = send(made, photo_of(made.session, [HERE, EMPTY]))

    confirm(made, photo, {"1.1": Decision(None, False), "1.2": Decision(None, True)})

    assert set(roll(made)) == {NAMES[1]}
    photo.refresh_from_db()
    assert photo.decisions["1.1"]["by_hand"] and photo.decisions["1.2"]["by_hand"]


def test_phone_that_was_earlier_keeps_its_time_and_nobody_counts_twice(made):
    first = made.people[0]
    came = made.session.starts_at + timedelta(minutes=7)
    actions.check_in(first.account, first, made.session, typed=made.code(came), arrived_at=came)

    added = confirm(made, send(made, photo_of(made.session, [HERE, HERE])))

    assert added == 1
    assert roll(made)[NAMES[0]] == ("code", came)
    assert CheckIn.objects.get(person=first).sheet is not None


@pytest.mark.parametrize("paper_first", [True, False])
def test_scan_without_signal_tells_the_time_whichever_comes_first(made, paper_first):
    person, session = made.people[0], made.session
    came = session.starts_at + timedelta(minutes=9)
    scan = actions.SentScan(seq=1, code=session.code, typed=made.code(came), scanned_at=came)
    photo = send(made, photo_of(session, [HERE]))

    def by_paper():
        confirm(made, photo)

    def by_phone():
        later = session.starts_at + timedelta(hours=3)
        return actions.receive_scans(person.account, person, "a" * 32, [scan], received_at=later)

    for step in (by_paper, by_phone) if paper_first else (by_phone, by_paper):
        step()

    assert roll(made) == {NAMES[0]: ("offline", came)}
    assert CheckIn.objects.get().sheet == photo


def test_paper_stays_where_a_late_scan_does_not_count(made):
    person, session = made.people[0], made.session
    confirm(made, send(made, photo_of(session, [HERE])))
    late = session.ends_at + timedelta(hours=1)
    scan = actions.SentScan(seq=1, code=session.code, typed=made.code(late), scanned_at=late)

    actions.receive_scans(person.account, person, "b" * 32, [scan], received_at=late)

    assert roll(made) == {NAMES[0]: ("paper", session.starts_at)}


def test_same_photo_again_is_known_and_another_photo_of_the_sheet_adds_nobody(made):
    content = photo_of(made.session, [HERE, HERE])
    confirm(made, send(made, content))

    at = made.session.starts_at + timedelta(hours=3)
    again, is_new = sheet_actions.keep_photo(
        made.officer, made.session, file_name="b.jpg", content=content, at=at
    )
    other = send(made, photo_of(made.session, [HERE, HERE], seed=2))

    assert (again.file_name, is_new, SheetPhoto.objects.count()) == ("foto.jpg", False, 2)
    assert confirm(made, other) == 0 and len(roll(made)) == 2


def test_sheet_of_another_session_is_refused_and_counts_nobody(made):
    photo = send(made, photo_of(made.sessions[1], [HERE, HERE]))

    assert photo.state == PhotoState.REFUSED
    assert photo.pages[0]["fault"]["id"].startswith(
        f"Lembar ini milik sesi lain (kode sesi {made.sessions[1].code})"
    )
    with pytest.raises(sheet_actions.PhotoSettled):
        confirm(made, photo)


def test_torn_file_is_refused_with_what_to_do(made):
    photo = send(made, photo_of(made.session, [HERE])[:20_000])

    assert photo.state == PhotoState.REFUSED and "Potret atau pindai lagi" in photo.pages[0]["fault"]["id"]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("foto.heic", b"\x00\x00\x00\x18ftypheic" + bytes(40), file_check.FileRefused),
        ("daftar.docx", b"PK\x03\x04" + bytes(40), sheet_actions.NoSheetPhoto),
        ("foto.jpg", b"", file_check.FileRefused),
        ("foto.jpg", b"bukan foto" * 9, file_check.FileRefused),
    ],
)
def test_file_of_another_kind_is_not_kept(made, name, content, error):
    with pytest.raises(error):
        sheet_actions.keep_photo(
            made.officer, made.session, file_name=name, content=content, at=made.session.ends_at
        )

    assert not SheetPhoto.objects.exists()


def test_spare_line_names_whoever_was_called_on_the_day(made, make_person):
    content = photo_of(made.session, [EMPTY] * 5 + [HERE])
    newcomer = make_person("Fatimah Daulay")
    Participant.objects.create(batch=made.batch, person=newcomer, called_at=made.session.starts_at)
    photo = send(made, content)
    review = sheet_photos.review_of(photo)

    assert [(row.number, row.person, row.judgement.reason) for row in review.unsure] == [(6, None, "spare")]
    assert newcomer in review.others

    confirm(made, photo, {"1.6": Decision(newcomer.pk, True)})

    assert set(roll(made)) == {newcomer.name}


def test_whoever_was_released_since_is_a_row_to_decide(made):
    content = photo_of(made.session, [HERE, HERE])
    Participant.objects.filter(person=made.people[0]).delete()

    review = sheet_photos.review_of(send(made, content))

    assert [(row.number, row.person, row.judgement.reason) for row in review.unsure] == [(1, None, "row")]


def test_full_room_stores_nothing_and_says_so(make_class, media):
    made = make_class(NAMES, capacity=2)
    photo = send(made, photo_of(made.session, [HERE] * 5))

    with pytest.raises(attendance.NoSeatLeft, match="Tambah kursi sesi ini dulu"):
        confirm(made, photo)

    photo.refresh_from_db()
    assert not CheckIn.objects.exists() and photo.state == PhotoState.READ


def test_closed_session_takes_neither_photo_nor_confirmation(made):
    photo = send(made, photo_of(made.session, [HERE]))
    made.close()

    with pytest.raises(attendance.SessionClosed):
        confirm(made, photo)
    with pytest.raises(attendance.SessionClosed):
        sheet_actions.keep_photo(
            made.officer,
            made.session,
            file_name="b.jpg",
            content=b"\xff\xd8\xff" + bytes(99),
            at=made.session.ends_at,
        )


def test_two_officers_confirm_once(made):
    photo = send(made, photo_of(made.session, [HERE]))
    confirm(made, photo)

    with pytest.raises(sheet_actions.PhotoSettled):
        confirm(made, photo, by=made.speaker)

    assert CheckIn.objects.count() == 1


def test_thrown_away_photo_is_forgotten_and_may_be_sent_again(made):
    content = photo_of(made.session, [HERE])
    photo = send(made, content)

    sheet_actions.drop_photo(made.officer, photo, at=made.session.ends_at)

    assert not CheckIn.objects.exists()
    again = send(made, content)
    assert (again.pk, again.state) == (photo.pk, PhotoState.READ)


def test_arrival_by_paper_can_be_taken_back_until_the_session_closes(made):
    confirm(made, send(made, photo_of(made.session, [HERE, HERE])))

    actions.withdraw_arrival(made.officer, made.session, made.people[0], at=made.session.ends_at)

    assert set(roll(made)) == {NAMES[1]}


def test_phone_that_contradicts_the_paper_is_listed_as_odd(made):
    first = made.people[0]
    came = made.session.starts_at
    actions.check_in(first.account, first, made.session, typed=made.code(came), arrived_at=came)
    confirm(made, send(made, photo_of(made.session, [AWAY, EMPTY])))

    (odd,) = queries.oddities_of(made.session)

    assert (odd.kind, odd.people) == ("absent_on_paper", (first,))
    assert set(roll(made)) == {NAMES[0]}


def test_only_whoever_runs_the_session_handles_its_sheets(made, account):
    photo = send(made, photo_of(made.session, [HERE]), by=made.speaker)

    for by in (made.people[0].account, account("atasan"), account("narasumber")):
        with pytest.raises(NotAllowed):
            confirm(made, photo, by=by)
        with pytest.raises(NotAllowed):
            sheet_actions.drop_photo(by, photo, at=made.session.ends_at)


def test_photo_of_the_demonstration_is_read_back(made, tmp_path):
    """Each photo that the demonstration hands out reads whole, with rows for a person to decide."""
    now = made.session.starts_at + timedelta(hours=1)
    city = SimpleNamespace(seed=1)

    session = sheet_photo_rows.write_photos(city, tmp_path, now)
    photo = send(made, (tmp_path / "foto-lembar-hadir-1.jpg").read_bytes())

    assert session == made.session
    review = sheet_photos.review_of(photo)
    named = [row for row in (*review.sure, *review.unsure) if row.person]
    assert sorted(row.person.name for row in named) == list(NAMES)
    assert [row.judgement.reason for row in review.unsure if not row.person] == ["spare"]
