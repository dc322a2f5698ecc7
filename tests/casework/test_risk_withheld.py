"""What rests on the assessment of somebody waits until social work has settled what contradicts itself in it."""

import pytest
from django.urls import reverse

from casework import actions
from casework.actions import plan_referrals
from casework.models import Referral
from casework.policy.areas import Agency, Domain
from casework.policy.referrals import rests_on_risk
from icm.core.refusals import Refused
from icm.policy.roles import Role
from risk import actions as risk
from tests.factories import assessments, copies, persons, referrals, screens
from tests.factories.assessments import FIGURES
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW, TODAY = persons.NOW, persons.TODAY
VIOLENCE, HOUSING = Domain.VIOLENCE.value, Domain.ACCOMMODATION.value
NUMBERS = {"20", "27"}  # the sum and the total that contradict each other


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def programmes():
    return referrals.provider(
        agency=Agency.INTERVENTIONS.value, domains=(VIOLENCE, HOUSING), role=Role.PROGRAMMES_OFFICER
    )


@pytest.fixture
def housing():
    return referrals.provider()


@pytest.fixture
def stopped(world, worker):
    return assessments.contradicting(world.person, worker, days=3)


def refer(world, to, by, domain=VIOLENCE, **values):
    ask = referrals.ask(to, domain=domain, **values)
    return actions.open_referral(world.person, ask, by=by, principals=principals(by), at=NOW)


def page(client, name, *args):
    answer = client.get(reverse(f"casework:{name}", args=args))
    assert answer.status_code == 200
    return answer.text


def settled(row, by):
    row.refresh_from_db()
    given = assessments.result(version=row.version, figures=FIGURES)
    risk.settle_assessment(
        row, given, how="Read it again.", by=by, principals=principals(by), at=NOW
    )


@pytest.mark.parametrize(
    ("agency", "domain", "rests"),
    [
        (Agency.INTERVENTIONS, Domain.LEARNING, True),
        (Agency.THIRD_SECTOR, Domain.VIOLENCE, True),
        (Agency.THIRD_SECTOR, Domain.SEXUAL_CONDUCT, True),
        (Agency.THIRD_SECTOR, Domain.OTHER_OFFENDING, True),
        (Agency.THIRD_SECTOR, Domain.ACCOMMODATION, False),
        (Agency.HEALTH, Domain.MENTAL_HEALTH, False),
    ],
)
def test_a_programme_and_help_with_conduct_rest_on_risk(agency, domain, rests):
    assert rests_on_risk(agency.value, domain.value) is rests


def test_nothing_stands_in_the_way_of_one_that_agrees_or_of_none(
    world, programmes, officer, worker
):
    assert refer(world, programmes, officer).state == "open"
    assessments.done(world.person, worker)
    assert refer(world, programmes, officer, HOUSING).state == "open"


def test_one_that_is_stopped_is_not_used_until_it_is_settled(
    world, programmes, officer, worker, stopped
):
    with pytest.raises(Refused, match="until social work has settled it") as told:
        refer(world, programmes, officer)
    assert not Referral.objects.exists()
    assert not any(number in str(told.value).split() for number in NUMBERS)

    settled(stopped, worker)

    assert refer(world, programmes, officer).state == "open"


def test_what_does_not_rest_on_it_is_referred_all_the_same(world, housing, officer, stopped):
    assert refer(world, housing, officer, HOUSING).state == "open"


def test_what_was_sent_before_it_stopped_is_harmless_a_second_time(
    world, programmes, officer, worker
):
    made = refer(world, programmes, officer, reference="once")
    assessments.contradicting(world.person, worker)

    assert refer(world, programmes, officer, reference="once") == made


def test_a_core_screen_rests_on_what_the_person_said(world, programmes, officer, stopped):
    screen = screens.begun(world.person, world.user(Role.RESIDENTIAL_OFFICER))

    assert refer(world, programmes, officer, screen=screen).screen == screen


def test_who_reads_nothing_of_risk_hears_nothing_of_it(world, programmes, stopped):
    with pytest.raises(Refused, match="Their social worker can say when") as told:
        refer(world, programmes, world.user(Role.LINKS_CENTRE))

    said = str(told.value)
    assert not [word for word in ("LS/CMI", "risk", "assess", "contradict") if word in said]


def test_an_action_of_the_plan_waits_too(world, programmes, officer, stopped):
    plan = copies.plan(world.person, officer)
    action = copies.action(plan, domain=VIOLENCE, what="A programme", provider=programmes)

    with pytest.raises(Refused, match="until social work has settled it"):
        plan_referrals.refer_action(
            action, consent="given", by=officer, principals=principals(officer), at=NOW
        )


def test_the_pages_say_so_and_offer_nothing_that_would_be_refused(
    world, programmes, housing, officer, stopped, signed_in
):
    client, refused = signed_in(officer), f'value="{VIOLENCE}:{programmes.pk}"'

    for name in ("refer", "referrals"):
        said = page(client, name, world.person.pk)
        assert "Risk information is withheld" in said
        assert refused not in said
    assert f'value="{HOUSING}:{housing.pk}"' in page(client, "refer", world.person.pk)
    said = page(signed_in(Role.LINKS_CENTRE), "refer", world.person.pk)
    assert "Risk information" not in said
    assert refused not in said


def test_a_page_from_before_loses_nothing(world, programmes, officer, stopped, signed_in):
    sent = {
        "reference": "r1",
        "service": f"{VIOLENCE}:{programmes.pk}",
        "consent": "given",
        "why": "He asked for it himself.",
        "urgency": "later",
        "origin": "self",
        "disclosure": "person",
        "chaser": str(officer.pk),
    }

    answer = signed_in(officer).post(reverse("casework:refer", args=[world.person.pk]), sent)

    assert "until social work has settled it" in answer.text
    assert "He asked for it himself." in answer.text
    assert f'value="{VIOLENCE}:{programmes.pk}"' in answer.text


def test_the_service_is_told_on_the_referral_that_stands(
    world, programmes, officer, worker, signed_in
):
    made = refer(world, programmes, officer)
    client = signed_in(referrals.worker(programmes))
    assert "Risk information" not in page(client, "referral", made.pk)

    row = assessments.contradicting(world.person, worker)
    said = page(client, "referral", made.pk)
    assert "Withheld until social work has settled it" in said
    assert not [word for word in ("LS/CMI", "contradict") if word in said]

    settled(row, worker)
    assert "Risk information" not in page(client, "referral", made.pk)
