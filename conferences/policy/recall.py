"""CC-RECALL-6W: the conference after a recall, for which an Initial is no substitute."""

from datetime import date

from conferences.policy.scope import FIRST_DAY, ICM_BEGAN, TARGETED_FROM, scope
from icm.people.policy.scope import begun
from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import OMBUDSMAN, TARGETED
from icm.policy.duty import Duty, When
from icm.policy.facts import EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

RECALL_WEEKS = Dated(
    "CC-RECALL-6W",
    "Weeks from the return to custody to the recall conference",
    Since(
        ICM_BEGAN,
        6,
        Source(
            OMBUDSMAN,
            f"201003870, reading the ICM guidance: at the latest within six weeks; {FIRST_DAY}",
            Standing.PARTLY_STATED,
        ),
    ),
    Since(
        TARGETED_FROM,
        6,
        Source(TARGETED, "§6, Recall to Custody: promptly, ideally within six weeks"),
    ),
    unit="weeks",
)
RECALL = Duty(
    "CC-RECALL-6W",
    "Recall case conference",
    Role.ICM_CO_ORDINATOR,
    "meet you {by} to talk about your recall",
    "met you {by} to talk about your recall",
)


def _recall(facts: Facts, on: date) -> Outcome:
    """Where "ideally" and "at the latest" differ, six weeks are the limit."""
    version = RECALL_WEEKS.version(on)
    person, ground, told = scope(RECALL, version, facts, on)
    if told is not None:
        return told
    if not person.route.recalled:
        return RECALL.outside("No recall is recorded.", ground, "You were not recalled.")
    returned = begun(person)
    if returned == date.min:
        return RECALL.unknown("The day of the return is not recorded.", _SETTLE, ground)
    basis = f"Within {version.value} weeks of the return to custody, {in_words(returned)}."
    done = facts.first_since(EventKind.CC_RECALL, returned)
    mistaken = facts.first_since(EventKind.CC_INITIAL, returned)
    if mistaken is not None:
        basis += f" An Initial was held on {in_words(mistaken.on)}: it is no substitute."
    ground = ground.using({"return to custody": in_words(returned)})
    due = When(add_days(returned, 7 * version.value))
    return RECALL.timed(due, When.of(done), on, basis, ground)


_SETTLE = "The day of the return to custody, from the reception record."

RULES = (RECALL.rule(*(Since(one.start, _recall, one.source) for one in RECALL_WEEKS.history)),)
