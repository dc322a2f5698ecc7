"""The kinds of case conference (SPS guidance of June 2024, §6; domain reference, b.8)."""

from icm.policy.facts import EventKind
from icm.policy.named import Named
from icm.policy.roles import Role


class Kind(Named):
    INITIAL = "initial", "Initial"
    FOLLOW_UP = "follow-up", "Follow-up"
    PERIODIC = "periodic", "Periodic"
    PREPROGRESSION = "pre-progression", "Pre-Progression"
    PREPAROLE = "pre-parole", "Pre-Parole"
    PRERELEASE = "pre-release", "Pre-Release"
    RECALL = "recall", "Recall"
    RETURN = "return", "Return from less secure conditions"
    REQUESTED = "requested", "Asked for by the person"
    EVENT = "event", "After an event"


# What is noted on record once one was held; the rules read these, also for those held before ICM kept conferences.
NOTED_AS = {
    Kind.INITIAL: EventKind.CC_INITIAL,
    Kind.FOLLOW_UP: EventKind.CC_FOLLOWUP,
    Kind.PERIODIC: EventKind.CC_PERIODIC,
    Kind.PREPROGRESSION: EventKind.CC_PREPROG,
    Kind.PREPAROLE: EventKind.CC_PREPAROLE,
    Kind.PRERELEASE: EventKind.CC_PRERELEASE,
    Kind.RECALL: EventKind.CC_RECALL,
    Kind.RETURN: EventKind.CC_RETURN,
    Kind.REQUESTED: EventKind.CC_REQUEST,
    Kind.EVENT: EventKind.CC_EVENT,
}


class Party(Named):
    """As what somebody is invited."""

    PERSON = "person", "The person"
    CASE_CO_ORDINATOR = "case-co-ordinator", "ICM Case Co-ordinator"
    PBSW = "pbsw", "Prison-based social worker"
    CBSW = "cbsw", "Community-based social worker"
    OFFICER = "officer", "Personal officer"
    FAMILY = "family", "Family member"
    PSYCHOLOGY = "psychology", "Psychology"
    PROGRAMMES = "programmes", "Programmes"
    NHS = "nhs", "NHS"
    SERVICE = "service", "Service that works with them"
    POLICE = "police", "Police Scotland"
    OTHER = "other", "Somebody else"


# The least for a conference to take place. The thematic review counts the personal officer among them; the later
# guidance calls the officer integral, "although not a core member": attendance is tracked and blocks nothing (CC-CORE).
CORE = (Party.CASE_CO_ORDINATOR, Party.PERSON, Party.PBSW, Party.CBSW)
HELD_BY = {
    Party.CASE_CO_ORDINATOR: Role.ICM_CASE_CO_ORDINATOR,
    Party.PBSW: Role.PBSW,
    Party.CBSW: Role.CBSW,
    Party.OFFICER: Role.PERSONAL_OFFICER,
}
