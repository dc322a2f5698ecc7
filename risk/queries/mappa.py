"""MAPPA of one person: how they come under it, stages reached, what passed between the prison and the police."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from icm.core.dates import day, moment
from icm.core.disclosure import Audience, Disclosure, Text
from icm.core.screen import Entry, Fact, Link
from icm.core.tables import Table
from icm.people.models import Person
from risk import access
from risk.models import Formulation, Mappa, MappaStage, PoliceNotice
from risk.policy import protection
from risk.policy.assessments import Seriousness
from risk.queries.facts import facts_of
from risk.queries.lifelong import rules_table
from risk.queries.risk_plans import risk_plan_url
from risk.workflow import Assessing

NEWEST = 50  # more is read in the history, not on a page


@dataclass(frozen=True)
class MappaPage:
    """``recorded`` tells "does not come under it" from "nothing is recorded"."""

    recorded: bool
    under: bool
    facts: tuple[Fact, ...]
    questions: tuple[str, ...]
    rules: Table
    stages: tuple[Entry, ...]
    notices: tuple[Entry, ...]


def mappa_page(
    person: Person, held: Collection[str], audiences: Collection[Audience], on: date
) -> MappaPage:
    """Everything on the page, as these audiences may read it."""
    row = mappa_of(person)
    facts = facts_of(person.pk, on=on)
    category, level = (row.category, row.level) if row else ("", "")
    return MappaPage(
        recorded=row is not None,
        under=bool(category),
        facts=_facts(row, audiences),
        questions=()
        if row and not category
        else protection.questions(
            category,
            level,
            listed=protection.listed_offence(facts, on),
            harm=_serious_harm(person),
        ),
        rules=rules_table(protection.RULES, facts, on),
        stages=_stages(person, audiences),
        notices=_notices(person, access.MAPPA in held, audiences),
    )


def mappa_of(person: Person) -> Mappa | None:
    return Mappa.objects.filter(person=person).select_related("changed_by").first()


def police_notice(person: Person, pk: int) -> PoliceNotice:
    """One notice about this person; 404 where there is none."""
    found = PoliceNotice.objects.filter(person=person, pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_read_replies(audiences: Collection[Audience]) -> bool:
    return access.cleared(Disclosure.RESTRICTED, audiences)


def _serious_harm(person: Person) -> Seriousness | None:
    """The level of the newest risk of serious harm assessment that was done."""
    rows = Formulation.objects.filter(
        assessment__person=person, assessment__state=Assessing.DONE, assessment__stopped=False
    ).exclude(rosh_level="")
    found = rows.order_by("-assessment__done_on", "-pk").values_list("rosh_level", flat=True)
    return Seriousness(found[0]) if found[:1] else None


def _facts(row: Mappa | None, audiences: Collection[Audience]) -> tuple[Fact, ...]:
    if row is None:
        return ()
    why = Fact("Why", access.shown(row, "why", *audiences), unknown=not row.why)
    by = Fact("Recorded", moment(row.changed_at), note=f"by {row.changed_by.display_name()}")
    if not row.category:
        return (Fact("Category", "Does not come under MAPPA"), why, by)
    return (
        Fact("Category", row.get_category_display()),
        Fact(
            "Level of management",
            row.get_level_display() if row.level else "Not known",
            note="How many agencies manage, not how high a risk is.",
            unknown=not row.level,
        ),
        Fact("MAPPA co-ordinator", row.co_ordinator, unknown=not row.co_ordinator),
        why,
        by,
    )


def _stages(person: Person, audiences: Collection[Audience]) -> tuple[Entry, ...]:
    rows = MappaStage.objects.filter(person=person).select_related("by")
    return tuple(
        Entry(
            title=row.get_stage_display(),
            when=day(row.on),
            by=row.by.display_name(),
            text=access.shown(row, "note", *audiences),
        )
        for row in rows.order_by("-on", "-pk")[:NEWEST]
    )


def _notices(person: Person, may: bool, audiences: Collection[Audience]) -> tuple[Entry, ...]:
    rows = PoliceNotice.objects.filter(person=person).select_related("by")
    clear = may_read_replies(audiences)
    return tuple(
        Entry(
            title=row.get_occasion_display(),
            when=day(row.sent_on),
            by=row.by.display_name(),
            text=access.shown(row, "asked", *audiences),
            facts=_reply(row, audiences, may=may and (clear or not row.reply)),
        )
        for row in rows.order_by("-sent_on", "-pk")[:NEWEST]
    )


def _reply(row: PoliceNotice, audiences: Collection[Audience], *, may: bool) -> tuple[Fact, ...]:
    """The reply, with the way to record or, for who may read it, to mend it."""
    address = risk_plan_url("police_reply", row.person_id, row.pk)
    verb = "Change" if row.replied_on else "Record"
    link = (Link(f"{verb} the reply to the notice of {day(row.sent_on)}", address),) if may else ()
    if row.replied_on is None:
        return (Fact("The police replied", "Not recorded", actions=link, unknown=True),)
    said = access.told(Text(row.reply, Disclosure.RESTRICTED, row.gist), audiences)
    reply = (Fact("What they replied", said),) if said else ()
    return (Fact("The police replied", day(row.replied_on), actions=link), *reply)
