"""Around a conference: invitations in time (CC-INVITE-4W), and the minute put right (CC-MINUTE-14D)."""

from datetime import date

from conferences.policy.notice import INVITE_WEEKS
from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import OMBUDSMAN
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

ACCURACY_FROM = date(2020, 7, 1)
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
INVITE = Duty(
    "CC-INVITE-4W",
    "Invitations to the case conference",
    Role.ICM_CASE_CO_ORDINATOR,
    "send word of your plan meeting to all who come",
    "sent word of your plan meeting to all who come",
)
MINUTE = Duty(
    "CC-MINUTE-14D",
    "What is wrong in the minute told to the chair",
    Role.ICM_CO_ORDINATOR,
    "hear from you what is wrong in the notes of your plan meeting",
    "heard from you what is wrong in the notes of your plan meeting",
    "standing",
)


def _invite(facts: Facts, on: date) -> Outcome:
    """For the next conference with a date to which nobody is invited, else for the next one."""
    version = INVITE_WEEKS.version(on)
    ground = Ground.of(version)
    coming = sorted(
        (
            (one.fixed_for, one.invited_on)
            for one in facts.conferences
            if one.stands and one.fixed_for
        ),
        key=lambda one: one[0],
    )
    coming = [one for one in coming if one[0] >= on]
    if not coming:
        return INVITE.not_yet("No case conference has a date fixed.", ground)
    day, invited = next((one for one in coming if one[1] is None), coming[0])
    basis = f"{version.value} weeks before the conference on {in_words(day)}."
    ground = ground.using({"conference": in_words(day)}).shifting(add_days(day, 1))
    due = When(add_days(day, -7 * version.value))
    return INVITE.timed(due, When(invited) if invited else None, on, basis, ground)


def _minute(facts: Facts, on: date) -> Outcome:
    """Nobody has to find anything wrong, so nothing is overdue: the time for it is open, or it is over."""
    version = ACCURACY_DAYS.version(on)
    ground = Ground.of(version)
    issued = facts.latest(EventKind.CC_MINUTE)
    if issued is None:
        return MINUTE.not_yet("No minute of a conference is recorded as issued.", ground)
    until = add_days(issued.on, version.value)
    ground = ground.using({"minute issued": in_words(issued.on)})
    basis = f"Within {version.value} days of the minute of {in_words(issued.on)}."
    if on > until:
        because = f"The time to say what is wrong in the minute ended on {in_words(until)}."
        return MINUTE.outside(because, ground, _OVER)
    staff = f"whoever attended can say so until {in_words(until)}."
    words = f"Are the notes of your plan meeting wrong? You can tell staff until {in_words(until)}."
    return MINUTE.holds(issued.on, basis, staff, words, ground.shifting(add_days(until, 1)))


_OVER = "The time to say what is wrong in your notes is over. You can still ask staff about them."

RULES = (
    INVITE.rule(Since(INVITE_WEEKS.history[0].start, _invite, INVITE_WEEKS.history[0].source)),
    MINUTE.rule(Since(ACCURACY_FROM, _minute, ACCURACY_DAYS.history[0].source)),
)
