"""What an assessment says in words, and what was decided about serious harm."""

from datetime import timedelta

import pytest

from icm.clocks.models import Due
from icm.core.disclosure import Disclosure
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people.models import Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from icm.policy.rules import Status
from risk import actions
from risk.models import Formulation, NeedFound, ProtectiveFactor
from risk.policy.assessments import RoshChoice, Section, Seriousness, Weight
from tests.factories import outcomes, persons

DRINK = (Section.SUBSTANCES, Weight.CONSIDERABLE)
FAMILY = (Section.FAMILY, Weight.STRENGTH)
YESTERDAY = persons.TODAY - timedelta(days=1)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def row(world, worker):
    return outcomes.lscmi(world.person, worker)


def needs(row, by, profile, version=0):
    return actions.write_needs(row, profile, version=version, **outcomes.asked(by))


def decide(row, by, choice, version=0, **values):
    decision = actions.HarmDecision(**{"choice": choice, "on": persons.TODAY} | values)
    return actions.decide_serious_harm(row, decision, version=version, **outcomes.asked(by))


# -- the formulation -----------------------------------------------------------------------------


def test_write_formulation_keeps_who_wrote_it_and_counts_versions(row, worker):
    first = outcomes.formulated(row, worker)
    second = outcomes.formulated(row, worker, version=1, nature="Other words.")

    assert (first.written_by, first.written_at, first.version) == (worker, persons.NOW, 1)
    assert (second.pk, second.nature, second.version) == (first.pk, "Other words.", 2)


def test_write_formulation_refuses_an_earlier_page_and_takes_the_same_twice(row, worker):
    outcomes.formulated(row, worker)

    assert outcomes.formulated(row, worker).version == 1
    with pytest.raises(Stale):
        outcomes.formulated(row, worker, nature="Other words.")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"disclosure": Disclosure.TEAM}, "why the person may not"),
        ({"disclosure": Disclosure.RESTRICTED, "withheld_why": "x"}, "readers you do not belong"),
        ({"summary": "Your score is 27."}, "“score is 27” reads like a score"),
        ({"pattern": "27/43, so high."}, "“27/43” reads like a score"),
    ],
)
def test_write_formulation_refuses(row, worker, values, reason):
    with pytest.raises(Refused, match=reason):
        outcomes.formulated(row, worker, **values)

    assert not Formulation.objects.exists()


def test_write_formulation_leaves_figures_to_social_work(row, worker):
    among = {"disclosure": Disclosure.SOCIAL_WORK, "withheld_why": "Figures.", "pattern": "27/43."}

    assert outcomes.formulated(row, worker, **among).pattern == "27/43."


def test_write_formulation_is_the_assessors(world, row):
    with pytest.raises(NotAllowed):
        outcomes.formulated(row, world.user(Role.ICM_CO_ORDINATOR))


def test_write_formulation_refuses_what_was_withdrawn(world, worker):
    request = actions.Request(reference="r", tool="lscmi", purpose="annual", side="prison")
    row = actions.ask_assessment(world.person, request, **outcomes.asked(worker))
    who = outcomes.asked(worker)
    del who["by"]
    row = actions.withdraw_assessment(row, why="Not wanted.", version=1, **who)

    with pytest.raises(Refused, match="withdrawn"):
        outcomes.formulated(row, worker)


# -- needs and protective factors -----------------------------------------------------------------


def test_write_needs_replaces_what_stood(row, worker):
    needs(row, worker, outcomes.profile(DRINK, FAMILY))
    other = (Section.SUBSTANCES, Weight.SOME)
    work = actions.Factor("Work", has_before=None)
    profile = actions.Profile(outcomes.profile(other).needs, (work, work))

    written = needs(row, worker, profile, version=1)

    assert [(one.section, one.weight) for one in NeedFound.objects.all()] == [other]
    factors = ProtectiveFactor.objects.order_by("number")
    assert [(one.what, one.has_before) for one in factors] == [("Work", None), ("Work", None)]
    assert written.version == 2
    needs(row, worker, actions.Profile(), version=2)
    assert not NeedFound.objects.exists()
    assert not ProtectiveFactor.objects.exists()


def test_write_needs_twice_is_once_and_from_an_earlier_page_refused(row, worker):
    needs(row, worker, outcomes.profile(DRINK))
    written = needs(row, worker, outcomes.profile(DRINK))
    assert written.version == 1

    with pytest.raises(Stale):
        needs(row, worker, outcomes.profile(FAMILY))


@pytest.mark.parametrize(
    ("factors", "reason"),
    [
        ((actions.Factor(""),), "what it is"),
        ((actions.Factor("Work", has_before=True),), "how it has"),
        ((actions.Factor("Work"),) * 7, "no more than 6"),
    ],
)
def test_write_needs_refuses(row, worker, factors, reason):
    with pytest.raises(Refused, match=reason):
        needs(row, worker, actions.Profile(factors=factors))


def test_write_needs_is_the_assessors(world, row):
    with pytest.raises(NotAllowed):
        needs(row, world.user(Role.PERSONAL_OFFICER), actions.Profile())


# -- serious harm ---------------------------------------------------------------------------------


def due(person):
    return Due.objects.get(person=person, rule="LSCMI-ROSH").status


@pytest.mark.parametrize(
    ("choice", "more", "status"),
    [
        (RoshChoice.DONE, {"level": Seriousness.HIGH}, Status.MET),
        (RoshChoice.NOT_NEEDED, {"why": "No violence on record."}, Status.MET),
        (RoshChoice.NEEDED, {}, Status.DUE),
    ],
)
def test_decide_serious_harm_closes_the_clock_unless_it_is_still_to_do(
    world, row, worker, choice, more, status
):
    made = decide(row, worker, choice, **more)

    assert due(world.person) == status
    assert (made.rosh, made.rosh_by, made.rosh_on) == (choice, worker, persons.TODAY)


def test_decide_serious_harm_anew_moves_what_the_clock_reads(world, row, worker):
    decide(row, worker, RoshChoice.NOT_NEEDED, why="No violence.", on=YESTERDAY)
    decide(row, worker, RoshChoice.DONE, version=1, level=Seriousness.MEDIUM)

    (event,) = Event.objects.filter(person=world.person, kind=EventKind.ROSH_DECIDED)
    assert event.on == persons.TODAY
    decide(row, worker, RoshChoice.NEEDED, version=2)
    assert due(world.person) == Status.DUE


def test_decide_serious_harm_keeps_the_words_written_before(row, worker):
    outcomes.formulated(row, worker)

    made = decide(row, worker, RoshChoice.DONE, version=1, level=Seriousness.LOW)

    assert (made.nature, made.version) == ("Punches thrown at men he knows.", 2)


def test_decide_serious_harm_twice_is_once_and_from_an_earlier_page_refused(row, worker):
    decide(row, worker, RoshChoice.DONE, level=Seriousness.LOW)

    assert decide(row, worker, RoshChoice.DONE, level=Seriousness.LOW).version == 1
    with pytest.raises(Stale):
        decide(row, worker, RoshChoice.NEEDED)


@pytest.mark.parametrize(
    ("choice", "values", "reason"),
    [
        (RoshChoice.NOT_NEEDED, {}, "why it is not needed"),
        (RoshChoice.DONE, {}, "which level"),
        (RoshChoice.NEEDED, {"level": Seriousness.LOW}, "Only one that is done"),
        (RoshChoice.NEEDED, {"on": persons.TODAY + timedelta(days=1)}, "future"),
        (RoshChoice.NEEDED, {"on": outcomes.DONE_ON - timedelta(days=1)}, "before the assess"),
    ],
)
def test_decide_serious_harm_refuses(row, worker, choice, values, reason):
    with pytest.raises(Refused, match=reason):
        decide(row, worker, choice, **values)


def test_decide_serious_harm_waits_for_the_assessment(world, worker):
    request = actions.Request(reference="r", tool="lscmi", purpose="annual", side="prison")
    row = actions.ask_assessment(world.person, request, **outcomes.asked(worker))

    with pytest.raises(Refused, match="not done yet"):
        decide(row, worker, RoshChoice.NEEDED)


def test_decide_serious_harm_is_the_assessors(world, row):
    with pytest.raises(NotAllowed):
        decide(row, world.user(Role.PERSONAL_OFFICER), RoshChoice.NEEDED)


def test_nobody_writes_into_what_the_other_side_assessed(world, row):
    community = world.user(Role.CBSW)

    for write in (
        lambda: outcomes.formulated(row, community),
        lambda: needs(row, community, outcomes.profile(DRINK)),
        lambda: decide(row, community, RoshChoice.NEEDED),
    ):
        with pytest.raises(NotAllowed, match="prison-based social work"):
            write()

    assert not Formulation.objects.exists()
