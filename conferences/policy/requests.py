"""What somebody may ask for a conference because of, how they asked, and how they can challenge a no (CC-REQUEST)."""

from datetime import date

from conferences.policy.asking import ANSWER_DAYS, HOLD_DAYS
from conferences.policy.scope import TARGETED_FROM
from icm.policy.calendar import add_days
from icm.policy.dated import Dated, Since, Source
from icm.policy.named import Named
from risk.policy.assessments import Change

MILESTONE, OTHER = "milestone", "other"
# The guidance sends a request to "the criteria" and lists none for it: what it names elsewhere as calling for a
# conference (CC-EVENT), a milestone that is near, and room for whatever else the person brings.
GROUNDS: dict[str, str] = {
    **{one.value: one.label for one in Change},
    MILESTONE: "Parole, progression or release is near",
    OTHER: "Something else",
}


class How(Named):
    """How the person asked."""

    SPOKEN = "spoken", "They said it, and staff wrote it down"
    WRITTEN = "written", "They wrote it on paper"
    SELF = "self", "They entered it themselves"


HOW_TO_CHALLENGE = Dated(
    "CC-REQUEST",
    "How somebody challenges a no to their request",
    Since(
        TARGETED_FROM,
        (
            "Ask your officer to go through the reasons with you.",
            "Tell those who said no what they did not know, or what is new. They can still say yes.",
            "If you still do not agree, you can complain. Ask any member of staff for the form.",
            "After that you can write to the Scottish Public Services Ombudsman. It is free.",
        ),
        Source.local("The guidance names no way to challenge a no; this one is this system's own."),
    ),
)


def answer_by(asked_on: date, on: date) -> date:
    """The last day for an answer, by the rule of the day asked about."""
    return add_days(asked_on, ANSWER_DAYS.at(on))


def hold_by(agreed_on: date) -> date:
    """The last day for a conference that was agreed to."""
    return add_days(agreed_on, HOLD_DAYS.at(agreed_on))
