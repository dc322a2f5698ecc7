"""The register finds every dated value by walking the modules given."""

from datetime import date
from fractions import Fraction
from types import ModuleType

from icm.clocks.policy import POLICY_MODULES, RULES
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.duty import Duty, Ground
from icm.policy.register import every_dated

LAW = Source("An Act", "s.1", Standing.PARTLY_STATED)
START = date(2020, 1, 1)


def test_a_value_is_found_alone_in_a_tuple_and_in_a_rule_and_listed_once():
    module, other = ModuleType("casework.policy.one"), ModuleType("casework.policy.two")
    number = Dated(
        "B-1", "A number", Since(START, 6, LAW), verified=date(2026, 1, 1), unit="working days"
    )
    kinds = Dated("A-1", "Kinds", Since(START, frozenset({"b", "a"}), LAW), ends=date(2025, 1, 1))
    nothing = Dated("C-1", "No number", Since(START, None, LAW))
    duty = Duty("D-1", "A rule", None, "meet", "met")
    rule = duty.rule(Since(START, lambda facts, on: duty.outside("", Ground(())), LAW))
    module.number, module.several, module.text = number, (kinds, nothing), "no policy"
    other.number, other.rules = number, (rule,)

    entries = every_dated([module, other])

    assert [(e.rule, e.title, e.module[-3:]) for e in entries] == [
        ("A-1", "Kinds", "one"),
        ("B-1", "A number", "one"),
        ("C-1", "No number", "one"),
        ("D-1", "A rule", "two"),
    ]
    assert [e.versions[0].value for e in entries] == ["a, b", "6 working days", "", ""]
    assert entries[0].ends == date(2025, 1, 1)
    assert entries[1].verified == date(2026, 1, 1)
    assert entries[0].versions[0].standing is Standing.PARTLY_STATED
    assert entries[0].versions[0].start == START


def test_the_register_holds_every_rule_and_the_three_release_fractions():
    entries = every_dated(POLICY_MODULES)
    rules = {entry.rule for entry in entries}

    assert {rule.id for rule in RULES} | {"REMINDERS", "SD-DAYS", "PROG-LTP"} <= rules
    fractions = {e.rule: e.versions[0].value for e in entries if e.rule.startswith("SD-STP-")}
    assert {f"{Fraction(n, 10)} of the sentence" for n in (5, 4, 3)} <= set(fractions.values())


def test_values_are_said_in_words():
    said = {(e.rule, e.versions[-1].value) for e in every_dated(POLICY_MODULES)}

    assert {
        ("HDC-15-210", "3/20 served, 210 days"),
        ("PROG-LTP", "6 months in custody, 24 months before"),
        ("PROG-STP", "3 months in custody, 12 months of sentence"),
        ("PSS-TR-LINK", "Low"),
        ("CSA-72H", "72 hours"),
        ("PSS-6M", "6 months"),
        ("PBSW-10WD", "10 working days"),
        ("PAROLE-TARL-12W", "12 weeks"),
    } <= said
    reminders = next(value for rule, value in said if rule == "REMINDERS")
    assert reminders.startswith("-14 days: the owner; -7 days: the owner")
    assert reminders.endswith("+14 days: ICM Co-ordinator")


def test_a_first_day_nobody_found_is_shown_as_assumed():
    assumed = {
        entry.rule
        for entry in every_dated(POLICY_MODULES)
        for version in entry.versions
        if version.standing is Standing.ASSUMED
    }

    assert {"SD-STP-30", "SD-RELDAY", "HDC-15-210", "LSCMI-BEFORE-INITIAL"} <= assumed


def test_every_limit_of_time_says_what_it_counts():
    counted = ("hour", "day", "week", "month")

    bare = [
        (entry.rule, entry.title)
        for entry in every_dated(POLICY_MODULES)
        for version in entry.versions
        if version.value.isdecimal() and any(word in entry.title.lower() for word in counted)
    ]

    assert bare == []
