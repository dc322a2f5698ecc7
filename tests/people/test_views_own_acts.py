"""What has a page of its own is recorded there, and put right there: its event never contradicts its row."""

import pytest
from django.urls import reverse

from icm.people import access
from icm.people.models import Event
from icm.people.policy import own_acts
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from risk import actions as risk
from tests.factories import outcomes

TODAY = {"on_day": "21", "on_month": "11", "on_year": "2026"}


def url(name, *args):
    return reverse(f"people:{name}", args=args)


@pytest.mark.parametrize("kind", own_acts.OF_KIND)
def test_what_has_a_page_of_its_own_is_offered_and_asked_for_there(world, signed_in, kind):
    """Whoever may record it is let in there: the table of recorders agrees with that page."""
    there = reverse(own_acts.OF_KIND[kind].page, args=[world.person.pk])
    roles = [role for role in access.RECORDERS[kind] if access.RECORD in access.VERBS.get(role, ())]

    for role in roles:
        client = signed_in(role)
        assert there in client.get(url("record_event", world.person.pk)).text
        assert client.get(url("record_kind", world.person.pk, kind.value)).url == there
        assert "is recorded here" in client.get(there).text


def test_a_page_left_open_for_what_has_a_page_of_its_own_keeps_what_was_typed(world, signed_in):
    page = {"reference": "r1", "note": "Read it to her twice.", **TODAY}

    said = signed_in(Role.PBSW).post(url("record_kind", world.person.pk, "lscmi"), page).text

    assert "on the page “Record an LS/CMI”" in said
    assert reverse("risk:record_assessment", args=[world.person.pk]) in said
    assert "Read it to her twice." in said
    assert not Event.objects.exists()


def test_what_came_with_a_row_is_put_right_where_that_row_is(world, signed_in):
    """An explanation and its event never contradict each other."""
    worker = world.user(Role.PBSW)
    row = outcomes.lscmi(world.person, worker)
    risk.explain(row, outcomes.told(), **outcomes.asked(worker))
    event = Event.objects.get(kind=EventKind.LSCMI_EXPLAINED)
    client, address = signed_in(worker), url("withdraw_event", world.person.pk, event.pk)
    listed = client.get(reverse("pages:events", args=[world.person.pk])).text
    assert address not in listed
    there = reverse("risk:assessments", args=[world.person.pk])
    assert f'href="{there}"' in listed

    shown = client.get(address).text
    assert "part of what stands on the page “Assessments”" in shown
    assert f'href="{there}"' in shown
    assert "<textarea" not in shown

    refused = client.post(address, {"why": "Typed by mistake."})
    assert "Typed by mistake." in refused.text
    assert Event.objects.filter(pk=event.pk).exists()


def test_a_conference_is_recorded_by_hand_only_as_held_on_paper(world, signed_in):
    client = signed_in(Role.ICM_CASE_CO_ORDINATOR)
    there = reverse("conferences:conferences", args=[world.person.pk])
    assert "Case conferences held on paper" in client.get(url("record_event", world.person.pk)).text

    said = client.get(url("record_kind", world.person.pk, "conference-initial")).text

    assert "Only for a conference that was held on paper" in said
    assert f'href="{there}"' in said
    other = client.get(url("record_kind", world.person.pk, "learner-reports")).text
    assert "held on paper" not in other
