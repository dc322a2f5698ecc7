"""Which kind of conference can be arranged for whom, and how much notice people have."""

from dataclasses import replace
from datetime import date

import pytest

from conferences.policy.arranging import why_not
from conferences.policy.kinds import NOTED_AS, Kind
from conferences.policy.notice import first_day, is_short
from icm.policy.facts import EventFacts, EventKind, Facts, Legal, SentenceFacts, SentenceKind, Term

ON = date(2026, 11, 21)
LONG = SentenceFacts(
    kind=SentenceKind.LTP,
    imposed_on=date(2026, 6, 1),
    start_on=date(2026, 6, 1),
    term=Term(years=6),
)
SHORT = replace(LONG, kind=SentenceKind.STP, term=Term(years=2))
SENTENCED = Facts(legal=Legal.SENTENCED, admitted_on=date(2026, 6, 1), sentences=(LONG,))
RECALLED = Facts(
    legal=Legal.SENTENCED,
    admitted_on=date(2026, 9, 1),
    sentences=(
        replace(
            LONG,
            kind=SentenceKind.RECALLED,
            imposed_on=date(2022, 6, 1),
            start_on=date(2022, 6, 1),
            recalled_on=date(2026, 9, 1),
        ),
    ),
)


def held(kind: Kind, on: date, before: Facts = SENTENCED) -> Facts:
    return replace(before, events=(EventFacts(kind=NOTED_AS[kind], on=on),))


@pytest.mark.parametrize(
    ("facts", "kind", "because"),
    [
        (SENTENCED, Kind.INITIAL, ""),
        (SENTENCED, Kind.PERIODIC, ""),
        (SENTENCED, Kind.RECALL, "No recall"),
        (RECALLED, Kind.RECALL, ""),
        (RECALLED, Kind.INITIAL, "for which an Initial is no substitute"),
        (RECALLED, Kind.REQUESTED, ""),
        (held(Kind.RECALL, date(2024, 1, 5), RECALLED), Kind.RECALL, ""),  # of an earlier recall
        (held(Kind.RECALL, date(2026, 9, 20), RECALLED), Kind.RECALL, "20 September 2026"),
        (replace(SENTENCED, sentences=(SHORT,)), Kind.INITIAL, "Standard ICM"),
        (replace(SENTENCED, sentences=(SHORT,)), Kind.REQUESTED, ""),
        (replace(SENTENCED, legal=Legal.UNTRIED, sentences=()), Kind.EVENT, "not sentenced"),
        (held(Kind.INITIAL, date(2026, 8, 1)), Kind.INITIAL, "held on 1 August 2026"),
        (held(Kind.INITIAL, date(2020, 8, 1)), Kind.INITIAL, ""),  # of an earlier sentence
        (held(Kind.PERIODIC, date(2026, 8, 1)), Kind.PERIODIC, ""),
        (Facts(), Kind.INITIAL, ""),  # nothing known is no reason against it
    ],
)
def test_which_kind_for_whom(facts, kind, because):
    said = why_not(kind, facts, ON)

    assert said == "" if not because else because in said


def test_every_kind_is_noted_as_a_conference_of_its_own():
    assert set(NOTED_AS) == set(Kind)
    assert len(set(NOTED_AS.values())) == len(Kind)
    assert EventKind.CC_PLANNED not in NOTED_AS.values()


def test_four_weeks_of_notice_are_counted_in_days():
    assert first_day(ON) == date(2026, 12, 19)
    assert is_short(ON, date(2026, 12, 18))
    assert not is_short(ON, date(2026, 12, 19))
