"""What an Order for Lifelong Restriction asks for: a plan, its approval, a yearly report, word of every change.

The Risk Management Authority (RMA) approves and monitors; in prison the plan is in practice the prison service's.
"""

from datetime import date

from icm.people.policy import Custody, custody
from icm.people.policy.custody import said
from icm.people.policy.scope import DAY_OF_SENTENCE
from icm.policy.calendar import add_months, in_words
from icm.policy.checks import Answer, Check
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import ACT_2003, RMA_NOTE_2016, RMA_STANDARDS
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventKind, Facts, RouteSlug, SentenceKind
from icm.policy.roles import Role
from icm.policy.rules import Outcome

ORDERS_BEGAN = date(2006, 6, 20)
REPORTS_BEGAN = date(2016, 10, 26)
NOT_READ = "first day in force not read"

PLAN_SOURCE = Source(
    ACT_2003, f"ss.6 to 9, of which s.7 was read; {NOT_READ}", Standing.PARTLY_STATED
)
FIRST_PLAN_MONTHS = Dated(
    "OLR-9M",
    "Months from sentence to the first risk management plan",
    Since(
        ORDERS_BEGAN,
        9,
        Source(
            ACT_2003,
            f"s.8, which was not read: the nine months are general knowledge, not checked; {NOT_READ}",
            Standing.ASSUMED,
        ),
    ),
    unit="months",
)
REPORT_MONTHS = Dated(
    "OLR-AIR",
    "Months from one Annual Implementation Report to the next",
    Since(REPORTS_BEGAN, 12, Source(RMA_NOTE_2016, "Annual Implementation Reports")),
    unit="months",
)
CHANGE_SOURCE = Source(
    RMA_STANDARDS,
    f"pp.59 to 66, of which the contents alone were read; {NOT_READ}",
    Standing.PARTLY_STATED,
)
COUNTED_FROM = (
    "No source read says from when the year is counted: from the last report, and for the first from"
    " the day the RMA first approved a plan."
)

PLAN = Duty(
    "OLR-RMP",
    "Risk management plan approved by the RMA",
    Role.RMT_CHAIR,
    "have a plan to keep risk low, and have it checked",
    "made a plan to keep risk low, and had it checked",
    "standing",
)
FIRST_PLAN = Duty(
    "OLR-9M",
    "First risk management plan",
    Role.RMT_CHAIR,
    "make your first plan to keep risk low",
    "made your first plan to keep risk low",
)
REPORT = Duty(
    "OLR-AIR",
    "Annual Implementation Report to the RMA",
    Role.RMT_CHAIR,
    "send a report on how your risk plan goes",
    "sent a report on how your risk plan goes",
)
CHANGED = Duty(
    "OLR-SIGCHANGE",
    "Significant change told to the RMA",
    Role.RMT_CHAIR,
    "tell those who check your risk plan of a big change",
    "told those who check your risk plan of a big change",
    "standing",
)


def lifelong(person: Custody) -> bool | None:
    """Whether an Order for Lifelong Restriction is in force; None where the record does not show it."""
    kinds = {span.facts.kind for span in person.spans}
    if SentenceKind.OLR in kinds:
        return True
    recalled = any(
        span.facts.kind is SentenceKind.RECALLED and span.end is None for span in person.spans
    )
    unknown = None in kinds or recalled or person.route.slug is RouteSlug.UNKNOWN
    return None if unknown else False


def _plan(facts: Facts, on: date) -> Outcome:
    """No day is stated for the plan itself beyond the first: it is there and approved, or it is not known to be."""
    person, ground, told = _scope(PLAN, Since(ORDERS_BEGAN, None, PLAN_SOURCE), facts, on)
    if told is not None:
        return told
    begun = _begun(person) or date.min
    plans = [event for event in facts.all(EventKind.RISK_PLAN) if event.on >= begun]
    ground = ground._replace(checks=(_check("A plan in force?", bool(plans)),))
    if not plans:
        return PLAN.unknown("No risk management plan is recorded as in force.", _THE_PLAN, ground)
    latest = plans[-1]
    approved = facts.first_since(EventKind.RISK_PLAN_APPROVED, latest.on)
    check = _check("The plan in force approved by the RMA?", approved is not None)
    ground = ground._replace(checks=(*ground.checks, check))
    if approved is None:
        because = (
            f"The plan in force since {in_words(latest.on)} is not recorded as approved by the RMA."
        )
        return PLAN.unknown(because, _THE_APPROVAL, ground, _NOT_CHECKED)
    basis = f"In force since {in_words(latest.on)}, approved on {in_words(approved.on)}."
    return PLAN.holds(approved.on, basis, basis, _CHECKED, ground)


def _first_plan(facts: Facts, on: date) -> Outcome:
    version = FIRST_PLAN_MONTHS.version(on)
    person, ground, told = _scope(FIRST_PLAN, version, facts, on)
    if told is not None:
        return told
    begun = _begun(person)
    ground = ground.using({"sentence": said(begun)})
    if begun is None:
        because = "The day the order was made is not recorded."
        return FIRST_PLAN.unknown(because, DAY_OF_SENTENCE, ground)
    due = When(add_months(begun, version.value))
    basis = f"Within {version.value} months of the sentence of {in_words(begun)}."
    done = When.of(facts.first_since(EventKind.RISK_PLAN, begun))
    return FIRST_PLAN.timed(due, done, on, basis, ground)


def _report(facts: Facts, on: date) -> Outcome:
    """Counts anew from each report, so it is due or overdue while the order lasts."""
    version = REPORT_MONTHS.version(on)
    person, ground, told = _scope(REPORT, version, facts, on)
    if told is not None:
        return told
    ground = ground.on_local(COUNTED_FROM)
    approved = facts.first_since(EventKind.RISK_PLAN_APPROVED, _begun(person) or date.min)
    if approved is None:
        because = "It counts from the RMA's approval of a plan; none is recorded."
        return REPORT.not_yet(because, ground)
    sent = [event for event in facts.all(EventKind.OLR_REPORT) if event.on >= approved.on]
    last = sent[-1] if sent else approved
    what = "report" if sent else "RMA's approval"
    basis = f"Within {version.value} months of the {what} of {in_words(last.on)}."
    return REPORT.timed(When(add_months(last.on, version.value)), None, on, basis, ground)


def report_due(facts: Facts, on: date) -> date | None:
    """The day by which the next yearly report is due; None where none is asked for."""
    return REPORTING.evaluate(facts, on).due_on


def _changed(facts: Facts, on: date) -> Outcome:
    """No time limit was read for telling the RMA, so none is counted."""
    person, ground, told = _scope(CHANGED, Since(ORDERS_BEGAN, None, CHANGE_SOURCE), facts, on)
    if told is not None:
        return told
    begun = _begun(person) or date.min
    changes = [event for event in facts.all(EventKind.CHANGE) if event.on >= begun]
    if not changes:
        return _told_beforehand(facts, begun, ground)
    latest = changes[-1]
    ground = ground.using({"significant change": in_words(latest.on)})
    heard = facts.first_since(EventKind.RMA_TOLD, latest.on)
    if heard is None:
        because = f"A significant change of {in_words(latest.on)} is recorded, and not that the RMA was told."
        return CHANGED.unknown(because, _THE_NOTICE, ground)
    basis = f"The change of {in_words(latest.on)} was told on {in_words(heard.on)}."
    return CHANGED.holds(heard.on, basis, basis, f"Staff have {CHANGED.done}.", ground)


def _told_beforehand(facts: Facts, begun: date, ground: Ground) -> Outcome:
    """Of a change that may come the RMA is told before there is one on record."""
    told = [event for event in facts.all(EventKind.RMA_TOLD) if event.on >= begun]
    if not told:
        return CHANGED.outside("No significant change is recorded.", ground, _NO_CHANGE)
    basis = f"The RMA was last told of one on {in_words(told[-1].on)}."
    return CHANGED.holds(told[-1].on, basis, basis, f"Staff have {CHANGED.done}.", ground)


def _scope(
    duty: Duty, version: Since[int] | Since[None], facts: Facts, on: date
) -> tuple[Custody, Ground, Outcome | None]:
    """The outcome for everybody not, or not known to be, under an order; else None."""
    person = custody(facts, on)
    ground = Ground.of(version, person.changes_on)
    under = lifelong(person)
    if under:
        return person, ground, None
    if under is None:
        settle = person.route.settle or _THE_WARRANT
        return person, ground, duty.unknown(_NOT_KNOWN, settle, ground, _MAY_BE)
    outside = duty.outside("For an Order for Lifelong Restriction only.", ground, _NOT_YOURS)
    return person, ground, outside


def _begun(person: Custody) -> date | None:
    """The day of the earliest order in force."""
    days = [span.begins for span in person.spans if span.facts.kind is SentenceKind.OLR]
    return min((begun for begun in days if begun), default=None)


def _check(question: str, met: bool) -> Check:
    answer, because = (Answer.MET, "On record.") if met else (Answer.UNKNOWN, "Not on record.")
    return Check(PLAN.id, question, answer, because, PLAN_SOURCE)


_NOT_KNOWN = "Whether an Order for Lifelong Restriction is in force is not recorded."
_THE_WARRANT = "The warrant: the kind of the sentence, and of the one recalled from."
_THE_PLAN = "The plan, recorded as put in force."
_THE_APPROVAL = "The RMA's letter of approval, with its day."
_THE_NOTICE = "The day on which the RMA was told of it."
_NOT_YOURS = "This is not for your kind of sentence."
_MAY_BE = "Staff must check what kind of sentence you have."
_NOT_CHECKED = "Staff have made a plan to keep risk low. It still has to be checked."
_CHECKED = "Staff have made a plan to keep risk low. It has been checked."
_NO_CHANGE = "There is no big change on your record."

REPORTING = REPORT.rule(Since(REPORTS_BEGAN, _report, REPORT_MONTHS.history[0].source))
RULES = (
    PLAN.rule(Since(ORDERS_BEGAN, _plan, PLAN_SOURCE)),
    FIRST_PLAN.rule(Since(ORDERS_BEGAN, _first_plan, FIRST_PLAN_MONTHS.history[0].source)),
    REPORTING,
    CHANGED.rule(Since(ORDERS_BEGAN, _changed, CHANGE_SOURCE)),
)
