"""What each role may do with people, as closed tables (domain reference, part c)."""

from collections.abc import Collection

from icm.policy.facts import EventKind
from icm.policy.roles import Role

VIEW = "view"
MOVE = "move"  # receptions, transfers, releases
ALLOCATE = "allocate an officer"
RECORD = "record an event"
SENTENCE = "record a sentence"
DETAILS = "change details"
ENTER_DATE = "enter a date"
WAIVE = "set a deadline aside"
WAIVE_STATUTORY = "set a duty of the law aside"
PROPOSE_REVIEW = "propose a supervision level"
DECIDE_REVIEW = "decide a supervision level"
READ_RISK = "read the assessments"
SEE_HISTORY = "see who changed what"
SEE_CONSULTATIONS = "see who looked"
GIVE_PIN = "give a PIN for terminals"
KEEP_TERMINALS = "keep terminals"

VERBS: dict[Role, frozenset[str]] = {
    Role.ICM_CO_ORDINATOR: frozenset(
        {
            VIEW,
            READ_RISK,
            MOVE,
            RECORD,
            SENTENCE,
            DETAILS,
            ENTER_DATE,
            WAIVE,
            PROPOSE_REVIEW,
            SEE_HISTORY,
            SEE_CONSULTATIONS,
            GIVE_PIN,
            KEEP_TERMINALS,
        }
    ),
    Role.ICM_CASE_CO_ORDINATOR: frozenset(
        {
            VIEW,
            READ_RISK,
            RECORD,
            SENTENCE,
            DETAILS,
            ENTER_DATE,
            PROPOSE_REVIEW,
            SEE_HISTORY,
            GIVE_PIN,
        }
    ),
    Role.ICM_ADMINISTRATOR: frozenset({VIEW, READ_RISK, RECORD, DETAILS}),
    Role.RESIDENTIAL_OFFICER: frozenset({VIEW, READ_RISK, RECORD, PROPOSE_REVIEW, GIVE_PIN}),
    Role.FIRST_LINE_MANAGER: frozenset(
        {
            VIEW,
            READ_RISK,
            ALLOCATE,
            RECORD,
            PROPOSE_REVIEW,
            SEE_HISTORY,
            GIVE_PIN,
            KEEP_TERMINALS,
        }
    ),
    Role.LINKS_CENTRE: frozenset({VIEW, RECORD, GIVE_PIN}),
    Role.RECEPTION: frozenset({VIEW, MOVE, RECORD, SENTENCE, DETAILS}),
    Role.PERSONAL_OFFICER: frozenset({VIEW, READ_RISK, RECORD, PROPOSE_REVIEW, GIVE_PIN}),
    Role.PBSW: frozenset({VIEW, READ_RISK, RECORD}),
    Role.PBSW_TEAM_MANAGER: frozenset({VIEW, READ_RISK, ALLOCATE, RECORD, WAIVE, SEE_HISTORY}),
    Role.CBSW: frozenset({VIEW, READ_RISK, RECORD}),
    Role.CBSW_TEAM_MANAGER: frozenset({VIEW, READ_RISK, ALLOCATE, RECORD}),
    Role.PAROLE_CO_ORDINATOR: frozenset({VIEW, READ_RISK, RECORD, SENTENCE, ENTER_DATE}),
    Role.RMT_CHAIR: frozenset(
        {
            VIEW,
            READ_RISK,
            WAIVE,
            WAIVE_STATUTORY,
            PROPOSE_REVIEW,
            DECIDE_REVIEW,
            SEE_HISTORY,
            SEE_CONSULTATIONS,
        }
    ),
    Role.HQ: frozenset({VIEW, READ_RISK, SEE_HISTORY, SEE_CONSULTATIONS}),
}

# Who allocates whom: a manager allocates the staff they manage.
ALLOCATORS: dict[Role, Role] = {
    Role.PERSONAL_OFFICER: Role.FIRST_LINE_MANAGER,
    Role.PBSW: Role.PBSW_TEAM_MANAGER,
    Role.CBSW: Role.CBSW_TEAM_MANAGER,
}
# Staff who do this work somewhere, and so may need to see a person elsewhere in an emergency. HQ sees everybody.
MAY_BREAK_GLASS = frozenset(VERBS) - {Role.HQ}

EVERYBODY, ENHANCED = "everybody", "enhanced"

# What broken glass gives: sight, of the risk as well, and nothing else.
BY_GLASS = frozenset({VIEW, READ_RISK})
# What a post gives at the establishment that only expects somebody: to know of them, and to record their arrival.
TO_RECEIVE = frozenset({VIEW, MOVE})
EVERY_VERB = frozenset().union(*VERBS.values())

# Who at the next establishment knows of somebody whose transfer there is planned.
EXPECTING = (Role.RECEPTION, Role.ICM_CO_ORDINATOR, Role.ICM_CASE_CO_ORDINATOR)
# Which people of their establishment each role has standing sight of.
AT_ESTABLISHMENT: dict[Role, str] = {
    Role.ICM_CO_ORDINATOR: EVERYBODY,
    Role.ICM_CASE_CO_ORDINATOR: EVERYBODY,
    Role.ICM_ADMINISTRATOR: ENHANCED,
    Role.RESIDENTIAL_OFFICER: EVERYBODY,
    Role.FIRST_LINE_MANAGER: EVERYBODY,
    Role.LINKS_CENTRE: EVERYBODY,
    Role.RECEPTION: EVERYBODY,
    Role.PBSW: ENHANCED,
    Role.PBSW_TEAM_MANAGER: ENHANCED,
    Role.PAROLE_CO_ORDINATOR: ENHANCED,
    Role.RMT_CHAIR: EVERYBODY,
}

_ICM = frozenset({Role.ICM_CO_ORDINATOR, Role.ICM_CASE_CO_ORDINATOR, Role.ICM_ADMINISTRATOR})
_OFFICERS = frozenset(
    {
        Role.RESIDENTIAL_OFFICER,
        Role.PERSONAL_OFFICER,
        Role.FIRST_LINE_MANAGER,
        Role.LINKS_CENTRE,
        Role.RECEPTION,
    }
)
_SOCIAL_WORK = frozenset({Role.PBSW, Role.PBSW_TEAM_MANAGER})
_COMMUNITY = frozenset({Role.CBSW, Role.CBSW_TEAM_MANAGER})
_PAROLE = frozenset({Role.PAROLE_CO_ORDINATOR})
_CO_ORDINATORS = _ICM - {Role.ICM_ADMINISTRATOR}
_ON_THE_HALL = _OFFICERS - {Role.LINKS_CENTRE, Role.RECEPTION}
_EXPLAINING = (
    _CO_ORDINATORS | _SOCIAL_WORK | {Role.PERSONAL_OFFICER, Role.FIRST_LINE_MANAGER, Role.CBSW}
)

# Which roles may record which event: those who do it, and those who keep the record of it. What has a page of its own
# (people/policy/own_acts.py) is recorded there, by those of these roles to whom that page is open.
RECORDERS: dict[EventKind, frozenset[Role]] = {
    EventKind.CORE_SCREEN: _OFFICERS | _ICM,
    EventKind.CORE_SCREEN_PART: _OFFICERS | _ICM,
    EventKind.CORE_SCREEN_READ: frozenset({Role.PERSONAL_OFFICER}),
    EventKind.IMMEDIATE_NEED: _OFFICERS | _ICM | _SOCIAL_WORK,
    EventKind.REFERRAL: _OFFICERS | _CO_ORDINATORS | _SOCIAL_WORK,
    EventKind.REFERRAL_DECLINED: _OFFICERS | _ICM | _SOCIAL_WORK,
    EventKind.SENTENCE_INFORMATION: _ICM | _SOCIAL_WORK,
    EventKind.PBSW_INDUCTION: _SOCIAL_WORK,
    EventKind.DESIGNATION: _SOCIAL_WORK,
    EventKind.LSCMI: _SOCIAL_WORK,
    EventKind.LSCMI_EXPLAINED: _EXPLAINING,
    EventKind.DISCLOSED: _EXPLAINING,
    EventKind.PAPERS_SENT: _CO_ORDINATORS,
    EventKind.ROSH_DECIDED: _SOCIAL_WORK,
    EventKind.PRA_ASKED: _SOCIAL_WORK | _CO_ORDINATORS,
    EventKind.PRA_DATES_TOLD: frozenset({Role.PSYCHOLOGY}),
    EventKind.PRA_DONE: frozenset({Role.PSYCHOLOGY}),
    EventKind.CHANGE: _SOCIAL_WORK | _CO_ORDINATORS | _ON_THE_HALL,
    EventKind.CHANGE_ANSWERED: _SOCIAL_WORK,
    EventKind.RISK_PLAN: _SOCIAL_WORK,
    EventKind.RISK_PLAN_APPROVED: _SOCIAL_WORK,
    EventKind.OLR_REPORT: _SOCIAL_WORK,
    EventKind.RMA_TOLD: _SOCIAL_WORK,
    EventKind.MAPPA: _SOCIAL_WORK | _CO_ORDINATORS,
    EventKind.NOT_MAPPA: _SOCIAL_WORK | _CO_ORDINATORS,
    EventKind.POLICE_NOTICE: _SOCIAL_WORK | _CO_ORDINATORS,
    EventKind.PLAN_UPDATED: _ON_THE_HALL
    | {Role.LINKS_CENTRE}
    | _CO_ORDINATORS
    | _SOCIAL_WORK
    | _COMMUNITY,
    EventKind.PLAN_AGREED: _ON_THE_HALL - {Role.RESIDENTIAL_OFFICER}
    | _CO_ORDINATORS
    | _SOCIAL_WORK,
    EventKind.PLAN_COPY: _ON_THE_HALL | _ICM | _SOCIAL_WORK,
    EventKind.PAROLE_STARTED: _PAROLE,
    EventKind.PAROLE_REPORTS: _PAROLE,
    EventKind.LEARNER_REPORTS: _OFFICERS | _ICM,
    EventKind.PROGRESSION_SCHEDULED: _ICM,
    EventKind.ROUTE_TOLD: _ON_THE_HALL | {Role.LINKS_CENTRE} | _CO_ORDINATORS,
    EventKind.FURTHER_OFFENCE: _ICM,
    EventKind.BACK_IN_CLOSED: _ICM | {Role.RECEPTION},
    **{
        kind: _ICM | (_SOCIAL_WORK if kind is EventKind.CC_PRERELEASE else frozenset())
        for kind in EventKind
        if kind.value.startswith("conference-")
    },
    EventKind.CC_ASKED: _CO_ORDINATORS | _SOCIAL_WORK | _ON_THE_HALL | {Role.CBSW},
    EventKind.CC_AGREED: frozenset({Role.ICM_CO_ORDINATOR}),
    EventKind.CC_REFUSED: frozenset({Role.ICM_CO_ORDINATOR}),
}


def who_holds(verb: str) -> list[Role]:
    """The roles that may take a step, for saying so where the asker may not."""
    return [role for role, verbs in VERBS.items() if verb in verbs]


def recordable(roles_here: Collection[Role]) -> list[EventKind]:
    """The events the asker may record, given the roles in which they hold this person."""
    return [kind for kind in EventKind if RECORDERS[kind] & set(roles_here)]
