"""The list of the personal officer's part for one person, as a page shows it, and its short form."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from casework import access
from casework.policy.officers import DUTIES, WORDS, Duty, Finding, Topic, local_defaults
from casework.queries.officers import duties_of
from icm.core.screen import Step
from icm.people.models import Person
from icm.policy.checks import Answer

_ORDER = (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET, Answer.NOT_APPLICABLE)
_TO_DO = (Answer.NOT_MET, Answer.UNKNOWN)
# What a conversation settles, and what it would be about.
_TALK = {
    Duty.MOTIVATE: Topic.WELLBEING,
    Duty.EXPLAIN_BEFORE: Topic.ASSESSMENT,
    Duty.EXPLAIN_AFTER: Topic.ASSESSMENT,
}


@dataclass(frozen=True)
class DutiesPage:
    steps: tuple[Step, ...]
    summary: str
    source: str
    local: tuple[str, ...]


def duties_page(person: Person, verbs: Collection[str], *, on: date) -> DutiesPage:
    """What is not yet done stands first, each with the way to do it where there is one."""
    findings = duties_of(person.pk, on=on)
    ordered = sorted(findings, key=lambda one: _ORDER.index(one.answer))
    return DutiesPage(
        steps=tuple(_step(one, person.pk, verbs) for one in ordered),
        summary=in_short(findings),
        source=str(DUTIES.source(on)),
        local=local_defaults(on),
    )


def in_short(findings: Collection[Finding]) -> str:
    """ "3 of 6 done. Not yet: keep them motivated." What does not apply is not counted."""
    applying = [one for one in findings if one.answer is not Answer.NOT_APPLICABLE]
    done = sum(one.answer is Answer.MET for one in applying)
    missing = [one.duty.label for one in applying if one.answer is Answer.NOT_MET]
    said = f"{done} of {len(applying)} done."
    return f"{said} Not yet: {'; '.join(_lowered(text) for text in missing)}." if missing else said


def _lowered(text: str) -> str:
    return text[0].lower() + text[1:]


def _step(one: Finding, pk: int, verbs: Collection[str]) -> Step:
    return Step(
        title=one.duty.label,
        state=WORDS[one.answer],
        href=_way(one.duty, pk, verbs) if one.answer in _TO_DO else "",
        summary=one.because,
        done=one.answer is Answer.MET,
    )


def _way(duty: Duty, pk: int, verbs: Collection[str]) -> str:
    """Where the asker can see to it; empty where nothing here does."""
    if duty in _TALK and access.TALK in verbs:
        return f"{reverse('casework:talk', args=[pk])}?about={_TALK[duty].value}"
    pages = {
        Duty.MONITOR: "casework:plan",
        Duty.WATCH: "casework:plan",
        Duty.AGREES: "casework:action_plan",
        Duty.LIAISE: "casework:referrals",
        Duty.REFER: "casework:referrals",
        Duty.CHASE: "casework:referrals",
    }
    return reverse(pages[duty], args=[pk]) if duty in pages else ""
