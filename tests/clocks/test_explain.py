"""`manage.py explain`: every rule's outcome for one person on one day, for people and for machines."""

import json
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from icm.clocks import queries
from icm.clocks.policy import RULES
from tests.factories import persons

TODAY = persons.TODAY


def explain(*arguments):
    out = StringIO()
    call_command("explain", *arguments, stdout=out)
    return out.getvalue()


def test_prints_every_rule_with_its_reason(world):
    text = explain(world.person.number, "--on", "2026-11-21")

    for rule in RULES:
        assert rule.id in text
    assert "OVERDUE" in text
    assert "72 hours after admission" in text
    assert "Prison" in text
    assert max(map(len, text.splitlines())) <= 120


def test_json_says_the_same_as_the_evaluation(world):
    found = json.loads(explain(world.person.number, "--on", "2026-11-21", "--json"))

    assert (found["number"], found["on"]) == (world.person.number, "2026-11-21")
    assert len(found["outcomes"]) == len(RULES)
    for outcome, kept in zip(
        queries.explain(world.person.pk, on=TODAY), found["outcomes"], strict=True
    ):
        assert kept["id"] == outcome.rule
        assert kept["status"] == outcome.status.value
        assert kept["due_on"] == (outcome.due_on.isoformat() if outcome.due_on else None)
        assert kept["met_on"] == (outcome.met_on.isoformat() if outcome.met_on else None)
        assert (kept["staff"], kept["person"]) == (outcome.staff, outcome.person)
        assert len(kept["sources"]) == len(outcome.sources) > 0


def test_asks_about_today_when_no_day_is_given(world, clock):
    assert explain(world.person.number) == explain(world.person.number, "--on", "2026-11-21")


@pytest.mark.parametrize("day", ["2026-10-22", "2031-06-01"])
def test_answers_for_past_and_future_days(world, day):
    found = json.loads(explain(world.person.number, "--on", day, "--json"))

    assert found["on"] == day
    assert len(found["outcomes"]) == len(RULES)


def test_says_so_of_somebody_not_in_custody(world):
    assert "Not in custody" in explain(world.released.number, "--on", "2026-11-21")
    assert "Not in custody" in explain(world.person.number, "--on", "2019-01-01")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["NOBODY"], "No person has the number NOBODY."),
        (["T00001", "--on", "21/11/2026"], "is not a day"),
        (["T00001", "--on", "2026-02-30"], "is not a day"),
    ],
)
def test_a_question_that_cannot_be_asked_ends_with_2(db, arguments, problem):
    with pytest.raises(CommandError, match=problem) as caught:
        explain(*arguments)

    assert caught.value.returncode == 2


def test_from_the_command_line_the_exit_code_is_2_and_no_trace_is_shown():
    run = subprocess.run(
        [sys.executable, "manage.py", "explain", "X", "--on", "soon"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 2
    assert run.stderr.strip() == "CommandError: 'soon' is not a day. Write it as 2026-12-01."
