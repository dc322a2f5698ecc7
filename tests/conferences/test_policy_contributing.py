"""Who contributes in writing by which day, who is late, what it endangers, when they are reminded (CIP-CHECK)."""

from datetime import date, timedelta

import pytest

from conferences.policy import contributing as policy
from conferences.policy.contributing import Owed, Stand
from conferences.policy.kinds import Party
from conferences.policy.replies import Reply

HELD = date(2027, 1, 14)
ASKED = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("party", "due", "local"),
    [
        pytest.param(Party.PBSW, "2026-12-31", False, id="as the assessment: two weeks (RA-2W)"),
        pytest.param(Party.CBSW, "2026-12-31", False, id="the council's social worker too"),
        pytest.param(Party.OFFICER, "2027-01-04", True, id="the officer's report"),
        pytest.param(Party.NHS, "2027-01-07", True, id="everybody else"),
    ],
)
def test_cip_check_each_party_has_its_own_day(party, due, local):
    assert policy.due_on(party, HELD, ASKED) == date.fromisoformat(due)
    assert policy.days_before(party, ASKED).source.is_local is local


def test_nobody_is_late_on_the_day_they_are_asked():
    assert policy.due_on(Party.PBSW, HELD, HELD - timedelta(3)) == HELD - timedelta(3)


@pytest.mark.parametrize(
    ("party", "reply", "asked"),
    [
        (Party.OFFICER, None, True),
        (Party.SERVICE, Reply.ACCEPTED, True),
        (Party.PERSON, Reply.WRITTEN, False),
        (Party.CASE_CO_ORDINATOR, None, False),
        (Party.FAMILY, None, False),
        (Party.FAMILY, Reply.WRITTEN, True),
        (Party.OTHER, Reply.WRITTEN, True),
    ],
)
def test_who_is_asked(party, reply, asked):
    assert policy.is_asked(party, reply) is asked


@pytest.mark.parametrize(
    ("given", "on", "stand"),
    [
        (None, "2027-01-04", Stand.WAITED),
        (None, "2027-01-05", Stand.OVERDUE),
        ("2027-01-04", "2027-01-05", Stand.GIVEN),
        ("2027-01-05", "2027-01-05", Stand.LATE_GIVEN),
    ],
)
def test_how_it_stands(given, on, stand):
    owed = Owed(Party.OFFICER, None, date.fromisoformat(given) if given else None)

    found = policy.standpoint(owed, date(2027, 1, 4), date.fromisoformat(on))

    assert found.stand is stand
    assert bool(found.endangers) is (stand is Stand.OVERDUE)


@pytest.mark.parametrize("party", [one for one in Party if one is not Party.PERSON])
def test_what_is_late_endangers_something_and_less_where_they_come(party):
    silent = policy.standpoint(Owed(party, Reply.WRITTEN), ASKED, HELD)
    assert silent.endangers
    if policy.is_asked(party, None):
        comes = policy.standpoint(Owed(party, Reply.ACCEPTED), ASKED, HELD)
        assert comes.endangers.startswith(silent.endangers)
        assert "can say it there" in comes.endangers


def test_without_a_date_nothing_is_late_and_who_is_not_asked_owes_nothing():
    assert policy.standpoint(Owed(Party.NHS, None), None, HELD).stand is Stand.WAITED
    assert policy.standpoint(Owed(Party.FAMILY, None), ASKED, HELD).stand is Stand.NOT_ASKED


@pytest.mark.parametrize(
    ("after", "stage"),
    [(-6, None), (-5, 5), (-2, 5), (-1, 1), (0, 1), (1, -1), (3, -1), (4, -4), (9, -4), (10, None)],
)
def test_chasers_remind_around_the_last_day_and_never_from_the_conference_on(after, stage):
    due = date(2027, 1, 4)

    assert policy.stage(due, ASKED, HELD, due + timedelta(after)) == stage


def test_no_reminder_of_before_they_were_asked():
    due = date(2027, 1, 4)

    assert policy.stage(due, due, HELD, due) is None
    assert policy.first_reminder(ASKED) == 14 + 5
