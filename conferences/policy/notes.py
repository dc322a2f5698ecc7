"""The words of a minute as the person reads it on paper: notes of a plan meeting.

No source gives these words; they are ours, tested for a reading age of eleven or less.
"""

from collections.abc import Callable, Mapping

from conferences.policy.holding import Came
from conferences.policy.kinds import Kind, Party
from conferences.policy.minutes import Section

Say = Callable[[str, str], str]
CORE_MEMBER = ", core member"

KINDS: dict[Kind, str] = {
    Kind.INITIAL: "Your first plan meeting",
    Kind.FOLLOW_UP: "To talk about what social work found",
    Kind.PERIODIC: "To look at how your plan goes",
    Kind.PREPROGRESSION: "To talk about whether you could move on",
    Kind.PREPAROLE: "To talk about parole",
    Kind.PRERELEASE: "To plan your release",
    Kind.RECALL: "To talk about your recall",
    Kind.RETURN: "To talk about your move back",
    Kind.REQUESTED: "You asked for it",
    Kind.EVENT: "To talk about what has changed",
}
PARTIES: dict[Party, str] = {
    Party.PERSON: "You",
    Party.CASE_CO_ORDINATOR: "Runs plan meetings",
    Party.PBSW: "Social worker in the prison",
    Party.CBSW: "Social worker outside",
    Party.OFFICER: "Your officer",
    Party.FAMILY: "Your family",
    Party.PSYCHOLOGY: "Psychologist",
    Party.PROGRAMMES: "Runs courses",
    Party.NHS: "NHS",
    Party.SERVICE: "Works with you",
    Party.POLICE: "Police",
    Party.OTHER: "Somebody else",
}
CAME: dict[Came, str] = {
    Came.ATTENDED: "Was there",
    Came.VIDEO: "By video",
    Came.WRITTEN: "Sent a letter",
    Came.ABSENT: "Was not there",
}
SECTIONS: dict[Section, str] = {
    Section.SHARED: "What people said",
    Section.PATTERN: "What has happened before",
    Section.NATURE: "What harm there could be",
    Section.SERIOUSNESS: "How bad it could be",
    Section.LIKELIHOOD: "How likely it is",
    Section.IMMINENCE: "How soon it could be",
    Section.NEEDS: "What you need",
    Section.PERSON: "What you said",
    Section.FAMILY: "What your family said",
    Section.ANNEX: "What we cannot tell you in full",
}
_BY_LABEL: dict[str, Mapping[str, str]] = {
    "about": {
        "Conference": "What it was for",
        "Held on": "Day",
        "Chair": "Who led it",
        "LS/CMI": "What social work found about you",
        "Was there": "Staff had it there",
        "Was not there": "Staff did not have it yet",
        **{kind.label: words for kind, words in KINDS.items()},
    },
    "guest": {party.label: words for party, words in PARTIES.items()},
    "came": {came.label: words for came, words in CAME.items()},
    "section": {section.label: words for section, words in SECTIONS.items()},
    "who": {"The person": "You"},
    "after": {
        "Next conference": "What it is for",
        "Why then": "Why on that day",
        "None: the last before release": "There is no next one before you leave prison",
        **{kind.label: words for kind, words in KINDS.items()},
    },
    "said": {
        "Told": "What was said",
        "Acknowledged, and sent to those who attended": "Sent to all who were there",
        "Said of it": "What others said about it",
        "Agreed to": "Staff agreed",
        "Not agreed to": "Staff did not agree",
    },
}


def as_written(part: str, words: str) -> str:
    """For whoever reads the minute as it is kept."""
    return words


def plainly(part: str, words: str) -> str:
    """For the person: each of our own words in a plain one; what people wrote stays as it is."""
    known = _BY_LABEL[part]
    return known.get(words) or known.get(words.removesuffix(CORE_MEMBER), words)
