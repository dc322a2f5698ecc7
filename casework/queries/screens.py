"""A Core Screen while it is being done: what is left to ask, who sat down with the person, by when it is due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from casework import access
from casework.models import Answer, CoreScreen, Provider, Sitting
from casework.policy import core_screen, screen_form
from casework.policy.screen_form import Question, QuestionSet
from casework.workflow import Screening
from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.screen import Entry, Link, Step
from icm.people.models import Person
from icm.people.queries.facts import person_facts
from icm.policy.rules import Outcome

LIMIT = next(rule for rule in core_screen.RULES if rule.id == "CSA-72H")
SCREENERS = frozenset(role for role, verbs in access.VERBS.items() if access.SCREEN in verbs)


@dataclass(frozen=True)
class Doing:
    """The task list. ``sitting`` is the one under way, ``mine`` whether it is the asker's own."""

    screen: CoreScreen
    form: QuestionSet
    steps: tuple[Step, ...]
    left: int
    sitting: Sitting | None
    mine: bool
    sittings: tuple[Entry, ...]
    limit: Outcome

    @property
    def done(self) -> int:
        return len(self.steps) - self.left


def open_screen(person: Person) -> CoreScreen | None:
    return CoreScreen.objects.filter(person=person, state=Screening.OPEN).first()


def last_screen(person: Person) -> CoreScreen | None:
    """The newest there is, in whatever state."""
    return CoreScreen.objects.filter(person=person).order_by("-begun_at", "-pk").first()


def sitting_of(screen: CoreScreen) -> Sitting | None:
    """The sitting under way."""
    rows = Sitting.objects.filter(screen=screen, ended_at__isnull=True)
    return rows.select_related("by").first()


def doing(screen: CoreScreen, held: frozenset[str], asker: int, on: date) -> Doing:
    """The areas one by one and the sittings so far. Three queries, and one for what is due."""
    sittings = list(screen.sittings.select_related("by").order_by("number"))
    under_way = next((sitting for sitting in sittings if sitting.ended_at is None), None)
    steps = _steps(screen, may=access.SCREEN in held and under_way is not None)
    return Doing(
        screen=screen,
        form=form_of(screen),
        steps=steps,
        left=sum(1 for step in steps if not step.done),
        sitting=under_way,
        mine=under_way is not None and under_way.by_id == asker,
        sittings=entries(sittings),
        limit=limit(screen.person_id, on),
    )


def form_of(screen: CoreScreen) -> QuestionSet:
    """The questions this screen was begun with."""
    return screen_form.question_set(screen.questions)


def newest_form(on: date) -> QuestionSet:
    """The questions a screen begun on that day would have."""
    return screen_form.QUESTIONS.at(on)


def limit(person: int, on: date) -> Outcome:
    """Where the clock of 72 hours stands, by the rule itself."""
    return LIMIT.evaluate(next(person_facts([person], on=on)).facts, on)


def answers_of(screen: CoreScreen) -> dict[str, Answer]:
    return {answer.area: answer for answer in screen.answers.select_related("provider", "by")}


def answer(screen: CoreScreen, area: str) -> Answer | None:
    return screen.answers.select_related("provider", "by").filter(area=area).first()


def _steps(screen: CoreScreen, *, may: bool) -> tuple[Step, ...]:
    answers = answers_of(screen)
    return tuple(
        _step(screen, question, answers.get(question.area), may)
        for question in form_of(screen).questions
    )


def _step(screen: CoreScreen, question: Question, found: Answer | None, may: bool) -> Step:
    return Step(
        title=question.area.label,
        state="Done" if found else "To do",
        href=area_url(screen, question.area) if may else "",
        summary=in_short(found) if found else "",
        done=found is not None,
    )


def area_url(screen: CoreScreen, area: str) -> str:
    return reverse("casework:answer_area", args=[screen.person_id, area])


def in_short(found: Answer) -> str:
    """The answer without any words of anybody's: "There is a need, today. Offered and accepted: Housing team." """
    first = ", ".join(
        text for text in (found.get_need_display(), found.get_urgency_display().lower()) if text
    )
    referral = referral_in_short(found)
    return f"{first}. Referral {referral[:1].lower()}{referral[1:]}" if referral else f"{first}."


def referral_in_short(found: Answer) -> str:
    if not found.referral:
        return ""
    said = found.get_referral_display()
    if found.referral != Answer.Choice.ACCEPTED:
        return f"{said}."
    return f"{said}: {found.provider.name if found.provider else 'to whom is not chosen yet'}."


def entries(sittings: list[Sitting]) -> tuple[Entry, ...]:
    """Every sitting: who, in which role, when, and why it ended before the form was done."""
    return tuple(
        Entry(
            title=_NTH.get(sitting.number, f"Sitting {sitting.number}"),
            when=_when(sitting),
            by=f"{sitting.by.display_name()}, {sitting.get_role_display()}",
            text=_ended(sitting),
        )
        for sitting in sittings
    )


_NTH = {1: "First sitting", 2: "Second sitting", 3: "Third sitting"}


def _when(sitting: Sitting) -> str:
    began = moment(sitting.began_at)
    return f"{began} to {moment(sitting.ended_at)}" if sitting.ended_at else f"{began}, under way"


def _ended(sitting: Sitting) -> str:
    if not sitting.ended_why:
        return ""
    parts = (
        "They were not fit to take it in." if sitting.fit is False else "",
        access.shown(sitting, "ended_why", Audience.TEAM),
        f"To go on: {day(sitting.again_on)}." if sitting.again_on else "",
    )
    return "\n".join(part for part in parts if part)


def next_area(screen: CoreScreen) -> str:
    """Where to go on: the first area not yet asked about, or to the check of all answers."""
    answered = set(screen.answers.values_list("area", flat=True))
    for question in form_of(screen).questions:
        if question.area not in answered:
            return area_url(screen, question.area)
    return reverse("casework:check_screen", args=[screen.person_id])


def providers(person: Person, on: date) -> QuerySet[Provider]:
    """The services of their establishment that take people on."""
    here = Provider.objects.filter(establishment=person.establishment_id)
    return here.filter(Q(closed_on=None) | Q(closed_on__gt=on)).order_by("name", "pk")


def change_link(screen: CoreScreen, area: str) -> tuple[Link, ...]:
    return (Link("Change", area_url(screen, area)),)
