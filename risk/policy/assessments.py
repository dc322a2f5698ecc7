"""What is said of an assessment: with which tool, for what, by whom, and in which words its outcome stands.

The LS/CMI is kept in its public structure only: no item of it is held or shown anywhere (domain reference b.10).
"""

from icm.policy.named import Named


class Tool(Named):
    LSCMI = "lscmi", "LS/CMI"
    SA07 = "sa07", "Stable and Acute 2007"
    HCR20 = "hcr20", "HCR-20"
    PSYCHOLOGICAL = "psychological", "Psychological Risk Assessment"
    ROSH = "rosh", "Risk of serious harm assessment"


class Purpose(Named):
    ADMISSION = "admission", "After admission"
    ANNUAL = "annual", "Yearly"
    RELEASE = "release", "Before release"
    CHANGE = "change", "After a significant change"
    ASKED = "asked", "Asked for"


class Side(Named):
    """Who assessed. Two sides that disagree are shown both, never averaged."""

    PRISON = "prison", "Prison-based social work"
    COMMUNITY = "community", "Community-based social work"
    PSYCHOLOGY = "psychology", "Psychology"


class Override(Named):
    """Whether the assessor set another level than the total gives."""

    NONE = "none", "No override"
    UP = "up", "Overridden upwards"
    DOWN = "down", "Overridden downwards"


class Section(Named):
    """The eight subsections whose scores make the total, as published."""

    HISTORY = "history", "Criminal history"
    EDUCATION = "education", "Education and employment"
    FAMILY = "family", "Family and marital"
    LEISURE = "leisure", "Leisure and recreation"
    COMPANIONS = "companions", "Companions"
    SUBSTANCES = "substances", "Alcohol and drug problem"
    ATTITUDE = "attitude", "Procriminal attitude"
    PATTERN = "pattern", "Antisocial pattern"


class Weight(Named):
    """How much an area matters to this person's offending, in words: what those without the scores see."""

    STRENGTH = "strength", "A strength"
    NONE = "none", "No need found"
    SOME = "some", "Some need"
    CONSIDERABLE = "considerable", "Considerable need"


class Seriousness(Named):
    """Risk of serious harm, by the levels of the MAPPA guidance (ROSH-LEVELS)."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"
    VERY_HIGH = "very-high", "Very high"


class RoshChoice(Named):
    """LSCMI-ROSH: that none was done is a decision too, with its reason."""

    NEEDED = "needed", "Needed, not yet done"
    DONE = "done", "Done"
    NOT_NEEDED = "not-needed", "Considered and not needed"


class Understood(Named):
    YES = "yes", "Yes: they said it back in their own words"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class Change(Named):
    """What asks whether an assessment still holds (CC-EVENT, RA-UPDATE)."""

    OFFENCE = "offence", "Further offence"
    REMOVAL = "removal", "Removal from the mainstream"
    TRANSFER = "transfer", "Transfer"
    RELAPSE = "relapse", "Prolonged relapse into substance use"
    HEALTH = "health", "Change in physical or mental health"
    NON_COMPLIANCE = "non-compliance", "Not keeping to the plan"
    GOALS = "goals", "Goals of an intervention reached"
    SUSTAINED = "sustained", "Sustained positive behaviour"
    PROGRESS = "progress", "Plan changed because of positive progress"
