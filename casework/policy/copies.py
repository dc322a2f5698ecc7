"""Copies of the plan on paper: the kinds there are, and the plain words the person's own copy uses.

No source gives the words for the person; they are ours, tested for a reading age of eleven or less.
"""

from casework.policy.areas import Domain, Need
from icm.people.policy import DateKind
from icm.policy.named import Named


class Copy(Named):
    """What can be printed of somebody's plan, each for its own readers."""

    PERSON = "plan-person", "The person's own copy, in plain words"
    STAFF = "plan-staff", "The full plan, for staff"
    PROVIDER = "plan-provider", "An extract for one provider"
    SLIP = "plan-slip", "The route slip, for the person"


# What is recorded as a copy of the plan once handed over; the slip is recorded with its Core Screen.
HANDED = (Copy.PERSON, Copy.PROVIDER)

PLAIN: dict[Domain, str] = {
    Domain.SUBSTANCE_MISUSE: "Alcohol and drugs",
    Domain.MENTAL_HEALTH: "How you feel in yourself",
    Domain.LEARNING: "Learning",
    Domain.EMPLOYMENT: "Skills and work",
    Domain.ACCOMMODATION: "A place to live",
    Domain.FINANCES: "Money",
    Domain.RESETTLEMENT: "Getting ready to go home",
    Domain.VIOLENCE: "Violence",
    Domain.SEXUAL_CONDUCT: "Sexual behaviour",
    Domain.OTHER_OFFENDING: "Other crime",
    Domain.RESPONSIVITY: "What helps you to take part",
}
HELP: dict[Need, str] = {
    Need.NONE: "You do not need help with this now.",
    Need.SOME: "You need some help with this.",
    Need.CONSIDERABLE: "You need a lot of help with this.",
}
DATES: dict[DateKind, str] = {
    DateKind.SENTENCE_END: "Your sentence ends",
    DateKind.PUNISHMENT_PART_END: "The part you must stay in prison ends",
    DateKind.PQD: "The first day you can get parole",
    DateKind.EDL: "The day you will get out if you do not get parole",
    DateKind.RELEASE: "The day you will get out",
    DateKind.HDC_EARLIEST: "The first day you can go home with a tag",
    DateKind.LICENCE_END: "Your licence ends",
    DateKind.SUPERVISION_END: "Your social work checks after prison end",
    DateKind.PROGRESSION_WINDOW: "Staff start to look at your next move",
    DateKind.PROGRESSION_EARLIEST: "The first day you can move on",
}
WHY_DATE = {
    "computed": "We worked this out from your sentence.",
    "entered": "Staff put this date in by hand.",
    "overridden": "Staff changed this date by hand.",
    "unknown": "We do not know this yet. Ask staff to check your papers.",
}


def in_plain_words(intervention: str, support: str) -> str:
    """How much help the two ratings together mean; nothing where neither was given."""
    rated = [Need(value) for value in (intervention, support) if value]
    return HELP[max(rated, key=list(Need).index)] if rated else ""
