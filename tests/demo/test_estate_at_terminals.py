"""What the people of the invented estate said at terminals is what the acts would have kept of it."""

from collections import Counter
from datetime import date, datetime
from itertools import cycle, product
from random import Random
from zoneinfo import ZoneInfo

import pytest

from casework.models import ActionPlan, ActionSay, Ask
from casework.policy.asks import Wanted, answer_by
from conferences.models import Edition, FamilyConsent, Invitation, Issue, Minute
from conferences.policy.preparing import Form
from conferences.queries.editions import content_of
from conferences.queries.issues import readers
from icm.demo.estate import asks, words
from icm.demo.estate.load import Estate, load
from icm.kiosk.models import Account, Terminal, Visit
from icm.people.models import Event, Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind
from icm.policy.wording import why_not_in_words

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 8, 30, tzinfo=ZoneInfo("Europe/London"))
NUMBER = 700


def share(found, whole):
    return found / whole


def about_as_many_as_the_modules_say():
    asking = Ask.objects.values("person").distinct().count()
    assert 0.015 < share(asking, NUMBER) < 0.06
    assert 0.05 < share(FamilyConsent.objects.count(), NUMBER) < 0.14
    plans = ActionPlan.objects.filter(state="agreed").count()
    assert 0.02 < share(ActionSay.objects.values("plan").distinct().count(), plans) < 0.12


def every_kind_of_ask_stands_in_every_state_and_the_overdue_are_told():
    found = Counter(Ask.objects.values_list("wanted", "state"))
    assert set(found) == {
        (wanted.value, state)
        for wanted, state in product(Wanted, ("waiting", "done", "refused", "withdrawn"))
    }
    waiting = Ask.objects.filter(state="waiting")
    assert waiting.filter(answer_by__lt=ON, escalated_at__isnull=False).exists()
    assert waiting.filter(answer_by__gte=ON, escalated_at=None).exists()
    assert not Ask.objects.filter(answer_by__lt=ON, state="waiting", escalated_at=None).exists()


def asks_keep_what_the_rule_of_their_day_says_and_nothing_is_later_than_today():
    for one in Ask.objects.select_related("person__kiosk"):
        assert one.answer_by == answer_by(Wanted(one.wanted), in_scotland(one.asked_at).date())
        assert one.asked_by_id == one.person.kiosk.user_id
        assert one.person.kiosk.given_at < one.asked_at < AT
        assert not one.answered_at or one.asked_at < one.answered_at <= AT


@pytest.mark.parametrize("seed", range(40))
def test_of_one_person_no_two_of_a_kind_can_wait(seed):
    draw = Random(seed)
    stands = ("waiting", "late", "waiting", "late")
    kinds = cycle(draw.sample(every := list(product(Wanted, stands)), len(every)))

    for _ in range(10):
        asked = asks.wishes(kinds, draw, AT)
        assert len({one.wanted for one in asked}) == len(asked)
        assert [one.asked_at for one in asked] == sorted(one.asked_at for one in asked)


def sayings_are_of_actions_in_force_that_are_shown_to_the_person():
    says = list(ActionSay.objects.select_related("plan", "person__kiosk"))
    assert {one.view for one in says} == set(ActionSay.View.values)
    for one in says:
        assert one.plan.state == "agreed"
        assert one.plan.actions.get(line=one.line).disclosure == "person"
        assert max(one.plan.agreed_at, one.person.kiosk.given_at) < one.said_at < AT
        assert one.said_by_id == one.person.kiosk.user_id


def consents_are_given_looked_at_and_withdrawn_in_that_order():
    found = list(FamilyConsent.objects.select_related("person__kiosk"))
    assert {Form(one.form) for one in found} == set(Form)
    assert {one.approved for one in found} == {None, True, False}
    assert len({tuple(one.scope) for one in found}) > 2
    assert any(one.withdrawn_at for one in found)
    for one in found:
        theirs = getattr(getattr(one.person, "kiosk", None), "user_id", None)
        assert (one.form == Form.SELF) is (one.recorded_by_id == theirs)
        moments = [one.recorded_at, one.looked_at, one.withdrawn_at, AT]
        kept = [moment for moment in moments if moment]
        assert kept == sorted(kept)


def minutes_hold_and_reach_what_the_acts_would_have_made_of_them():
    states = Counter(Minute.objects.values_list("state", flat=True))
    assert states["issued"] > 3
    for edition in Edition.objects.select_related("minute__conference__chair"):
        assert edition.content == content_of(edition.minute)
        to = set(Issue.objects.filter(edition=edition).values_list("invitation", flat=True))
        held = edition.minute.conference
        wanted = {one.pk for one in readers(held)} if edition.minute.state == "issued" else set()
        assert to == wanted
        named = Event.objects.filter(reference=f"minute-{edition.pk}", kind=EventKind.CC_MINUTE)
        assert named.count() == (edition.minute.state == "issued")


def a_relative_came_by_consent_and_got_the_minute_as_family():
    came = Invitation.objects.filter(party="family")
    assert came.exists()
    for one in came.select_related("consent", "conference"):
        assert one.consent.may_attend
        assert one.consent.person_id == one.conference.person_id
        assert one.consent.looked_at < one.sent_at
    assert Issue.objects.filter(audience="family", invitation__party="family").exists()


def accounts_are_of_those_who_did_something_and_open_no_page_of_staff():
    assert Account.objects.exists()
    for one in Account.objects.select_related("user"):
        assert (one.user.username, one.user.is_active) == (f"person-{one.person_id}", False)
        assert not one.user.has_usable_password()
    assert Account.objects.count() < 0.25 * Person.objects.count()
    states = Counter((bool(one.key), one.retired_at is not None) for one in Terminal.objects.all())
    assert set(states) == {(True, False), (False, False), (False, True)}


def whatever_was_said_at_a_terminal_was_said_during_a_visit_to_one_of_theirs():
    for one in Ask.objects.select_related("person"):
        visits = Visit.objects.filter(account__person=one.person_id, seen_at=one.asked_at)
        assert visits.get().terminal.establishment_id == one.person.establishment_id
    assert not Visit.objects.filter(ended_at=None).exists()
    assert not Visit.objects.filter(terminal__key="").exists()


@pytest.mark.parametrize("name", ["asks", "minutes"])
def test_what_they_and_staff_say_reads_like_no_score(name):
    said = [line for heading in words.headings(name) for line in words.lines(name, heading)]

    assert len(said) > 20
    assert [line for line in said if why_not_in_words(line)] == []


CHECKS = (
    about_as_many_as_the_modules_say,
    every_kind_of_ask_stands_in_every_state_and_the_overdue_are_told,
    asks_keep_what_the_rule_of_their_day_says_and_nothing_is_later_than_today,
    sayings_are_of_actions_in_force_that_are_shown_to_the_person,
    consents_are_given_looked_at_and_withdrawn_in_that_order,
    minutes_hold_and_reach_what_the_acts_would_have_made_of_them,
    a_relative_came_by_consent_and_got_the_minute_as_family,
    accounts_are_of_those_who_did_something_and_open_no_page_of_staff,
    whatever_was_said_at_a_terminal_was_said_during_a_visit_to_one_of_theirs,
)


def test_the_tables_of_one_estate(db, subtests):
    """One load for all: none of them changes anything."""
    load(Estate(people=NUMBER, seed=1, on=ON, at=AT, password="!"))
    for check in CHECKS:
        with subtests.test(check.__name__):
            check()
