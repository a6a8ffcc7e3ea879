"""Who may see and do what with sessions, participants and certificates."""

from __future__ import annotations

from django.conf import settings

from saindege.base.app.models import Account, Role
from saindege.delivery.app.models import CalendarFeed, Certificate, SpeakerCertificate
from saindege.people.app.models import Person
from saindege.programme import link
from saindege.programme.app.models import Batch, Session

FEED_LINK = "delivery.calendar"


def may_organise(by: Account) -> bool:
    """Training officers and administrators call people, close sessions, issue and revoke certificates."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_edit_papers(by: Account) -> bool:
    """Whoever organises also says how papers look."""
    return may_organise(by)


def may_name_letterhead(by: Account) -> bool:
    """Whoever runs papers also says what stands at their head and who signs them."""
    return may_organise(by)


def may_run_session(by: Account, session: Session) -> bool:
    """Organisers, and whoever teaches the session, see its list, show the code and write down arrivals."""
    teaches = session.speaker is not None and session.speaker.account_id == by.pk
    return by.is_active and (may_organise(by) or teaches)


def may_expect_own_pages(by: Account) -> bool:
    """Participants and superiors have pages of their own, also before their account is tied to the staff list."""
    return by.has_role(Role.PARTICIPANT, Role.SUPERIOR)


def may_check_in(by: Account, person: Person) -> bool:
    """Everybody checks in for themselves and for nobody else."""
    return by.is_active and person.account_id == by.pk


def may_knock(sign_in: str) -> bool:
    """Whoever holds the key of a sign-in is heard; who it is and what they may is asked with all who come at once."""
    return bool(sign_in)


def may_take_certificate(by: Account, certificate: Certificate | SpeakerCertificate) -> bool:
    """The paper goes to its owner and to organisers; anybody may check it, not take it."""
    return by.is_active and (may_organise(by) or certificate.owner_account_id == by.pk)


def may_see_hours_of(by: Account, person: Person) -> bool:
    """Everybody sees their own hours; organisers all, superiors those of their people."""
    leads = person.superior is not None and person.superior.account_id == by.pk
    return by.is_active and (may_organise(by) or person.account_id == by.pk or leads)


def may_see_recap(by: Account) -> bool:
    """Organisers see everybody's hours, superiors those of their people; the query narrows it."""
    return by.has_role(Role.TRAINING, Role.ADMIN, Role.SUPERIOR)


def may_enrol(by: Account, person: Person) -> bool:
    """Everybody asks for a seat for themselves and gives it back; superiors for their people, organisers for all."""
    leads = person.superior is not None and person.superior.account_id == by.pk
    return by.is_active and (may_organise(by) or person.account_id == by.pk or leads)


def may_agree(by: Account, person: Person) -> bool:
    """The superior agrees that somebody goes; an organiser in their stead, nobody to their own request."""
    leads = person.superior is not None and person.superior.account_id == by.pk
    return by.is_active and person.account_id != by.pk and (leads or may_organise(by))


def may_see_requests(by: Account) -> bool:
    """Superiors see what their people ask for, organisers all; the query narrows it."""
    return by.has_role(Role.TRAINING, Role.ADMIN, Role.SUPERIOR)


def may_make_feed(by: Account, kind: str) -> bool:
    """Everybody gets an address of their own sessions; those of rooms, speakers and courses are for organisers."""
    return by.is_active and (kind == "person" or may_organise(by))


def may_withdraw_feed(by: Account, feed: CalendarFeed) -> bool:
    """Whoever made an address takes it back, and organisers."""
    return by.is_active and (feed.made_by_id == by.pk or may_organise(by))


def may_use_feed(feed: CalendarFeed, token: str) -> bool:
    """Whoever holds the address reads it, as long as its maker could still make it."""
    is_genuine = link.is_genuine(token, FEED_LINK, feed.link_word, settings.SECRET_KEY)
    return is_genuine and may_make_feed(feed.made_by, feed.kind)


def may_sit(by: Account, person: Person) -> bool:
    """Everybody takes a test for themselves and for nobody else."""
    return by.is_active and person.account_id == by.pk


def may_observe(by: Account, batch: Batch) -> bool:
    """Organisers, and whoever teaches in the batch, mark its practice and see how observers agree."""
    return by.is_active and (may_organise(by) or batch.sessions.filter(speaker__account=by).exists())


def may_keep_contact(by: Account, person: Person) -> bool:
    """Everybody gives and takes back their own telephone number, and nobody else's."""
    return by.is_active and person.account_id == by.pk


def may_claim(by: Account, person: Person) -> bool:
    """Everybody claims courses taken elsewhere for themselves."""
    return by.is_active and person.account_id == by.pk


def may_see_claim(by: Account, person: Person) -> bool:
    """The proof is seen by its owner and by organisers."""
    return by.is_active and (may_organise(by) or person.account_id == by.pk)


def may_decide_claim(by: Account, person: Person) -> bool:
    """Organisers decide about claims, and nobody about their own."""
    return may_organise(by) and person.account_id != by.pk


def may_write_logbook(by: Account, person: Person) -> bool:
    """Everybody writes their own plan and logbook."""
    return by.is_active and person.account_id == by.pk


def may_countersign(by: Account, person: Person) -> bool:
    """The superior countersigns; nobody their own entries, and no officer in the superior's stead."""
    leads = person.superior is not None and person.superior.account_id == by.pk
    return by.is_active and leads and person.account_id != by.pk


def may_see_logbook(by: Account, person: Person) -> bool:
    """A logbook is seen by its owner, the superior and organisers."""
    return may_write_logbook(by, person) or may_countersign(by, person) or (by.is_active and may_organise(by))
