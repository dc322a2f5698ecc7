"""What may be shown to whom: every sensitive text carries a class, and one function renders it for an audience.

Nothing is hidden in a template. What an audience is not cleared for is replaced here, before any page, document,
e-mail or API answer sees it, by its shareable gist or by the statement that something is withheld.
Source: domain reference a.10; SPS guidance June 2024 section 6 for scores.
"""

from dataclasses import dataclass
from enum import StrEnum


class Disclosure(StrEnum):
    OPEN = "open"  # the person, the consented family, the team
    PERSON = "person"  # the person and the team
    TEAM = "team"  # staff entitled to the case
    SOCIAL_WORK = "social work"  # numeric scores
    RESTRICTED = "restricted"  # intelligence
    VICTIM = "victim"


class Audience(StrEnum):
    PERSON = "person"
    FAMILY = "family"
    PROVIDER = "provider"  # a service somebody was referred to, of what was referred to it
    TEAM = "team"
    SOCIAL_WORK = "social work"
    INTELLIGENCE = "intelligence"
    VICTIM_TEAM = "victim team"


_TEAM = frozenset({Disclosure.OPEN, Disclosure.PERSON, Disclosure.TEAM})
CLEARED: dict[Audience, frozenset[Disclosure]] = {
    Audience.FAMILY: frozenset({Disclosure.OPEN}),
    Audience.PERSON: frozenset({Disclosure.OPEN, Disclosure.PERSON}),
    Audience.PROVIDER: frozenset({Disclosure.OPEN, Disclosure.PERSON}),
    Audience.TEAM: _TEAM,
    Audience.SOCIAL_WORK: _TEAM | {Disclosure.SOCIAL_WORK},
    Audience.INTELLIGENCE: frozenset({Disclosure.OPEN, Disclosure.RESTRICTED}),
    Audience.VICTIM_TEAM: frozenset({Disclosure.OPEN, Disclosure.VICTIM}),
}
WITHHELD = "Some information here is withheld."


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its class; ``gist`` is what may be said instead, ``ground`` why the rest is withheld."""

    body: str
    disclosure: Disclosure
    gist: str = ""
    ground: str = ""


def render(text: Text, audience: Audience) -> str:
    """The text as this audience may read it. The ground is for the record, never for the audience.

    What is said instead is written for the person, of themselves: a relative reads that something is withheld.
    """
    if not text.body:
        return ""
    if text.disclosure in CLEARED[audience]:
        return text.body
    return WITHHELD if audience is Audience.FAMILY else text.gist or WITHHELD
