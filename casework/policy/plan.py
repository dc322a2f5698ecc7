"""The plan: that everybody convicted has one, that who is involved reports in time, that the person holds a copy."""

from datetime import date

from casework.policy.areas import REPORTERS, Agency
from icm.people.policy import Custody, custody
from icm.people.policy.scope import unless_enhanced
from icm.policy.calendar import add_days, add_months, in_words
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import FAMILIES_ICM, TARGETED, THEMATIC
from icm.policy.duty import Duty, Ground, When, iso
from icm.policy.facts import AwayFacts, EventFacts, EventKind, Facts, InvolvedFacts, Legal
from icm.policy.roles import Role
from icm.policy.rules import Outcome

ICM_BEGAN = date(2006, 6, 1)
TARGETED_FROM = date(2024, 6, 24)
FIRST_DAY = "first day in force assumed: the start of ICM"

REPORT_MONTHS = Dated(
    "STAFF-QUARTER",
    "Most months between reports of an agency that is involved",
    Since(TARGETED_FROM, 3, Source(TARGETED, "§8, Staff contributions")),
    unit="months",
)

PLAN = Duty(
    "CIP-ALL",
    "Community Integration Plan",
    Role.PERSONAL_OFFICER,
    "make a plan with you",
    "made a plan with you",
    "standing",
    who="Your officer",
)
COPY = Duty(
    "PLAN-COPY",
    "Copy of the plan for the person",
    Role.PERSONAL_OFFICER,
    "give you your plan on paper",
    "given you your plan on paper",
    "standing",
    who="Your officer",
)
REPORTS = Duty(
    "STAFF-QUARTER",
    "Report by each agency involved",
    Role.PERSONAL_OFFICER,
    "write in your plan {by} how you are getting on",
    "written in your plan {by} how you are getting on",
)
OFFICER = Duty(
    "PO-ALLOC",
    "Personal officer allocated",
    Role.FIRST_LINE_MANAGER,
    "name an officer who works with you",
    "named an officer who works with you",
    "standing",
)
COVER = Duty(
    "PO-CONTINUITY",
    "Personal officer's part while they are away",
    Role.FIRST_LINE_MANAGER,
    "make sure that your plan goes on while your officer is away",
    "made sure that your plan goes on while your officer is away",
    "standing",
)


def _plan(facts: Facts, on: date) -> Outcome:
    """No source says when the plan is to be begun, so no day is counted. The first thing on record in it begins it."""
    person = custody(facts, on)
    begun = _first_of_stay(person, EventKind.PLAN_UPDATED, EventKind.PLAN_AGREED)
    inputs = {"plan begun": _said(begun)}
    ground = Ground((_CIP_ALL,), iso(ICM_BEGAN), inputs, _WATCHED, person.changes_on)
    if facts.legal is Legal.UNTRIED and not person.spans:
        because = "It is for convicted people; untried here."
        return PLAN.outside(because, ground, "Your plan starts if the court finds you guilty.")
    if begun is None:
        if facts.legal is None and not person.spans:
            because = "Whether the person is convicted is not recorded, nor any plan."
            return PLAN.unknown(because, "The legal status, from the warrant.", ground)
        because = "No record shows anything in the plan."
        settle = "The first entry in the plan, or the action plan put in force."
        return PLAN.unknown(because, settle, ground, PLAN.must)
    basis = f"The plan was begun on {in_words(begun.on)}."
    words = f"You have a plan. Staff began it on {in_words(begun.on)}."
    return PLAN.holds(
        begun.on, basis, f"there is one. {basis} It is one record for all.", words, ground
    )


def _copy(facts: Facts, on: date) -> Outcome:
    """A copy counts while the action plan it shows is in force; before there is one, any copy of this stay."""
    person = custody(facts, on)
    plan = _first_of_stay(person, EventKind.PLAN_UPDATED, EventKind.PLAN_AGREED)
    agreed = _latest_of_stay(person, EventKind.PLAN_AGREED)
    since = agreed or plan
    copy = _latest_of_stay(person, EventKind.PLAN_COPY)
    inputs = {"plan counted from": _said(since), "copy given": _said(copy)}
    ground = Ground((_PLAN_COPY,), iso(ICM_BEGAN), inputs).on_local(_NEW_COPY)
    if since is None:
        return COPY.not_yet("No record shows a plan to give a copy of.", ground)
    what = "Action plan in force since" if agreed else "Plan begun on"
    basis = f"{what} {in_words(since.on)}."
    if copy is not None and (agreed is None or copy.on >= agreed.on):
        staff = f"given on {in_words(copy.on)}. {basis}"
        words = f"Staff have given you your plan on paper. That was on {in_words(copy.on)}."
        return COPY.holds(copy.on, basis, staff, words, ground)
    old = f" The copy of {in_words(copy.on)} shows an earlier plan." if copy else ""
    because = f"{basis} No record shows a copy of it given to the person.{old}"
    settle = "The copy given, with the day, how and by whom."
    words = f"{COPY.must} You can ask for it now."
    return COPY.unknown(because, settle, ground, words)


def _reports(facts: Facts, on: date) -> Outcome:
    """The soonest day any agency's next report is due; which agencies stands beside it, each with its day.

    Counts anew from each report; before the first, from when the agency came in, and from no day before sentence or
    before the guidance began.
    """
    version = REPORT_MONTHS.version(on)
    person = custody(facts, on)
    ground = Ground.of(version, person.changes_on)
    told = unless_enhanced(REPORTS, person, ground)
    if told is not None:
        return told
    asked = {agency.value for agency in REPORTERS.at(on)}
    earliest = max(TARGETED_FROM, person.route.since or TARGETED_FROM)
    due = sorted(
        (_next_report(one, version.value, earliest), one.agency)
        for one in facts.involved
        if one.agency in asked
    )
    if not due:
        because = (
            "No agency that reports is recorded as involved: no officer, no referral under way."
        )
        return REPORTS.outside(because, ground, _NOBODY_INVOLVED)
    named = "; ".join(f"{Agency(agency).label} by {in_words(day)}" for day, agency in due)
    basis = f"{version.value} months after the last report of each: {named}."
    ground = ground.on_local(_INVOLVED)
    return REPORTS.timed(When(due[0][0]), None, on, basis, ground)


def _next_report(one: InvolvedFacts, months: int, earliest: date) -> date:
    start = max(one.since, one.reported_on or one.since, earliest)
    return add_months(start, months)


def _officer(facts: Facts, on: date) -> Outcome:
    """When an officer is to be named is not said anywhere, so no day is counted."""
    person = custody(facts, on)
    since = facts.officer_since or person.admitted_on or ICM_BEGAN
    said = in_words(facts.officer_since) if facts.officer_since else "not recorded"
    ground = Ground((_PO_ALLOC,), iso(ICM_BEGAN), {"allocated": said}).on_local(_NO_DAY)
    if not facts.officer:
        because = "No record shows a personal officer allocated."
        words = "Staff must name an officer who works with you. You can ask who it is."
        return OFFICER.unknown(because, "The allocation of a personal officer.", ground, words)
    basis = f"Allocated since {in_words(since)}." if facts.officer_since else "Allocated."
    words = "You have an officer who works with you. Staff can tell you who it is."
    return OFFICER.holds(since, basis, f"one is allocated. {basis}", words, ground)


def _cover(facts: Facts, on: date) -> Outcome:
    """Somebody named as cover is enough; without one, what residential staff wrote since the absence began."""
    ground = Ground((_CONTINUITY,), iso(TARGETED_FROM)).on_local(_ABSENCES)
    now = next((away for away in facts.away if away.from_on <= on <= away.until_on), None)
    if not facts.officer:
        return COVER.outside("No personal officer is allocated.", ground, _NO_OFFICER)
    if now is None:
        coming = min((away.from_on for away in facts.away if away.from_on > on), default=None)
        ground = ground.shifting(coming) if coming else ground
        because = "No absence of the personal officer is recorded for now."
        return COVER.outside(because, ground, "Your officer is not away.")
    ground = ground.shifting(add_days(now.until_on, 1)).using({"away": _away(now)})
    basis = f"The personal officer is away {_away(now)}."
    if now.covered:
        words = "Your officer is away. Somebody else works with you until they are back."
        return COVER.holds(now.from_on, basis, f"somebody covers. {basis}", words, ground)
    wrote = _residential_since(facts, now.from_on)
    if wrote is not None:
        staff = f"residential staff wrote on {in_words(wrote)}. {basis}"
        words = f"Your officer is away. Other staff wrote in your plan on {in_words(wrote)}."
        return COVER.holds(wrote, basis, staff, words, ground)
    because = f"{basis} Nobody is named to cover, and residential staff have not written since."
    settle = "Who covers, or an entry by residential staff."
    words = "Your officer is away. Staff must say who works with you until they are back."
    return COVER.unknown(because, settle, ground, words)


def _residential_since(facts: Facts, day: date) -> date | None:
    return next(
        (
            one.reported_on
            for one in facts.involved
            if one.agency == Agency.RESIDENTIAL and one.reported_on and one.reported_on >= day
        ),
        None,
    )


def _away(away: AwayFacts) -> str:
    return f"from {in_words(away.from_on)} to {in_words(away.until_on)}"


def _first_of_stay(person: Custody, *kinds: EventKind) -> EventFacts | None:
    day = person.admitted_on or date.min
    found = [person.facts.first_since(kind, day) for kind in kinds]
    return min((one for one in found if one), key=lambda one: one.on, default=None)


def _latest_of_stay(person: Custody, kind: EventKind) -> EventFacts | None:
    found = person.facts.latest(kind)
    return found if found is not None and found.on >= (person.admitted_on or date.min) else None


def _said(event: EventFacts | None) -> str:
    return in_words(event.on) if event else "not recorded"


_CIP_ALL = Source(FAMILIES_ICM, f"the plan; {THEMATIC}, §12; {FIRST_DAY}", Standing.PARTLY_STATED)
_PLAN_COPY = Source(
    THEMATIC, f"§§3, 27: at minimum each person holds a copy; {FIRST_DAY}", Standing.PARTLY_STATED
)
_PO_ALLOC = Source(THEMATIC, f"§14; {FIRST_DAY}", Standing.PARTLY_STATED)
_CONTINUITY = Source(TARGETED, "§8, table: residential staff where the personal officer is absent")
_WATCHED = "All agencies keep the plan; it stands in the list of the personal officer, who watches it (PO-DUTIES)."
_NEW_COPY = "A copy counts until the next action plan is put in force. No source says when a new one is to be given."
_INVOLVED = (
    "An agency is involved while a referral to it is under way, residential staff while a personal officer is"
    " allocated; an entry in the plan is the report. It stands in the list of the personal officer, who chases."
)
_NO_DAY = "No source says how soon after admission; no day is counted."
_ABSENCES = "Told from the absences and the cover kept here; why somebody is away is not asked."
_NO_OFFICER = "No officer works with you yet. Staff must name one first."
_NOBODY_INVOLVED = "No team has to write in your plan now."

RULES = (
    PLAN.rule(Since(ICM_BEGAN, _plan, _CIP_ALL)),
    COPY.rule(Since(ICM_BEGAN, _copy, _PLAN_COPY)),
    REPORTS.rule(Since(TARGETED_FROM, _reports, REPORT_MONTHS.history[0].source)),
    OFFICER.rule(Since(ICM_BEGAN, _officer, _PO_ALLOC)),
    COVER.rule(Since(TARGETED_FROM, _cover, _CONTINUITY)),
)
