"""Around a conference: invitations in time (CC-INVITE-4W)."""

from datetime import date

from conferences.policy.notice import INVITE_WEEKS
from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Since
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

INVITE = Duty(
    "CC-INVITE-4W",
    "Invitations to the case conference",
    Role.ICM_CASE_CO_ORDINATOR,
    "invite people to your plan meeting",
    "invited people to your plan meeting",
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


RULES = (
    INVITE.rule(Since(INVITE_WEEKS.history[0].start, _invite, INVITE_WEEKS.history[0].source)),
)
