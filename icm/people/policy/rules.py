"""The route and parole rules as the clocks ask them."""

from collections.abc import Callable
from datetime import date

from icm.people.policy.custody import Custody, custody, said
from icm.people.policy.findings import DateKind
from icm.people.policy.routes import BEGINNING, ENHANCED_KINDS, ICM_BEGAN
from icm.policy.calendar import add_days, add_months, in_words
from icm.policy.checks import Answer, Check
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import FAMILIES_PAROLE, PRISON_RULES, THEMATIC, THROUGHCARE
from icm.policy.duty import Duty, Ground, When, iso
from icm.policy.facts import EventFacts, EventKind, Facts, RouteSlug, SentenceKind
from icm.policy.roles import Role
from icm.policy.rules import Outcome

RULES_2011 = date(2011, 11, 1)
TARGETED_FROM = date(2024, 6, 24)

PAROLE_BEGINS = Dated(
    "PAROLE-6M",
    "Months before the parole qualifying date at which the process starts",
    Since(
        ICM_BEGAN,
        6,
        Source(FAMILIES_PAROLE, "six months before PQD; undated sheet", Standing.PARTLY_STATED),
    ),
    unit="months",
)
REPORTS_ASKED = Dated(
    "PAROLE-TARL-12W",
    "Weeks before the parole qualifying date at which reports are asked for",
    Since(
        TARGETED_FROM,
        12,
        Source(
            THROUGHCARE,
            "§7.3; undated, cites Targeted ICM, so 24 June 2024 is assumed as its first day",
            Standing.PARTLY_STATED,
        ),
    ),
    unit="weeks",
)

ENHANCED = Duty(
    "ROUTE-ENH",
    "Enhanced ICM route",
    Role.ICM_CASE_CO_ORDINATOR,
    "find out if you are on the Enhanced route",
    "put you on the Enhanced route",
    "standing",
)
STANDARD = Duty(
    "ROUTE-STD",
    "Standard ICM route",
    Role.RESIDENTIAL_OFFICER,
    "find out if you are on the Standard route",
    "put you on the Standard route",
    "standing",
)
CHANGE = Duty(
    "ROUTE-CHANGE",
    "Route and dates worked out again after a change of sentence",
    Role.ICM_CASE_CO_ORDINATOR,
    "check your dates when your sentence changes",
    "checked your dates",
    "standing",
)
LEARNER = Duty(
    "ROUTE-LEARNER",
    "Reports on work and education needs",
    Role.RMT_CHAIR,
    "ask what work and learning you need",
    "asked what work and learning you need",
    "standing",
)
PAROLE = Duty(
    "PAROLE-6M",
    "Start of the parole process",
    Role.PAROLE_CO_ORDINATOR,
    "start work on your parole",
    "started work on your parole",
)
REPORTS = Duty(
    "PAROLE-TARL-12W",
    "Request for parole reports from social work",
    Role.PAROLE_CO_ORDINATOR,
    "ask social work {by} for a parole report on you",
    "asked social work {by} for a parole report on you",
)


_ROUTE_UNKNOWN = (
    "Staff do not know your route yet. They must check your record first. You can ask them to."
)


def _enhanced(facts: Facts, on: date) -> Outcome:
    person = custody(facts, on)
    route, ground = person.route, _route_ground(person)
    if route.slug is RouteSlug.UNKNOWN:
        return ENHANCED.unknown(route.because, route.settle, ground, _ROUTE_UNKNOWN)
    if route.slug is RouteSlug.ENHANCED:
        words = (
            "You are on the Enhanced route. Social work will still see you after you leave prison."
        )
        return ENHANCED.holds(_sentence_day(person), route.because, route.because, words, ground)
    return ENHANCED.outside(
        route.because,
        ground,
        "You are not on the Enhanced route. It is for those social work must see after they leave prison.",
    )


def _standard(facts: Facts, on: date) -> Outcome:
    person = custody(facts, on)
    route, ground = person.route, _route_ground(person)
    if route.slug is RouteSlug.UNKNOWN:
        return STANDARD.unknown(route.because, route.settle, ground, _ROUTE_UNKNOWN)
    if route.slug is RouteSlug.STANDARD:
        words = "You are on the Standard route. Staff will help you make a plan."
        return STANDARD.holds(_sentence_day(person), route.because, route.because, words, ground)
    return STANDARD.outside(route.because, ground, "You are not on the Standard route.")


def _change(facts: Facts, on: date) -> Outcome:
    """Route and dates are worked out from the sentences in force whenever anybody asks, so it holds;
    whether the person was told since the last change stands beside it as a check."""
    person = custody(facts, on)
    ground = _route_ground(person)._replace(sources=(_LOCAL_CHANGE,))
    if not person.spans:
        because = "No sentence in force is recorded."
        return CHANGE.outside(because, ground, "There is no sentence on your record yet.")
    changed = max(_changes(person), default=_sentence_day(person))
    told = facts.latest(EventKind.ROUTE_TOLD)
    told = told if told is not None and told.on >= changed else None
    ground = ground._replace(checks=(_told_since(told),), stands_on=_LOCAL_CHANGE.section)
    basis = f"The last change of sentence recorded is of {in_words(changed)}."
    staff = f"worked out from the sentences in force. {basis}"
    words = (
        "Your dates are worked out again when your sentence changes. You can ask staff for them."
    )
    if told is not None:
        words = f"Staff have told you which route you are on. That was on {in_words(told.on)}."
    return CHANGE.holds(changed, basis, staff, words, ground)


def _told_since(told: EventFacts | None) -> Check:
    because = "No record shows it."
    if told is not None:
        because = f"Told on {in_words(told.on)}."
    answer = Answer.UNKNOWN if told is None else Answer.MET
    question = "Was the person told of their route since the last change?"
    return Check(CHANGE.id, question, answer, because, _LOCAL_TOLD)


def _learner(facts: Facts, on: date) -> Outcome:
    """As soon as practicable: the rule sets no day, so none is counted here."""
    person = custody(facts, on)
    ground = Ground((_R81,), iso(RULES_2011), {"admission": said(person.admitted_on)})
    done = facts.latest(EventKind.LEARNER_REPORTS)
    if done is None or (person.admitted_on is not None and done.on < person.admitted_on):
        because = "No record shows the reports obtained; due as soon as practicable on reception."
        settle = "The day the reports on work and education needs were obtained."
        return LEARNER.unknown(
            because, settle, ground, "Staff must ask what work and learning you need."
        )
    basis = f"Reports obtained on {in_words(done.on)}."
    words = f"Staff have asked what work and learning you need. That was on {in_words(done.on)}."
    return LEARNER.holds(done.on, basis, basis, words, ground)


def _parole(facts: Facts, on: date) -> Outcome:
    version = PAROLE_BEGINS.version(on)

    def last_day(pqd: date) -> tuple[date, str]:
        return add_months(pqd, -version.value), f"{version.value} months"

    return _before_pqd(PAROLE, version, last_day, facts.first(EventKind.PAROLE_STARTED), facts, on)


def _reports(facts: Facts, on: date) -> Outcome:
    version = REPORTS_ASKED.version(on)

    def last_day(pqd: date) -> tuple[date, str]:
        return add_days(pqd, -7 * version.value), f"{version.value} weeks"

    return _before_pqd(REPORTS, version, last_day, facts.first(EventKind.PAROLE_REPORTS), facts, on)


def _before_pqd(
    duty: Duty,
    version: Since[int],
    last_day: Callable[[date], tuple[date, str]],
    done: EventFacts | None,
    facts: Facts,
    on: date,
) -> Outcome:
    """A clock that counts back from the parole qualifying date of a long-term prisoner."""
    person = custody(facts, on)
    pqd = person.dates.get(DateKind.PQD)
    ground = Ground.of(version, person.changes_on)
    if pqd is None:
        return _without_pqd(duty, person, ground)
    if pqd.on is None:
        return duty.unknown(pqd.because, pqd.settle, ground)
    due_on, counted = last_day(pqd.on)
    day = in_words(pqd.on)
    ground = ground.using({"parole qualifying date": f"{day} ({pqd.basis_kind})"})
    if due_on < version.start:
        because = f"It fell on {in_words(due_on)}, before the rule was in force."
        return duty.outside(because, ground)
    basis = f"{counted} before the parole qualifying date, {day} ({pqd.basis_kind})."
    return duty.timed(When(due_on), When.of(done), on, basis, ground)


def _without_pqd(duty: Duty, person: Custody, ground: Ground) -> Outcome:
    if any(span.indeterminate for span in person.spans):
        because = "Life or OLR: considered when the punishment part ends, not at a qualifying date."
        return duty.outside(because, ground, _LIFE)
    if any(span.facts.kind is SentenceKind.RECALLED for span in person.spans):
        because = "Recalled on licence: the Parole Board decides about release again."
        return duty.outside(because, ground, _RECALLED)
    if person.route.slug is RouteSlug.UNKNOWN:
        return duty.unknown(person.route.because, person.route.settle, ground)
    return duty.outside("No parole qualifying date: not a long-term sentence.", ground)


def _route_ground(person: Custody) -> Ground:
    route = person.route
    legal = person.facts.legal
    inputs = {
        "sentences in force": str(len(person.spans)),
        "legal status": legal.value if legal else "not recorded",
    }
    law = iso(ENHANCED_KINDS.history[0].start)
    return Ground((route.source,), law, inputs, until=person.changes_on, checks=route.checks)


def _sentence_day(person: Custody) -> date:
    """The day of the first sentence in force; the rule's own first day where none is recorded."""
    days = [span.begins for span in person.spans if span.begins]
    return person.route.since or min(days, default=ICM_BEGAN)


def _changes(person: Custody) -> list[date]:
    days = []
    for span in person.spans:
        days += [day for day in (span.begins, span.facts.recalled_on) if day]
    return days


_R81 = Source(
    PRISON_RULES,
    f"r.81 as set out in {THEMATIC}, §3; first day in force not read",
    Standing.PARTLY_STATED,
)
_LOCAL_CHANGE = Source.local(
    "Inferred: as each kind of warrant has dates of its own, route and dates are worked out again"
    " after any change of sentence."
)
_LOCAL_TOLD = Source.local("No source asks that the person be told of the route; this does.")
_LIFE = (
    "The Parole Board decides if you can leave prison. It will look at your case when your punishment part"
    " ends. That is the time the court said you must stay."
)
_RECALLED = "The Parole Board decides if you can leave prison again."
_STANDARD_SOURCE = Source(THEMATIC, f"§10; SPS website; {BEGINNING}")

RULES = (
    ENHANCED.rule(Since(ICM_BEGAN, _enhanced, ENHANCED_KINDS.history[0].source)),
    STANDARD.rule(Since(ICM_BEGAN, _standard, _STANDARD_SOURCE)),
    CHANGE.rule(Since(ICM_BEGAN, _change, _LOCAL_CHANGE)),
    LEARNER.rule(Since(RULES_2011, _learner, _R81)),
    PAROLE.rule(Since(ICM_BEGAN, _parole, PAROLE_BEGINS.history[0].source)),
    REPORTS.rule(Since(TARGETED_FROM, _reports, REPORTS_ASKED.history[0].source)),
)
