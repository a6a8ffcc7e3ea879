"""Who may see and change the programme."""

from __future__ import annotations

from django.conf import settings

from saindege.base.app.models import Account, Role
from saindege.people.app.models import Person
from saindege.programme import link, workflow
from saindege.programme.app.models import Proposal, Session, Speaker, TopicCall

# What a link is for; the same row has another link for another purpose.
SPEAKER_LINK, CALL_LINK = "speaker", "call"


def may_see_catalogue(by: Account) -> bool:
    """Whoever can sign in may see what is offered."""
    return by.is_active


def may_arrange_programme(by: Account) -> bool:
    """Training officers and administrators make courses, batches and sessions."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_change_session(by: Account, session: Session) -> bool:
    """Whoever arranges the programme changes a session until it is closed."""
    return may_arrange_programme(by) and session.closed_at is None


def may_see_calendar(by: Account) -> bool:
    """Whoever has a part in the programme sees when it happens."""
    return by.has_role(*Role.values)


def may_keep_partners(by: Account) -> bool:
    """Those who arrange the programme also keep partners, speakers and calls; contacts are personal data."""
    return may_arrange_programme(by)


def may_see_speaker(by: Account, speaker: Speaker) -> bool:
    """A speaker sees the own page, and those who keep speakers see every one."""
    return may_keep_partners(by) or (by.has_role(Role.SPEAKER) and speaker.account_id == by.pk)


def may_teach(by: Account) -> bool:
    """Accounts of speakers have a page of their own."""
    return by.has_role(Role.SPEAKER)


def may_offer_dates(by: Account, speaker: Speaker) -> bool:
    """The same people write down when a speaker is free."""
    return may_see_speaker(by, speaker)


def may_open_tax_number(by: Account) -> bool:
    """Only a training officer opens a tax number, for the payment papers."""
    return by.has_role(Role.TRAINING)


def may_see_proposals(by: Account) -> bool:
    """Superiors see those of their office, training officers all that were handed in."""
    return by.has_role(Role.SUPERIOR, Role.TRAINING, Role.ADMIN)


def may_write_proposals(by: Account) -> bool:
    """A superior whose office we know writes proposals for it."""
    return by.has_role(Role.SUPERIOR) and Person.objects.filter(account=by).exists()


def may_see_proposal(by: Account, proposal: Proposal) -> bool:
    """Its office sees it, and training officers once it was handed in."""
    if may_write_proposal(by, proposal):
        return True
    return by.has_role(Role.TRAINING, Role.ADMIN) and proposal.submitted_at is not None


def may_write_proposal(by: Account, proposal: Proposal) -> bool:
    """A superior of the office that asks; what may be written when, the workflow says."""
    return (
        by.has_role(Role.SUPERIOR) and Person.objects.filter(account=by, office=proposal.office_id).exists()
    )


def may_change_proposal(by: Account, proposal: Proposal) -> bool:
    """While it is a draft or back for revision, and never once it was handed in."""
    return may_write_proposal(by, proposal) and proposal.state in workflow.EDITABLE


def may_decide_proposals(by: Account) -> bool:
    """Training officers decide."""
    return by.has_role(Role.TRAINING)


def may_decide_proposal(by: Account, proposal: Proposal) -> bool:
    """A training officer decides about what others have written."""
    return may_decide_proposals(by) and proposal.author_id != by.pk


def may_set_standard_costs(by: Account) -> bool:
    """Training officers write down the ceilings of the city's own decree."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_use_speaker_link(speaker: Speaker, token: str) -> bool:
    """Whoever holds the speaker's own link offers dates, without an account; a withdrawn link opens nothing."""
    return link.is_genuine(token, SPEAKER_LINK, speaker.link_word, settings.SECRET_KEY)


def may_use_call_link(call: TopicCall, token: str) -> bool:
    """Whoever holds the link of a call offers topics, without an account."""
    return link.is_genuine(token, CALL_LINK, call.link_word, settings.SECRET_KEY)
