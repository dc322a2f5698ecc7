"""The MAPPA record: category, level, stages, notices to the police and their replies."""

from datetime import timedelta

import pytest

from icm.clocks.queries import explain
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people.models import Event
from icm.policy.roles import Role
from icm.policy.rules import Status
from risk.actions import mappa
from risk.models import Mappa, MappaStage, PoliceNotice
from risk.policy.mappa import Category, Management, Occasion, Stage
from tests.factories import persons
from tests.factories.managing import kept, replied, to_police
from tests.factories.receptions import principals

TODAY = persons.TODAY
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NONE = {"category": None, "level": None, "co_ordinator": "", "why": "No requirement."}


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def chair(world):
    return world.user(Role.RMT_CHAIR)


def reach(person, by, stage=Stage.REFERRED, **values):
    details = {"reference": f"{stage}-1", "stage": stage, "on": TODAY, "note": ""} | values
    reached = mappa.Reached(**details)
    return mappa.reach_stage(person, reached, by=by, principals=principals(by), at=persons.NOW)


def kinds(person):
    found = Event.objects.filter(person=person).order_by("pk")
    return list(found.values_list("kind", flat=True))


def test_the_record_is_kept_and_the_rules_hear_of_it(world, worker):
    world.person.sentences.update(listed_sexual=True)
    row = kept(world.person, worker)

    assert (row.category, row.level, row.version) == ("1", "1", 1)
    found = next(one for one in explain(world.person.pk, on=TODAY) if one.rule == "MAPPA-CAT1")
    assert found.status is Status.MET


def test_the_rules_hear_only_whether_they_come_under_it(world, worker):
    kept(world.person, worker)
    kept(world.person, worker, level=Management.MULTI_AGENCY)
    kept(world.person, worker, **NONE)
    kept(world.person, worker, category=Category.THREE)

    assert kinds(world.person) == ["mappa", "mappa-not", "mappa"]


def test_that_they_do_not_come_under_it_is_a_record_too(world, worker):
    row = kept(world.person, worker, **NONE | {"level": Management.PANEL, "co_ordinator": "A."})

    assert (row.category, row.level, row.co_ordinator) == ("", "", "")
    assert kinds(world.person) == ["mappa-not"]


def test_the_same_record_twice_is_one_and_an_earlier_version_is_refused(world, worker):
    kept(world.person, worker)

    assert kept(world.person, worker, version=0).version == 1
    with pytest.raises(Stale, match="Category 1"):
        kept(world.person, worker, version=0, category=Category.TWO)
    assert Mappa.objects.get().category == "1"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Level 1: routine; co-ordinator A. Co-ordinator."),
        ({"level": None, "co_ordinator": ""}, "no level recorded; co-ordinator not known."),
        (NONE, "they do not come under MAPPA."),
    ],
)
def test_the_record_in_words(world, worker, values, said):
    assert mappa.in_words(kept(world.person, worker, **values)).endswith(said)
    assert mappa.in_words(None) == "nothing is recorded."


def test_a_stage_is_reached_once_and_on_a_day_that_can_be(world, worker):
    first = reach(world.person, worker)

    assert reach(world.person, worker) == first
    with pytest.raises(Refused, match="sent with other answers"):
        reach(world.person, worker, note="Other.")
    with pytest.raises(Refused, match="future"):
        reach(world.person, worker, Stage.MET, on=TOMORROW)
    assert MappaStage.objects.count() == 1


def test_leaving_takes_category_and_level_off(world, worker):
    with pytest.raises(Refused, match="not on record as coming under"):
        reach(world.person, worker, Stage.EXITED)
    kept(world.person, worker)

    reach(world.person, worker, Stage.EXITED, note="Requirement ended.")

    row = Mappa.objects.get()
    assert (row.category, row.level, row.why) == ("", "", "Requirement ended.")
    assert kinds(world.person) == ["mappa", "mappa-not"]
    with pytest.raises(Refused, match="not on record as coming under"):
        reach(world.person, worker, Stage.EXITED, reference="again")


def test_a_notice_to_the_police_is_sent_once(world, worker):
    first = to_police(world.person, worker, reference="same")

    assert to_police(world.person, worker, reference="same") == first
    with pytest.raises(Refused, match="sent with other answers"):
        to_police(world.person, worker, reference="same", occasion=Occasion.LIBERATION)
    with pytest.raises(Refused, match="future"):
        to_police(world.person, worker, sent_on=TOMORROW)
    assert PoliceNotice.objects.count() == 1
    assert kinds(world.person) == ["police-notice"]


def test_a_reply_is_written_down_by_whoever_opened_it_and_changed_by_who_may_read_it(
    world, worker, chair
):
    notice = replied(to_police(world.person, worker), worker, reply="Named associates.")

    assert replied(notice, worker, reply="Named associates.", version=1).version == 2
    with pytest.raises(NotAllowed, match="withheld from you"):
        replied(notice, worker, reply="Something else.")
    changed = replied(notice, chair, reply="Named one associate.")

    assert (changed.reply, changed.version) == ("Named one associate.", 3)


def test_a_reply_refuses_an_earlier_version_without_telling_what_stands(world, chair):
    notice = replied(to_police(world.person, chair), chair, reply="Named associates.")

    with pytest.raises(Stale) as refused:
        replied(notice, chair, reply="Other.", version=1)

    assert "Named associates." not in str(refused.value)


@pytest.mark.parametrize(("on", "why"), [(TOMORROW, "future"), (YESTERDAY, "before the notice")])
def test_a_reply_comes_after_the_notice(world, chair, on, why):
    notice = to_police(world.person, chair)

    with pytest.raises(Refused, match=why):
        replied(notice, chair, on=on)

    assert PoliceNotice.objects.get().reply == ""


@pytest.mark.parametrize("role", [Role.PERSONAL_OFFICER, Role.CBSW, Role.HQ])
def test_the_record_is_kept_by_its_keepers(world, worker, role):
    by, notice = world.user(role), to_police(world.person, worker)

    for act in (kept, reach, to_police):
        with pytest.raises(NotAllowed):
            act(world.person, by)
    with pytest.raises(NotAllowed):
        replied(notice, by)

    assert not Mappa.objects.exists()
