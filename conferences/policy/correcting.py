"""A minute put right: accuracy notices with their answers (CC-MINUTE-14D), and the person's comments (CC-COMMENT).

Whoever attended has fourteen days to say what is wrong. How it is decided is left to the Prison Service, and no source
says by when somebody answers: those days are this system's own.
"""

from collections.abc import Iterable
from datetime import date

from icm.policy.calendar import add_days, in_words
from icm.policy.conference_facts import Against, ObjectionFacts
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import OMBUDSMAN
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

ACCURACY_FROM = date(2020, 7, 1)
COMMENT_FROM = date(2017, 12, 1)
ACCURACY_DAYS = Dated(
    "CC-MINUTE-14D",
    "Days from the minute in which those who attended tell the chair what is wrong in it",
    Since(
        ACCURACY_FROM,
        14,
        Source(
            OMBUDSMAN,
            "201810096 (July 2020), reading guidance that is not public; its month is taken as the first",
            Standing.PARTLY_STATED,
        ),
    ),
    unit="days",
)
NOTICE_DAYS = Dated(
    "CC-MINUTE-14D",
    "Days from an accuracy notice to its answer, and to the edition that puts right what was agreed",
    Since(
        ACCURACY_FROM,
        14,
        Source.local(
            "How amendments are decided is left to the Prison Service, and no source says by when. Two weeks, as long"
            " as those who attended have to tell."
        ),
    ),
    unit="days",
)
COMMENT_SOURCE = Source(
    OMBUDSMAN,
    "201701298 (December 2017): the form goes on, is acknowledged, sent to those who attended, and overseen; its month"
    " is taken as the first",
)
SEND_DAYS = Dated(
    "CC-COMMENT",
    "Days from the person's comments on the minute to their being sent to those who attended",
    Since(
        COMMENT_FROM,
        7,
        Source.local(
            "The decision names no number of days; it was upheld because nothing was done. A week is this system's own."
        ),
    ),
    unit="days",
)
CLOSE_DAYS = Dated(
    "CC-COMMENT",
    "Days from the person's comments on the minute to the answer to them",
    Since(
        COMMENT_FROM,
        28,
        Source.local(
            "The decision names no number of days. A week to send them on, two for those who attended, as long as they"
            " have to check a minute, and one to answer, are this system's own."
        ),
    ),
    unit="days",
)
MINUTE = Duty(
    "CC-MINUTE-14D",
    "What is wrong in the minute told to the chair",
    Role.ICM_CO_ORDINATOR,
    "hear from you what is wrong in the notes of your plan meeting",
    "heard from you what is wrong in the notes of your plan meeting",
    "standing",
)
NOTICE = Duty(
    "CC-MINUTE-14D",
    "Answer to what was said to be wrong in the minute",
    Role.ICM_CO_ORDINATOR,
    "check {by} what may be wrong in the notes of your plan meeting",
    "checked {by} what may be wrong in the notes of your plan meeting",
)
SENT = Duty(
    "CC-COMMENT",
    "Comments of the person on the minute sent to those who attended",
    Role.ICM_CO_ORDINATOR,
    "pass on {by} what you said about the notes of your plan meeting",
    "passed on {by} what you said about the notes of your plan meeting",
)
COMMENT = Duty(
    "CC-COMMENT",
    "Comments of the person on the minute answered",
    Role.ICM_CO_ORDINATOR,
    "answer {by} what you said about the notes of your plan meeting",
    "answered {by} what you said about the notes of your plan meeting",
)


def last_day(received_on: date) -> date:
    """The last day on which somebody who received a minute then may say that it is wrong."""
    return add_days(received_on, days_to_say(received_on))


def days_to_say(received_on: date) -> int:
    """How many days there are for it, by what counts on that day."""
    return ACCURACY_DAYS.at(max(received_on, ACCURACY_DAYS.history[0].start))


def answer_by(against: Against, told_on: date, on: date) -> date:
    """The last day for the answer to what was told then, by the rule of the day asked about."""
    days = NOTICE_DAYS if against is Against.NOTICE else CLOSE_DAYS
    return add_days(told_on, days.at(on))


def why_not_told(received_on: date, told_on: date, today: date) -> str:
    """Why something told on that day is no accuracy notice any more, or not yet; "" where it is one."""
    if told_on > today:
        return "That is in the future. Record it once it was said."
    if told_on < received_on:
        return (
            f"The minute was received on {in_words(received_on)}: nothing can be said of it before."
        )
    if told_on > (last := last_day(received_on)):
        return (
            f"The time to say what is wrong ended on {in_words(last)}. The ICM Co-ordinator can still put it right"
            " in another edition: tell them."
        )
    return ""


def _minute(facts: Facts, on: date) -> Outcome:
    """First the notice that has waited longest. Nobody has to find anything wrong: without one nothing is overdue."""
    version = ACCURACY_DAYS.version(on)
    ground = Ground.of(version)
    waiting = _waiting(facts.objections, Against.NOTICE)
    if waiting:
        return _to_answer(waiting[0], on, ground)
    issued = facts.latest(EventKind.CC_MINUTE)
    if issued is None:
        return MINUTE.outside("No minute of a conference is recorded as issued.", ground, _NO_NOTES)
    until = add_days(issued.on, version.value)
    ground = ground.using({"minute issued": in_words(issued.on)})
    basis = f"Within {version.value} days of the minute of {in_words(issued.on)}."
    if on > until:
        because = f"The time to say what is wrong in the minute ended on {in_words(until)}."
        return MINUTE.outside(because, ground, _OVER)
    staff = f"whoever attended can say so until {in_words(until)}."
    words = f"Are the notes of your plan meeting wrong? You can tell staff until {in_words(until)}."
    return MINUTE.holds(issued.on, basis, staff, words, ground.shifting(add_days(until, 1)))


def _to_answer(notice: ObjectionFacts, on: date, ground: Ground) -> Outcome:
    version = NOTICE_DAYS.version(on)
    told = in_words(notice.told_on)
    ground = ground._replace(sources=(*ground.sources, version.source))
    ground = ground.on_local(version.source.section).using({"told that it is wrong": told})
    basis = f"Within {version.value} days of {told}, when somebody said that the minute is wrong."
    return NOTICE.timed(When(add_days(notice.told_on, version.value)), None, on, basis, ground)


def _comment(facts: Facts, on: date) -> Outcome:
    """The comments that have waited longest: first sent to those who attended, then answered."""
    ground = Ground((COMMENT_SOURCE,), COMMENT_FROM.isoformat())
    waiting = _waiting(facts.objections, Against.COMMENT)
    if waiting:
        first = waiting[0]
        sent = first.sent_on is not None
        duty, version = (COMMENT, CLOSE_DAYS) if sent else (SENT, SEND_DAYS)
        return _by(duty, version.version(on), first, on, ground)
    answered = [one for one in facts.objections if one.against is Against.COMMENT]
    if not answered:
        because = "The person has made no comments on a minute, as far as is recorded."
        return COMMENT.outside(
            because, ground, "You have said nothing about the notes of your plan meeting."
        )
    latest = max(answered, key=lambda one: (one.told_on, one.settled_on or on))
    return _by(COMMENT, CLOSE_DAYS.version(on), latest, on, ground)


def _by(
    duty: Duty, version: Since[int], comment: ObjectionFacts, on: date, ground: Ground
) -> Outcome:
    told = in_words(comment.told_on)
    ground = ground._replace(sources=(COMMENT_SOURCE, version.source))
    ground = ground.on_local(version.source.section).using({"comments received": told})
    basis = f"Within {version.value} days of the comments of {told}."
    done = When(comment.settled_on) if comment.settled_on else None
    return duty.timed(When(add_days(comment.told_on, version.value)), done, on, basis, ground)


def _waiting(objections: Iterable[ObjectionFacts], against: Against) -> list[ObjectionFacts]:
    found = [one for one in objections if one.against is against and one.settled_on is None]
    return sorted(found, key=lambda one: one.told_on)


_NO_NOTES = "There are no notes of a plan meeting for you to check yet."
_OVER = "The time to say what is wrong in your notes is over. You can still ask staff about them."

RULES = (
    MINUTE.rule(Since(ACCURACY_FROM, _minute, ACCURACY_DAYS.history[0].source)),
    COMMENT.rule(Since(COMMENT_FROM, _comment, COMMENT_SOURCE)),
)
