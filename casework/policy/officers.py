"""What a personal officer does for each person (PO-DUTIES), and what a conversation can be about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from icm.policy.calendar import add_months, in_words
from icm.policy.checks import Answer
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import THEMATIC
from icm.policy.named import Named

ICM_BEGAN = date(2006, 6, 1)
BEGAN = date(2024, 6, 24)  # Targeted ICM: what is local here is meant for it
RULE = "PO-DUTIES"


class Topic(Named):
    """What was explained or talked about."""

    CORE_SCREEN = "core-screen", "What the Core Screen found"
    ROUTE = "route", "Which route they are on"
    ASSESSMENT = "assessment", "The assessment of risk and needs"
    PLAN = "plan", "The action plan"
    MINUTES = "minutes", "The minutes of a case conference"
    SUPERVISION = "supervision", "The supervision level"
    PROGRESSION = "progression", "Progression to less secure conditions"
    RELEASE = "release", "Parole and release"
    HELP = "help", "Help and referrals"
    FAMILY = "family", "Family and other support"
    WELLBEING = "wellbeing", "How they are"
    NEXT = "next", "What happens next"


class Duty(Named):
    """One part of the personal officer's work, in the order of the 2007 guidance."""

    MOTIVATE = "motivate", "Keep them motivated"
    LIAISE = "liaise", "Keep in touch with providers"
    MONITOR = "monitor", "Follow their progress"
    REFER = "refer", "Refer between conferences"
    EXPLAIN_BEFORE = "explain-before", "Explain the assessment before the conference"
    EXPLAIN_AFTER = "explain-after", "Explain it again after the conference"
    ATTEND = "attend", "Attend the conference"
    AGREES = "agrees", "See that they agree the plan"
    WATCH = "watch", "Keep an eye on the plan"
    CHASE = "chase", "Chase providers, then the case co-ordinator"


_AS_GIVEN = Source(
    THEMATIC,
    "§14, giving the personal officer's part in the 2007 guidance; first day assumed: the start of ICM",
    Standing.PARTLY_STATED,
)
_QUARTER = Source.local(
    "The duties run on without a period. A quarter is taken, as for updates of the plan (PR2-QUARTER)."
)

TOPICS: Dated[tuple[Topic, ...]] = Dated(
    RULE,
    "What a conversation can be about",
    Since(
        BEGAN,
        tuple(Topic),
        Source.local("The closed list is ours; what must be explained is PO-DUTIES."),
    ),
)
DUTIES: Dated[tuple[Duty, ...]] = Dated(
    RULE, "The personal officer's part", Since(ICM_BEGAN, tuple(Duty), _AS_GIVEN)
)
FRESH: Dated[int] = Dated(
    RULE,
    "Months in which what runs on must have been seen to",
    Since(BEGAN, 3, _QUARTER),
    unit="months",
)
CHASE_AFTER: Dated[int] = Dated(
    RULE,
    "Days without an answer after which a referral is chased",
    Since(BEGAN, 28, Source.local("No source says when to chase; four weeks are taken.")),
    unit="days",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A conversation about something, and whether it was understood: "yes", "partly", "no" or empty."""

    on: date
    understood: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerFacts:
    """What is on record of the officer's part for one person; None is *nothing on record*."""

    admitted_on: date | None = None
    officer: bool = False
    talked_on: date | None = None  # the last conversation
    wrote_on: date | None = None  # the last narrative by residential staff
    read_plan_on: date | None = None  # the officer last opened the plan
    providers_on: date | None = None  # last asked of, or heard from, a provider
    referred_on: date | None = None  # the last referral
    chased_on: date | None = None
    waiting_since: date | None = None  # the oldest referral without an answer
    referrals_open: bool = False
    assessed_on: date | None = None
    explained: tuple[Explained, ...] = ()  # conversations about the assessment, oldest first
    conference_on: date | None = None  # the last one held
    view: str = (
        ""  # of the plan in force: "agreed", "disagreed", "unsure", "no-answer", or not asked
    )
    view_on: date | None = None
    in_force: bool = False
    against: int = (
        0  # actions of it with which they do not agree, and nobody has talked with them since
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One duty as it stands: done on a day, not yet, or not known."""

    duty: Duty
    answer: Answer
    because: str
    on: date | None = None


def duties(facts: OfficerFacts, on: date) -> tuple[Finding, ...]:
    """Every duty of that day's list with where it stands."""
    return tuple(_RULES[duty](duty, facts, on) for duty in DUTIES.at(on))


def _motivate(duty: Duty, facts: OfficerFacts, on: date) -> Finding:
    return _lately(duty, facts.talked_on, on, "Last conversation", "No conversation is on record.")


def _monitor(duty: Duty, facts: OfficerFacts, on: date) -> Finding:
    return _lately(
        duty, facts.wrote_on, on, "Last entry", "Residential staff have written nothing."
    )


def _watch(duty: Duty, facts: OfficerFacts, on: date) -> Finding:
    if not facts.officer:
        return Finding(duty, Answer.UNKNOWN, "No personal officer is allocated.")
    return _lately(
        duty, facts.read_plan_on, on, "Plan last opened", "The officer has not opened the plan."
    )


def _liaise(duty: Duty, facts: OfficerFacts, on: date) -> Finding:
    if not facts.referrals_open:
        return Finding(duty, Answer.NOT_APPLICABLE, "No referral is open.")
    nothing = "A referral is open; no record shows that the provider was asked or answered."
    return _lately(duty, facts.providers_on, on, "Provider last asked or heard from", nothing)


def _refer(duty: Duty, facts: OfficerFacts, on: date) -> Finding:
    since = facts.conference_on or facts.admitted_on
    if facts.referred_on and (since is None or facts.referred_on >= since):
        return _done(duty, facts.referred_on, "Last referral")
    what = "the last conference" if facts.conference_on else "admission"
    because = f"No referral since {what}. Whether one was needed is not on record."
    return Finding(duty, Answer.UNKNOWN, because)


def _explain_before(duty: Duty, facts: OfficerFacts, on: date) -> Finding:
    if facts.assessed_on is None:
        return Finding(duty, Answer.UNKNOWN, "No completed assessment is on record.")
    held = facts.conference_on
    last = held if held and held >= facts.assessed_on else date.max  # else: before the next one
    meant = [one for one in facts.explained if facts.assessed_on <= one.on <= last]
    return _understood(duty, meant, f"The assessment is of {in_words(facts.assessed_on)}.")


def _explain_after(duty: Duty, facts: OfficerFacts, on: date) -> Finding:
    held = facts.conference_on
    if held is None:
        return Finding(duty, Answer.NOT_APPLICABLE, "No conference has been held.")
    if facts.assessed_on is None:
        return Finding(duty, Answer.UNKNOWN, "No completed assessment is on record.")
    if facts.assessed_on > held:
        because = "The assessment is newer than the last conference."
        return Finding(duty, Answer.NOT_APPLICABLE, because)
    meant = [one for one in facts.explained if one.on >= held]
    return _understood(duty, meant, f"The conference was on {in_words(held)}.")


def _attend(duty: Duty, facts: OfficerFacts, on: date) -> Finding:
    if facts.conference_on is None:
        return Finding(duty, Answer.NOT_APPLICABLE, "No conference has been held.")
    because = f"One was held on {in_words(facts.conference_on)}. Who attended is not on record."
    return Finding(duty, Answer.UNKNOWN, because)


def _agrees(duty: Duty, facts: OfficerFacts, on: date) -> Finding:
    if not facts.in_force:
        return Finding(duty, Answer.NOT_MET, "No action plan is in force.")
    if facts.against:
        which = "an action" if facts.against == 1 else f"{facts.against} actions"
        because = f"They do not agree with {which} of it. Talk about what would change that."
        return Finding(duty, Answer.NOT_MET, because)
    if facts.view == "agreed":
        return _done(duty, facts.view_on, "They agreed")
    said = {
        "disagreed": "They disagree with it. Talk about what would change that.",
        "unsure": "They are not sure of it. Go through it with them.",
        "no-answer": "They could not answer. Go back to them.",
    }
    because = said.get(facts.view, "They have not been asked what they think of it.")
    return Finding(duty, Answer.NOT_MET, because)


def _chase(duty: Duty, facts: OfficerFacts, on: date) -> Finding:
    since = facts.waiting_since
    if since is None:
        return Finding(duty, Answer.NOT_APPLICABLE, "No provider owes an answer.")
    if facts.chased_on and facts.chased_on >= since:
        return _done(duty, facts.chased_on, "Last chased")
    days = (on - since).days
    waits = f"A referral of {in_words(since)} has no answer"
    if days < CHASE_AFTER.at(on):
        return Finding(duty, Answer.NOT_APPLICABLE, f"{waits}; it is not yet time to chase it.")
    return Finding(duty, Answer.NOT_MET, f"{waits} after {days} days, and was not chased.")


def _lately(duty: Duty, last: date | None, on: date, what: str, nothing: str) -> Finding:
    if last is None:
        return Finding(duty, Answer.NOT_MET, nothing)
    if last < add_months(on, -FRESH.at(on)):
        months = FRESH.at(on)
        because = f"{what} on {in_words(last)}, more than {months} months ago."
        return Finding(duty, Answer.NOT_MET, because, last)
    return _done(duty, last, what)


def _understood(duty: Duty, meant: list[Explained], since: str) -> Finding:
    """Explained counts once it was understood; not having noted whether it was is not known."""
    if not meant:
        return Finding(duty, Answer.NOT_MET, f"{since} No conversation about it is on record.")
    for one in reversed(meant):
        if one.understood == "yes":
            return Finding(
                duty, Answer.MET, f"Explained on {in_words(one.on)}, and understood.", one.on
            )
    last = meant[-1]
    told = f"Explained on {in_words(last.on)}"
    if last.understood:
        how = "in part" if last.understood == "partly" else "not"
        return Finding(duty, Answer.NOT_MET, f"{told}, {how} understood. Go back to it.", last.on)
    return Finding(
        duty, Answer.UNKNOWN, f"{told}; whether it was understood is not on record.", last.on
    )


def _done(duty: Duty, day: date | None, what: str) -> Finding:
    said = f"{what} on {in_words(day)}." if day else f"{what}; the day is not on record."
    return Finding(duty, Answer.MET, said, day)


_RULES: dict[Duty, Callable[[Duty, OfficerFacts, date], Finding]] = {
    Duty.MOTIVATE: _motivate,
    Duty.LIAISE: _liaise,
    Duty.MONITOR: _monitor,
    Duty.REFER: _refer,
    Duty.EXPLAIN_BEFORE: _explain_before,
    Duty.EXPLAIN_AFTER: _explain_after,
    Duty.ATTEND: _attend,
    Duty.AGREES: _agrees,
    Duty.WATCH: _watch,
    Duty.CHASE: _chase,
}


WORDS: dict[Answer, str] = {
    Answer.MET: "Done",
    Answer.NOT_MET: "Not yet",
    Answer.UNKNOWN: "Not known",
    Answer.NOT_APPLICABLE: "Does not apply",
}


def local_defaults(on: date) -> tuple[str, ...]:
    """What was settled here for want of a source, in words for the page."""
    return tuple(dict.fromkeys(value.source(on).section for value in (FRESH, CHASE_AFTER)))
