"""What each level means, wherever it is shown: a level without its definition is read differently by everybody.

The inspectorate found levels quoted without one. Where the national wording could not be read, the words are this
system's own and say so.
"""

from datetime import date

from icm.policy.dated import Dated, Since, Source
from icm.policy.documents import MAPPA_2016
from icm.policy.facts import Band
from risk.policy.assessments import Seriousness

LEVELS_FROM = date(2016, 1, 1)
_BANDS_LOCAL = Source.local(
    "The levels are national, but no wording that explains them was read: these words are this system's"
    " own, until social work and the prison agree others."
)
_HARM_LOCAL = Source.local(
    "The words for High and Very high follow the MAPPA guidance of 2016 (§4.5; its first day was not read)."
    " Those for Medium and Low could not be read there and are this system's own."
)

BANDS: Dated[dict[Band, str]] = Dated(
    "RISK-BANDS",
    "What each LS/CMI level means",
    Since(
        date(2006, 6, 1),
        {
            Band.VERY_LOW: "Few needs were found. Little or no work on offending is called for.",
            Band.LOW: "Some needs were found. A little support, aimed at them, is called for.",
            Band.MEDIUM: "Several needs were found. Planned work on them is called for.",
            Band.HIGH: "Many needs were found. Intensive work and close supervision are called for.",
            Band.VERY_HIGH: "Most areas show needs. The most intensive work and supervision are called for.",
        },
        _BANDS_LOCAL,
    ),
)
HARM: Dated[dict[Seriousness, str]] = Dated(
    "ROSH-LEVELS",
    "What each level of risk of serious harm means",
    Since(
        LEVELS_FROM,
        {
            Seriousness.LOW: "Nothing now on record points to a risk of serious harm.",
            Seriousness.MEDIUM: "There are signs of a risk of serious harm. It is not likely unless things change.",
            Seriousness.HIGH: "There are clear signs of a risk of serious harm. It could happen at any time, and"
            " the impact would be serious.",
            Seriousness.VERY_HIGH: "Serious harm is more likely than not to happen soon, and the impact would be"
            " serious.",
        },
        _HARM_LOCAL,
    ),
)
# ROSH-DEF, MAPPA guidance 2016, §4.4.
SERIOUS_HARM = Source(MAPPA_2016, "§4.4")
SERIOUS_HARM_MEANS = (
    "Serious harm is violent or sexual behaviour that threatens life or is traumatic, from which it may be"
    " difficult or impossible to recover."
)


def meaning(level: Band | Seriousness, on: date) -> str:
    """The definition of a level as it stood on that day."""
    return HARM.at(on)[level] if isinstance(level, Seriousness) else BANDS.at(on)[level]


def why_local(level: Band | Seriousness, on: date) -> str:
    """Why the words are a default of this system."""
    return (HARM if isinstance(level, Seriousness) else BANDS).source(on).section
