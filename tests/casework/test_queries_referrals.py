"""What the pages of referrals read: how each stands, what is overdue, what a service may know, how long people wait."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.http import Http404

from casework.models import Referral
from casework.policy.areas import Domain
from casework.queries import chasing, providers, waits
from casework.queries import referrals as queries
from icm.core.disclosure import WITHHELD
from icm.people.models import Person
from icm.policy.roles import Role
from tests.factories import persons, referrals
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


def _card(row, by):
    page = queries.referrals_page(row.person, principals(by), TODAY)
    return (page.standing + page.ended)[0]


def _facts(card):
    return {fact.key: fact for fact in card.facts}


def test_the_card_says_how_it_stands_who_asks_and_how_long_it_takes_there(world, officer):
    row = referrals.referral(world.person, referrals.provider(), officer, days=3)

    facts = _facts(_card(row, officer))

    assert facts["How it stands"].value == "No answer yet, since 18 November 2026"
    assert facts["Who asks how it stands"].value == officer.display_name()
    assert facts["Who asks how it stands"].age == "next on 2 December 2026"
    assert facts["Usual wait there"].value == "Not known"
    assert facts["Made"].value.endswith("from: between conferences")


def test_the_card_says_when_nobody_asked_on_the_day(world, officer):
    row = referrals.referral(world.person, referrals.provider(), officer, days=20, urgency="today")

    facts = _facts(_card(row, officer))

    assert facts["Who asks how it stands"].age == "was to ask on 2 November 2026"
    assert facts["Why"].note == "How soon: today"


@pytest.mark.parametrize(
    ("days", "late"),
    [
        pytest.param(14, "", id="on the last day"),
        pytest.param(15, "No answer. It was due on 20 November 2026, 1 day ago.", id="a day after"),
    ],
)
def test_an_answer_is_overdue_after_its_day(world, officer, days, late):
    row = referrals.referral(world.person, referrals.provider(), officer, days=days)

    assert queries.late(row, TODAY) == late


def test_a_start_is_overdue_after_the_day_it_was_expected(world, officer):
    service = referrals.provider()
    row = referrals.referral(world.person, service, officer, days=30)
    row = referrals.answered(
        row,
        "wait",
        referrals.worker(service),
        on=TODAY - timedelta(20),
        expected_on=TODAY - timedelta(1),
    )

    assert queries.late(row, TODAY).startswith("Not started. It was expected to start on 20 Nov")
    assert queries.late(row, TODAY - timedelta(1)) == ""


def test_what_is_overdue_comes_first(world, officer):
    old, new = referrals.provider(), referrals.provider()
    referrals.referral(world.person, old, officer, days=20)
    referrals.referral(world.person, new, officer)

    page = queries.referrals_page(world.person, principals(officer), TODAY)

    assert [bool(card.late) for card in page.standing] == [True, False]
    assert page.late == 1


def test_what_is_withheld_is_read_by_staff_with_its_ground_and_by_the_service_as_its_gist(
    world, officer
):
    service = referrals.provider()
    row = referrals.referral(
        world.person, service, officer, disclosure="team", gist="A home.", ground="Somebody else."
    )
    facts = _facts(_card(row, officer))
    worker = principals(referrals.worker(service))
    theirs = _facts(providers.referral_page(row, worker, TODAY))

    assert facts["Why"].value == "They have nowhere to go on release."
    assert facts["What the person and the service read instead"].value == "A home."
    assert facts["Why it is withheld"].value == "Somebody else."
    assert theirs["Why"].value == "A home."
    assert not {fact.value for fact in facts.values()} & {WITHHELD}
    assert "Somebody else." not in {fact.value for fact in theirs.values()}


def test_social_works_text_is_withheld_from_other_staff(world, officer):
    row = referrals.referral(
        world.person,
        referrals.provider(),
        world.user(Role.PBSW),
        disclosure="social work",
        ground="A score.",
    )
    facts = _facts(_card(row, officer))

    assert facts["Why"].value == WITHHELD
    assert "Why it is withheld" not in facts


def test_acts_are_those_the_asker_may_take(world, officer):
    with_team = referrals.referral(world.person, referrals.provider(), officer)

    assert [act.text for act in _card(with_team, officer).acts] == [
        "Ask how it stands",
        "Withdraw",
    ]
    assert _card(with_team, world.user(Role.HQ)).acts == ()


def test_links_centre_answers_for_a_service_without_a_team(world, officer):
    row = referrals.referral(world.person, referrals.provider(role=None), officer)

    texts = [act.text for act in _card(row, world.user(Role.LINKS_CENTRE)).acts]

    assert texts == [
        "Ask how it stands",
        "They accept",
        "They decline",
        "There is a waiting list",
        "It has started",
        "Withdraw",
    ]


def test_services_are_those_of_the_establishment_the_council_and_the_country(world):
    own = referrals.provider()
    council = referrals.provider("", council="glasgow-city")
    country = referrals.provider("", domains=())
    for other in (
        referrals.provider("perth"),
        referrals.provider("", council="fife"),
        referrals.provider(domains=(Domain.LEARNING.value,)),
    ):
        assert other.pk
    closed = referrals.provider()
    closed.closed_on = TODAY
    closed.save(update_fields=["closed_on"])

    found = dict(queries.services(world.person, TODAY, offered=True))

    names = [name for _, name in found[Domain.ACCOMMODATION.label]]
    assert sorted(names) == sorted([own.name, council.name, country.name])
    assert found[Domain.VIOLENCE.label] == [(f"violence:{country.pk}", country.name)]


def test_the_asker_comes_first_among_who_could_ask(world, officer):
    links = world.user(Role.LINKS_CENTRE)
    found = queries.askers(world.person, links)

    assert next(iter(found.items())) == (links, "I do")
    assert found[officer].endswith(", personal officer")
    assert queries.asker(world.person, officer, str(officer.pk)) == officer


def test_a_referral_of_somebody_else_is_not_there(world, officer):
    row = referrals.referral(world.person, referrals.provider(), officer)

    with pytest.raises(Http404):
        queries.referral(world.standard, row.pk)


def test_a_service_knows_of_nobody_but_those_referred_to_it(world, officer):
    mine, other = referrals.provider(), referrals.provider()
    row = referrals.referral(world.person, mine, officer)
    referrals.referral(world.standard, other, world.user(Role.LINKS_CENTRE))
    worker = principals(referrals.worker(mine))

    page = providers.work_list(worker, "", on=TODAY, page=1)

    assert [line["name"].split(",")[0] for line in page.table.rows] == [
        world.person.family_name.upper()
    ]
    assert page.persons == (world.person.pk,)
    with pytest.raises(Http404):
        providers.referred(principals(referrals.worker(other)), row.pk, TODAY)


def test_the_work_list_counts_by_state_and_puts_the_unanswered_first(world, officer):
    service = referrals.provider()
    worker = referrals.worker(service)
    people = [persons.person() for _ in range(4)]
    by = world.user(Role.LINKS_CENTRE)
    rows = [referrals.referral(of, service, by, days=20 - n) for n, of in enumerate(people)]
    for row, move in zip(rows, ("start", "wait", "accept"), strict=False):
        referrals.answered(row, move, worker)

    page = providers.work_list(principals(worker), "", on=TODAY, page=1)

    assert [line["state"] for line in page.table.rows] == [
        "No answer yet",
        "Accepted",
        "Waiting",
        "Under way",
    ]
    assert [tab.count for tab in page.tabs] == [4, 1, 1, 1, 1, 0]
    assert page.late == 1
    chosen = providers.work_list(principals(worker), "waiting", on=TODAY, page=1)
    assert [line["state"] for line in chosen.table.rows] == ["Waiting"]


def test_what_ended_is_seen_for_some_weeks_and_then_no_more(world, officer):
    service = referrals.provider()
    worker = referrals.worker(service)
    row = referrals.referral(world.person, service, officer, days=60)
    referrals.answered(row, "decline", worker, on=TODAY - timedelta(28), words="Full.")

    assert providers.referred(principals(worker), row.pk, TODAY) == row
    page = providers.work_list(principals(worker), "ended", on=TODAY, page=1)
    assert [line["state"] for line in page.table.rows] == ["Declined by the provider"]
    with pytest.raises(Http404):
        providers.referred(principals(worker), row.pk, TODAY + timedelta(1))


def test_chasing_lists_what_one_asks_about_and_knows_of(world, officer):
    mine = referrals.referral(world.person, referrals.provider(), officer, days=20)
    referrals.referral(world.standard, referrals.provider(), world.user(Role.LINKS_CENTRE))
    lost = referrals.referral(world.person, referrals.provider(), officer)
    Referral.objects.filter(pk=lost.pk).update(person=world.person_there)

    page = chasing.chasing_page(principals(officer), TODAY, 1)

    assert [line["provider"] for line in page.table.rows] == [mine.provider.name]
    assert (page.late, page.to_ask, page.persons) == (1, 1, (world.person.pk,))


def test_home_says_how_many_referrals_are_to_be_asked_about(world, officer, signed_in):
    referrals.referral(world.person, referrals.provider(), officer, days=20)
    referrals.referral(world.person, referrals.provider(), world.user(Role.LINKS_CENTRE), days=20)

    for who, address in ((officer, "/my-people/"), (Role.LINKS_CENTRE, "/")):
        body = signed_in(who).get(address).content.decode()
        assert "1 referral to ask about</a>, 1 without an answer in time." in body


def _started(service, by, waited, number):
    """So many people who each waited so many days from referral to start, answered half way."""
    worker = referrals.worker(service)
    for _ in range(number):
        row = referrals.referral(persons.person(), service, by, days=100)
        made = persons.days_ago(100).date()
        referrals.answered(row, "accept", worker, on=made + timedelta(waited // 2))
        referrals.answered(row, "start", worker, on=made + timedelta(waited))


def test_waits_are_averages_from_made_to_answer_and_to_start(world):
    service, by = referrals.provider(), world.user(Role.LINKS_CENTRE)
    _started(service, by, 20, 3)
    _started(service, by, 30, 3)

    wait = waits.waits_of(Referral.objects.all(), "provider", TODAY)[service.pk]

    assert (wait.started, wait.starts, wait.words) == (25, 6, "25 days from referral to start")
    assert wait.answered == wait.to_answer == 12
    assert (wait.waiting, wait.late) == (0, 0)


def test_waits_of_few_people_and_of_long_ago_are_not_told(world):
    service, by = referrals.provider(), world.user(Role.LINKS_CENTRE)
    _started(service, by, 20, 4)
    few = waits.waits_of(Referral.objects.all(), "provider", TODAY)[service.pk]
    _started(service, by, 20, 1)
    later = waits.waits_of(Referral.objects.all(), "provider", TODAY + timedelta(366))

    assert (few.started, few.answered, few.words) == (None, None, "Not known")
    assert waits.few(4, "started", TODAY) == "fewer than 5 started"
    assert later[service.pk].starts == 0


def test_the_waits_of_an_establishment_are_those_of_its_services_and_those_it_uses(world):
    by = world.user(Role.LINKS_CENTRE)
    used, unused = referrals.provider(""), referrals.provider("")
    own, there = referrals.provider(), referrals.provider("perth")
    _started(own, by, 10, 5)
    referrals.referral(world.standard, used, by, days=20)

    page = waits.waits_page({"barlinnie": "HMP Barlinnie"}, "nowhere", TODAY)

    rows = {row["name"]: row for row in page.table.rows}
    assert set(rows) == {own.name, used.name}
    assert {unused.name, there.name}.isdisjoint(rows)
    assert (rows[own.name]["started"], rows[own.name]["starts"]) == ("10 days", "5 started")
    assert (rows[used.name]["waiting"], rows[used.name]["late"]) == ("1", "1")
    assert [(bar.label, bar.parts) for bar in page.chart.bars] == [(own.name, (5, 5))]
    assert page.title == "HMP Barlinnie"


def test_every_establishment_is_a_row_for_whoever_sees_several(world, asking):
    _started(referrals.provider(), world.user(Role.LINKS_CENTRE), 1, 5)

    names = waits.places(asking(Role.HQ))
    page = waits.waits_page(names, "", TODAY)

    assert len(names) == 17
    assert [row["name"] for row in page.table.rows] == ["HMP Barlinnie"]
    assert page.table.rows[0]["started"] == "1 day"
    assert [bar.label for bar in page.chart.bars] == ["HMP Barlinnie"]


def test_who_sees_waits_sees_them_where_they_work(world, asking):
    assert waits.places(asking(Role.FIRST_LINE_MANAGER, "perth")) == {"perth": "HMP Perth"}
    assert waits.places(asking(Role.PERSONAL_OFFICER)) == {}
    assert waits.places(asking(Role.PROVIDER)) == {}


def test_only_provides_is_for_posts_in_services_alone(world, asking):
    assert asking(Role.NHS).only_provides
    assert not asking(Role.LINKS_CENTRE).only_provides
    assert not asking(None).only_provides


def test_a_service_is_told_where_somebody_is_and_nothing_else_of_them(world):
    held = providers.who(world.person)
    Person.objects.filter(pk=world.person.pk).update(released_on=TODAY)
    gone = providers.who(Person.objects.get(pk=world.person.pk))

    assert held.place == "HMP Barlinnie, A Hall"
    assert [field.name for field in fields(held)] == ["name", "number", "place"]
    assert gone.place == "Not in custody"
