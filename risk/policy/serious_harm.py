"""Whether a fuller assessment of the risk of serious harm is needed, decided either way (LSCMI-ROSH)."""

from datetime import date

from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.documents import THEMATIC
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import Band, EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome
from risk.policy.explaining import latest_assessment
from risk.policy.social_work import ICM_BEGAN

ASKS = Dated(
    "LSCMI-ROSH",
    "LS/CMI levels after which a risk of serious harm assessment is decided on",
    Since(
        ICM_BEGAN,
        frozenset({Band.HIGH, Band.VERY_HIGH}),
        Source.local(
            "It is needed where the LS/CMI indicates it. No text read says when that is, and inspectors found"
            " it done unevenly: a level of High or Very high asks for a decision here. Social work may decide"
            " on one at any level."
        ),
    ),
)
DECIDE_DAYS = Dated(
    "LSCMI-ROSH",
    "Days from the LS/CMI to that decision",
    Since(
        ICM_BEGAN,
        28,
        Source.local("No source says within how many days: four weeks are this system's own."),
    ),
    unit="days",
)
UNEVEN = Source(THEMATIC, "§§19, 25: no shared view of when it is needed")
DECIDE = Duty(
    "LSCMI-ROSH",
    "Risk of serious harm assessment done, or decided against",
    Role.PBSW,
    "decide {by} if they must look more at harm you may do",
    "decided {by} if they must look more at harm you may do",
    who="A social worker",
)


def _decide(facts: Facts, on: date) -> Outcome:
    version, asks = DECIDE_DAYS.version(on), ASKS.version(on)
    ground = Ground((UNEVEN, asks.source, version.source), version.start.isoformat())
    ground = ground.on_local(f"{asks.source.section} {version.source.section}")
    done = latest_assessment(facts)
    if done is None:
        return DECIDE.not_yet("No LS/CMI is recorded since admission.", ground)
    decided = facts.first_since(EventKind.ROSH_DECIDED, done.on)
    ground = ground.using({"LS/CMI": in_words(done.on)})
    level = next((band for band in Band if band.value == done.value), None)
    if level is None and decided is None:
        because = "The level of the latest LS/CMI is not recorded."
        return DECIDE.unknown(because, "The level the LS/CMI ended in.", ground)
    if level not in asks.value and decided is None:
        because = f"The LS/CMI of {in_words(done.on)} ended in a level that does not ask for it."
        return DECIDE.outside(because, ground)
    basis = f"Within {version.value} days of the LS/CMI of {in_words(done.on)}."
    due = When(add_days(done.on, version.value))
    return DECIDE.timed(due, When.of(decided), on, basis, ground)


RULES = (DECIDE.rule(Since(ICM_BEGAN, _decide, DECIDE_DAYS.history[0].source)),)
