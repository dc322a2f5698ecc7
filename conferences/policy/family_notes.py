"""The words of a minute as a family member reads it on paper: of somebody else's plan meeting.

No source gives these words; they are ours, tested for a reading age of eleven or less.
"""

from collections.abc import Mapping

from conferences.policy.kinds import Kind, Party
from conferences.policy.minutes import Section
from conferences.policy.notes import CORE_MEMBER, plainly

KINDS: dict[Kind, str] = {
    Kind.INITIAL: "The first plan meeting",
    Kind.FOLLOW_UP: "To talk about what social work found",
    Kind.PERIODIC: "To look at how the plan goes",
    Kind.PREPROGRESSION: "To talk about whether they could move on",
    Kind.PREPAROLE: "To talk about parole",
    Kind.PRERELEASE: "To plan their release",
    Kind.RECALL: "To talk about their recall",
    Kind.RETURN: "To talk about their move back",
    Kind.REQUESTED: "They asked for it",
    Kind.EVENT: "To talk about what has changed",
}
PARTIES: dict[Party, str] = {
    Party.PERSON: "The meeting is about them",
    Party.OFFICER: "Their officer",
    Party.FAMILY: "Family or a friend",
    Party.SERVICE: "Works with them",
}
SECTIONS: dict[Section, str] = {
    Section.NEEDS: "What they need",
    Section.PERSON: "What they said",
    Section.FAMILY: "What the family said",
}
_INSTEAD: dict[str, Mapping[str, str]] = {
    "about": {
        "LS/CMI": "What social work found",
        **{kind.label: words for kind, words in KINDS.items()},
    },
    "guest": {party.label: words for party, words in PARTIES.items()},
    "section": {section.label: words for section, words in SECTIONS.items()},
    "who": {"The person": "They do it themselves"},
    "after": {
        "None: the last before release": "There is no next one before they leave prison",
        **{kind.label: words for kind, words in KINDS.items()},
    },
}


def for_family(part: str, words: str) -> str:
    """Our own words as the person reads them, but where those speak to the person."""
    said = _INSTEAD.get(part, {}).get(words.removesuffix(CORE_MEMBER))
    return said or plainly(part, words)
