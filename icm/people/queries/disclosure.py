"""Every free text about a person with who may read it, and the one way to read it out for an audience.

Scores, intelligence and victims have no field here.
"""

from icm.core.disclosure import Audience, Disclosure, Text, render

DISCLOSURE: dict[str, Disclosure] = {
    "Person.communication_needs": Disclosure.PERSON,
    "Sentence.offence": Disclosure.PERSON,
    "Sentence.court": Disclosure.PERSON,
    "Event.note": Disclosure.TEAM,
    "EnteredDate.why": Disclosure.TEAM,
    "BreakGlass.reason": Disclosure.TEAM,
}


def shown(field: str, body: str, audience: Audience = Audience.TEAM) -> str:
    """The text of that field as this audience may read it."""
    return render(Text(body, DISCLOSURE[field]), audience)
