"""What the asker may do with an assessment's outcome, and what they may ask for; its words are another matter."""

from django.urls import reverse

from icm.core.screen import Link
from icm.people.models import Person
from risk import access
from risk.models import Assessment
from risk.policy.assessments import Tool
from risk.workflow import Assessing


def with_person(person: Person, held: frozenset[str]) -> tuple[Link, ...]:
    """New work: recorded at once by who does it, asked for by who needs it."""
    offered = (
        (access.ASSESS, "record_assessment", "Record an LS/CMI"),
        (access.ASK, "ask_assessment", "Ask for an assessment"),
    )
    if person.released_on is not None:
        return ()
    return tuple(
        Link(text, reverse(f"risk:{name}", args=[person.pk]))
        for verb, name, text in offered
        if verb in held
    )


def with_outcome(row: Assessment, held: frozenset[str]) -> tuple[Link, ...]:
    """The next step of the outcome first. What is stopped is settled, not corrected."""
    asked, done = row.state == Assessing.REQUESTED, row.state == Assessing.DONE
    lscmi = row.tool == Tool.LSCMI
    offered = (
        (access.ASSESS, "complete_assessment", "Record the outcome", asked),
        (access.SETTLE, "settle", "Settle the contradiction", row.stopped),
        (access.SCORES, "figures", "See the figures", done and lscmi),
        (access.ASSESS, "correct_assessment", "Correct the outcome", done and not row.stopped),
        (access.WITHDRAW, "withdraw_assessment", "Withdraw the request", asked),
    )
    return tuple(
        Link(text, reverse(f"risk:{name}", args=[row.pk]))
        for verb, name, text, possible in offered
        if possible and verb in held
    )
