"""The person's own copy: what they want, what happens next and why, who helps, in plain words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from casework.access import classed, shown
from casework.models import (
    ActionPlan,
    ActionSay,
    DomainRating,
    Narrative,
    PlanAction,
    Referral,
)
from casework.policy.areas import Agency, Domain
from casework.policy.copies import DATES, PLAIN, WHY_DATE, in_plain_words
from casework.queries.copies import reading
from casework.queries.copies.reading import Head
from casework.queries.says import says_of
from casework.workflow import REFERRED, RUNNING, STANDING, TAKEN
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.people.models import Allocation, Person
from icm.people.policy import DateKind, critical_dates
from icm.people.queries.facts import person_facts
from icm.policy.calendar import in_scotland
from icm.policy.roles import Role

FOR = Audience.PERSON


@dataclass(frozen=True, slots=True)
class Line:
    """A day, or a helper, and what there is to say of it."""

    what: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One action as the person reads it."""

    what: str
    who: str
    when: str
    why: str
    state: str
    proof: str
    view: str
    view_words: str


@dataclass(frozen=True, slots=True)
class Said:
    body: str
    who: str
    on: str


@dataclass(frozen=True, slots=True)
class Area:
    """One part of life: how much help is needed, and what staff wrote."""

    title: str
    needs: str
    why: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PersonCopy:
    head: Head
    aims: str
    view: str
    view_words: str
    steps: tuple[Step, ...]
    review: str
    dates: tuple[Line, ...]
    areas: tuple[Area, ...]
    helpers: tuple[Line, ...]
    family: str


def person_copy(person: Person, head: Head, *, at: datetime) -> PersonCopy:
    """Ten queries, whatever there is to tell."""
    plan, says = reading.plan_in_force(person), says_of(person.pk)
    on = in_scotland(at).date()
    return PersonCopy(
        head=head,
        aims=shown(plan, "aims", FOR) if plan else "",
        view=_view(plan) if plan else "",
        view_words=shown(plan, "view_words", FOR) if plan else "",
        steps=tuple(_step(row, says.get(row.line)) for row in reading.actions_of(plan)),
        review=day(plan.review_on) if plan and plan.review_on else "",
        dates=tuple(_dates(person, on)),
        areas=tuple(_areas(person, at)),
        helpers=(*_officers(person), *_helpers(person)),
        family=shown(plan, "family_help", FOR) if plan else "",
    )


def _view(plan: ActionPlan) -> str:
    on = f" on {day(plan.view_on)}" if plan.view_on else ""
    said = {
        ActionPlan.View.AGREED.value: f"You said{on} that you agree with this plan.",
        ActionPlan.View.DISAGREED.value: f"You said{on} that you do not agree with this plan.",
        ActionPlan.View.UNSURE.value: f"You said{on} that you are not sure of this plan.",
        ActionPlan.View.NO_ANSWER.value: f"We asked you{on}. You could not say then.",
    }.get(plan.view, "We have not asked you yet if you agree with this plan.")
    again = f" We will ask you again on {day(plan.ask_again_on)}." if plan.ask_again_on else ""
    return said + again


def _step(action: PlanAction, say: ActionSay | None) -> Step:
    factor = shown(action, "risk_factor", FOR)
    about = PLAIN[Domain(action.domain)]
    return Step(
        what=classed(action, FOR),
        who=_who(action),
        when=_when(action),
        why=f"{about}: {factor}" if factor else about,
        state=_state(action),
        proof=shown(action, "evidence", FOR),
        view=_said(action, say) if say else "",
        view_words=shown(say, "words", FOR) if say else "",
    )


def _said(action: PlanAction, say: ActionSay) -> str:
    said = {
        ActionSay.View.AGREED.value: "You said on {day} that you agree with this step.",
        ActionSay.View.DISAGREED.value: "You said on {day} that you do not agree with this step.",
        ActionSay.View.UNSURE.value: "You said on {day} that you are not sure of this step.",
    }[say.view].format(day=day(say.said_at))
    return said if say.plan_id == action.plan_id else f"{said} Your plan was changed after that."


def _who(action: PlanAction) -> str:
    names = [
        "You" if action.theirs else "",
        action.owner.display_name() if action.owner else "",
        action.provider.name if action.provider else "",
    ]
    return " and ".join(name for name in names if name) or "Not settled yet. Ask your officer."


def _when(action: PlanAction) -> str:
    start = f"Start on {day(action.start_on)}." if action.start_on else ""
    end = f"Finish by {day(action.target_on)}." if action.target_on else ""
    return f"{start} {end}".strip() or "No day is set yet. Ask your officer."


def _state(action: PlanAction) -> str:
    match action.status:
        case PlanAction.Status.DONE:
            return f"Done on {day(action.done_on)}." if action.done_on else "Done."
        case PlanAction.Status.NOT_DONE:
            return f"Not done. Why: {shown(action, 'not_done_why', FOR)}"
        case PlanAction.Status.UNDER_WAY:
            return "This has started."
    return "This has not started yet."


def _dates(person: Person, on: date) -> Iterator[Line]:
    for found in person_facts([person.pk], on=on):
        for one in critical_dates(found.facts, on):
            if one.kind in list(DateKind):
                when = day(one.on) if one.on else "Not known yet"
                yield Line(DATES[DateKind(one.kind)], when, WHY_DATE[one.basis_kind])


def _areas(person: Person, at: datetime) -> Iterator[Area]:
    ratings, written = reading.newest_ratings(person), reading.narratives(person)
    for domain in reading.domains(at):
        rating, entries = ratings.get(domain), written.get(domain, [])
        if rating or entries:
            yield Area(
                title=PLAIN[domain],
                needs=_needs(rating),
                why=shown(rating, "why", FOR) if rating else "",
                said=tuple(_newest_of_each(entries)),
            )


def _needs(rating: DomainRating | None) -> str:
    return in_plain_words(rating.intervention, rating.support) if rating else ""


def _newest_of_each(entries: Iterable[Narrative]) -> Iterator[Said]:
    """The last word of each agency: what it wrote before stands in the record."""
    heard = set()
    for entry in entries:
        if entry.agency not in heard:
            heard.add(entry.agency)
            who = entry.provider.name if entry.provider else Agency(entry.agency).label
            yield Said(classed(entry, FOR), who, day(entry.on))


_ALLOCATED = {
    Role.PERSONAL_OFFICER.value: "Your personal officer",
    Role.PBSW.value: "Your social worker in prison",
    Role.CBSW.value: "Your social worker outside",
}


def _officers(person: Person) -> Iterator[Line]:
    standing = Allocation.objects.filter(person=person, until_on__isnull=True)
    found = {row.role: row.user.display_name() for row in standing.select_related("user")}
    for role, words in _ALLOCATED.items():
        if role in found:
            yield Line(words, found[role])


def _helpers(person: Person) -> Iterator[Line]:
    for row in reading.referrals(person):
        if row.state in STANDING:
            note = " ".join(filter(None, (classed(row, FOR), shown(row, "answer", FOR))))
            yield Line(row.provider.name, _stands(row), note)


def _stands(row: Referral) -> str:
    if row.state in REFERRED:
        return "We have asked them to help you. They have not said yes yet."
    if row.state in RUNNING:
        return "They are working with you now."
    if row.state in TAKEN and row.waiting_since:
        until = f" It may start on {day(row.expected_on)}." if row.expected_on else ""
        return f"You are on their list.{until}"
    return "They said yes. They will tell you when it starts."
