"""CC-REQUEST: the person asks for a conference; somebody answers; where it is agreed to, it is held."""

from datetime import date

from conferences.policy.scope import TARGETED_FROM, scope
from icm.people.policy.scope import begun
from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.documents import TARGETED
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventFacts, EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

SOURCE = Source(
    TARGETED, "§6, Prisoner Request for Case Conference; no time for an answer is stated"
)
ANSWER_DAYS = Dated(
    "CC-REQUEST",
    "Days from a request for a case conference to the answer",
    Since(
        TARGETED_FROM,
        14,
        Source.local(
            "No source says within how many days somebody answers; two weeks are this system's own."
        ),
    ),
    unit="days",
)
HOLD_DAYS = Dated(
    "CC-REQUEST",
    "Days from the agreement to a request to the conference asked for",
    Since(
        TARGETED_FROM,
        42,
        Source.local(
            "Once agreed to it is arranged as a periodic one; no source says within how many days. Six weeks: four of"
            " notice and two to find a day."
        ),
    ),
    unit="days",
)
REQUEST = Duty(
    "CC-REQUEST",
    "Case conference asked for by the person",
    Role.ICM_CO_ORDINATOR,
    "hold a plan meeting {by}, as you asked",
    "held a plan meeting {by}, as you asked",
)
ANSWER = Duty(
    "CC-REQUEST",
    "Answer to a request for a case conference",
    Role.ICM_CO_ORDINATOR,
    "say {by} if you can have the plan meeting you asked for",
    "said {by} if you can have the plan meeting you asked for",
)


def _request(facts: Facts, on: date) -> Outcome:
    """The latest request of the stay: first its answer, then, where it was agreed to, the conference."""
    person, ground, told = scope(REQUEST, Since(TARGETED_FROM, None, SOURCE), facts, on)
    if told is not None:
        return told
    asked = facts.latest(EventKind.CC_ASKED)
    if asked is None or asked.on < max(begun(person), TARGETED_FROM):
        because = "The person has asked for none, as far as is recorded."
        return REQUEST.outside(because, ground, "You have not asked for a plan meeting.")
    ground = ground.using({"asked for": in_words(asked.on)})
    done = facts.first_since(EventKind.CC_REQUEST, asked.on)
    answer = _answer(facts, asked)
    if done is None and answer is None:
        return _to_answer(asked, on, ground)
    if done is None and answer is not None and answer.kind is EventKind.CC_REFUSED:
        basis = (
            f"Asked for on {in_words(asked.on)}; refused on {in_words(answer.on)}, with reasons."
        )
        words = (
            "Staff said no to the plan meeting you asked for. They must tell you why. If you think they are"
            " wrong, you can challenge it. Ask staff how."
        )
        return REQUEST.holds(answer.on, basis, basis, words, ground)
    return _to_hold(answer or asked, done, on, ground)


def _to_answer(asked: EventFacts, on: date, ground: Ground) -> Outcome:
    version = ANSWER_DAYS.version(on)
    ground = _local(version, ground)
    basis = f"Within {version.value} days of the request of {in_words(asked.on)}."
    return ANSWER.timed(When(add_days(asked.on, version.value)), None, on, basis, ground)


def _to_hold(since: EventFacts, done: EventFacts | None, on: date, ground: Ground) -> Outcome:
    version = HOLD_DAYS.version(on)
    ground = _local(version, ground)
    what = "request" if since.kind is EventKind.CC_ASKED else "agreement"
    basis = f"Within {version.value} days of the {what} of {in_words(since.on)}."
    due = When(add_days(since.on, version.value))
    return REQUEST.timed(due, When.of(done), on, basis, ground)


def _answer(facts: Facts, asked: EventFacts) -> EventFacts | None:
    """The latest answer counts: somebody who said no may say yes after all.

    An answer names the request it is to: one of the same day may be to the request before.
    """
    answers = (*facts.all(EventKind.CC_AGREED), *facts.all(EventKind.CC_REFUSED))
    since = [one for one in answers if one.value == asked.value and one.on >= asked.on]
    return max(since, key=lambda one: (one.on, one.recorded_on or one.on), default=None)


def _local(version: Since[int], ground: Ground) -> Ground:
    return ground._replace(sources=(SOURCE, version.source)).on_local(version.source.section)


RULES = (REQUEST.rule(Since(TARGETED_FROM, _request, SOURCE)),)
