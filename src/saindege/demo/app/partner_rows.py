"""What surrounds the courses of the demonstration city: agreements, rooms, busy days, contents, calls, ceilings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from saindege.base.app.models import Account
from saindege.demo import tables
from saindege.demo.app import identity
from saindege.demo.city import City
from saindege.people.app.models import Office
from saindege.programme.app.models import (
    Agreement,
    Course,
    CourseCompetency,
    CourseCost,
    CourseLesson,
    Equipment,
    OfficePeak,
    Partner,
    PartnerContact,
    Room,
    Speaker,
    SpeakerOffer,
    StandardCost,
    Topic,
    TopicCall,
    TopicReview,
)

_OFFER_DAYS = (9, 14, 16, 23, 30, 37)
_PARTS = ("day", "morning", "afternoon")


def write_surroundings(
    made: City, catalogue: Mapping[str, Course], logins: Mapping[str, Account], now: datetime
) -> None:
    """Store agreements, rooms, equipment, busy days, ceilings, contents, offered dates and a call."""
    rows = tables.read_toml("data/programme.toml")
    _write_agreements(rows, made.as_of)
    Room.objects.bulk_create(
        Room(name=row["name"], capacity=row["seats"], is_example=True) for row in rows["room"]
    )
    Equipment.objects.bulk_create(Equipment(**row, is_example=True) for row in rows["equipment"])
    offices = {office.code: office for office in Office.objects.all()}
    OfficePeak.objects.bulk_create(
        OfficePeak(
            office=offices[row["office"]],
            first_on=made.as_of + timedelta(days=row["first"]),
            last_on=made.as_of + timedelta(days=row["last"]),
            weekdays=row["weekdays"],
            reason=row["reason"],
            is_example=True,
        )
        for row in rows["peak"]
        if row["office"] in offices
    )
    StandardCost.objects.bulk_create(
        StandardCost(
            item=row["item"],
            ceiling_rupiah=row["rupiah"],
            in_force_from=date(made.as_of.year, 1, 1),
            source=row["source"],
            is_example=True,
        )
        for row in rows["ceiling"]
    )
    for row in rows["content"]:
        _write_content(row, catalogue)
    _write_offers(made, now)
    for number, row in enumerate(rows["call"]):
        _write_call(row, made, number, [logins["bkpsdm"], logins["admin"]], now)


def _write_agreements(rows: Mapping[str, Any], as_of: date) -> None:
    partners = {partner.name: partner for partner in Partner.objects.all()}
    for row in rows["agreement"]:
        partner = partners[row["partner"]]
        Agreement.objects.create(
            partner=partner,
            number=row["number"],
            subject=row["subject"],
            starts_on=as_of + timedelta(days=row["starts"]),
            ends_on=as_of + timedelta(days=row["ends"]),
            is_example=True,
        )
        name, post, phone = row["contact"]
        PartnerContact.objects.create(partner=partner, name=name, post=post, phone=phone, is_example=True)


def _write_content(row: Mapping[str, Any], catalogue: Mapping[str, Course]) -> None:
    course = catalogue[row["course"]]
    course.target_group, course.application = row["target"], row.get("application", "")
    course.tasks = row.get("tasks", [])
    course.save(update_fields=["target_group", "application", "tasks"])
    course.prerequisites.set([catalogue[code] for code in row.get("after", [])])
    CourseLesson.objects.bulk_create(
        CourseLesson(course=course, position=place, topic=topic, way=way, learning_hours=Decimal(hours))
        for place, (topic, way, hours) in enumerate(row["lessons"])
    )
    CourseCompetency.objects.bulk_create(
        CourseCompetency(course=course, competency=key, level=level) for key, level in row["competencies"]
    )
    CourseCost.objects.bulk_create(
        CourseCost(course=course, position=place, item=item, words=words, quantity=count, unit_rupiah=price)
        for place, (item, words, count, price) in enumerate(row["costs"])
    )


def _write_offers(made: City, now: datetime) -> None:
    """Let every second speaker have offered a few days, through a link that the officer sent."""
    speakers = list(Speaker.objects.order_by("pk"))
    for number, speaker in enumerate(speakers):
        private = speaker.partner is not None and speaker.partner.sector == "private"
        speaker.fee_class = "speaker_practitioner" if private else "speaker_echelon_3"
        speaker.fee_rupiah = 1_000_000 if private else 800_000
        speaker.link_word = uuid.uuid5(identity.key(made.seed, "speaker", number), "link").hex[:24]
        if private:
            speaker.conflict_note = "Lembaganya menjual aplikasi yang diajarkan (contoh)."
    Speaker.objects.bulk_update(speakers, ["fee_class", "fee_rupiah", "link_word", "conflict_note"])
    SpeakerOffer.objects.bulk_create(
        SpeakerOffer(
            speaker=speaker,
            on=made.as_of + timedelta(days=days + number % 3),
            part=_PARTS[(number + place) % len(_PARTS)],
            offered_at=now - timedelta(days=3),
            is_example=True,
        )
        for number, speaker in enumerate(speakers)
        if number % 2 == 0
        for place, days in enumerate(_OFFER_DAYS)
    )


def _write_call(
    row: Mapping[str, Any], made: City, number: int, reviewers: list[Account], now: datetime
) -> None:
    key = identity.key(made.seed, "call", number)
    call = TopicCall.objects.create(
        pk=key,
        title=row["title"],
        text=row["text"],
        opens_on=made.as_of + timedelta(days=row["opens"]),
        closes_on=made.as_of + timedelta(days=row["closes"]),
        link_word=uuid.uuid5(key, "link").hex[:24],
        is_example=True,
    )
    for place, each in enumerate(row["topic"]):
        offered_at = now - timedelta(days=15 - place)
        is_decided = each["state"] != "new"
        topic = Topic.objects.create(
            pk=uuid.uuid5(key, str(place)),
            call=call,
            title=each["title"],
            summary=each["summary"],
            speaker_name=each["speaker"],
            institution=each["institution"],
            contact="contoh@contoh.example",
            state=each["state"],
            offered_at=offered_at,
            decided_at=now - timedelta(days=4) if is_decided else None,
            decided_by=reviewers[0] if is_decided else None,
            thanked_at=now - timedelta(days=3) if each.get("thanked") else None,
            is_example=True,
        )
        TopicReview.objects.bulk_create(
            TopicReview(topic=topic, reviewer=reviewer, fit=fit, note=note, at=offered_at + timedelta(days=2))
            for reviewer, (fit, note) in zip(reviewers, each["fits"], strict=False)
        )
