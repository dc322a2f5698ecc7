"""The days that matter to whoever stands before the terminal: why each is what it is, and what could move it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.policy.copies import DATES, WHY_DATE
from casework.queries.copies.reading import plan_in_force
from icm.kiosk.queries.steps import Step, dated_steps
from icm.kiosk.queries.words import in_full
from icm.people.models import Person
from icm.people.policy import CriticalDate, DateKind, critical_dates
from icm.people.queries.facts import person_facts
from icm.policy.calendar import in_scotland

_BY_COURT = gettext_lazy("A court can move it: with a new sentence, or after an appeal.")
_WITH_THE_SENTENCE = gettext_lazy("It moves if a court changes your sentence.")
WHAT_IT_IS: dict[DateKind, Promise] = {
    DateKind.SENTENCE_END: gettext_lazy("It is the last day of what the court gave you."),
    DateKind.PUNISHMENT_PART_END: gettext_lazy("The court said how long this part is."),
    DateKind.PQD: gettext_lazy(
        "From this day you can get out on parole. The Parole Board decides if you can leave."
    ),
    DateKind.EDL: gettext_lazy("The law says how much of your sentence you must stay in prison."),
    DateKind.RELEASE: gettext_lazy(
        "The law says how much of your sentence you must stay in prison."
    ),
    DateKind.HDC_EARLIEST: gettext_lazy("It is counted back from the day you get out."),
    DateKind.LICENCE_END: gettext_lazy(
        "Your licence is a list of rules you must keep to when you are out."
    ),
    DateKind.SUPERVISION_END: gettext_lazy(
        "The court said how long a social worker will see you when you are out."
    ),
    DateKind.PROGRESSION_WINDOW: gettext_lazy("It is counted back from the day you could get out."),
    DateKind.PROGRESSION_EARLIEST: gettext_lazy(
        "You must spend some time in this kind of prison first."
    ),
}
WHAT_MOVES_IT: dict[DateKind, Promise] = {
    DateKind.SENTENCE_END: _BY_COURT,
    DateKind.PUNISHMENT_PART_END: _BY_COURT,
    DateKind.PQD: _WITH_THE_SENTENCE,
    DateKind.EDL: gettext_lazy(
        "If you get parole, you get out sooner. It moves if a court changes your sentence."
    ),
    DateKind.RELEASE: gettext_lazy(
        "It moves if a court changes your sentence, or if the law changes."
    ),
    DateKind.HDC_EARLIEST: gettext_lazy(
        "Staff look first at whether it is safe. So it can be later, or not at all."
    ),
    DateKind.LICENCE_END: _WITH_THE_SENTENCE,
    DateKind.SUPERVISION_END: _BY_COURT,
    DateKind.PROGRESSION_WINDOW: gettext_lazy("It moves if the day you could get out moves."),
    DateKind.PROGRESSION_EARLIEST: gettext_lazy(
        "It can be later. Staff look first at how you are doing."
    ),
}
# By how the rule's name begins.
_WHY_A_STEP: dict[str, tuple[Promise, Promise]] = {
    "PSS": (
        gettext_lazy("The rules that staff work by say how often they must look at your level."),
        gettext_lazy("They can do it sooner if something changes."),
    ),
    "CC": (
        gettext_lazy(
            "The rules that staff work by, or your last meeting, say when you must have it."
        ),
        gettext_lazy("It can be sooner. You can ask for that."),
    ),
    "PAROLE": (
        gettext_lazy("It is counted back from the first day you can get parole."),
        gettext_lazy("It moves if that day moves."),
    ),
    "": (
        gettext_lazy("The rules that staff work by say when this must be done."),
        gettext_lazy("It can be done sooner. It moves if your dates in prison move."),
    ),
}
_WHY_A_MEETING = (
    gettext_lazy("Staff chose this day for you and for those who come."),
    gettext_lazy("Staff can change the day if somebody cannot come. They must tell you."),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One date; ``on`` is empty where nobody knows it."""

    title: str
    on: date | None
    when: str
    why: str
    moves: str
    late: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class DatesPage:
    """What is to come in order of time, what nobody knows, and what is past, the latest first. ``sentenced`` where
    some of them come with a sentence.
    """

    coming: tuple[Told, ...]
    unknown: tuple[Told, ...]
    past: tuple[Told, ...]
    sentenced: bool


def dates_page(person: Person, *, at: datetime) -> DatesPage:
    """Six queries."""
    on = in_scotland(at).date()
    of_sentence = tuple(_of_the_sentence(person, on))
    found = [*of_sentence, *map(_of_step, dated_steps(person, at=at)), *_of_plan(person, on)]
    known = [one for one in found if one.on is not None]
    known.sort(key=lambda one: (one.on or on, one.title))
    return DatesPage(
        coming=tuple(one for one in known if not one.over),
        unknown=tuple(one for one in found if one.on is None),
        past=tuple(one for one in reversed(known) if one.over),
        sentenced=bool(of_sentence),
    )


def _of_the_sentence(person: Person, on: date) -> Iterator[Told]:
    for found in person_facts([person.pk], on=on):
        for one in critical_dates(found.facts, on):
            if one.kind in list(DateKind):
                yield _critical(DateKind(one.kind), one, on)


def _critical(kind: DateKind, one: CriticalDate, on: date) -> Told:
    """How it was worked out, and never why somebody changed it: that is told among staff."""
    known = one.on is not None
    return Told(
        title=_(DATES[kind]),
        on=one.on,
        when=in_full(one.on) if one.on else _("Nobody knows this date yet. Ask your officer."),
        why=f"{WHAT_IT_IS[kind]} {_(WHY_DATE[one.basis_kind])}",
        moves=str(WHAT_MOVES_IT[kind]) if known else "",
        over=one.on is not None and one.on < on,
    )


def _of_step(step: Step) -> Told:
    begins = step.rule.split("-")[0]
    why, moves = _WHY_A_STEP.get(begins, _WHY_A_STEP[""]) if step.rule else _WHY_A_MEETING
    return Told(
        title=step.said,
        on=step.on,
        when=step.when,
        why=str(why),
        moves=step.ask if step.late else str(moves),
        late=step.late,
    )


def _of_plan(person: Person, on: date) -> Iterator[Told]:
    plan = plan_in_force(person)
    if plan is not None and plan.review_on is not None:
        late = plan.review_on < on
        yield Told(
            title=_("Staff look at your plan with you"),
            on=plan.review_on,
            when=in_full(plan.review_on),
            why=_("The day was set when the plan was made."),
            moves=_("Ask your officer if they have done it.")
            if late
            else _("You can ask your officer to do it sooner."),
            late=late,
        )
