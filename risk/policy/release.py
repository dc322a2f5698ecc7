"""What a level above Low does to temporary release (PSS-TR-LINK, FGTR-LAPSE), said before and after it is decided."""

from datetime import date

from icm.people.policy import Custody
from icm.policy.checks import Answer, Check
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import PRISON_RULES
from icm.policy.facts import Facts, Level, RouteSlug, SentenceKind
from risk.policy.reviews import NOT_READ, RULES_2011, reviews_of
from risk.policy.standing import LEVEL_FOR_RELEASE

LAPSE = Dated(
    "FGTR-LAPSE",
    "Level without which Ministers' consent to temporary release ceases",
    Since(
        RULES_2011,
        Level.LOW,
        Source(PRISON_RULES, f"r.134(5)(b), read in part; {NOT_READ}", Standing.PARTLY_STATED),
    ),
)
AT_THIS_LEVEL = "Can temporary release be granted at this level?"
LIFE = "Is this a life sentence, for which Ministers must consent to temporary release?"
GIVEN = "Have Ministers consented to temporary release?"
STANDS = "Does a consent of Ministers go on at this level?"
LIFELONG = (
    "An order for lifelong restriction is taken as a life sentence here, as the Act of 1993 does;"
    " the rule itself does not name it."
)


def effects(facts: Facts, level: Level, on: date) -> tuple[Check, ...]:
    """What this level does to temporary release; nothing where it is the level that it needs."""
    needed = LEVEL_FOR_RELEASE.version(on)
    if level is needed.value:
        return ()
    because = f"It needs {needed.value.label}."
    found = Check("PSS-TR-LINK", AT_THIS_LEVEL, Answer.NOT_MET, because, needed.source)
    return (found, *_consent(reviews_of(facts, on).person, LAPSE.source(on)))


def _consent(person: Custody, source: Source) -> tuple[Check, ...]:
    """For a life prisoner, or who may be one. No record here says whether Ministers have consented."""
    life, because = _is_life(person)
    if life is False:
        return ()
    given = "No record of it is kept here. Ministers' letter of consent would settle it."
    lapse = "It ceases once the level is not Low, and temporary release needs a new application."
    if life is None:
        lapse = f"{lapse} That holds if this is a life sentence."
    stands = Answer.NOT_MET if life else Answer.UNKNOWN
    return (
        Check("FGTR-LAPSE", LIFE, Answer.of(life), because, source),
        Check("FGTR-LAPSE", GIVEN, Answer.UNKNOWN, given, source),
        Check("FGTR-LAPSE", STANDS, stands, lapse, source),
    )


def _is_life(person: Custody) -> tuple[bool | None, str]:
    """By the sentences in force. Somebody recalled may have been released on a life licence."""
    lives = [span for span in person.spans if span.indeterminate]
    if lives:
        olr = all(span.facts.kind is SentenceKind.OLR for span in lives)
        return True, LIFELONG if olr else "Serving a life sentence."
    if any(span.facts.kind is None for span in person.spans):
        return None, "The kind of a sentence is not recorded. The warrant would settle it."
    if any(span.facts.kind is SentenceKind.RECALLED and not span.end for span in person.spans):
        return None, "Recalled, and from which sentence is not known. The warrant would settle it."
    if not person.spans and person.route.slug is RouteSlug.UNKNOWN:
        return None, f"{person.route.because} {person.route.settle}"
    return False, ""
