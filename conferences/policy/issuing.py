"""To whom a minute goes, and as which audience each reads it (guidance of June 2024, §6; domain reference, c)."""

from conferences.policy.holding import Came
from conferences.policy.kinds import Party
from icm.policy.named import Named


class For(Named):
    """The versions of a minute, as pages name them."""

    TEAM = "team", "In full, for the team"
    COUNCIL = "social work", "In full, for social workers of prison and council"
    PERSON = "person", "For the person"
    FAMILY = "family", "For the family member"
    PROVIDER = "provider", "For services and others from outside"


_SOCIAL_WORK = frozenset({Party.PBSW, Party.CBSW})
_TEAM = frozenset({Party.CASE_CO_ORDINATOR, Party.OFFICER, Party.PSYCHOLOGY, Party.PROGRAMMES})


def audience_for(party: Party) -> For:
    """As what somebody invited as that reads the minute: who is from outside, as a service they work with."""
    if party in _SOCIAL_WORK:
        return For.COUNCIL
    if party in _TEAM:
        return For.TEAM
    return {Party.PERSON: For.PERSON, Party.FAMILY: For.FAMILY}.get(party, For.PROVIDER)


def is_due(came: Came | None, *, core: bool) -> bool:
    """Who took part, by writing too, gets it; a core member who did not, all the same."""
    return core or (came is not None and came is not Came.ABSENT)
