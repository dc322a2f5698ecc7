"""Who may do what with case conferences, and what each text may be shown to (domain reference, c and a.10).

Whoever may know of a person may know of their conferences as their role allows. Attendance and access are different
rights: who is invited from outside knows of the one conference, never of the case.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models

from conferences.models import Conference, Invitation, Objection
from conferences.policy.holding import Came
from conferences.policy.kinds import Party
from conferences.policy.preparing import Scope
from conferences.policy.replies import Reply
from icm.core.access import Principals
from icm.core.disclosure import CLEARED, Audience, Disclosure, Text, render
from icm.core.models import User
from icm.people import access as people
from icm.people.models import Person
from icm.policy.conference_facts import Against
from icm.policy.roles import Role

READ = "read conferences"
ARRANGE = "arrange a conference"
ANSWER = "answer an invitation"
ASK = "ask for a conference"
DECIDE = "answer a request"
PREPARE = "prepare the person"
CONTRIBUTE = "contribute to a conference"
SEND = "send the papers"
APPROVE = "approve an absence"
HOLD = "hold a conference"
MINUTE = "keep the minute"
SIGN = "sign the minute"
ISSUE = "issue the minute"
CONSENT = "record consent for family"
VET = "look at whom the family member is"
FAMILY = "read family consents"  # follows from what they may do, see with_family
FORBID = "say that no contact is allowed"  # follows from what they may do, see with_family
CALENDAR = "keep rooms and hours"
NUMBERS = "read conferences in numbers"
OVERSEE = "oversee comments on a minute"
RECEIPTS = "see who has a minute"
SETTLE = "answer what is said to be wrong"  # follows from what was said, see settles
TELL = "say what is wrong in a minute"  # follows from the invitation, see may_tell_for

_ICM = frozenset(
    {READ, ARRANGE, ASK, PREPARE, CONTRIBUTE, SEND, HOLD, MINUTE, ISSUE, CONSENT, CALENDAR}
)
_OFFICER = frozenset({READ, ASK, PREPARE, CONTRIBUTE, CONSENT})
_SOCIAL_WORK = frozenset({READ, ASK, PREPARE, CONTRIBUTE, HOLD, MINUTE, CONSENT, VET})

VERBS: dict[Role, frozenset[str]] = {
    Role.ICM_CO_ORDINATOR: _ICM | {APPROVE, DECIDE, NUMBERS, OVERSEE},
    Role.ICM_CASE_CO_ORDINATOR: _ICM | {NUMBERS},
    Role.ICM_ADMINISTRATOR: frozenset({READ, ARRANGE, CALENDAR, NUMBERS, RECEIPTS}),
    Role.PERSONAL_OFFICER: _OFFICER,
    Role.RESIDENTIAL_OFFICER: frozenset({READ, ASK}),
    Role.FIRST_LINE_MANAGER: _OFFICER | {NUMBERS, RECEIPTS},
    Role.PBSW: _SOCIAL_WORK,
    Role.PBSW_TEAM_MANAGER: _SOCIAL_WORK | {NUMBERS, RECEIPTS},
    Role.CBSW: frozenset({READ, ASK, CONTRIBUTE, CONSENT, VET}),
    Role.CBSW_TEAM_MANAGER: frozenset({READ, CONTRIBUTE, VET, RECEIPTS}),
    Role.PAROLE_CO_ORDINATOR: frozenset({READ}),
    Role.RMT_CHAIR: frozenset({READ, NUMBERS}),
    Role.HQ: frozenset({READ, NUMBERS}),
}

# What somebody does of their own, at a terminal: each by the act that staff use for them.
OWN = frozenset({ASK, PREPARE, CONSENT})

# Every free text that carries no class of its own, with who may read it.
DISCLOSURE: dict[str, Disclosure] = {
    "Conference.why": Disclosure.TEAM,
    "Conference.next_when": Disclosure.PERSON,
    "Conference.next_why": Disclosure.PERSON,
    "Step.why": Disclosure.TEAM,
    "Next.reasons": Disclosure.TEAM,
    "Next.changed": Disclosure.TEAM,
    "Judgement.waits": Disclosure.PERSON,
    "Judgement.why": Disclosure.TEAM,
    "Minute.reopened_why": Disclosure.TEAM,
    "Edition.why": Disclosure.TEAM,
    "Placing.why": Disclosure.TEAM,
    "Request.why": Disclosure.PERSON,
    "Request.answer_why": Disclosure.PERSON,
    "Request.withdrawn_why": Disclosure.TEAM,
    "Invitation.reply_why": Disclosure.TEAM,
    "Invitation.excused_why": Disclosure.TEAM,
    "Contribution.why": Disclosure.TEAM,
    "Preparation.wants": Disclosure.PERSON,
    "Preparation.help_words": Disclosure.PERSON,
    # As the person named them; how they can be reached may have changed since, and is theirs to tell.
    "FamilyConsent.name": Disclosure.PERSON,
    "FamilyConsent.relation": Disclosure.PERSON,
    "FamilyConsent.contact": Disclosure.TEAM,
    "FamilyConsent.approved_why": Disclosure.SOCIAL_WORK,
    "FamilyConsent.withdrawn_why": Disclosure.TEAM,
    "FamilyConsent.no_contact_why": Disclosure.VICTIM,
}

_rights = people.Rights(VERBS, READ, OWN)
held = _rights.held
require = _rights.require
places_with = _rights.places_with
audience_of = people.audience_of


def with_family(verbs: frozenset[str]) -> frozenset[str]:
    """Who records consent, looks at it or invites by it reads of it; whoever only reads the case does not. Who keeps
    the record may say that no contact is allowed: what protects somebody waits for nobody."""
    found = verbs | {FAMILY} if verbs & {CONSENT, VET, ARRANGE} else verbs
    return found | {FORBID} if keeps_family(verbs) else found


def keeps_family(verbs: frozenset[str]) -> bool:
    """Who keeps the record of consents, those withdrawn among it."""
    return bool(verbs & {CONSENT, VET})


def may_forbid(person: Person, principals: Principals) -> bool:
    """Staff, never the person of their own, who may only take their consent back."""
    return principals.person is None and FORBID in with_family(held(person, principals))


def may_answer_for(row: Invitation, principals: Principals) -> bool:
    """Who may record what somebody else answered: whoever arranges, and of the person whoever prepares them."""
    return answers_for(row, held(row.conference.person, principals))


def answers_for(row: Invitation, verbs: frozenset[str]) -> bool:
    """The same for who holds these on the case."""
    return ARRANGE in verbs or (row.party == Party.PERSON and PREPARE in verbs)


def may_contribute(
    row: Invitation, principals: Principals, verbs: frozenset[str] | None = None
) -> bool:
    """Who writes a contribution: whoever is invited, or comes instead; and for those who do not sign in whoever
    contributes to the case, for all others only whoever arranges it too. The person is asked, which is another act.
    ``verbs`` is what they hold on the case, where it is known already.
    """
    if row.party == Party.PERSON or row.withdrawn_at is not None:
        return False
    if is_invited(row, principals.user_id):
        return True
    found = held(row.conference.person, principals) if verbs is None else verbs
    return CONTRIBUTE in found and (row.user_id is None or ARRANGE in found)


def is_invited(row: Invitation, user: int) -> bool:
    """Whether it is their own: invited, named as who comes instead, or the relative whom it invites."""
    instead = row.reply == Reply.DEPUTY and row.deputy_id == user
    return row.user_id == user or instead or is_relatives(row, user)


def is_relatives(row: Invitation, user: int) -> bool:
    """Whether it invites the relative who has a window of their own, and they may still come."""
    consent = row.consent
    return consent is not None and consent.user_id == user and consent.may_attend


def theirs(user: int) -> models.Q:
    """``is_invited``, for a list of invitations."""
    return models.Q(user=user) | models.Q(deputy=user, reply=Reply.DEPUTY)


def writes_as(row: Invitation, principals: Principals) -> Audience:
    """For whom a writer may keep a text: of their own invitation by what they are invited as, also where they know
    nothing else of the case."""
    if is_invited(row, principals.user_id):
        social_work = row.party in (Party.PBSW, Party.CBSW)
        return Audience.SOCIAL_WORK if social_work else Audience.TEAM
    return audience_of(row.conference.person, principals)


def is_own(row: Invitation, by: User) -> bool:
    """One's own invitation, or that of whom one came for: a deputy who stayed away reads nothing."""
    came = row.came not in ("", Came.ABSENT.value)
    instead = row.deputy_id == by.pk and row.reply == Reply.DEPUTY and came
    return row.withdrawn_at is None and (row.user_id == by.pk or instead)


def is_relatives_minute(row: Invitation, user: int) -> bool:
    """Whether the minute went to the relative who has a window of their own, and they may still read it."""
    consent = row.consent
    if consent is None or consent.user_id != user or row.withdrawn_at is not None:
        return False
    return consent.shares and Scope.MINUTE.value in consent.scope


def may_tell_for(row: Invitation, principals: Principals) -> bool:
    """Who may record what somebody who does not sign in says of a minute, and that they were handed one: whoever keeps
    it, of the person whoever prepares them, of a relative whoever keeps the consent."""
    return tells_for(row, held(row.conference.person, principals))


def tells_for(row: Invitation, verbs: frozenset[str]) -> bool:
    """The same for who holds these on the case."""
    by_party = {Party.PERSON.value: PREPARE, Party.FAMILY.value: CONSENT}
    return row.user_id is None and bool(verbs & {MINUTE, by_party.get(row.party, MINUTE)})


def settles(row: Objection, verbs: frozenset[str]) -> bool:
    """Notices are the chair's to answer, the person's comments the ICM Co-ordinator's."""
    return (OVERSEE if row.kind == Against.COMMENT else SIGN) in verbs


def shown(row: models.Model, field: str, audience: Audience) -> Any:
    """A text without a class of its own, as this audience may read it."""
    return people.shown(row, field, audience, DISCLOSURE)


def told(
    model: type[models.Model], field: str, body: Any, audience: Audience, *, victims: bool = False
) -> str:
    """The same of an earlier form of a row, as the history keeps it. ``victims``: see risk.queries.reads_victims."""
    kind = DISCLOSURE[f"{model.__name__}.{field}"]
    reader = Audience.VICTIM_TEAM if victims and kind is Disclosure.VICTIM else audience
    return render(Text(body, kind), reader)


def minuted(words: Mapping[str, Any], audience: Audience, field: str = "body") -> str:
    """A text of a minute that carries its own class, as this audience may read it."""
    kind = Disclosure(words["disclosure"])
    return render(
        Text(words[field], kind, words.get("gist", ""), words.get("ground", "")), audience
    )


def cleared(disclosure: str, audience: Audience) -> bool:
    """Whether this audience reads texts of that class themselves, and not only what is said instead."""
    return Disclosure(disclosure) in CLEARED[audience]


def held_on(row: Conference, principals: Principals) -> frozenset[str]:
    """What the asker may do with one conference: its chair, or whoever may hold it, signs its minute."""
    found = held(row.person, principals)
    signs = HOLD in found or (MINUTE in found and row.chair_id == principals.user_id)
    return found | {SIGN} if signs else found
