"""What may be typed in about conferences."""

import pytest

from conferences.forms.arranging import When
from conferences.forms.holding import Hold
from conferences.forms.inviting import Invite
from conferences.models import Invitation
from conferences.policy.holding import Came, Next
from conferences.policy.kinds import Kind
from icm.core.models import User
from tests.factories import persons

WHEN = {"version": "1", "on": "2027-03-02", "time": "10.30", "minutes": "45", "place": "Room 1"}


def when(**typed):
    nobody = User.objects.none()
    return When(WHEN | typed, today=persons.TODAY, chairs=nobody)


def test_a_day_and_a_time_are_a_moment_in_scotland():
    form = when()

    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts_at"].isoformat() == "2027-03-02T10:30:00+00:00"
    assert form.cleaned_data["minutes"] == 45


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"time": "half ten"}, "time"),
        ({"time": "01:30", "on": "2027-03-28"}, "time"),  # the clocks go forward
        ({"on": "2026-11-01"}, "on"),
        ({"minutes": "7"}, "minutes"),
        ({"place": ""}, "place"),
    ],
)
def test_what_is_no_date_and_place_is_told_where_it_stands(typed, field):
    assert list(when(**typed).errors) == [field]


@pytest.mark.parametrize(
    ("typed", "valid"),
    [
        ({"guests": ["pbsw"]}, True),
        ({"name": "Dr Roe", "party": "nhs"}, True),
        ({"name": "Dr Roe"}, False),
        ({"party": "nhs"}, False),
        ({"party": "family", "name": "His mother"}, False),  # with consent, and not here
        ({"guests": ["cbsw"]}, False),
        ({}, False),
    ],
)
def test_somebody_is_invited_as_something(typed, valid):
    form = Invite({"version": "1"} | typed, proposed=[("pbsw", "Ann Gray")], others={})

    assert form.is_valid() is valid


def test_everybody_invited_has_a_mark_of_their_own():
    guest = Invitation(pk=7, party="nhs", name="Dr Roe")
    typed = {
        "version": "1",
        "on": "2026-11-20",
        "came_7": "video",
        "next_kind": "periodic",
        "next_when": "After the programme.",
        "next_why": "It decides.",
    }
    form = Hold(typed, invited=[guest], today=persons.TODAY)

    assert form.is_valid(), form.errors
    assert form.came == {7: Came.VIDEO}
    assert form.after == Next(Kind.PERIODIC, None, "After the programme.", "It decides.")
    assert list(Hold({}, invited=[guest], today=persons.TODAY).fields)[:3] == [
        "version",
        "on",
        "came_7",
    ]
