"""Sentences, details, and what follows from them."""

from datetime import date

import pytest

from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people import access, actions
from icm.people.models import Allocation, LocalAuthority, Person, Sentence
from icm.policy.facts import Legal, SentenceKind
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.receptions import principals, received

SIX_YEARS = {
    "kind": SentenceKind.LTP.value,
    "imposed_on": persons.TODAY,
    "start_on": persons.TODAY,
    "term_years": 6,
}


@pytest.fixture
def officer(world):
    return world.user(Role.RECEPTION)


@pytest.fixture
def person(world, officer):
    return received(officer)


def record(person, by, reference="warrant", **values):
    warrant = actions.Warrant(**SIX_YEARS | values)
    return actions.record_sentence(
        person, warrant, reference=reference, principals=principals(by), at=persons.NOW
    )


def change(sentence, by, version=None, **values):
    warrant = actions.Warrant(**SIX_YEARS | values)
    version = version or sentence.person.version
    return actions.change_sentence(
        sentence, warrant, version=version, principals=principals(by), at=persons.NOW
    )


def details_of(person, **values):
    return actions.Details(
        **{
            "version": person.version,
            "family_name": person.family_name,
            "given_names": person.given_names,
            "born_on": person.born_on,
            "gender": person.gender,
            "communication_needs": person.communication_needs,
            "legal": person.legal,
            "residence": person.residence,
            "supervising_authority": person.supervising_authority,
        }
        | values
    )


def change_details(person, by, **values):
    return actions.change_details(
        person, details_of(person, **values), principals=principals(by), at=persons.NOW
    )


def test_record_sentence_makes_them_sentenced_and_settles_the_route(person, officer, asking):
    assert person.route == "none"

    record(person, officer)

    person.refresh_from_db()
    assert (person.legal, person.route) == (Legal.SENTENCED, "enhanced")
    assert person in access.visible_to(asking(Role.PBSW))
    assert person in access.visible_to(asking(Role.CBSW_TEAM_MANAGER))


def test_record_sentence_of_a_short_term_is_standard(person, officer, asking):
    record(person, officer, kind="stp", term_years=None, term_months=18, listed_sexual=False)

    person.refresh_from_db()
    assert person.route == "standard"
    assert person not in access.visible_to(asking(Role.PBSW))


def test_record_sentence_of_which_nothing_is_known_is_no_error(person, officer):
    record(person, officer, kind="", imposed_on=None, start_on=None, term_years=None)

    person.refresh_from_db()
    assert (person.legal, person.route) == (Legal.SENTENCED, "unknown")


def test_record_sentence_twice_with_one_reference_is_one_sentence(person, officer):
    assert record(person, officer) == record(person, officer)
    assert Sentence.objects.filter(person=person).count() == 1


def test_record_sentence_does_not_drop_another_warrant_with_one_reference(person, officer):
    record(person, officer)

    with pytest.raises(Refused, match="sent with other answers"):
        record(person, officer, term_years=7)

    assert Sentence.objects.get(person=person).term_years == 6


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"ends_on": date(2020, 1, 1)}, "before it starts", id="ends first"),
        pytest.param({"recalled_on": date(2020, 1, 1)}, "recall", id="recalled first"),
        pytest.param({"quashed_on": date(2020, 1, 1)}, "quashed", id="quashed first"),
    ],
)
def test_record_sentence_refuses_what_contradicts_itself(person, officer, values, words):
    with pytest.raises(Refused, match=words):
        record(person, officer, **values)

    person.refresh_from_db()
    assert person.legal == Legal.AWAITING_SENTENCE
    assert not Sentence.objects.filter(person=person).exists()


def test_a_sentence_that_ends_as_it_should_is_recorded(person, officer):
    made = record(
        person,
        officer,
        kind="recalled",
        ends_on=date(2032, 1, 1),
        recalled_on=persons.TODAY,
        quashed_on=None,
    )

    assert made.recalled_on == persons.TODAY


def test_change_sentence_puts_it_right(person, officer):
    sentence = record(person, officer)
    sentence.person.refresh_from_db()

    change(sentence, officer, term_years=5)

    sentence.refresh_from_db()
    assert sentence.term_years == 5
    kept = Sentence.events.rel.related_model.objects.filter(pgh_obj_id=sentence.pk)
    assert list(kept.order_by("pgh_id").values_list("term_years", flat=True)) == [6, 5]


def test_a_quashed_sentence_leaves_the_status_unknown(person, officer):
    sentence = record(person, officer)
    sentence.person.refresh_from_db()

    change(sentence, officer, quashed_on=persons.TODAY)

    person.refresh_from_db()
    assert (person.legal, person.route) == ("", "unknown")


def test_a_quashed_sentence_leaves_another_status_as_it_is(person, officer):
    sentence = record(person, officer, quashed_on=persons.TODAY)

    person.refresh_from_db()
    assert sentence.pk
    assert person.legal == Legal.AWAITING_SENTENCE


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({}, "Long-term, 6 years, imposed 21 November 2026", id="known"),
        pytest.param(
            {"kind": "", "term_years": None, "imposed_on": None},
            "Kind not known, length not known, imposed not known",
            id="not known",
        ),
    ],
)
def test_change_sentence_refuses_a_stale_page_and_says_what_stands(person, officer, values, words):
    sentence = record(person, officer, **values)

    with pytest.raises(Stale, match=words):
        change(sentence, officer, version=99)


@pytest.mark.parametrize("role", [Role.RESIDENTIAL_OFFICER, Role.HQ])
def test_sentences_are_recorded_by_those_who_hold_the_warrants(world, role):
    with pytest.raises(NotAllowed):
        record(world.person, world.user(role), reference="mine")


def test_change_details_puts_them_right(world, officer, asking):
    fife = LocalAuthority.objects.get(slug="fife")

    changed = change_details(world.person, officer, family_name="Right", supervising_authority=fife)

    assert (changed.family_name, changed.version) == ("Right", 2)
    assert changed in access.visible_to(asking(Role.CBSW_TEAM_MANAGER, "fife"))
    assert changed not in access.visible_to(asking(Role.CBSW_TEAM_MANAGER))


@pytest.mark.parametrize(
    ("works_for_both", "until_on"),
    [pytest.param(False, persons.TODAY, id="of the old only"), pytest.param(True, None, id="both")],
)
def test_another_council_ends_the_allocation_of_a_worker_who_is_not_its_own(
    world, officer, asking, works_for_both, until_on
):
    worker = world.user(Role.CBSW)
    if works_for_both:
        worker.groups.add(world.user(Role.CBSW, "fife").groups.get())

    change_details(world.person, officer, supervising_authority=world.council_there)

    allocation = Allocation.objects.get(person=world.person, role=Role.CBSW)
    assert allocation.until_on == until_on
    assert (world.person in access.visible_to(asking(Role.CBSW))) is works_for_both


def test_other_details_leave_a_worker_who_has_since_left_the_team(world, officer):
    world.user(Role.CBSW).groups.clear()

    change_details(world.person, officer, family_name="Right")

    assert Allocation.objects.get(person=world.person, role=Role.CBSW).until_on is None


def test_social_work_ends_with_the_enhanced_route(world, officer, asking):
    sentence = world.person.sentences.get()
    row = {"kind": "stp", "term_years": None, "term_months": 18, "listed_sexual": False}

    change(sentence, officer, **row)

    ended = Allocation.objects.filter(person=world.person, until_on=persons.TODAY)
    assert set(ended.values_list("role", flat=True)) == {Role.PBSW, Role.CBSW}
    assert world.person not in access.visible_to(asking(Role.PBSW))
    assert world.person in access.visible_to(asking(Role.PERSONAL_OFFICER))


def test_change_details_moves_the_legal_status_on(world, officer):
    changed = change_details(world.remand, officer, legal=Legal.AWAITING_SENTENCE.value)

    assert changed.legal == Legal.AWAITING_SENTENCE


def test_change_details_refuses_a_status_that_the_sentence_contradicts(world, officer):
    with pytest.raises(Refused, match="sentence is on record"):
        change_details(world.person, officer, legal=Legal.UNTRIED.value)

    assert Person.objects.get(pk=world.person.pk).legal == Legal.SENTENCED


@pytest.mark.parametrize(("legal", "words"), [("untried", "Untried"), ("", "status not known")])
def test_change_details_refuses_a_stale_page_and_says_what_stands(world, officer, legal, words):
    Person.objects.filter(pk=world.remand.pk).update(legal=legal)

    with pytest.raises(Stale, match=words):
        change_details(world.remand, officer, version=5)


def test_change_details_is_not_for_everybody(world):
    with pytest.raises(NotAllowed):
        change_details(world.person, world.user(Role.PBSW))
