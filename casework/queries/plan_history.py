"""The action plan as it stood on a day, and what changed between two days: from its versions and the history of rows.

The texts of a version never change once it is in force; how its actions stood, and what the person said, do. Of those,
what was recorded by the end of the day is shown as it was; what was recorded later of that day stands beside it. Where
nothing had been recorded yet, it is not known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q

from casework import access
from casework.models import ActionPlan, ActionSay, PlanAction
from casework.queries.action_plan import ActionRow, PlanPage, action_row, in_words, with_says
from casework.queries.plan_words import Names, names_of
from casework.queries.says import Says
from casework.workflow import Planning
from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.history import as_known, events
from icm.core.screen import Entry, Fact
from icm.core.tables import Column, Table
from icm.policy.calendar import LONDON, in_scotland

M = TypeVar("M", bound=Model)
_COLUMNS = (
    Column.of("Version", "text", header=True, text="number"),
    Column.of("In force", "date", text="from_on", note="until"),
    Column.of("Put in force by", "text", text="by"),
    Column.of("Actions", "number", text="actions"),
)
# What is compared of an action, and of the plan, with the words for it.
_ACTION_FIELDS = {
    "what": "What is to be done",
    "domain": "For",
    "risk_factor": "Risk factor",
    "who": "Who does it",
    "start": "Start",
    "target": "Target date",
    "review": "Looked at again",
    "status": "How it stands",
    "evidence": "Evidence",
    "not_done_why": "Why not done",
    "done": "Done on",
    "view": "What they say of it",
    "view_words": "Their words",
}
_PLAN_FIELDS = {
    "number": "Version",
    "aims": "Their aims",
    "family_help": "How family can help",
    "view": "What they say of it",
    "view_words": "Their words",
    "ask_again": "Ask again on",
    "review": "Looked at again",
}


@dataclass(frozen=True)
class Asking:
    """Who reads, about which day, and with what was on record when; without ``known_at``, all that is now."""

    audience: Audience
    on: date
    now: datetime
    known_at: datetime | None = None

    @property
    def then(self) -> datetime | None:
        """The end of the day asked about; None while that is still to come."""
        end = datetime.combine(self.on + timedelta(days=1), datetime.min.time(), LONDON)
        end = min(end, self.known_at or end)
        return end if end <= self.now else self.known_at


@dataclass(frozen=True)
class Kept(Generic[M]):
    """One row's forms: as it stood at the end of the day, as last known, and since when."""

    then: M | None
    last: M
    changed_at: datetime
    recorded_at: datetime


def plan_on(person: int, asking: Asking) -> PlanPage | None:
    """The plan in force on that day, as it stood, or None. The number of queries does not grow with it."""
    plans = as_known(ActionPlan, asking.known_at)
    found = (
        plans.filter(person_id=person, from_on__lte=asking.on)
        .filter(Q(until_on=None) | Q(until_on__gt=asking.on))
        .exclude(state=Planning.DRAFT)
        .order_by("-number")
        .first()
    )
    if found is None:
        return None
    key = getattr(found, "pgh_obj_id", found.pk)
    (kept,) = _kept(ActionPlan, Q(pgh_obj_id=key), asking).values()
    plan = _plan_then(kept, asking)
    lines = _kept(PlanAction, Q(plan_id=key), asking).values()
    rows = sorted((_action_then(row, asking.on) for row in lines), key=_order)
    versions = withheld_versions(person, asking.audience)
    for row, _ in rows:
        _read_as_withheld(row, withheld_since(versions, row.line, key))
    names = names_of([row for row, _ in rows], plan.agreed_by_id)
    by = names.staff.get(plan.agreed_by_id or 0, "")
    words, says = _words(rows, names, asking), _says(person, asking)
    return replace(
        in_words(plan, (), names, asking.audience, asking.on, by),
        actions=with_says(words, says, plan, asking.audience),
    )


Withheld = Mapping[int, Sequence[PlanAction]]


def withheld_versions(person: int, audience: Audience) -> Withheld:
    """By line, an action as it was put in force while it was withheld from this audience, newest first. One query."""
    rows = PlanAction.objects.filter(plan__person=person).exclude(plan__state=Planning.DRAFT)
    found = defaultdict(list)
    for row in rows.order_by("-plan__number"):
        if not access.cleared(row, audience):
            found[row.line].append(row)
    return found


def withheld_since(versions: Withheld, line: int, plan: int) -> PlanAction | None:
    """The newest of them in this version of the plan or a later one: what it said before that is withheld as well,
    also where a later version says something else to everybody. A later version has the higher key.
    """
    return next((row for row in versions.get(line, ()) if row.plan_id >= plan), None)


def _read_as_withheld(row: PlanAction, since: PlanAction | None) -> None:
    """Whoever may not read an action as it was classed since reads what was said instead, of an earlier day too."""
    if since is not None:
        row.disclosure, row.gist, row.ground = since.disclosure, since.gist, since.ground


def changes(before: PlanPage | None, after: PlanPage | None) -> tuple[Entry, ...]:
    """Added, removed and changed between two readings for one audience: the plan's own texts, then line by line."""
    old = {row.line: row for row in before.actions} if before else {}
    new = {row.line: row for row in after.actions} if after else {}
    entries = [_changed("The plan", "", _PLAN_FIELDS, before, after)]
    entries += [
        _changed(row.what, "Changed", _ACTION_FIELDS, old[line], row)
        for line, row in new.items()
        if line in old
    ]
    entries += [_whole(row, "Added") for line, row in new.items() if line not in old]
    entries += [_whole(row, "Removed") for line, row in old.items() if line not in new]
    return tuple(entry for entry in entries if entry.facts)


def versions_table(person: int) -> Table:
    """Every version that was ever in force, newest first. One query."""
    rows = (
        ActionPlan.objects.filter(person=person)
        .exclude(state=Planning.DRAFT)
        .select_related("agreed_by")
        .prefetch_related("actions")
        .order_by("-number")
    )
    return Table(
        "Versions", _COLUMNS, [_version(row) for row in rows], empty="No plan was put in force yet."
    )


def _version(row: ActionPlan) -> dict[str, str]:
    return {
        "number": f"Version {row.number}",
        "from_on": f"From {day(row.from_on)}",
        "until": f"until {day(row.until_on)}" if row.until_on else "still in force",
        "by": row.agreed_by.display_name() if row.agreed_by else "",
        "actions": str(len(row.actions.all())),
    }


def _kept(model: type[M], which: Q, asking: Asking) -> dict[int, Kept[M]]:
    """The forms of these rows that were on record by then, from the history table. One query."""
    found = events(model).filter(which)
    if asking.known_at:
        found = found.filter(pgh_created_at__lte=asking.known_at)
    forms: defaultdict[int, list[Any]] = defaultdict(list)
    for form in found.order_by("pgh_id"):
        forms[form.pgh_obj_id].append(form)
    return {
        key: _forms(model, its_forms, asking.then)
        for key, its_forms in forms.items()
        if its_forms[-1].pgh_label != "delete"
    }


def _forms(model: type[M], forms: Sequence[Any], then: datetime | None) -> Kept[M]:
    by_then = [form for form in forms if then is None or form.pgh_created_at <= then]
    return Kept(
        then=_row(model, by_then[-1]) if by_then else None,
        last=_row(model, forms[-1]),
        changed_at=forms[-1].pgh_created_at,
        recorded_at=forms[0].pgh_created_at,
    )


def _row(model: type[M], event: Any) -> M:
    """The row as that event holds it: unsaved, and read like any other."""
    return model(
        **{field.attname: getattr(event, field.attname) for field in model._meta.concrete_fields}
    )


def _plan_then(kept: Kept[ActionPlan], asking: Asking) -> ActionPlan:
    """What the person said later of the plan is left out; where nothing was on record, what they had said by then."""
    plan = kept.then or kept.last
    if kept.then is None and (plan.view_on is None or plan.view_on > asking.on):
        plan.view, plan.view_words, plan.view_on, plan.ask_again_on = "", "", None, None
        plan.view_own = False
    return plan


def _action_then(kept: Kept[PlanAction], on: date) -> tuple[PlanAction, str]:
    """The action as it stood, and what was learnt of that day only later."""
    later = kept.last.done_on if kept.last.done_on and kept.last.done_on <= on else None
    row = kept.then
    if row is None:
        row, recorded = kept.last, moment(kept.recorded_at)
        if later is None:
            row.status, row.evidence, row.not_done_why, row.done_on = "", "", "", None
        return row, f"Recorded here only on {recorded}"
    if later and row.done_on is None:
        return row, f"Done on {day(later)}: recorded only on {moment(kept.changed_at)}"
    return row, ""


def _says(person: int, asking: Asking) -> Says:
    """By line, what the person had said by then. Two queries."""
    kept = _kept(ActionSay, Q(person_id=person), asking).values()
    rows = [row for one in kept if (row := _say_then(one, asking.on))]
    plans = ActionPlan.objects.in_bulk({row.plan_id for row in rows})
    for row in rows:
        row.plan = plans[row.plan_id]
    return {row.line: row for row in rows}


def _say_then(kept: Kept[ActionSay], on: date) -> ActionSay | None:
    if kept.then is None and in_scotland(kept.last.said_at).date() > on:
        return None
    return kept.then or kept.last


def _order(found: tuple[PlanAction, str]) -> tuple[int, int]:
    return found[0].sequence, found[0].line


def _words(
    rows: Iterable[tuple[PlanAction, str]], names: Names, asking: Asking
) -> tuple[ActionRow, ...]:
    return tuple(
        action_row(row, place, names, asking.audience, asking.on, note)
        for place, (row, note) in enumerate(rows, 1)
    )


def _changed(title: str, word: str, fields: dict[str, str], before: Any, after: Any) -> Entry:
    facts = []
    for name, label in fields.items():
        then, now = (str(getattr(side, name, "")) for side in (before, after))
        if then != now:
            note = (f"was: {then}" if then else "was empty") if before else ""
            facts.append(Fact(label, now or "empty", note=note))
    return Entry(title, word, facts=tuple(facts))


def _whole(row: ActionRow, word: str) -> Entry:
    facts = tuple(
        Fact(label, getattr(row, name))
        for name, label in _ACTION_FIELDS.items()
        if name != "what" and getattr(row, name)
    )
    return Entry(row.what, word, facts=facts)


def end_of(on: date) -> datetime:
    """The last moment of that day in Scotland."""
    return datetime.combine(on, datetime.max.time(), LONDON)
