"""MAPPA's rules, as far as the record can tell them, and what to ask where it cannot.

Category 3 is for the responsible authorities to judge: no rule here says it, `questions` only asks.
"""

from datetime import date

from icm.people.policy import Custody, custody
from icm.people.policy.custody import said
from icm.policy.calendar import add_days, in_words
from icm.policy.dated import Since, Source, Standing
from icm.policy.documents import MAPPA_2014, MAPPA_2022
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventFacts, EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome
from risk.policy.assessments import Seriousness
from risk.policy.mappa import Category, Management

GUIDANCE_2014, GUIDANCE_2022 = date(2014, 1, 1), date(2022, 1, 1)
NO_DAY = "the day of the year is not stated: the first of its year is assumed"
AUTOMATIC = Source(MAPPA_2022, f"§15.4; {NO_DAY}", Standing.PARTLY_STATED)
NOTICE = Source(MAPPA_2014, f"ch.12 ¶4; {NO_DAY}", Standing.PARTLY_STATED)
BY_OFFENCE = (
    "No record here holds the notification requirement itself: a sentence for a listed sexual offence"
    " is taken as the sign that there may be one."
)
BEFORE_THE_DAY = "No source says how long before: the day before progression is the last."
SERIOUS = frozenset({Seriousness.HIGH, Seriousness.VERY_HIGH})

COMES_UNDER = Duty(
    "MAPPA-CAT1",
    "MAPPA where a sexual offence brings a notification requirement",
    Role.PBSW,
    "check if other services must help plan your release",
    "checked if other services must help plan your release",
    "standing",
    who="A social worker",
)
POLICE = Duty(
    "MAPPA-POLICE",
    "Notice to the police before less secure conditions or access to the community",
    Role.PBSW,
    "tell the police {by} that you are to move on",
    "told the police {by} that you are to move on",
    who="A social worker",
)


def _comes_under(facts: Facts, on: date) -> Outcome:
    person = custody(facts, on)
    ground = Ground((AUTOMATIC,), GUIDANCE_2022.isoformat(), until=person.changes_on)
    ground = ground.on_local(BY_OFFENCE)
    listed, latest = _listed(person), newest(facts)
    if listed is False:
        because = "No sentence in force is recorded as for a listed sexual offence."
        return COMES_UNDER.outside(because, ground, _NOT_NOW)
    if listed is None and not _looked_at(latest, person):
        because = "Whether a sentence in force is for a listed sexual offence is not recorded."
        return COMES_UNDER.unknown(because, _THE_WARRANT, ground, _WHICH_OFFENCE)
    if latest is None:
        because = "A listed sexual offence is recorded, and not whether they come under MAPPA."
        return COMES_UNDER.unknown(because, _THE_RECORD, ground, COMES_UNDER.must)
    day = in_words(latest.on)
    if latest.kind is EventKind.NOT_MAPPA:
        because = f"Recorded on {day} as not coming under MAPPA."
        return COMES_UNDER.outside(because, ground, _NOT_NEEDED)
    basis = f"Recorded on {day} as coming under MAPPA."
    words = _NEEDED
    return COMES_UNDER.holds(latest.on, basis, basis, words, ground)


def _police(facts: Facts, on: date) -> Outcome:
    """Of the move that is planned: a notice counts from the move before it on."""
    person = custody(facts, on)
    ground = Ground((NOTICE,), GUIDANCE_2014.isoformat(), until=person.changes_on)
    latest, moves = newest(facts), facts.all(EventKind.PROGRESSION_SCHEDULED)
    if latest is not None and latest.kind is EventKind.NOT_MAPPA:
        because = f"Recorded on {in_words(latest.on)} as not coming under MAPPA."
        return POLICE.outside(because, ground, _NOT_NOW)
    if not moves:
        return POLICE.not_yet("No progression is scheduled.", ground)
    move = moves[-1].on
    ground = ground.using(
        {"progression": in_words(move), "MAPPA": said(latest.on if latest else None)}
    )
    if latest is None:
        because = f"Progression is scheduled for {in_words(move)}; whether they come under MAPPA is not recorded."
        return POLICE.unknown(because, _THE_RECORD, ground)
    earlier = [one.on for one in moves if one.on < move]
    since = max([*earlier, person.admitted_on or date.min])
    done = facts.first_since(EventKind.POLICE_NOTICE, since)
    basis = f"Before the progression scheduled for {in_words(move)}."
    ground = ground.on_local(BEFORE_THE_DAY)
    return POLICE.timed(When(add_days(move, -1)), When.of(done), on, basis, ground)


def newest(facts: Facts) -> EventFacts | None:
    """What is last recorded of whether they come under MAPPA; of one day, what was recorded last."""
    found = [event for event in facts.events if event.kind in _SAID]
    return sorted(found, key=lambda event: event.on)[-1] if found else None


def _looked_at(latest: EventFacts | None, person: Custody) -> bool:
    """Whether somebody recorded in this stay how it stands with MAPPA: then the warrant would tell nothing more."""
    return latest is not None and latest.on >= (person.admitted_on or date.min)


def _listed(person: Custody) -> bool | None:
    """Whether a sentence in force is for a listed sexual offence; None where the record does not show it."""
    known = [span.facts.listed_sexual for span in person.spans]
    if True in known:
        return True
    return None if None in known else False


def questions(
    category: str, level: str, *, listed: bool | None, harm: Seriousness | None
) -> tuple[str, ...]:
    """What to ask of a MAPPA record beside the offence and the risk of serious harm. Never an answer.

    ``category`` is empty where nothing is recorded or the person does not come under MAPPA.
    """
    asked = []
    if listed and category != Category.ONE:
        asked.append(
            "A listed sexual offence is on record. Is there a notification requirement? It makes"
            " category 1 automatic."
        )
    if not category and harm in SERIOUS:
        asked.append(
            f"Their risk of serious harm is assessed as {harm.label.lower()}. Does that need active"
            " management by several agencies (category 3)?"
        )
    if category == Category.THREE and level == Management.ROUTINE:
        asked.append("Category 3 is for management at level 2 or 3. Is level 1 right?")
    if category and not level:
        asked.append("No level of management is recorded. Which is it?")
    return tuple(asked)


def listed_offence(facts: Facts, on: date) -> bool | None:
    """For the page of MAPPA: what the sentences in force say."""
    return _listed(custody(facts, on))


_SAID = frozenset({EventKind.MAPPA, EventKind.NOT_MAPPA})
_THE_WARRANT = "The warrant: whether the offence is a listed sexual offence."
_THE_RECORD = "The MAPPA record: the category and level, or that they do not come under it."
_NEEDED = "A social worker has checked. Other services must help plan your release."
_NOT_NEEDED = "A social worker has checked. Other services do not have to help plan your release."
_NOT_NOW = "Nothing on your record asks for this now."
_WHICH_OFFENCE = "Staff must check what your sentence is for."

RULES = (
    COMES_UNDER.rule(Since(GUIDANCE_2022, _comes_under, AUTOMATIC)),
    POLICE.rule(Since(GUIDANCE_2014, _police, NOTICE)),
)
