"""What every rule says of one person on one day, and why."""

import json
import textwrap
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from icm.clocks.queries import explain, person_numbered
from icm.core.dates import day
from icm.policy.checks import Check
from icm.policy.dated import Source
from icm.policy.rules import Outcome

WIDTH = 100
UNUSABLE = 2  # the exit code of a question that cannot be asked


class Command(BaseCommand):
    """For support and for whoever must answer "why this date?" without the pages. Reads, writes nothing."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="the prisoner number")
        parser.add_argument("--on", help="the day asked about, as 2026-12-01; today if left out")
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        on = _day(options["on"])
        number = options["number"]
        person = person_numbered(number)
        if person is None:
            raise CommandError(f"No person has the number {number}.", returncode=UNUSABLE)
        outcomes = explain(person, on=on)
        if options["json"]:
            found = {
                "number": number,
                "on": on.isoformat(),
                "outcomes": [_as_json(outcome) for outcome in outcomes],
            }
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{number} on {day(on)}: {len(outcomes)} rules")
        if not outcomes:
            self.stdout.write("Not in custody on that day, so no rule asks for anything.")
        for outcome in outcomes:
            self.stdout.write("\n".join(["", *_as_text(outcome)]))


def _day(text: str | None) -> date:
    if text is None:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"{text!r} is not a day. Write it as 2026-12-01.", returncode=UNUSABLE
        ) from None


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.rule,
        "title": outcome.title,
        "status": outcome.status.value,
        "owner": outcome.owner.value if outcome.owner else None,
        "due_on": _iso(outcome.due_on),
        "met_on": _iso(outcome.met_on),
        "next_change_on": _iso(outcome.next_change_on),
        "basis": outcome.basis,
        "staff": outcome.staff,
        "person": outcome.person,
        "why": outcome.why,
        "settle": outcome.settle,
        "law": outcome.law,
        "stands_on": outcome.stands_on,
        "inputs": dict(outcome.inputs),
        "sources": [_source_as_json(source) for source in outcome.sources],
        "checks": [_check_as_json(check) for check in outcome.checks],
    }


def _source_as_json(source: Source) -> dict[str, str]:
    return {
        "document": source.document,
        "section": source.section,
        "standing": source.standing.value,
    }


def _check_as_json(check: Check) -> dict[str, Any]:
    return {
        "rule": check.rule,
        "question": check.question,
        "answer": check.answer.value,
        "because": check.because,
        "source": _source_as_json(check.source),
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _as_text(outcome: Outcome) -> Iterator[str]:
    yield f"{outcome.rule}  {outcome.title}: {outcome.status.value.upper()}"
    lines = [
        ("Owner", outcome.owner.label if outcome.owner else ""),
        ("Due by", day(outcome.due_on) if outcome.due_on else ""),
        ("Done on", day(outcome.met_on) if outcome.met_on else ""),
        ("Changes next", day(outcome.next_change_on) if outcome.next_change_on else ""),
        ("Basis", outcome.basis),
        ("Why", outcome.why),
        ("To settle it", outcome.settle),
        ("Rests on", outcome.stands_on),
        *((name.capitalize(), value) for name, value in outcome.inputs.items()),
        *(("Check", _check_as_text(check)) for check in outcome.checks),
        ("For staff", outcome.staff),
        ("For the person", outcome.person),
        *(("Source", f"{source} ({source.standing.value})") for source in outcome.sources),
        ("In force since", outcome.law),
    ]
    for name, value in lines:
        if value:
            yield from _wrapped(name, value)


def _check_as_text(check: Check) -> str:
    return f"{check.question} {check.answer.value.upper()}. {check.because}"


def _wrapped(name: str, value: str) -> list[str]:
    return textwrap.wrap(
        value, WIDTH, initial_indent=f"  {name + ':':<15} ", subsequent_indent=" " * 18
    )
