"""The Core Screen: its limit in hours, and what follows from it (CSA-*)."""

from datetime import date

from icm.people.policy import Custody, custody
from icm.people.policy.scope import hours_from_admission
from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import THEMATIC
from icm.policy.duty import Duty, Ground, When, iso
from icm.policy.facts import EventFacts, EventKind, Facts, Legal
from icm.policy.roles import Role
from icm.policy.rules import Outcome

ICM_BEGAN = date(2006, 6, 1)
FIRST_DAY = "first day in force assumed: the start of ICM"
ADMISSION = "The day and hour of admission, from the reception record."
LEGAL_STATUS = "The legal status: untried, convicted or sentenced."
CLOCK_HOURS = (
    "No source says whether these are working hours, or hours on the prison calendar: every hour is"
    " counted. For somebody sentenced after admission they run from the day of sentence."
)

HOURS = Dated(
    "CSA-72H",
    "Hours from admission to the Core Screen",
    Since(ICM_BEGAN, 72, Source(THEMATIC, f"§11; {FIRST_DAY}", Standing.PARTLY_STATED)),
    unit="hours",
)
SHORTEST = Dated(
    "CSA-72H",
    "Days of sentence from which the Core Screen is due",
    Since(ICM_BEGAN, 7, Source(THEMATIC, f"§11; {FIRST_DAY}", Standing.PARTLY_STATED)),
    unit="days",
)

SCREEN = Duty(
    "CSA-72H",
    "Core Screen",
    Role.LINKS_CENTRE,
    "ask you what help you need",
    "asked you what help you need",
)
REFER = Duty(
    "CSA-REFER",
    "Referral of an immediate need",
    Role.LINKS_CENTRE,
    "get you the help you need now",
    "asked for the help you need now",
    "standing",
)
REUSE = Duty(
    "CSA-REUSE",
    "Core Screen read by the personal officer",
    Role.ICM_CASE_CO_ORDINATOR,
    "show what you told us to the officer who works with you",
    "shown what you told us to the officer who works with you",
    "standing",
)
DISTRESS = Duty(
    "CSA-DISTRESS",
    "Second sitting of a Core Screen begun in distress",
    Role.LINKS_CENTRE,
    "finish asking you what help you need",
    "finished asking you what help you need",
    "standing",
)


def _screen(facts: Facts, on: date) -> Outcome:
    """Convicted people serving seven days or more. Another source has everybody asked, without a
    limit; for those not sentenced the 72 hours do not run."""
    version = HOURS.version(on)
    person = custody(facts, on)
    ground = Ground.of(version, person.changes_on)
    told = _unless_serving(person, SHORTEST.at(on), ground)
    if told is not None:
        return told
    due, basis = _limit(person, version.value)
    if due is None:
        return SCREEN.unknown("The day of admission is not recorded.", ADMISSION, ground)
    ground = ground.using({"counted from": basis}).on_local(CLOCK_HOURS)
    return SCREEN.timed(due, When.of(screened(person)), on, basis, ground)


def _refer(facts: Facts, on: date) -> Outcome:
    """Each need of this stay by itself. No source gives a time limit for the referral, so none is counted."""
    person = custody(facts, on)
    day = person.admitted_on or date.min
    needs = [need for need in facts.all(EventKind.IMMEDIATE_NEED) if need.on >= day]
    ground = _ground(_S11, needs[-1] if needs else None, "immediate need").on_local(_OF_A_NEED)
    if not needs:
        return REFER.outside("No immediate need is recorded.", ground, _NO_NEED)
    answers = [(need, _answer_to(need, facts)) for need in needs]
    waiting = [need for need, found in answers if found is None]
    if waiting:
        because = (
            f"{' '.join(dict.fromkeys(map(_need, waiting)))} No referral for it since is recorded."
        )
        settle = "The referral made, or that the person declined one."
        return REFER.unknown(because, settle, ground, "Staff must get you the help you need now.")
    need, found = max(
        ((need, found) for need, found in answers if found), key=lambda pair: pair[1].on
    )
    made, basis = in_words(found.on), _need(need)
    if found.kind is EventKind.REFERRAL_DECLINED:
        words = "You said that you do not want help now. You can still ask for it."
        return REFER.holds(
            found.on, basis, f"offered and declined on {made}. {basis}", words, ground
        )
    words = f"Staff have asked for help for you. That was on {made}."
    return REFER.holds(found.on, basis, f"referred on {made}. {basis}", words, ground)


def _answer_to(need: EventFacts, facts: Facts) -> EventFacts | None:
    """The first referral since, or the person's no to one, in the domain of the need where both name one."""
    kinds = (EventKind.REFERRAL, EventKind.REFERRAL_DECLINED)
    return next(
        (
            event
            for event in sorted(
                (*facts.all(kinds[0]), *facts.all(kinds[1])), key=lambda one: one.on
            )
            if event.on >= need.on and (not need.value or event.value in ("", need.value))
        ),
        None,
    )


def _need(need: EventFacts) -> str:
    """Without its domain: more people read what is due than may read of somebody's health."""
    return f"Immediate need recorded on {in_words(need.on)}."


def _reuse(facts: Facts, on: date) -> Outcome:
    person = custody(facts, on)
    screen = screened(person)
    ground = _ground(_S11_S14, screen, "Core Screen")
    if screen is None:
        return REUSE.not_yet("It follows the Core Screen, which is not recorded.", ground)
    read = facts.first_since(EventKind.CORE_SCREEN_READ, screen.on)
    basis = f"Core Screen of {in_words(screen.on)}."
    if read is None:
        no_officer = "" if facts.officer else " No personal officer is allocated."
        because = f"{basis} No record shows the personal officer has read it.{no_officer}"
        settle = "The personal officer's reading of it"
        settle += "." if facts.officer else ", after one is allocated."
        words = "The officer who works with you must read what you told us."
        return REUSE.unknown(because, settle, ground, words)
    staff = f"read on {in_words(read.on)}. {basis}"
    words = f"The officer who works with you read what you told us on {in_words(read.on)}."
    return REUSE.holds(read.on, basis, staff, words, ground)


def _distress(facts: Facts, on: date) -> Outcome:
    person = custody(facts, on)
    part = _latest_since(facts, EventKind.CORE_SCREEN_PART, person.admitted_on)
    ground = _ground(_LOCAL, part, "part of a Core Screen")
    if part is None:
        return DISTRESS.outside("No Core Screen was left part done.", ground, _NONE_LEFT)
    basis = f"Begun on {in_words(part.on)} and left part done."
    done = facts.first_since(EventKind.CORE_SCREEN, part.on)
    if done is None:
        because = f"{basis} No second sitting is recorded; the limit of CSA-72H still counts."
        settle = "The second sitting, when the person is fit for it."
        words = "You can take your time. Staff will ask you the rest when you feel able."
        return DISTRESS.unknown(because, settle, ground, words)
    staff = f"finished on {in_words(done.on)}. {basis}"
    words = f"Staff have asked you the rest. That was on {in_words(done.on)}."
    return DISTRESS.holds(done.on, basis, staff, words, ground)


def screened(person: Custody) -> EventFacts | None:
    """The first whole Core Screen of this stay in custody."""
    return person.facts.first_since(EventKind.CORE_SCREEN, person.admitted_on or date.min)


def _unless_serving(person: Custody, shortest: int, ground: Ground) -> Outcome | None:
    facts = person.facts
    if not person.spans:
        if facts.legal is None or facts.legal is Legal.SENTENCED:
            settle = LEGAL_STATUS if facts.legal is None else "The warrant now in force."
            return SCREEN.unknown(person.route.because, settle, ground)
        because = f"The limit is for people serving a sentence ({facts.legal.value} here)."
        words = "Staff will still ask you what help you need. There is no set day for it."
        return SCREEN.outside(because, ground, words)
    lengths = [span.days for span in person.spans]
    if all(days is not None and days < shortest for days in lengths):
        return SCREEN.outside(f"The sentence is shorter than {shortest} days.", ground)
    return None


def _limit(person: Custody, hours: int) -> tuple[When | None, str]:
    """From admission, or from the first day of sentence where that came later."""
    sentenced = min((span.begins for span in person.spans if span.begins), default=None)
    admitted = person.admitted_on
    if admitted is None or sentenced is None or sentenced <= admitted:
        return hours_from_admission(person, hours)
    basis = f"{hours} hours after sentence on {in_words(sentenced)}, which came after admission."
    return When(add_days(sentenced, hours // 24)), basis


def _ground(source: Source, event: EventFacts | None, what: str) -> Ground:
    said = in_words(event.on) if event else "not recorded"
    return Ground((source,), iso(ICM_BEGAN), {what: said})


def _latest_since(facts: Facts, kind: EventKind, day: date | None) -> EventFacts | None:
    found = facts.latest(kind)
    return found if found is not None and (day is None or found.on >= day) else None


_S11 = Source(THEMATIC, f"§11; {FIRST_DAY}", Standing.PARTLY_STATED)
_S11_S14 = Source(
    THEMATIC, "§§11, 14; that it must reach the officer is inferred", Standing.ASSUMED
)
_OF_A_NEED = (
    "A referral answers a need in its own domain; one recorded without a domain answers any, and so does any referral"
    " for what cannot wait and is of no domain."
)
_NO_NEED = "Your record shows no need that cannot wait. Tell staff if you have one."
_NONE_LEFT = "No talk with you was left half done."
_LOCAL = Source.local("Somebody not fit to take it in may finish at a second sitting.")

RULES = (
    SCREEN.rule(Since(ICM_BEGAN, _screen, HOURS.history[0].source)),
    REFER.rule(Since(ICM_BEGAN, _refer, _S11)),
    REUSE.rule(Since(ICM_BEGAN, _reuse, _S11_S14)),
    DISTRESS.rule(Since(ICM_BEGAN, _distress, _LOCAL)),
)
