"""MAPPA's rules as far as the record can tell them (MAPPA-CAT1, MAPPA-POLICE), and what is asked beside them."""

import pytest

from icm.policy.facts import Facts
from icm.policy.rules import Status
from risk.policy.assessments import Seriousness
from risk.policy.protection import listed_offence, questions
from tests.policy.examples import TODAY, day, event, plain, sentence, serving
from tests.policy.examples import outcome_of as asked

PLAIN = plain("ltp", "2024-03-04", years=6)


def serves(listed, *events):
    sentenced = sentence("ltp", "2024-03-04", years=6, domestic_abuse=False, listed_sexual=listed)
    return serving(sentenced, events=tuple(event(*one) for one in events))


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        pytest.param(Facts(), Status.NOT_APPLICABLE, id="no sentence"),
        pytest.param(serves(False), Status.NOT_APPLICABLE, id="no listed offence"),
        pytest.param(serves(None), Status.UNKNOWN, id="offence not recorded"),
        pytest.param(
            serves(None, ("mappa", "2026-01-05")),
            Status.MET,
            id="offence not recorded, and they come under it",
        ),
        pytest.param(
            serves(None, ("mappa-not", "2026-01-05")),
            Status.NOT_APPLICABLE,
            id="offence not recorded, and they do not come under it",
        ),
        pytest.param(
            serves(None, ("mappa-not", "2020-01-05")),
            Status.UNKNOWN,
            id="offence not recorded, and looked at in an earlier stay",
        ),
        pytest.param(serves(True), Status.UNKNOWN, id="nothing of MAPPA recorded"),
        pytest.param(serves(True, ("mappa", "2026-01-05")), Status.MET, id="recorded"),
        pytest.param(
            serves(True, ("mappa", "2026-01-05"), ("mappa-not", "2026-02-02")),
            Status.NOT_APPLICABLE,
            id="found not to come under it",
        ),
        pytest.param(
            serves(True, ("mappa-not", "2026-01-05"), ("mappa", "2026-01-05")),
            Status.MET,
            id="both on one day: the last recorded",
        ),
    ],
)
def test_mappa_cat1_is_asked_of_a_listed_sexual_offence(facts, status):
    outcome = asked("MAPPA-CAT1", facts)

    assert outcome.status is status
    assert bool(outcome.settle) is (status is Status.UNKNOWN)
    assert outcome.stands_on  # the notification requirement itself is on no record


def test_a_second_sentence_that_is_listed_is_enough():
    both = serving(PLAIN, sentence("ltp", "2024-03-04", years=5, listed_sexual=True))

    assert asked("MAPPA-CAT1", both).status is Status.UNKNOWN
    assert listed_offence(both, TODAY) is True


class TestMappaPolice:
    MOVE = ("progression-scheduled", "2027-03-01")

    @pytest.mark.parametrize(
        ("events", "status", "due"),
        [
            pytest.param((), Status.NOT_APPLICABLE, None, id="no progression planned"),
            pytest.param((MOVE,), Status.UNKNOWN, None, id="MAPPA not recorded"),
            pytest.param((MOVE, ("mappa-not", "2026-01-05")), Status.NOT_APPLICABLE, None, id="not MAPPA"),
            pytest.param((MOVE, ("mappa", "2026-01-05")), Status.DUE, "2027-02-28", id="due before"),
            pytest.param(
                (MOVE, ("mappa", "2026-01-05"), ("police-notice", "2026-10-05")),
                Status.MET,
                "2027-02-28",
                id="given",
            ),
            pytest.param(
                (("progression-scheduled", "2026-06-01"), MOVE, ("mappa", "2026-01-05"),
                 ("police-notice", "2026-05-05")),
                Status.DUE,
                "2027-02-28",
                id="given for an earlier move",
            ),
        ],
    )  # fmt: skip
    def test_is_given_before_the_move(self, events, status, due):
        outcome = asked("MAPPA-POLICE", serves(False, *events))

        assert (outcome.status, outcome.due_on) == (status, day(due))

    def test_is_late_on_the_day_of_the_move(self):
        facts = serves(False, self.MOVE, ("mappa", "2026-01-05"))

        assert asked("MAPPA-POLICE", facts, "2027-02-28").status is Status.DUE
        assert asked("MAPPA-POLICE", facts, "2027-03-01").status is Status.OVERDUE


@pytest.mark.parametrize(
    ("category", "level", "listed", "harm", "asks"),
    [
        pytest.param("", "", False, None, (), id="nothing to ask"),
        pytest.param("", "", None, None, (), id="offence not recorded: the rule asks"),
        pytest.param("", "", True, None, ("category 1 automatic",), id="listed and not recorded"),
        pytest.param("3", "2", True, None, ("category 1 automatic",), id="listed and category 3"),
        pytest.param("1", "1", True, Seriousness.VERY_HIGH, (), id="category 1"),
        pytest.param("", "", False, Seriousness.HIGH, ("category 3",), id="high"),
        pytest.param("", "", False, Seriousness.MEDIUM, (), id="medium"),
        pytest.param("3", "1", False, Seriousness.HIGH, ("level 2 or 3",), id="category 3 at level 1"),
        pytest.param("1", "", True, None, ("No level",), id="no level"),
    ],
)  # fmt: skip
def test_questions_ask_and_never_answer(category, level, listed, harm, asks):
    found = questions(category, level, listed=listed, harm=harm)

    assert len(found) == len(asks)
    assert all(part in text for part, text in zip(asks, found, strict=True))
    assert all("?" in text for text in found)
