"""Who may do what in casework, and what each text may be shown to (domain reference, parts c and a.10).

Whoever may know of a person may read their case as their role allows. A provider knows of nobody but those referred
to its team, and of them only what was referred: see ``referred_to``.
"""

from typing import Any

from django.db import models

from casework.models import Narrative, PlanAction, Provider, Referral
from casework.policy.copies import Copy
from icm.core.access import Principals
from icm.core.disclosure import CLEARED, Audience, Disclosure, Text, render
from icm.people import access as people
from icm.people.models import Person
from icm.policy.roles import Role

READ = "read the case"
SCREEN = "do a Core Screen"
READ_SCREEN = "read the Core Screen as their officer"
ALERT = "act on a safety alert"
REFER = "make a referral"
ANSWER = "answer a referral"
WAITS = "see how long people wait"
KEEP = "keep the list of services"
WRITE = "write in the plan"
PLAN = "make the action plan"
SAY = "say what they think of the plan"
TALK = "record a conversation"
ASK = "ask for something"
REPLY = "answer what they ask for"
COPY = "give out a copy"
SAMPLE = "read entries for quality"
STAFF = "keep shifts and cover"

_OFFICER = frozenset({READ, SCREEN, ALERT, REFER, WRITE, PLAN, SAY, TALK, REPLY, COPY})
_ICM = frozenset({READ, SCREEN, ALERT, REFER, ANSWER, WAITS, WRITE, PLAN, SAY, TALK, REPLY, COPY})
_SOCIAL_WORK = frozenset({READ, ALERT, REFER, WRITE, PLAN, SAY, TALK, COPY})
# What a person does of their own case. Staff who plan with them record what they say of the plan.
OWN = frozenset({SAY, ASK})

VERBS: dict[Role, frozenset[str]] = {
    Role.ICM_CO_ORDINATOR: _ICM | {KEEP},
    Role.ICM_CASE_CO_ORDINATOR: _ICM,
    Role.ICM_ADMINISTRATOR: frozenset({READ, COPY, WAITS}),
    Role.PERSONAL_OFFICER: _OFFICER | {READ_SCREEN},
    Role.RESIDENTIAL_OFFICER: frozenset({READ, SCREEN, ALERT, REFER, WRITE, TALK, REPLY, COPY}),
    Role.FIRST_LINE_MANAGER: _OFFICER | {SAMPLE, STAFF, WAITS},
    Role.LINKS_CENTRE: frozenset({READ, SCREEN, ALERT, REFER, ANSWER, WAITS, KEEP, WRITE, TALK}),
    Role.RECEPTION: frozenset({READ, SCREEN, ALERT, REFER}),
    Role.PBSW: _SOCIAL_WORK,
    Role.PBSW_TEAM_MANAGER: _SOCIAL_WORK,
    Role.CBSW: frozenset({READ, REFER, WRITE, TALK}),
    Role.CBSW_TEAM_MANAGER: frozenset({READ, WRITE}),
    Role.PAROLE_CO_ORDINATOR: frozenset({READ}),
    Role.RMT_CHAIR: frozenset({READ, ALERT}),
    Role.HQ: frozenset({READ, WAITS, KEEP}),
}
# Who keeps the record of what others wrote: of what the team reads, and of what social work alone does.
RECORD_KEEPERS: dict[Role, frozenset[Disclosure]] = {
    Role.ICM_CO_ORDINATOR: CLEARED[Audience.TEAM],
    Role.FIRST_LINE_MANAGER: CLEARED[Audience.TEAM],
    Role.PBSW_TEAM_MANAGER: frozenset({Disclosure.SOCIAL_WORK}),
    Role.CBSW_TEAM_MANAGER: frozenset({Disclosure.SOCIAL_WORK}),
}

# Every free text that carries no class of its own, with who may read it.
DISCLOSURE: dict[str, Disclosure] = {
    "Answer.own_words": Disclosure.PERSON,
    "Answer.note": Disclosure.TEAM,
    "Sitting.ended_why": Disclosure.TEAM,
    "CoreScreen.ended_why": Disclosure.TEAM,
    "SafetyAlert.seen": Disclosure.TEAM,
    "SafetyAlert.done": Disclosure.TEAM,
    "Referral.answer": Disclosure.PERSON,
    "Referral.outcome": Disclosure.PERSON,
    "Chase.said": Disclosure.TEAM,
    "DomainRating.why": Disclosure.PERSON,
    "Narrative.source": Disclosure.TEAM,
    "Narrative.withdrawn_why": Disclosure.TEAM,
    "ActionPlan.aims": Disclosure.OPEN,
    "ActionPlan.view_words": Disclosure.PERSON,
    "ActionPlan.family_help": Disclosure.OPEN,
    "ActionSay.words": Disclosure.PERSON,
    "Ask.words": Disclosure.PERSON,
    "Ask.answer": Disclosure.PERSON,
    "PlanAction.risk_factor": Disclosure.PERSON,
    "PlanAction.evidence": Disclosure.PERSON,
    "PlanAction.not_done_why": Disclosure.PERSON,
    "Conversation.explained": Disclosure.PERSON,
    "Conversation.said": Disclosure.PERSON,
    "QualityReading.feedback": Disclosure.TEAM,
}
# What the person says of the plan is for themselves and the team. A service may be the very thing they speak of.
NOT_FOR_PROVIDERS = frozenset(
    {"ActionPlan.view_words", "ActionSay.words", "Ask.words", "Ask.answer"}
)
# The texts that carry their own class, gist and ground.
CLASSED: dict[type[models.Model], str] = {Narrative: "body", PlanAction: "what", Referral: "why"}
# What of a changed row is told to those alone who read its text.
_WITH_THE_TEXT = frozenset({"gist", "source"})
# Which verb asks for a copy of each kind, and which opens it once it is made.
ORDERING = {Copy.PERSON: COPY, Copy.STAFF: READ, Copy.PROVIDER: REFER, Copy.SLIP: READ}
OPENING = {Copy.PERSON: READ, Copy.STAFF: READ, Copy.PROVIDER: REFER, Copy.SLIP: READ}

_rights = people.Rights(VERBS, READ, OWN)
held = _rights.held
require = _rights.require
role_with = _rights.role_with
places_with = _rights.places_with
audience_of = people.audience_of


def sampled_places(principals: Principals) -> frozenset[str]:
    """The establishments whose entries the asker reads for quality."""
    return places_with(principals, SAMPLE)


def held_on(
    referral: Referral, principals: Principals, case: frozenset[str] | None = None
) -> frozenset[str]:
    """What the asker may do with one referral: a provider's team answers its own, staff for one without a team.

    ``case`` is what they hold on the person's case, where it is known already.
    """
    found = held(referral.person, principals) if case is None else case
    team = referral.provider.team
    if team is None:
        return found
    theirs = any(post.principal == team.group_id for post in principals.posts)
    return found - {ANSWER} | ({ANSWER} if theirs else frozenset())


def referred_to(principals: Principals) -> models.QuerySet[Referral]:
    """The referrals to the providers in whose teams the asker works: all that a provider knows of anybody."""
    return Referral.objects.filter(provider__in=own_services(principals))


def own_services(principals: Principals) -> models.QuerySet[Provider]:
    """The providers in whose teams the asker works."""
    teams = [post.principal for post in principals.posts]
    return Provider.objects.filter(team__group__in=teams)


def kept_services(principals: Principals) -> models.QuerySet[Provider]:
    """Services of an establishment are kept there, those of the community by headquarters or any establishment."""
    places = places_with(principals, KEEP)
    if not places:
        return Provider.objects.none()
    if "" in places:
        return Provider.objects.all()
    return Provider.objects.filter(
        models.Q(establishment__slug__in=places) | models.Q(establishment=None)
    )


def may_change(row: Narrative, principals: Principals, audience: Audience) -> bool:
    """An entry is its author's to change: nobody puts words into somebody else's mouth. Whoever wrote for social work
    alone and is a social worker no more neither reads it nor opens it to others.
    """
    theirs = row.author_id == principals.user_id and row.withdrawn_at is None
    return theirs and cleared(row, audience)


def may_withdraw(
    row: Narrative, principals: Principals, audience: Audience, keeps: frozenset[Disclosure]
) -> bool:
    """Its author's, and the record keepers': it may stand in the wrong place after its author has left."""
    if row.withdrawn_at is not None or not cleared(row, audience):
        return False
    return row.author_id == principals.user_id or Disclosure(row.disclosure) in keeps


def kept_classes(person: Person, principals: Principals) -> frozenset[Disclosure]:
    """Of which texts the asker keeps the record, as nobody can of what is withheld from them."""
    roles = people.roles_for(person, principals) & RECORD_KEEPERS.keys()
    return frozenset[Disclosure]().union(*(RECORD_KEEPERS[role] for role in roles))


def classes_for(audience: Audience) -> tuple[Disclosure, ...]:
    """What somebody may choose for a text of their own: nothing they could not read. Intelligence and what concerns a
    victim are kept elsewhere, never in the plan."""
    open_to_all = (Disclosure.PERSON, Disclosure.OPEN, Disclosure.TEAM)
    return (*open_to_all, Disclosure.SOCIAL_WORK)[: 4 if audience is Audience.SOCIAL_WORK else 3]


def withheld(disclosure: str) -> bool:
    """Whether a text of that class is kept from the person it is about."""
    return Disclosure(disclosure) not in CLEARED[Audience.PERSON]


def classed(row: Narrative | PlanAction | Referral, audience: Audience) -> str:
    """A text that carries its own class, as this audience may read it."""
    body = getattr(row, CLASSED[type(row)])
    return render(Text(body, Disclosure(row.disclosure), row.gist, row.ground), audience)


def cleared(row: Narrative | PlanAction | Referral, audience: Audience) -> bool:
    """Whether this audience reads the text of the row itself, and not only what is said instead."""
    return Disclosure(row.disclosure) in CLEARED[audience]


def source(row: Narrative, audience: Audience) -> str:
    """Where its writer has an entry from; withheld with the text, since it may say whose words that is."""
    return shown(row, "source", audience) if cleared(row, audience) else ""


def shown(row: models.Model, field: str, audience: Audience) -> str:
    """Any other text, as this audience may read it."""
    if audience is Audience.PROVIDER and f"{type(row).__name__}.{field}" in NOT_FOR_PROVIDERS:
        return render(Text(getattr(row, field), Disclosure.TEAM), audience)
    return str(people.shown(row, field, audience, DISCLOSURE))


def texts_of(model: type[models.Model]) -> frozenset[str]:
    """The columns of a table that hold free text, whatever their type."""
    own = {"gist", "ground", CLASSED[model]} if model in CLASSED else set()
    named = (field.partition(".") for field in DISCLOSURE)
    return frozenset(own | {field for table, _, field in named if table == model.__name__})


def kept(model: type[models.Model], form: Any, last: Any, field: str, *, audience: Audience) -> str:
    """A text of an earlier form of a row as this audience may read it; ``last`` is the row's newest form.

    Whoever may not read the text as it is classed now may not read what it was before somebody withheld it, nor the
    other way round. The ground is for the record of those who withheld it, not for a list of changes.
    """
    strictest = form if model not in CLASSED or cleared(last, audience) else last
    readable = model not in CLASSED or cleared(strictest, audience)
    if field == CLASSED.get(model):
        kind = Disclosure(strictest.disclosure)
        return render(Text(getattr(form, field), kind, strictest.gist), audience)
    if field == "ground" or (field in _WITH_THE_TEXT and not readable):
        return ""
    if field == "gist":
        return str(form.gist)  # who reads the text reads both
    return render(Text(getattr(form, field), DISCLOSURE[f"{model.__name__}.{field}"]), audience)


def written_for(kind: Copy, person: Person, principals: Principals) -> Audience:
    """For whom a copy is rendered: staff read it as whoever asked for it does."""
    if kind is Copy.STAFF:
        return audience_of(person, principals)
    return Audience.PROVIDER if kind is Copy.PROVIDER else Audience.PERSON


def may_open(kind: str, audience: str, person: Person, principals: Principals) -> bool:
    """Whether the asker may open a copy of this kind that was rendered for this audience."""
    cleared = CLEARED[Audience(audience)] <= CLEARED[audience_of(person, principals)]
    return cleared and OPENING[Copy(kind)] in held(person, principals)
