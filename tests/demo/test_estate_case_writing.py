"""The invented casework in the tables: as the acts would have left it, and read by nobody it is not for."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Q

from casework import access
from casework.models import (
    ActionPlan,
    Answer,
    Conversation,
    CoreScreen,
    DomainRating,
    Narrative,
    PlanAction,
    QualityReading,
    Referral,
    SafetyAlert,
)
from casework.policy.areas import AGENCY_OF
from casework.policy.likeness import NEARLY_THE_SAME
from casework.queries.likeness import Reader, nearest
from casework.queries.quality import drawable
from casework.workflow import WRITES
from icm.core.access import principals_of
from icm.core.disclosure import CLEARED, Audience
from icm.core.models import Team
from icm.demo.estate import services
from icm.demo.estate.load import Estate, load
from icm.demo.sign_ins import sign_ins
from icm.people.models import Absence, Allocation, Establishment, Event, Person, ShiftPattern
from icm.policy.facts import EventKind
from icm.policy.roles import Role

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 8, 30, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(scope="module")
def _estate(django_db_setup, django_db_blocker):
    """Loaded once and taken back at the end: the tests only read."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load(Estate(people=240, seed=1, on=ON, at=AT, password="!"))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def estate(_estate, db):
    pass


def user(name):
    return get_user_model().objects.get(username=name)


def events(kind, prefix):
    rows = Event.objects.filter(kind=kind, reference__startswith=prefix)
    return set(rows.values_list("person_id", "reference"))


@pytest.mark.parametrize(
    ("kind", "rows", "name"),
    [
        pytest.param(
            EventKind.CORE_SCREEN,
            lambda: CoreScreen.objects.filter(state="completed"),
            "screen-{}",
            id="screens",
        ),
        pytest.param(EventKind.REFERRAL, Referral.objects.all, "referral-{}", id="referrals"),
        pytest.param(EventKind.PLAN_UPDATED, Narrative.objects.all, "narrative-{}", id="entries"),
        pytest.param(EventKind.PLAN_UPDATED, DomainRating.objects.all, "rating-{}", id="ratings"),
        pytest.param(
            EventKind.PLAN_AGREED,
            lambda: ActionPlan.objects.exclude(state="draft"),
            "plan-{}",
            id="plans",
        ),
    ],
)
def test_rows_and_events_name_each_other(estate, kind, rows, name):
    expected = {(person, name.format(key)) for key, person in rows().values_list("pk", "person")}
    assert expected
    assert events(kind, name.split("{")[0]) == expected


def test_a_screen_is_read_where_its_officer_has_an_event_for_it(estate):
    read = CoreScreen.objects.filter(read_at__isnull=False)
    expected = {(row.person_id, f"screen-{row.pk}-read-{row.read_by_id}") for row in read}
    assert expected
    assert events(EventKind.CORE_SCREEN_READ, "screen-") == expected
    for row in read:
        assert Allocation.objects.filter(person=row.person, user=row.read_by).exists()


def test_nobody_wrote_in_a_role_they_do_not_hold(estate):
    for model, by in ((Narrative, "author"), (DomainRating, "by"), (Conversation, "by")):
        holds = Team.objects.filter(group__user=OuterRef(by), role=OuterRef("role"))
        own = Q(role=Role.PROVIDER.value)
        assert not model.objects.exclude(own).filter(~Exists(holds)).exists()


def test_a_service_writes_through_its_own_people_of_whom_it_took_on(estate):
    rows = Narrative.objects.exclude(provider=None).select_related("provider__team")
    assert rows
    for row in rows:
        assert row.author.groups.filter(pk=row.provider.team.group_id).exists()
        taken = Referral.objects.filter(
            person=row.person,
            provider=row.provider,
            domain=row.domain,
            state__in=[*WRITES, "moved"],
        )
        assert taken.exists()
    for row in Narrative.objects.filter(provider=None):
        assert row.agency == AGENCY_OF[Role(row.role)].value


def test_near_copies_are_those_the_act_would_have_pointed_out(estate):
    marked = Narrative.objects.exclude(like=None).select_related("like")
    assert marked
    for row in marked:
        assert row.likeness >= NEARLY_THE_SAME.at(ON)
        assert row.like.person_id == row.person_id or row.like.author_id == row.author_id
        assert row.like.written_at <= row.written_at
    plain = Narrative.objects.filter(like=None, disclosure="person").select_related("person")
    unmarked = 0
    for row in plain.order_by("-written_at", "-pk")[:80]:
        reader = Reader(row.author_id, Audience.TEAM)
        found, _ = nearest(row.body, row.person, reader, on=ON, but=row.pk)
        unmarked += found is not None and found.written_at < row.written_at
    assert unmarked <= 2  # two entries may come near one another by chance


def test_a_service_reads_nothing_that_is_kept_back(estate):
    provider = principals_of(user("provider.barlinnie"), at=AT)
    theirs = access.referred_to(provider)
    assert theirs.exists()
    assert set(theirs.values_list("provider__slug", flat=True)) == {"recovery-barlinnie"}
    secrets = Referral.objects.exclude(disclosure__in=CLEARED[Audience.PROVIDER])
    for row in secrets:
        assert access.classed(row, Audience.PROVIDER) == row.gist != row.why


@pytest.mark.parametrize("model", [Narrative, PlanAction, Referral])
def test_what_is_withheld_has_gist_and_ground_and_is_not_shown(estate, model):
    withheld = model.objects.exclude(disclosure__in=["open", "person"])
    for row in withheld:
        assert row.ground
        said = access.classed(row, Audience.PERSON)
        assert said == row.gist
        assert getattr(row, access.CLASSED[model]) not in said


def test_scores_are_read_by_social_work_only(estate):
    rows = Narrative.objects.filter(disclosure="social work")
    assert rows
    for row in rows:
        assert access.classed(row, Audience.TEAM) == row.gist
        assert access.classed(row, Audience.SOCIAL_WORK) == row.body


def test_answers_name_services_of_the_establishment(estate):
    for row in Answer.objects.exclude(provider=None).select_related("provider__establishment"):
        assert row.referral == "accepted"
        assert row.need == "need"
        assert row.provider.establishment is not None


def test_an_alert_acted_on_says_by_whom(estate):
    for row in SafetyAlert.objects.all():
        assert (row.done_at is None) == (row.done_by_id is None) == (row.done == "")


def test_officers_who_are_away_are_covered_from_their_own_prison_or_by_nobody(estate):
    away = Absence.objects.select_related("user", "cover")
    assert away.filter(cover=None).exists()
    assert away.exclude(cover=None).exists()
    for row in away.exclude(cover=None):
        mine, theirs = (
            set(one.groups.values_list("pk", flat=True)) for one in (row.user, row.cover)
        )
        assert mine & theirs
        overlapping = away.filter(from_on__lte=row.until_on, until_on__gte=row.from_on)
        assert not overlapping.filter(user=row.cover).exists()
    assert ShiftPattern.objects.exists()
    assert all(row.from_on.weekday() == 0 for row in ShiftPattern.objects.all())


def test_readings_are_of_entries_their_reader_could_have_drawn(estate):
    for row in QualityReading.objects.select_related("narrative", "drawn_by", "establishment"):
        assert row.narrative.author_id != row.drawn_by_id
        assert row.narrative.disclosure == "person"
        sees = principals_of(row.drawn_by, at=AT)
        assert not set(row.narrative.person.acl).isdisjoint(sees.ids)
    flm = user("flm.barlinnie")
    place = Establishment.objects.get(slug="barlinnie")
    assert drawable(place, principals_of(flm, at=AT), on=ON).exists()


def test_every_establishment_has_its_services_and_their_people_sign_in(estate):
    for place in Establishment.objects.all():
        assert place.providers.count() == len(services.KINDS)
    named = dict(sign_ins())
    for role in (Role.PROVIDER, Role.NHS, Role.PROGRAMMES_OFFICER, Role.PSYCHOLOGY):
        assert access.own_services(principals_of(user(named[role.label]), at=AT)).exists()


def test_nothing_is_written_before_custody_or_after_now(estate):
    for model, at in ((Narrative, "written_at"), (Referral, "made_at"), (Conversation, "at")):
        assert not model.objects.filter(**{f"{at}__gt": AT}).exists()
        early = model.objects.filter(person__admitted_at__isnull=False)
        assert not early.filter(**{f"{at}__date__lt": F("person__admitted_at__date")}).exists()


def test_a_chaser_knows_of_the_person(estate):
    here = Referral.objects.filter(provider__establishment=F("person__establishment"))
    standing = here.filter(ended_on=None).select_related("person", "chaser")
    for row in standing[:80]:
        asks = principals_of(row.chaser, at=AT)
        assert not set(row.person.acl).isdisjoint(asks.ids)
    assert Person.objects.filter(referrals__in=standing).exists()
