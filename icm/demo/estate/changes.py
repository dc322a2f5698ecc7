"""Significant changes, and whether anybody asked if the assessment still holds: for nearly half nobody answered yet.

Inspectors found that it was rarely considered (HMIPS 2024, §19) and gave no figure; the shares are invented.
"""

from dataclasses import replace
from datetime import date, timedelta

from icm.demo.estate.cases import Life
from icm.demo.estate.happenings import By, Of
from icm.demo.estate.risks import Assessed, Changed, Risk
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from risk.policy.assessments import Change, Purpose, Side, Tool
from risk.policy.changes import answer_value, key

CHANGED = 0.06
ANSWERED = 0.55
HOLDS = 0.6
_CHANGES = (
    Change.RELAPSE,
    Change.RELAPSE,
    *(one for one in Change if one not in (Change.OFFENCE, Change.TRANSFER)),
)


def changes(life: Life, risk: Risk) -> None:
    """Every further offence and transfer since the latest assessment, and other changes for some."""
    assessed = max((one.done_on for one in risk.assessments if one.done_on), default=None)
    if assessed is None:
        return
    since = max(life.here_since(), life.course.sentenced_on, life.on - timedelta(days=300))
    for one in [one for one in life.happened if one.kind is EventKind.FURTHER_OFFENCE]:
        if one.on > assessed:
            _change(life, risk, Change.OFFENCE, one.on)
    if assessed < life.here_since() and len(life.moves) > 1:
        _change(life, risk, Change.TRANSFER, life.here_since())
    days = (life.on - since).days
    if days > 20 and life.draw.random() < CHANGED:
        day = since + timedelta(days=life.draw.randrange(days))
        _change(life, risk, life.draw.choice(_CHANGES), day)


def _change(life: Life, risk: Risk, kind: Change, on: date) -> None:
    """Asked about by whoever saw it; answered by social work in about half, with a reassessment in some of these.

    An offence and a transfer are on record already and ask by themselves.
    """
    draw, asker, number = life.draw, life.officer(on), len(risk.changes)
    told = kind not in (Change.OFFENCE, Change.TRANSFER)
    asked_at = life.at(on)
    what = life.words.say("risk", f"change {kind.value}", on) if told else ""
    made = Changed(kind.value, on, what, asked_at, asker if told else None)
    if told:
        of = Of("changes", number)
        life.note(EventKind.CHANGE, of, asker, asked_at, on=on, value=kind.value)
    answered = on + timedelta(days=draw.randint(1, 45))
    if draw.random() < ANSWERED and answered < life.on:
        made = _answered(life, risk, made, answered)
    if told or made.answered_at:  # the others are written down with their answer
        risk.changes.append(made)


def _answered(life: Life, risk: Risk, made: Changed, on: date) -> Changed:
    by, holds, at = life.by(Role.PBSW, on), life.draw.random() < HOLDS, life.at(on)
    again = None if holds else _reassessment(life, risk, on, by)
    due = risk.assessments[again].due_on if again is not None else None
    value = answer_value(key(Change(made.kind), made.on), due)
    of = Of("changes", len(risk.changes), name="answered-{key}")
    life.note(EventKind.CHANGE_ANSWERED, of, by, at, on=on, value=value)
    why = life.words.say("risk", "holds" if holds else "no longer holds", on)
    return replace(made, holds=holds, why=why, answered_at=at, answered_by=by, again=again)


def _reassessment(life: Life, risk: Risk, asked: date, by: By) -> int:
    """Its place; it still waits. One that was asked for already serves."""
    for place, one in enumerate(risk.assessments):
        if one.tool == Tool.LSCMI and one.side == Side.PRISON and one.done_on is None:
            due = asked + timedelta(days=30)
            risk.assessments[place] = replace(one, due_on=min(one.due_on or due, max(due, asked)))
            return place
    risk.assessments.append(
        Assessed(
            tool=Tool.LSCMI.value,
            purpose=Purpose.CHANGE.value,
            side=Side.PRISON.value,
            by=by,
            requested_on=asked,
            requested_by=by,
            owned=True,
            due_on=asked + timedelta(days=life.draw.randint(21, 60)),
        )
    )
    return len(risk.assessments) - 1
