"""One review part by part, its texts as the team may read them."""

from datetime import date

from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.screen import Fact
from icm.policy.facts import Level
from risk import access, policy
from risk.models import SupervisionReview
from risk.policy.hearing import last_day
from risk.queries.letters import change
from risk.workflow import State

_NOT_NATIONAL = "a local default, not national policy"
_PLANNED = {"raised": "Raise to", "kept": "Keep at", "lowered": "Lower to", "": "Set at"}
_DONE = {"raised": "Raised to", "kept": "Kept at", "lowered": "Lowered to", "": "Set at"}


def title(row: SupervisionReview) -> str:
    """What is proposed, or once it is decided what was: "Raise to High", "Kept at Medium"."""
    if row.kind == SupervisionReview.Kind.RECEPTION:
        return row.get_kind_display()
    decided = row.state == State.DECIDED
    level = row.level_after if decided else row.proposed_level
    words = (_DONE if decided else _PLANNED)[change(row.level_before, level)]
    return f"{words} {Level(level).label}"


def proposal(row: SupervisionReview) -> tuple[Fact, ...]:
    return (
        Fact("Review", row.get_kind_display()),
        Fact("Where", row.establishment.name if row.establishment else ""),
        Fact("Level before", Level(row.level_before).label if row.level_before else ""),
        Fact("Level proposed", Level(row.proposed_level).label),
        Fact("Proposed", moment(row.proposed_at), note=_by(row.proposed_by)),
        Fact("To be held by", day(row.due_on) if row.due_on else "No date set"),
    )


def _by(user: object) -> str:
    return f"by {user.display_name()}" if user else ""  # type: ignore[attr-defined]


def regarded(row: SupervisionReview) -> tuple[Fact, ...]:
    if row.kind == SupervisionReview.Kind.RECEPTION:
        return ()
    notes = {str(key): str(note) for key, note in row.criteria.items()}
    asked = policy.standing.CRITERIA.history[-1].value
    keys = [*asked, *(key for key in notes if key not in asked)]
    return tuple(
        Fact(f"{key[:1].upper()}{key[1:]}", notes.get(key, ""), unknown=key not in notes)
        for key in keys
    )


def notice(row: SupervisionReview) -> tuple[Fact, ...]:
    if row.kind == SupervisionReview.Kind.RECEPTION:
        return ()
    needed = {True: "Yes, before the decision", False: "No", None: "Cannot be told"}
    facts = [Fact("Notice needed first (rule 21)", needed[row.notice_needed])]
    if row.notice_reasons:
        said = access.shown(row, "notice_reasons", Audience.TEAM)
        facts.append(Fact("Reasons in the notice", said))
    if row.notice_on:
        facts += [
            Fact("Notice handed over", day(row.notice_on)),
            Fact("Last day for their views", day(last_day(row.notice_on)), note=_NOT_NATIONAL),
        ]
    elif row.notice_reasons:
        facts.append(Fact("Notice handed over", "Not yet", unknown=True))
    if row.answered_on or row.representations_on:
        said = access.shown(row, "representations", Audience.TEAM)
        first = f"first on {day(row.representations_on)}" if row.representations_on else ""
        facts.append(Fact("What they say", said, note=first))
    return tuple(facts)


def decision(row: SupervisionReview) -> tuple[Fact, ...]:
    if row.state == State.WITHDRAWN:
        return (Fact("Withdrawn because", access.shown(row, "withdrawn_why", Audience.TEAM)),)
    if row.state != State.DECIDED:
        return ()
    return (
        Fact("Level decided", Level(row.level_after).label),
        Fact("Decided", moment(row.decided_at), note=_by(row.decided_by)),
        Fact("Reasons written to the person", access.shown(row, "reasons", Audience.TEAM)),
        _on("Told in writing", row.told_on),
        _on("Acknowledged", row.acknowledged_on),
    )


def _on(title: str, on: date | None) -> Fact:
    return Fact(title, day(on) if on else "Not recorded", unknown=on is None)


def documents(row: SupervisionReview) -> tuple[Fact, ...]:
    if not row.documents_requested_on:
        return ()
    ground = access.shown(row, "documents_withheld", Audience.TEAM)
    return (
        Fact("Documents asked for", day(row.documents_requested_on)),
        _on("Documents given", row.documents_given_on),
        *((Fact("Withheld under rule 27, because", ground),) if ground else ()),
    )
