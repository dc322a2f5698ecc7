"""Prison-based social work's clocks: first meeting, designation and the LS/CMI.

They bind for people on Enhanced ICM. The LS/CMI enters these rules as a day only: no level and no
score is read here.
"""

from datetime import date

from icm.people.policy import Custody, DateKind, custody
from icm.people.policy.custody import said
from icm.people.policy.scope import DAY_OF_SENTENCE, unless_enhanced
from icm.policy.calendar import add_months, in_words, working_days_after
from icm.policy.checks import Answer, Check
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import TARGETED, THEMATIC, THROUGHCARE
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventFacts, EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

ICM_BEGAN = date(2006, 6, 1)
TARGETED_FROM = date(2024, 6, 24)
UNDATED = "undated, cites Targeted ICM, so 24 June 2024 is assumed as its first day"
SENTENCE_INFORMATION = "The day the sentence information came from the court."
ADMISSION = "The day of admission, from the reception record."
FIRST_YEAR = "first day in force assumed: the start of ICM"

MEETING_DAYS = Dated(
    "PBSW-10WD",
    "Working days from sentence information to the first meeting with social work",
    Since(TARGETED_FROM, 10, Source(THROUGHCARE, f"§5.1; {UNDATED}", Standing.PARTLY_STATED)),
    unit="working days",
)
DESIGNATION_DAYS = Dated(
    "DESIG-10WD",
    "Working days from sentence information to the designation letter",
    Since(TARGETED_FROM, 10, Source(THROUGHCARE, f"§5.2; {UNDATED}", Standing.PARTLY_STATED)),
    unit="working days",
)
LSCMI_MONTHS = Dated(
    "LSCMI-6M",
    "Months from statutory admission to the LS/CMI",
    Since(ICM_BEGAN, 6, Source(THEMATIC, f"§§13, 28; {FIRST_YEAR}", Standing.PARTLY_STATED)),
    unit="months",
)
INITIAL_MONTHS = Dated(
    "LSCMI-BEFORE-INITIAL",
    "Months by which the Initial conference, and so the LS/CMI before it, is looked for",
    Since(TARGETED_FROM, 6, Source.local("No day is stated: the last day of the Initial is used.")),
    unit="months",
)
REPEAT_MONTHS = Dated(
    "LSCMI-REPEAT",
    "Months from one LS/CMI to the next after the Initial conference",
    Since(ICM_BEGAN, 12, Source(THEMATIC, f"§13; {FIRST_YEAR}", Standing.PARTLY_STATED)),
    Since(TARGETED_FROM, 12, Source(TARGETED, "§6 (annual); §3 has two at the least")),
    unit="months",
)
FLOOR = 2
FLOOR_MONTHS = Dated(
    "LSCMI-REPEAT",
    "Months before release from which a second LS/CMI is looked for",
    Since(
        ICM_BEGAN,
        3,
        Source.local(
            "No day is stated for the LS/CMI before release: that of the Pre-Release conference,"
            " about three months before, is used."
        ),
    ),
    unit="months",
)
AFTER_RECALL = (
    "No source says from when the yearly LS/CMI is counted after a recall: from the latest since the"
    " return, else from the recall conference."
)

MEETING = Duty(
    "PBSW-10WD",
    "First meeting with prison-based social work",
    Role.PBSW,
    "meet you for a first talk",
    "met you for a first talk",
    who="A social worker",
)
DESIGNATION = Duty(
    "DESIG-10WD",
    "Designation letter to the local authority",
    Role.PBSW,
    "write to the council where you lived",
    "written to the council where you lived",
    who="A social worker",
)
LSCMI = Duty(
    "LSCMI-6M",
    "LS/CMI after admission",
    Role.PBSW,
    "look {by} at what you need and what may be a risk",
    "looked {by} at what you need and what may be a risk",
    who="A social worker",
)
BEFORE_INITIAL = Duty(
    "LSCMI-BEFORE-INITIAL",
    "LS/CMI before the Initial case conference is scheduled",
    Role.PBSW,
    "look at your needs {by}, before your first plan meeting",
    "looked at your needs",
    who="A social worker",
)
REPEAT = Duty(
    "LSCMI-REPEAT",
    "LS/CMI repeated every year",
    Role.PBSW,
    "look again {by} at what you need and what may be a risk",
    "looked again {by} at what you need and what may be a risk",
    who="A social worker",
)


def _meeting(facts: Facts, on: date) -> Outcome:
    version = MEETING_DAYS.version(on)
    return _after_information(MEETING, version, EventKind.PBSW_INDUCTION, facts, on)


def _designation(facts: Facts, on: date) -> Outcome:
    version = DESIGNATION_DAYS.version(on)
    return _after_information(DESIGNATION, version, EventKind.DESIGNATION, facts, on)


def _after_information(
    duty: Duty, version: Since[int], kind: EventKind, facts: Facts, on: date
) -> Outcome:
    """Working days from the first sentence information since the day of sentence. What was done
    since that day counts, though the information was recorded later."""
    person, ground, told = _scope(duty, version, facts, on)
    if told is not None:
        return told
    since = person.route.since
    if since is not None and since < version.start:
        return duty.outside(f"Sentenced on {in_words(since)}, before the guidance.", ground)
    information = facts.first_since(EventKind.SENTENCE_INFORMATION, since or date.min)
    if information is None:
        because = "No record shows when the sentence information came."
        return duty.unknown(because, SENTENCE_INFORMATION, ground)
    due = working_days_after(information.on, version.value)
    basis = (
        f"{version.value} working days after the sentence information of"
        f" {in_words(information.on)}, Scottish public holidays left out."
    )
    ground = ground.using({"sentence information": in_words(information.on)})
    done = facts.first_since(kind, since or information.on)
    return duty.timed(When(due), When.of(done), on, basis, ground)


def _lscmi(facts: Facts, on: date) -> Outcome:
    """From admission; from sentence where that came later, as remand is no statutory admission."""
    version = LSCMI_MONTHS.version(on)
    person, ground, told = _scope(LSCMI, version, facts, on)
    if told is not None:
        return told
    admitted, since = person.admitted_on, person.route.since
    if admitted is None:
        return LSCMI.unknown("The day of admission is not recorded.", ADMISSION, ground)
    start = max(admitted, since) if since else admitted
    ground = ground.using(_both(admitted, since)).on_local(_REMAND)
    what = "admission" if start == admitted else "sentence, which came after admission"
    basis = f"Within {version.value} months of {what}, {in_words(start)}."
    done = facts.first_since(EventKind.LSCMI, admitted)
    return LSCMI.timed(When(add_months(start, version.value)), When.of(done), on, basis, ground)


def _before_initial(facts: Facts, on: date) -> Outcome:
    """Until the Initial is scheduled no day is stated: its own last day stands in, marked local."""
    version = INITIAL_MONTHS.version(on)
    person, ground, told = _scope(BEFORE_INITIAL, version, facts, on)
    if told is not None:
        return told
    if person.route.recalled:
        return BEFORE_INITIAL.outside("Recalled: no Initial conference follows.", ground)
    since = person.route.since
    if since is None:
        because = "The day of sentence is not recorded."
        return BEFORE_INITIAL.unknown(because, DAY_OF_SENTENCE, ground)
    begun = min(since, person.admitted_on or since)
    done = facts.first_since(EventKind.LSCMI, begun)
    planned = _earlier(
        facts.first_since(EventKind.CC_SCHEDULED_INITIAL, begun),
        facts.first_since(EventKind.CC_INITIAL, begun),
    )
    if planned is not None:
        basis = f"Before the Initial conference was scheduled, {in_words(planned.on)}."
        return BEFORE_INITIAL.timed(When(planned.on), When.of(done), on, basis, ground)
    due = add_months(since, version.value)
    basis = f"Not yet scheduled; the last day for the Initial is {in_words(due)}."
    ground = ground.on_local(version.source.section)
    return BEFORE_INITIAL.timed(When(due), When.of(done), on, basis, ground)


def _repeat(facts: Facts, on: date) -> Outcome:
    """Annual as the clock. The floor of two, on admission and before release, is shown as a check."""
    version = REPEAT_MONTHS.version(on)
    person, ground, told = _scope(REPEAT, version, facts, on)
    if told is not None:
        return told
    since = person.admitted_on or _sentenced_or_recalled(person) or date.min
    held = [event for event in facts.all(EventKind.LSCMI) if event.on >= since]
    ground = _with_floor(person, len(held), on, ground)
    if person.route.recalled:
        recall = facts.first_since(EventKind.CC_RECALL, since)
        last, missing = held[-1] if held else recall, _NOT_SINCE_RECALL
        ground = ground.on_local(AFTER_RECALL)
    else:
        initial = facts.first_since(EventKind.CC_INITIAL, since)
        last, missing = held[-1] if held and initial else None, _NOT_FIRST_TWO
    if last is None:
        return REPEAT.not_yet(missing, ground)
    what = "LS/CMI" if last.kind is EventKind.LSCMI else "recall conference"
    basis = f"{version.value} months after the {what} of {in_words(last.on)}."
    due = When(add_months(last.on, version.value))
    return REPEAT.timed(due, None, on, basis, ground)


def _sentenced_or_recalled(person: Custody) -> date | None:
    days = [span.facts.recalled_on for span in person.spans if span.facts.recalled_on]
    return max(days) if person.route.recalled and days else person.route.since


def _with_floor(person: Custody, held: int, on: date, ground: Ground) -> Ground:
    """At least two: the second is asked for only once release is near."""
    release = person.day(DateKind.RELEASE) or person.day(DateKind.EDL)
    looked_for = add_months(release, -FLOOR_MONTHS.at(on)) if release else None
    answer, because = Answer.NOT_MET, f"{held} recorded since admission."
    if held >= FLOOR:
        answer = Answer.MET
    elif looked_for is None or on < looked_for:
        answer, because = Answer.UNKNOWN, f"{because} Not yet: release is not near."
        ground = ground.shifting(looked_for) if looked_for else ground
    question = "At least two: after admission and before release?"
    check = Check(REPEAT.id, question, answer, because, ground.sources[0])
    return ground._replace(checks=(check,))


def _scope(
    duty: Duty, version: Since[int], facts: Facts, on: date
) -> tuple[Custody, Ground, Outcome | None]:
    person = custody(facts, on)
    ground = Ground.of(version, person.changes_on)
    return person, ground, unless_enhanced(duty, person, ground)


def _earlier(one: EventFacts | None, other: EventFacts | None) -> EventFacts | None:
    found = [event for event in (one, other) if event is not None]
    return min(found, key=lambda event: event.on, default=None)


def _both(admitted: date, since: date | None) -> dict[str, str]:
    return {"admission": said(admitted), "sentence": said(since)}


_REMAND = (
    "Time on remand is not counted: the limit runs from statutory admission, read as sentence."
)
_NOT_SINCE_RECALL = (
    "It counts from the LS/CMI or recall conference since the return; none is recorded."
)
_NOT_FIRST_TWO = (
    "It counts after the first LS/CMI and the Initial conference; not both are recorded."
)
_INITIAL = Source(TARGETED, "§6")

RULES = (
    MEETING.rule(Since(TARGETED_FROM, _meeting, MEETING_DAYS.history[0].source)),
    DESIGNATION.rule(Since(TARGETED_FROM, _designation, DESIGNATION_DAYS.history[0].source)),
    LSCMI.rule(Since(ICM_BEGAN, _lscmi, LSCMI_MONTHS.history[0].source)),
    BEFORE_INITIAL.rule(Since(TARGETED_FROM, _before_initial, _INITIAL)),
    REPEAT.rule(Since(ICM_BEGAN, _repeat, REPEAT_MONTHS.history[0].source)),
)
