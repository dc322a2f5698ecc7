"""Who may do what with assessments, plans and MAPPA, and what each text may be shown to (domain reference, c and a.10).

Whoever may know of a person may read what their roles allow. Numeric scores are social work's alone; victim safety and
police replies are read by the few who manage the risk. Whoever may know of a review may know of the person.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

from icm.core.access import Principals
from icm.core.disclosure import CLEARED, Audience, Disclosure, Text, render
from icm.core.refusals import NotAllowed
from icm.people import access as people
from icm.people.models import Allocation, Person
from icm.policy.roles import PERSONAL_ROLES, Role
from risk.models import Assessment
from risk.policy.assessments import Side

READ = people.READ_RISK
SCORES = "see the scores"
ASK = "ask for an assessment"
ASSESS = "do an assessment"
SETTLE = "settle a contradiction"
WITHDRAW = "withdraw a request"  # held on one assessment, never on a person
EXPLAIN = "explain an outcome"
TELL_CHANGE = "report a significant change"
ANSWER_CHANGE = "say whether an assessment still holds"
MANAGE = "make the risk management plan"
MAPPA = "keep the MAPPA record"

_OFFICER = frozenset({READ, EXPLAIN, TELL_CHANGE})
_ICM = frozenset({READ, ASK, EXPLAIN, TELL_CHANGE, MAPPA})
_SOCIAL_WORK = frozenset(
    {READ, SCORES, ASK, ASSESS, SETTLE, EXPLAIN, TELL_CHANGE, ANSWER_CHANGE, MANAGE, MAPPA}
)

VERBS: dict[Role, frozenset[str]] = {
    Role.ICM_CO_ORDINATOR: _ICM,
    Role.ICM_CASE_CO_ORDINATOR: _ICM,
    Role.ICM_ADMINISTRATOR: frozenset({READ}),
    Role.PERSONAL_OFFICER: _OFFICER,
    Role.RESIDENTIAL_OFFICER: frozenset({READ, TELL_CHANGE}),
    Role.FIRST_LINE_MANAGER: _OFFICER,
    Role.PBSW: _SOCIAL_WORK,
    Role.PBSW_TEAM_MANAGER: _SOCIAL_WORK,
    Role.CBSW: _SOCIAL_WORK - {MAPPA},
    Role.CBSW_TEAM_MANAGER: frozenset({READ, SCORES, ASK, ASSESS, SETTLE}),
    Role.PAROLE_CO_ORDINATOR: frozenset({READ}),
    Role.RMT_CHAIR: frozenset({READ, ASK, TELL_CHANGE, MANAGE, MAPPA}),
    Role.HQ: frozenset({READ}),
}
# Social work has two sides, and an assessment is the work of one: both read it, nobody puts right what the other found.
SIDES: dict[Side, frozenset[Role]] = {
    Side.PRISON: frozenset({Role.PBSW, Role.PBSW_TEAM_MANAGER}),
    Side.COMMUNITY: frozenset({Role.CBSW, Role.CBSW_TEAM_MANAGER}),
}
_OF_ITS_SIDE = frozenset({ASSESS, SETTLE})
# As whom each role reads: everybody in VERBS as the team, and these beyond it.
_BEYOND: dict[Role, frozenset[Audience]] = {
    Role.PBSW: frozenset({Audience.SOCIAL_WORK, Audience.VICTIM_TEAM}),
    Role.PBSW_TEAM_MANAGER: frozenset({Audience.SOCIAL_WORK, Audience.VICTIM_TEAM}),
    Role.CBSW: frozenset({Audience.SOCIAL_WORK, Audience.VICTIM_TEAM}),
    Role.CBSW_TEAM_MANAGER: frozenset({Audience.SOCIAL_WORK}),
    Role.RMT_CHAIR: frozenset({Audience.INTELLIGENCE, Audience.VICTIM_TEAM}),
}

# Every free text, with who may read it; those of a formulation's parts carry their own class.
DISCLOSURE: dict[str, Disclosure] = {
    "SupervisionReview.criteria": Disclosure.TEAM,
    "SupervisionReview.notice_reasons": Disclosure.PERSON,
    "SupervisionReview.representations": Disclosure.PERSON,
    "SupervisionReview.reasons": Disclosure.PERSON,
    # The ground under rule 27; the person hears that something is withheld.
    "SupervisionReview.documents_withheld": Disclosure.TEAM,
    "SupervisionReview.withdrawn_why": Disclosure.TEAM,
    "Assessment.requested_why": Disclosure.TEAM,
    "Assessment.override_why": Disclosure.SOCIAL_WORK,
    "Assessment.withdrawn_why": Disclosure.TEAM,
    "Finding.said": Disclosure.SOCIAL_WORK,
    "Finding.found": Disclosure.SOCIAL_WORK,
    "Finding.how": Disclosure.SOCIAL_WORK,
    "Formulation.summary": Disclosure.PERSON,
    "Formulation.rosh_why": Disclosure.TEAM,
    "NeedFound.words": Disclosure.PERSON,
    "ProtectiveFactor.what": Disclosure.PERSON,
    "ProtectiveFactor.how": Disclosure.PERSON,
    "Explanation.said_back": Disclosure.PERSON,
    "ChangeQuestion.what": Disclosure.TEAM,
    "ChangeQuestion.why": Disclosure.TEAM,
    "RiskPlan.scenario": Disclosure.TEAM,
    "RiskPlan.monitoring": Disclosure.TEAM,
    "RiskPlan.supervision": Disclosure.TEAM,
    "RiskPlan.intervention": Disclosure.TEAM,
    "RiskPlan.victim_safety": Disclosure.VICTIM,
    "RiskPlan.warning_signs": Disclosure.TEAM,
    "RiskPlan.contingency": Disclosure.TEAM,
    "YearlyReport.progress": Disclosure.TEAM,
    "ChangeNotice.what": Disclosure.TEAM,
    "ChangeNotice.answer": Disclosure.TEAM,
    "Mappa.why": Disclosure.TEAM,
    "MappaStage.note": Disclosure.TEAM,
    "PoliceNotice.asked": Disclosure.TEAM,
    "PoliceNotice.reply": Disclosure.RESTRICTED,
}

_rights = people.Rights(VERBS, READ)
held = _rights.held
require = _rights.require
role_with = _rights.role_with


def audiences_of(person: Person, principals: Principals) -> frozenset[Audience]:
    """As whom the asker reads about this person's risk: the team, and what their posts give beyond it."""
    roles = people.roles_for(person, principals)
    return frozenset({Audience.TEAM}).union(*(_BEYOND.get(role, frozenset()) for role in roles))


def cleared(disclosure: Disclosure | str, audiences: Iterable[Audience]) -> bool:
    return any(Disclosure(disclosure) in CLEARED[audience] for audience in audiences)


def shown(row: Any, field: str, *audiences: Audience, gist: str = "") -> str:
    """A text of a row as these audiences may read it."""
    disclosure = DISCLOSURE[f"{type(row).__name__}.{field}"]
    return told(Text(getattr(row, field), disclosure, gist), audiences)


def told(text: Text, audiences: Iterable[Audience]) -> str:
    """The text as whoever reads as all of these may read it."""
    reading = tuple(audiences)
    best = next((one for one in reading if text.disclosure in CLEARED[one]), reading[0])
    return render(text, best)


def asked_of(principals: Principals) -> models.QuerySet[Assessment]:
    """What was asked of psychology where the asker works in it: all that psychology knows of anybody."""
    places = [post.place for post in principals.posts if post.role is Role.PSYCHOLOGY]
    return Assessment.objects.filter(
        side=Side.PSYCHOLOGY, person__establishment__slug__in=places, person__released_on=None
    )


def held_on(row: Assessment, principals: Principals) -> frozenset[str]:
    """What the asker may do with one assessment: each side does its own work, psychology what was asked of it. A
    request is withdrawn by the side it was made to, or by whoever made it.
    """
    found = held(row.person, principals)
    if row.side == Side.PSYCHOLOGY:
        mine = frozenset({ASSESS}) if _asked_here(row, principals) else frozenset()
        withdraws = ASK in found
    else:
        roles = people.roles_for(row.person, principals) & SIDES[Side(row.side)]
        mine = frozenset().union(*(VERBS[role] & _OF_ITS_SIDE for role in roles))
        withdraws = ASK in found and (bool(roles) or row.requested_by_id == principals.user_id)
    return found - _OF_ITS_SIDE | mine | ({WITHDRAW} if withdraws else frozenset())


def may_take_back(recorder: int, held: frozenset[str], asker: int) -> bool:
    """A talk about an assessment: its recorder's, and of those whose assessment it is."""
    return EXPLAIN in held and (ASSESS in held or recorder == asker)


def other_side(person: Person, side: str, principals: Principals) -> str:
    """Why a social worker of the other side does not do this; empty where that is not the reason."""
    roles = people.roles_for(person, principals)
    workers = frozenset[Role]().union(*SIDES.values())
    if side not in SIDES or roles & SIDES[Side(side)] or not roles & workers:
        return ""
    whose = "prison-based" if side == Side.PRISON else "community-based"
    return (
        f"This is an assessment of {whose} social work, which alone records, corrects, settles or withdraws it."
        " You may read it."
    )


def require_side(person: Person, side: str, principals: Principals) -> None:
    """Refuse a social worker of the other side, and say so."""
    if reason := other_side(person, side, principals):
        raise NotAllowed(reason)


def require_on(row: Assessment, principals: Principals, verb: str) -> None:
    """Refuse who may see the assessment but not do this with it."""
    if verb not in held_on(row, principals):
        require_side(row.person, row.side, principals)
        raise NotAllowed


def _asked_here(row: Assessment, principals: Principals) -> bool:
    """Whether the asker works in the psychology that was asked."""
    place = row.person.establishment
    return (
        place is not None
        and row.person.released_on is None
        and principals.holds(Role.PSYCHOLOGY, place.slug)
    )


def scored(principals: Principals) -> models.QuerySet[Assessment]:
    """The assessments whose figures the asker may read, by a post of theirs or as the person's social worker."""
    posts = [post.principal for post in principals.posts if SCORES in VERBS.get(post.role, ())]
    allocated = models.Exists(
        Allocation.objects.filter(
            _still_theirs(principals),
            person=models.OuterRef("person"),
            user=principals.user_id,
            until_on=None,
        )
    )
    return Assessment.objects.filter(models.Q(person__acl__among=posts) | allocated)


def _still_theirs(principals: Principals) -> models.Q:
    """Allocations that count as `people.roles_for` counts them: only where the asker still works, but for those of the
    community, whose people stay theirs wherever they are held.
    """
    found = models.Q(pk__in=[])
    for role in PERSONAL_ROLES:
        places = [post.place for post in principals.posts if post.role is role]
        if SCORES not in VERBS[role] or not places:
            continue
        there = models.Q(person__establishment__slug__in=places)
        nowhere = models.Q(person__establishment=None)
        found |= models.Q(role=role) & (models.Q() if role is Role.CBSW else there | nowhere)
    return found
