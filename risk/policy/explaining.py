"""That somebody hears and understands what was found of them (LSCMI-EXPLAIN, RA-2W).

Both clocks close on the day the person *understood*: the acts note the event then and not before.
"""

from datetime import date

from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import THEMATIC
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventFacts, EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome
from risk.policy.social_work import FIRST_YEAR, ICM_BEGAN

EXPLAIN_DAYS = Dated(
    "LSCMI-EXPLAIN",
    "Days from an LS/CMI until the person has understood its outcome",
    Since(
        ICM_BEGAN,
        14,
        Source.local(
            "The outcome has to be talked through and understood; no source says within how many days. The"
            " two weeks in which an assessment is disclosed before a conference are used."
        ),
    ),
    unit="days",
)
DISCLOSE_DAYS = Dated(
    "RA-2W",
    "Days before a case conference by which the assessment is disclosed",
    Since(ICM_BEGAN, 14, Source(THEMATIC, f"§13; {FIRST_YEAR}", Standing.PARTLY_STATED)),
    unit="days",
)
_BEFORE_IT = "This is for your next plan meeting."
EXPLAIN = Duty(
    "LSCMI-EXPLAIN",
    "Outcome of the LS/CMI explained and understood",
    Role.PBSW,
    "explain to you {by} what they found about you",
    "explained to you {by} what they found about you",
    who="A social worker",
)
SEND = Duty(
    "RA-2W",
    "Assessment sent to the personal officer and the community social worker before a case conference",
    Role.ICM_CASE_CO_ORDINATOR,
    "send your officer {by} what social work found about you",
    "sent your officer {by} what social work found about you",
    means=_BEFORE_IT,
)
DISCLOSE = Duty(
    "RA-2W",
    "Assessment disclosed to the person before a case conference",
    Role.PERSONAL_OFFICER,
    "tell you {by} what social work found about you",
    "told you {by} what social work found about you",
    means=_BEFORE_IT,
    who="Your officer",
)
NOT_EXPLAINED = Source(THEMATIC, "§§5, 13, 25, 27: outcomes not told to people in prison")
NO_NUMBERS = (
    "What is disclosed is the narrative: figures stay with social work, though the older text speaks of"
    " the whole assessment."
)


def _explain(facts: Facts, on: date) -> Outcome:
    version = EXPLAIN_DAYS.version(on)
    ground = Ground((NOT_EXPLAINED, version.source), version.start.isoformat())
    ground = ground.on_local(version.source.section)
    done = latest_assessment(facts)
    if done is None:
        return EXPLAIN.not_yet("No LS/CMI is recorded since admission.", ground)
    understood = facts.first_since(EventKind.LSCMI_EXPLAINED, done.on)
    basis = f"Within {version.value} days of the LS/CMI of {in_words(done.on)}."
    due = When(add_days(done.on, version.value))
    ground = ground.using({"LS/CMI": in_words(done.on)})
    return EXPLAIN.timed(due, When.of(understood), on, basis, ground)


def _disclose(facts: Facts, on: date) -> Outcome:
    """For the next conference planned: first it is sent on, then told, unless it was told without that. The latest
    one stays open until it is done, though it is past."""
    version = DISCLOSE_DAYS.version(on)
    ground = Ground.of(version).on_local(NO_NUMBERS)
    planned = facts.all(EventKind.CC_PLANNED)
    if not planned:
        return DISCLOSE.not_yet("No case conference is planned for a day.", ground)
    conference = next((one for one in planned if one.on >= on), planned[-1])
    known = _newest(facts, until=conference.on)
    if known is None:
        because = "It counts once there is an LS/CMI to disclose; none is recorded since admission."
        return DISCLOSE.not_yet(because, ground)
    held = max((one.on for one in planned if one.on < conference.on), default=date.min)
    since = max(known.on, held)
    told = facts.first_since(EventKind.DISCLOSED, since)
    sent = facts.first_since(EventKind.PAPERS_SENT, since)
    basis = (
        f"{version.value} days before the conference planned for {in_words(conference.on)}; the LS/CMI is"
        f" that of {in_words(known.on)}."
    )
    ground = ground.shifting(add_days(conference.on, 1)) if conference.on >= on else ground
    due = When(add_days(conference.on, -version.value))
    if sent is None and told is None:
        return SEND.timed(due, None, on, basis, ground)
    if sent is not None:
        basis += f" It was sent on {in_words(sent.on)}."
    return DISCLOSE.timed(due, When.of(told), on, basis, ground)


def latest_assessment(facts: Facts) -> EventFacts | None:
    """The latest LS/CMI of this time in custody; of an earlier one it is explained no more."""
    return _newest(facts, until=date.max)


def _newest(facts: Facts, until: date) -> EventFacts | None:
    since = facts.admitted_on or date.min
    found = [one for one in facts.all(EventKind.LSCMI) if since <= one.on <= until]
    return found[-1] if found else None


RULES = (
    EXPLAIN.rule(Since(ICM_BEGAN, _explain, EXPLAIN_DAYS.history[0].source)),
    DISCLOSE.rule(Since(ICM_BEGAN, _disclose, DISCLOSE_DAYS.history[0].source)),
)
