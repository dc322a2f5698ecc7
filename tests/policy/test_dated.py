"""Dated values: no value without a first day and an authority, and none outside its days."""

from datetime import date, timedelta

import pytest

from icm.policy.dated import Dated, NotInForce, Since, Source, Standing

LAW = Source("An Act", "s.1")
HALF = Since(date(1993, 10, 1), "half", LAW)
FORTY = Since(date(2025, 2, 11), "two fifths", Source("Another Act", "s.1"))


@pytest.mark.parametrize(
    ("on", "value"),
    [
        pytest.param(date(1993, 10, 1), "half", id="first day"),
        pytest.param(date(2025, 2, 10), "half", id="last day of the old value"),
        pytest.param(date(2025, 2, 11), "two fifths", id="first day of the new value"),
        pytest.param(date(2026, 4, 30), "two fifths", id="last day of all"),
    ],
)
def test_a_value_is_that_of_the_day_asked(on, value):
    dated = Dated("SD-X", "A fraction", HALF, FORTY, ends=date(2026, 4, 30))

    assert dated.at(on) == value
    assert dated.in_force(on)


@pytest.mark.parametrize("on", [date(1993, 9, 30), date(2026, 5, 1)])
def test_outside_its_days_a_value_names_rule_title_and_day(on):
    dated = Dated("SD-X", "A fraction", HALF, FORTY, ends=date(2026, 4, 30))

    with pytest.raises(NotInForce, match=rf"SD-X \(A fraction\).*{on.isoformat()}") as refusal:
        dated.at(on)
    assert (refusal.value.rule, refusal.value.title, refusal.value.on) == ("SD-X", "A fraction", on)
    assert not dated.in_force(on)


def test_the_source_is_that_of_the_value():
    dated = Dated("SD-X", "A fraction", HALF, FORTY)

    assert dated.source(date(2025, 2, 10)) == LAW
    assert dated.source(date(2025, 2, 11)).document == "Another Act"
    assert list(dated) == [HALF, FORTY]
    assert repr(dated) == "Dated('SD-X', 'A fraction', 2 entries)"


@pytest.mark.parametrize(
    ("rule", "title", "history", "ends"),
    [
        pytest.param("SD-X", "A fraction", (), None, id="no entry"),
        pytest.param("", "A fraction", (HALF,), None, id="no rule"),
        pytest.param("SD-X", "", (HALF,), None, id="no title"),
        pytest.param("SD-X", "A fraction", (FORTY, HALF), None, id="newest first"),
        pytest.param("SD-X", "A fraction", (HALF, HALF), None, id="the same day twice"),
        pytest.param("SD-X", "A", (HALF, FORTY), date(2025, 2, 10), id="ends before it begins"),
    ],
)
def test_a_wrong_table_is_refused_when_it_is_written(rule, title, history, ends):
    with pytest.raises(ValueError, match=r"SD-X|A fraction"):
        Dated(rule, title, *history, ends=ends)


@pytest.mark.parametrize(("document", "section"), [("", "s.1"), ("An Act", "")])
def test_a_source_names_a_document_and_a_place(document, section):
    with pytest.raises(ValueError, match="names its document"):
        Source(document, section)


def test_a_local_default_is_never_taken_for_policy():
    local = Source.local("no source sets it")

    assert (local.is_local, local.standing) == (True, Standing.ASSUMED)
    assert not LAW.is_local
    assert str(LAW) == "An Act, s.1"


def test_each_day_has_one_value():
    dated = Dated("SD-X", "A fraction", HALF, FORTY)
    days = (date(2025, 1, 1) + timedelta(days=n) for n in range(100))

    values = [dated.at(on) for on in days]

    assert values == ["half"] * 41 + ["two fifths"] * 59
