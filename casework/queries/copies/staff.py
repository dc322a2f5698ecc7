"""The full plan for staff, and the tables it is printed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from casework.access import classed, shown, source
from casework.models import ActionPlan, DomainRating, Narrative, PlanAction, Referral
from casework.policy.areas import Agency, Domain, Need
from casework.queries.copies import reading
from casework.queries.copies.reading import Head
from casework.queries.says import said_for, says_of
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.screen import Fact
from icm.people.models import Person
from icm.policy.calendar import in_scotland

NEWEST = 10  # entries printed of each domain; the record has them all


@dataclass(frozen=True, slots=True)
class ActionLine:
    number: str
    domain: str
    what: str
    factor: str
    who: str
    start: str
    target: str
    status: str
    note: str
    view: str = ""  # what the person says of it
    view_words: str = ""
    view_on: str = ""


@dataclass(frozen=True, slots=True)
class ReferralLine:
    provider: str
    domain: str
    why: str
    made: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class EntryText:
    body: str
    who: str
    on: str
    source: str


@dataclass(frozen=True, slots=True)
class DomainPart:
    title: str
    intervention: str
    support: str
    rated: str
    why: str
    entries: tuple[EntryText, ...]
    more: int  # earlier entries that are not printed


@dataclass(frozen=True, slots=True)
class StaffCopy:
    head: Head
    facts: tuple[Fact, ...]
    aims: str
    family: str
    view_words: str
    actions: tuple[ActionLine, ...]
    domains: tuple[DomainPart, ...]
    referrals: tuple[ReferralLine, ...]


def staff_copy(person: Person, head: Head, audience: Audience, *, at: datetime) -> StaffCopy:
    """Seven queries, whatever there is to tell."""
    plan, says = reading.plan_in_force(person), says_of(person.pk)
    return StaffCopy(
        head=head,
        facts=tuple(_facts(plan)),
        aims=shown(plan, "aims", audience) if plan else "",
        family=shown(plan, "family_help", audience) if plan else "",
        view_words=shown(plan, "view_words", audience) if plan else "",
        actions=tuple(
            _action(row, audience, said_for(says[row.line], plan, audience))
            if plan and row.line in says
            else _action(row, audience, {})
            for row in reading.actions_of(plan)
        ),
        domains=tuple(_domains(person, audience, at)),
        referrals=tuple(referral_line(row, audience) for row in reading.referrals(person)),
    )


def _facts(plan: ActionPlan | None) -> Iterator[Fact]:
    if plan is None:
        yield Fact("Action plan", "None is in force")
        return
    by = plan.agreed_by.display_name() if plan.agreed_by else ""
    yield Fact("Action plan", f"Number {plan.number}, in force since {day(plan.from_on)}")
    yield Fact("Put in force by", by)
    yield Fact("Next review", day(plan.review_on))
    view = ActionPlan.View(plan.view).label
    yield Fact("What the person says", f"{view}, {day(plan.view_on)}" if plan.view_on else view)
    if plan.ask_again_on:
        yield Fact("To be asked again", day(plan.ask_again_on))


def _action(row: PlanAction, audience: Audience, said: dict[str, str]) -> ActionLine:
    who = [
        "The person" if row.theirs else "",
        row.owner.display_name() if row.owner else "",
        row.provider.name if row.provider else "",
    ]
    note = [shown(row, name, audience) for name in ("evidence", "not_done_why")]
    return ActionLine(
        number=str(row.sequence),
        domain=Domain(row.domain).label,
        what=classed(row, audience),
        factor=shown(row, "risk_factor", audience),
        who=", ".join(filter(None, who)) or "Nobody yet",
        start=day(row.start_on) if row.start_on else "not set",
        target=day(row.target_on) if row.target_on else "not set",
        status=PlanAction.Status(row.status).label,
        note=". ".join(filter(None, note)),
        **said,
    )


def _domains(person: Person, audience: Audience, at: datetime) -> Iterator[DomainPart]:
    """All of them: that nobody has written in a domain is something to know."""
    ratings, written = reading.newest_ratings(person), reading.narratives(person)
    for domain in reading.domains(at):
        rating, entries = ratings.get(domain), written.get(domain, [])
        yield DomainPart(
            title=domain.label,
            intervention=_need(rating.intervention if rating else ""),
            support=_need(rating.support if rating else ""),
            rated=_rated(rating) if rating else "",
            why=shown(rating, "why", audience) if rating else "",
            entries=tuple(entry_text(entry, audience) for entry in entries[:NEWEST]),
            more=max(len(entries) - NEWEST, 0),
        )


def _need(value: str) -> str:
    return Need(value).label if value else "Not rated"


def _rated(rating: DomainRating) -> str:
    agency = Agency(rating.agency).label
    return f"{rating.by.display_name()}, {agency}, {day(in_scotland(rating.at).date())}"


def entry_text(entry: Narrative, audience: Audience) -> EntryText:
    agency = entry.provider.name if entry.provider else Agency(entry.agency).label
    return EntryText(
        body=classed(entry, audience),
        who=f"{entry.author.display_name()}, {agency}",
        on=day(entry.on),
        source=source(entry, audience),
    )


def referral_line(row: Referral, audience: Audience) -> ReferralLine:
    days = [
        ("waiting since", row.waiting_since),
        ("expected", row.expected_on),
        ("started", row.started_on),
        ("ended", row.ended_on),
    ]
    known = ", ".join(f"{words} {day(on)}" for words, on in days if on)
    return ReferralLine(
        provider=row.provider.name,
        domain=Domain(row.domain).label,
        why=classed(row, audience),
        made=day(in_scotland(row.made_at).date()),
        state=f"{Referral.State(row.state).label}{f' ({known})' if known else ''}",
        note=". ".join(
            filter(None, (shown(row, name, audience) for name in ("answer", "outcome")))
        ),
    )
