"""A review of the level: proposed with a note on each criterion, decided with written reasons, or withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.facts import facts_changed
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people import access
from icm.people.models import Person
from icm.policy.facts import Level, ReviewFacts
from risk.actions.standing import assign, current, step, today
from risk.models import SupervisionReview
from risk.policy import levels, needs_notice_before, reviews_of
from risk.policy.reviews import RANK
from risk.policy.standing import CRITERIA
from risk.queries import facts_of
from risk.workflow import may_withdraw, too_early


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """``criteria`` has a note under each criterion's own words; ``reference`` makes a second sending harmless."""

    reference: str
    kind: str
    level: Level
    criteria: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The level and the reasons as the person will read them; ``version`` is the page's."""

    level: Level
    reasons: str
    version: int


@transaction.atomic
def propose(
    person: Person, proposal: Proposal, *, by: User, principals: Principals, at: datetime
) -> SupervisionReview:
    """A review begins. Whether notice is needed first is asked of rule 21 and kept."""
    access.require(person, principals, access.PROPOSE_REVIEW)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = SupervisionReview.objects.filter(person=row, reference=proposal.reference).first()
    if before:
        return _same(before, proposal)
    on = today(at)
    facts = facts_of(row.pk, on=on)
    if reason := _why_not_propose(row, proposal, at) or levels.why_not(facts, proposal.level, on):
        raise Refused(reason)
    kind, due_on = levels.review_due(facts, on)
    made = SupervisionReview.objects.create(
        person=row,
        reference=proposal.reference,
        establishment=row.establishment,
        kind=proposal.kind,
        due_on=due_on if proposal.kind == kind else None,
        level_before=row.supervision_level,
        proposed_level=proposal.level,
        proposed_at=at,
        proposed_by=by,
        criteria=_notes(proposal),
        notice_needed=_notice_needed(row.pk, row.supervision_level, proposal.level, at),
    )
    facts_changed([row.pk], at=at)
    return made


@transaction.atomic
def decide(
    review: SupervisionReview,
    decision: Decision,
    *,
    by: User,
    principals: Principals,
    at: datetime,
) -> SupervisionReview:
    """The level is assigned, for written reasons. Rule 21 is asked again of the level decided, as things stand now."""
    row = current(review, decision.version)
    access.require(row.person, principals, access.DECIDE_REVIEW)
    person = Person.objects.select_for_update(of=("self",)).get(pk=row.person_id)
    facts = facts_of(person.pk, on=today(at))
    if reason := levels.why_not(facts, decision.level, today(at)):
        raise Refused(reason)
    row.notice_needed = _notice_needed(person.pk, row.level_before, decision.level, at)
    row.save(update_fields=["notice_needed"])
    if row.notice_needed is not False and _above_notice(row, decision.level):
        raise Refused(
            f"The notice was of {Level(row.proposed_level).label}. To assign {decision.level.label},"
            " withdraw this proposal, propose that level and give notice of it."
        )
    if reason := too_early(row, today(at)):
        raise Refused(reason)
    decided = step(
        row,
        "decide",
        principals=principals,
        at=at,
        level_after=decision.level,
        reasons=decision.reasons,
        decided_at=at,
        decided_by=by,
    )
    assign(person, decision.level)
    return decided


@transaction.atomic
def withdraw(
    review: SupervisionReview, *, why: str, version: int, principals: Principals, at: datetime
) -> SupervisionReview:
    """The proposal is given up; the level stays as it is."""
    row = current(review, version)
    if not may_withdraw(row, access.held(row.person, principals), principals.user_id):
        raise NotAllowed("Notice has been given: whoever decides or proposed it can withdraw it.")
    return step(row, "withdraw", principals=principals, at=at, withdrawn_why=why)


def _same(before: SupervisionReview, proposal: Proposal) -> SupervisionReview:
    sent = (proposal.kind, proposal.level, _notes(proposal))
    if sent != (before.kind, before.proposed_level, before.criteria):
        raise SentBefore
    return before


def _notes(proposal: Proposal) -> dict[str, str]:
    return {name: note.strip() for name, note in proposal.criteria.items()}


def _why_not_propose(person: Person, proposal: Proposal, at: datetime) -> str:
    if person.released_on is not None:
        return "They are not in custody."
    if SupervisionReview.objects.filter(
        person=person, state=SupervisionReview.State.PROPOSED
    ).exists():
        return "A review is open already. Decide it or withdraw it first."
    missing = [
        name for name in CRITERIA.at(today(at)) if not proposal.criteria.get(name, "").strip()
    ]
    if missing:
        return f"Every criterion needs a note, also where there is nothing to note: {'; '.join(missing)}."
    if proposal.kind == SupervisionReview.Kind.RECEPTION:
        return "The level on reception is assigned by recording the reception."
    return ""


def _notice_needed(person: int, before: str, level: Level, at: datetime) -> bool | None:
    """Rule 21, asked of this level on this day."""
    on = today(at)
    held = Level(before) if before else None
    asked = ReviewFacts(kind=levels.GOVERNOR, level_before=held, proposed_level=level)
    return needs_notice_before(reviews_of(facts_of(person, on=on), on), asked, level, on)


def _above_notice(row: SupervisionReview, level: Level) -> bool:
    return bool(row.notice_on) and RANK[level] > RANK[Level(row.proposed_level)]
