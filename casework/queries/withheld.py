"""Risk information on which no referral may rest: an LS/CMI stopped by the guard, until social work has settled it."""

from casework.models import Provider
from casework.policy import referrals as policy
from icm.core.access import Principals
from icm.people import access as people
from icm.people.models import Person
from risk import queries as risk


def withheld(person: Person, principals: Principals) -> str:
    """Why nothing may rest on what was assessed of them. Empty where something may, and for whoever reads nothing of
    anybody's risk. One query.
    """
    reads = people.READ_RISK in people.held(person, principals)
    return risk.stopped_why(person.pk) if reads else ""


def why_not_referred(
    person: Person, provider: Provider, domain: str, principals: Principals
) -> str:
    """Why they cannot be referred there for this until social work has settled it, in words for whoever asks."""
    if not policy.rests_on_risk(provider.agency, domain) or not risk.stopped_why(person.pk):
        return ""
    kept = "What you have typed is still here."
    if why := withheld(person, principals):
        return f"{why} A referral to {provider.name} for this rests on it. {kept}"
    return (
        f"They cannot be referred to {provider.name} for this now: social work has something to settle first."
        f" Their social worker can say when. {kept}"
    )


def stopped_for(person: int, provider: Provider, domain: str) -> bool:
    """Whether a referral that stands rests on what is withheld. One query where it could, else none."""
    return policy.rests_on_risk(provider.agency, domain) and bool(risk.stopped_why(person))
