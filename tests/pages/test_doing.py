"""What needs doing for one person: the most pressing first, what waits for one fact together."""

from datetime import date

import pytest

from icm.pages.queries.acts import Acts
from icm.pages.queries.doing import AT_ONCE, doing
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from icm.policy.rules import Outcome, Status

ALL = Acts(7, frozenset({"record a sentence", "record an event"}), tuple(EventKind))
NONE = Acts(7, frozenset(), ())


def outcome(rule, status=Status.DUE, *, day=1, settle=""):
    due_on = date(2026, 12, day) if status in (Status.DUE, Status.OVERDUE) else None
    return Outcome(
        rule=rule, title=f"Title of {rule}", status=status, owner=Role.ICM_CO_ORDINATOR, due_on=due_on,
        met_on=None, basis=f"Because of {rule}.", sources=(), staff="", person="", settle=settle,
    )  # fmt: skip


def waiting(rule, settle="The warrant."):
    return outcome(rule, Status.UNKNOWN, settle=settle)


def test_what_is_overdue_is_next_and_is_not_said_twice():
    found = doing(
        7,
        [outcome("A", day=2), outcome("PAROLE-6M", Status.OVERDUE, day=9), outcome("B", day=1)],
        ALL,
    )

    assert (found.next.title, found.next.when) == ("Title of PAROLE-6M", "By 9 December 2026")
    assert (found.next.status, found.next.why) == ("overdue", "Because of PAROLE-6M.")
    assert found.next.act.text == f"Record: {EventKind.PAROLE_STARTED.label}"
    assert [row["title"] for row in found.work.rows] == ["Title of B", "Title of A"]


def test_an_act_that_is_not_the_readers_is_not_offered():
    found = doing(7, [outcome("PAROLE-6M")], NONE)

    assert (found.next.act, found.next.owner) == (None, "ICM Co-ordinator")


def test_much_to_do_is_folded_after_the_first_few():
    found = doing(7, [outcome(f"R{n}", day=n) for n in range(1, AT_ONCE + 4)], ALL)

    assert len(found.work.rows) == AT_ONCE
    assert len(found.later.rows) == 2
    assert found.later_heading == "2 more things to do, later"
    assert doing(7, [outcome("A")], ALL).later is None


def test_one_missing_warrant_is_one_line_however_many_answers_wait_for_it():
    found = doing(
        7,
        [
            waiting("A"),
            waiting("B", "The warrant now in force."),
            waiting("C", "The reading of it."),
        ],
        ALL,
    )
    warrant, other = found.missing

    assert warrant.heading == "2 answers cannot be worked out until the warrant is recorded in full"
    assert [row["settle"] for row in warrant.waiting.rows] == [
        "The warrant.",
        "The warrant now in force.",
    ]
    assert (warrant.act.text, warrant.who) == ("Record the sentence", "")
    assert other.heading.startswith("1 answer not yet known")
    assert found.next.title == "Record the warrant"


def test_whoever_cannot_record_the_warrant_reads_who_can():
    [warrant] = doing(7, [waiting("A")], NONE).missing

    assert warrant.act is None
    assert "Reception" in warrant.who


def test_nothing_to_do_is_nothing_next():
    found = doing(7, [outcome("A", Status.MET), waiting("B", "The reading of it.")], ALL)

    assert found.next is None
    assert not found.work.rows


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        ("OLR-RMP", "/people/7/risk-plan/"),
        ("OLR-9M", "/people/7/risk-plan/"),
        ("OLR-AIR", "/people/7/risk-plan/"),
        ("OLR-SIGCHANGE", "/people/7/risk-plan/"),
        ("MAPPA-CAT1", "/people/7/mappa/"),
        ("MAPPA-POLICE", "/people/7/mappa/"),
    ],
)
def test_what_is_asked_of_the_risk_leads_there_for_who_may_read_it(rule, address):
    reads = Acts(7, frozenset({"read the assessments"}), ())

    assert doing(7, [outcome(rule)], reads).next.act.href == address
    assert doing(7, [outcome(rule)], NONE).next.act is None


@pytest.mark.parametrize("rule", ["LSCMI-6M", "LSCMI-BEFORE-INITIAL", "LSCMI-REPEAT"])
def test_an_lscmi_is_recorded_as_an_assessment(rule):
    found = doing(7, [outcome(rule)], ALL)

    assert found.next.act.href == "/people/7/assessments/record/"
    assert doing(7, [outcome(rule)], NONE).next.act is None
