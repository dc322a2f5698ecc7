"""One's own plan in everyday words: what is to be done, by whom and by when, how far it is, and what one says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.models import ActionPlan, PlanAction
from casework.queries.own_plan import OwnAction, OwnPlan, Said
from icm.kiosk.queries.words import Block, in_full

# What somebody touches: of the whole plan and of each action.
ANSWERS = {
    "agreed": gettext_lazy("I agree"),
    "disagreed": gettext_lazy("I do not agree"),
    "unsure": gettext_lazy("I am not sure"),
}
_NO_ANSWER = ActionPlan.View.NO_ANSWER.value


@dataclass(frozen=True, slots=True)
class Card:
    """One action among the others."""

    line: int
    what: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanInWords:
    answer: str
    aims: str
    mine: tuple[Card, ...]
    others: tuple[Card, ...]
    said: Block
    said_words: str
    review: str


@dataclass(frozen=True, slots=True)
class ActionInWords:
    line: int
    what: str
    blocks: tuple[Block, ...]
    said: Block
    said_words: str


def plan_in_words(plan: OwnPlan, on: date) -> PlanInWords:
    cards = [(action.theirs, _card(action, on)) for action in plan.actions]
    return PlanInWords(
        answer=_how_far(plan),
        aims=plan.aims,
        mine=tuple(card for theirs, card in cards if theirs),
        others=tuple(card for theirs, card in cards if not theirs),
        said=Block(_("What I said of my plan"), tuple(_said(plan.said, plan.ask_again_on, on))),
        said_words=plan.said.words,
        review=_review(plan.review_on, on),
    )


def action_in_words(action: OwnAction, on: date) -> ActionInWords:
    blocks = (
        Block(_("What it is for"), tuple(_why(action))),
        Block(_("Who does it"), (_who(action),)),
        Block(_("By when"), tuple(_when(action, on))),
        Block(_("How far it is"), tuple(_state(action))),
    )
    said = Block(_("What I said of this"), tuple(_said(action.said, None, on)))
    return ActionInWords(action.line, action.what, blocks, said, action.said.words)


def _how_far(plan: OwnPlan) -> str:
    number = len(plan.actions)
    there = ngettext(
        "There is %(number)d thing to do in your plan.",
        "There are %(number)d things to do in your plan.",
        number,
    ) % {"number": number}
    done = ngettext("%(done)d is done.", "%(done)d are done.", plan.done) % {"done": plan.done}
    none = _("None is done yet.")
    return f"{there} {done if plan.done else none}"


def _card(action: OwnAction, on: date) -> Card:
    return Card(action.line, action.what, (*_short(action, on), *_said_in_short(action.said)))


def _short(action: OwnAction, on: date) -> Iterator[str]:
    """By when, or what came of it; who does it where that is not the person."""
    if not action.theirs or action.helpers:
        yield _who(action)
    if action.status in (PlanAction.Status.DONE, PlanAction.Status.NOT_DONE):
        yield next(_state(action))
        return
    yield from _when(action, on)
    yield next(_state(action))


def _who(action: OwnAction) -> str:
    names = _(" and ").join(action.helpers)
    if action.theirs:
        return (
            _("You do this. %(names)s will help you.") % {"names": names}
            if names
            else _("You do this.")
        )
    if not names:
        return _("Nobody is named for this yet. Ask your officer.")
    return _("%(names)s will do this.") % {"names": names}


def _why(action: OwnAction) -> Iterator[str]:
    yield _("This is about: %(part)s.") % {"part": action.about}
    if action.factor:
        yield action.factor


def _when(action: OwnAction, on: date) -> Iterator[str]:
    if action.start_on and action.start_on > on:
        yield _("It starts on %(day)s.") % {"day": in_full(action.start_on)}
    if action.target_on is None:
        yield _("Nobody has set a day for this yet. Ask your officer.")
    elif action.is_late(on):
        day = in_full(action.target_on)
        yield _("It should have been done by %(day)s. Ask your officer about it.") % {"day": day}
    else:
        yield _("It should be done by %(day)s.") % {"day": in_full(action.target_on)}


def _state(action: OwnAction) -> Iterator[str]:
    match action.status:
        case PlanAction.Status.DONE if action.done_on:
            yield _("This was done on %(day)s.") % {"day": in_full(action.done_on)}
        case PlanAction.Status.DONE:
            yield _("This is done.")
        case PlanAction.Status.NOT_DONE:
            yield _("This was not done.")
        case PlanAction.Status.UNDER_WAY:
            yield _("This has started.")
        case _unstarted:
            yield _("This has not started yet.")
    if action.why_not:
        yield action.why_not
    if action.proof:
        yield action.proof


def _said(said: Said, ask_again: date | None, on: date) -> Iterator[str]:
    """What stands, since when, and who goes back to it."""
    if said.view == _NO_ANSWER:
        yield _("Staff asked you. You could not say then.")
    elif said.view:
        answer = {"answer": ANSWERS[said.view], "day": in_full(said.on)} if said.on else None
        yield (
            _("You said on %(day)s: %(answer)s.") % answer
            if answer
            else _("You said: %(answer)s.") % {"answer": ANSWERS[said.view]}
        )
    else:
        yield _("You have not said yet what you think.")
    if ask_again and ask_again >= on:
        yield _("Staff will ask you again by %(day)s.") % {"day": in_full(ask_again)}
    elif ask_again:
        yield _("Staff should have asked you again by %(day)s. You can say it here.") % {
            "day": in_full(ask_again)
        }
    if said.view == "disagreed" and said.own:
        yield _("Your officer can see this and should talk with you about it.")
    elif said.view == "unsure" and said.own:
        yield _("Your officer can see this. You can ask for a talk about it.")


def _said_in_short(said: Said) -> Iterator[str]:
    if said.view:
        yield _("You said: %(answer)s.") % {"answer": ANSWERS[said.view]}


def _review(review_on: date | None, on: date) -> str:
    if review_on is None:
        return _("Nobody has set a day to look at your plan again. Ask your officer.")
    if review_on < on:
        return _("Staff should have looked at your plan again by %(day)s. Ask your officer.") % {
            "day": in_full(review_on)
        }
    return _("Staff will look at your plan again with you by %(day)s.") % {
        "day": in_full(review_on)
    }
