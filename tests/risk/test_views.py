"""The pages of receptions and supervision levels: what they show, what they do, where they lead."""

import pytest
from django.urls import reverse

from icm.clocks.models import Waiver
from icm.core.dates import moment
from icm.core.models import Consultation
from icm.people.models import Person
from icm.policy.facts import Level
from icm.policy.roles import Role
from risk import actions
from risk.models import SupervisionReview
from risk.policy.standing import CRITERIA
from tests.factories import persons
from tests.factories.receptions import decided, noticed, principals, proposed

DAY = {"on": "2026-11-21"}
NOTES = {f"criterion_{n}": "Nothing to note." for n in range(7)}


@pytest.fixture
def chair(world):
    return world.user(Role.RMT_CHAIR)


@pytest.fixture
def as_chair(signed_in):
    return signed_in(Role.RMT_CHAIR)


@pytest.fixture
def low(world):
    """Somebody at Low, so that a higher level needs notice first."""
    Person.objects.filter(pk=world.standard.pk).update(supervision_level=Level.LOW)
    world.standard.refresh_from_db()
    return world.standard


def url(name, *args):
    return reverse(f"risk:{name}", args=args)


def version(review):
    return {"version": SupervisionReview.objects.get(pk=review.pk).version}


def said(answer):
    return answer.content.decode()


# -- receptions -----------------------------------------------------------------------------------


def arrival(world, **values):
    return {
        "reference": "r1",
        "number": " r90001 ",
        "family_name": "Doe",
        "given_names": "Jo",
        "born_on": "1990-03-03",
        "establishment": world.here.pk,
        "time": "09:30",
        "legal": "convicted",
        **DAY,
    } | values


def test_a_reception_is_checked_before_it_is_recorded(world, signed_in):
    client = signed_in(Role.RECEPTION)

    answer = client.post(url("receive"), arrival(world))

    assert "Check the reception" in said(answer)
    assert "DOE, Jo" in said(answer)
    assert "21 November 2026 at 09:30" in said(answer)
    assert not Person.objects.filter(number="R90001").exists()


def test_a_confirmed_reception_is_recorded_and_says_what_happens_next(world, signed_in):
    client = signed_in(Role.RECEPTION)

    answer = client.post(url("receive"), arrival(world, _confirmed="yes"))

    person = Person.objects.get(number="R90001")
    assert answer.url == url("received", person.pk)
    page = said(client.get(answer.url))
    assert "supervised at High" in page
    assert "Received at HMP Barlinnie on 21 November 2026 at 09:30." in page
    assert "by 24 November 2026 at 09:30" in page


def test_a_reception_can_be_changed_after_checking(world, signed_in):
    answer = signed_in(Role.RECEPTION).post(url("receive"), arrival(world, _change="yes"))

    assert "Record a reception" in said(answer)
    assert 'value="Doe"' in said(answer)
    assert not Person.objects.filter(number="R90001").exists()


def test_a_reception_sent_twice_is_one(world, signed_in):
    client = signed_in(Role.RECEPTION)

    for _ in range(2):
        assert client.post(url("receive"), arrival(world, _confirmed="yes")).status_code == 302

    assert Person.objects.get(number="R90001").movements.count() == 1


def test_a_refused_reception_keeps_what_was_typed(world, signed_in):
    number = world.person_there.number

    answer = signed_in(Role.RECEPTION).post(
        url("receive"), arrival(world, number=number, _confirmed="yes")
    )

    assert "in custody already" in said(answer)
    assert 'value="Doe"' in said(answer)


def test_a_refused_reception_of_somebody_out_of_sight_is_on_their_log(world, signed_in):
    client = signed_in(Role.RECEPTION)

    for person in (world.person_there, world.person):
        client.post(url("receive"), arrival(world, number=person.number, _confirmed="yes"))

    look = Consultation.objects.get(page="risk:receive")
    assert look.persons == [world.person_there.pk]
    assert look.user == world.user(Role.RECEPTION)
    assert "refused" in look.why


def test_a_reception_of_whom_nothing_but_a_name_is_known(world, signed_in):
    unknown = {"born_on": "", "legal": "", "hall": "", "gender": ""}
    client = signed_in(Role.RECEPTION)

    check = client.post(url("receive"), arrival(world, **unknown))
    client.post(url("receive"), arrival(world, _confirmed="yes", **unknown))

    assert "not known" in said(check)
    person = Person.objects.get(number="R90001")
    assert (person.born_on, person.legal, person.route) == (None, "", "unknown")


def test_a_reception_is_offered_where_the_asker_works(world, signed_in):
    form = signed_in(Role.RECEPTION).get(url("receive")).context["form"]

    assert list(form.fields["establishment"].queryset) == [world.here]
    assert form.initial["establishment"] == world.here


def test_a_reception_at_an_hour_that_the_clocks_skipped(world, signed_in):
    answer = signed_in(Role.RECEPTION).post(
        url("receive"), arrival(world, on="2026-03-29", time="01:30")
    )

    assert "clocks went forward" in said(answer)


# -- reviews --------------------------------------------------------------------------------------


def test_the_level_page_asks_whether_lower_would_do(world, as_chair, chair):
    review = decided(world.standard, chair)
    SupervisionReview.objects.filter(pk=review.pk).update(decided_at=persons.days_ago(100))
    Person.objects.filter(pk=world.standard.pk).update(admitted_at=persons.days_ago(200))

    page = said(as_chair.get(url("reviews", world.standard.pk)))

    assert "Could this person be lower?" in page
    assert "Local default" in page


def test_the_level_page_of_the_untried_says_that_high_is_fixed(world, as_chair):
    page = said(as_chair.get(url("reviews", world.remand.pk)))

    assert "Untried prisoners are supervised at High" in page


def test_the_level_page_leads_to_an_open_review_instead_of_a_second_one(world, as_chair, chair):
    review = proposed(world.standard, chair)

    page = said(as_chair.get(url("reviews", world.standard.pk)))

    assert url("review", review.pk) in page
    assert url("propose", world.standard.pk) not in page


def test_the_level_page_offers_no_proposal_to_those_who_only_look(world, signed_in):
    page = said(signed_in(Role.HQ).get(url("reviews", world.standard.pk)))

    assert url("propose", world.standard.pk) not in page


def test_the_level_is_never_in_one_place_with_risk(world, as_chair):
    Person.objects.filter(pk=world.standard.pk).update(risk_band="very-high")

    page = said(as_chair.get(url("reviews", world.standard.pk)))

    assert "very-high" not in page.lower()
    assert "not an assessment of risk" in page


def test_proposing_asks_for_a_note_on_each_criterion(world, as_chair):
    form = as_chair.get(url("propose", world.standard.pk)).context["form"]
    labels = [form[f"criterion_{n}"].label.lower() for n in range(7)]
    assert labels == [name.lower() for name in CRITERIA.at(persons.TODAY)]

    answer = as_chair.post(
        url("propose", world.standard.pk),
        {"reference": "p1", "kind": "governor", "level": "low", **NOTES},
    )

    review = SupervisionReview.objects.get()
    assert answer.url == url("review", review.pk)
    assert len(review.criteria) == 7


def test_proposing_offers_the_review_that_is_due(world, as_chair):
    form = as_chair.get(url("propose", world.remand.pk)).context["form"]

    assert form.initial["kind"] == "72h"


def test_the_page_of_a_review_offers_what_can_be_done_and_says_who_holds_the_rest(
    low, chair, as_chair, signed_in
):
    review = proposed(low, chair, level=Level.HIGH)

    for_chair = {
        step.title: step for step in as_chair.get(url("review", review.pk)).context["page"].steps
    }
    officer = signed_in(Role.RESIDENTIAL_OFFICER)
    for_officer = {s.title: s for s in officer.get(url("review", review.pk)).context["page"].steps}

    assert for_chair["Write the notice"].href == url("notify", review.pk)
    assert "Rule 21" in for_chair["Decide the level"].locked
    assert "RMT chair" in for_officer["Write the notice"].locked
    assert for_officer["Withdraw the proposal"].href == url("withdraw", review.pk)
    assert "not asked" in for_officer["Give or withhold documents"].locked


def test_a_review_from_proposal_to_acknowledgement(low, chair, as_chair):
    review = proposed(low, chair, level=Level.HIGH)
    steps = [
        ("notify", {"reasons": "You had a phone."}, "letter"),
        ("give", DAY, "review"),
        ("represent", {"words": "It was not mine.", **DAY}, "review"),
        ("decide", {"level": "high", "reasons": "Staff saw it.", "_confirmed": "y"}, "decided"),
        ("tell", DAY, "review"),
        ("ask", DAY, "review"),
        ("answer", {"given_on": "2026-11-21", "withheld": "Third party"}, "review"),
        ("acknowledge", DAY, "review"),
    ]

    for name, typed, leads_to in steps:
        answer = as_chair.post(url(name, review.pk), typed | version(review))
        assert (name, answer.status_code) == (name, 302)
        assert answer.url == url(leads_to, review.pk)
        assert as_chair.get(answer.url).status_code == 200

    review.refresh_from_db()
    assert review.acknowledged_on == persons.TODAY
    done = [s.title for s in as_chair.get(url("review", review.pk)).context["page"].steps if s.done]
    assert len(done) == 4


def test_deciding_is_checked_first(world, chair, as_chair):
    review = proposed(world.standard, chair)
    page = {"level": "medium", "reasons": "You work well."} | version(review)

    answer = as_chair.post(url("decide", review.pk), page)

    assert "Check the decision" in said(answer)
    review.refresh_from_db()
    assert review.state == "proposed"
    assert "Which level" in said(as_chair.post(url("decide", review.pk), page | {"_change": "y"}))


def test_deciding_without_notice_says_why_not_and_offers_no_form(low, chair, as_chair):
    review = proposed(low, chair, level=Level.HIGH)

    answer = as_chair.get(url("decide", review.pk))

    assert "Rule 21 asks for written notice first" in said(answer)
    assert "Check before deciding" not in said(answer)


def test_deciding_without_notice_is_refused_and_keeps_the_reasons(low, chair, as_chair):
    review = proposed(low, chair, level=Level.HIGH)
    page = {"level": "high", "reasons": "Typed reasons", "_confirmed": "y"} | version(review)

    answer = as_chair.post(url("decide", review.pk), page)

    assert "Rule 21" in said(answer)
    assert "Typed reasons" in said(answer)


def test_a_stale_decision_shows_what_stands_and_keeps_what_was_typed(world, chair, as_chair):
    review = proposed(world.standard, chair)
    page = {"level": "medium", "reasons": "Typed reasons", "_confirmed": "y"} | version(review)
    actions.represent(
        review,
        actions.Representation(words="x", on=persons.TODAY, version=1),
        by=chair,
        principals=principals(chair),
        at=persons.NOW,
    )

    answer = as_chair.post(url("decide", review.pk), page)

    assert "their views are recorded" in said(answer)
    assert "Typed reasons" in said(answer)
    assert 'name="version" value="2"' in said(answer)


def test_a_notice_is_not_taken_back_by_others_and_the_page_says_whose_it_is(low, chair, signed_in):
    review = noticed(proposed(low, chair, level=Level.HIGH), chair)
    officer = signed_in(Role.RESIDENTIAL_OFFICER)

    assert officer.get(url("withdraw", review.pk)).status_code == 403
    page = said(officer.get(url("review", review.pk)))
    assert url("withdraw", review.pk) not in page


def test_who_changed_a_review_or_set_a_deadline_aside_is_in_the_history(world, chair, as_chair):
    review = proposed(world.standard, chair)
    Waiver.objects.create(
        person=world.standard, rule="PSS-72H", why="Away at court", by=chair, at=persons.NOW
    )
    actions.withdraw(
        review, why="Too early", version=1, principals=principals(chair), at=persons.NOW
    )

    page = said(as_chair.get(reverse("pages:history", args=[world.standard.pk])))

    assert "Supervision level review recorded" in page
    assert "Supervision level review changed" in page
    assert "seriousness of the offence: Nothing to note." in page
    assert "Too early" in page
    assert "Deadline set aside recorded" in page
    assert "Away at court" in page


def test_withdrawing(world, chair, as_chair):
    review = proposed(world.standard, chair)

    as_chair.post(url("withdraw", review.pk), {"why": "Too early"} | version(review))

    assert "Too early" in said(as_chair.get(url("review", review.pk)))


def test_the_notice_says_the_level_the_reasons_and_how_to_answer(low, chair, as_chair):
    review = proposed(low, chair, level=Level.HIGH)
    as_chair.post(url("notify", review.pk), {"reasons": "You had a phone."} | version(review))

    page = said(as_chair.get(url("letter", review.pk)))

    assert "We plan to set your supervision level at <strong>High</strong>" in page
    assert "You had a phone." in page
    assert "You can write to the Governor" in page
    assert "Nothing to note." not in page


def test_the_letter_says_the_level_the_reasons_and_how_to_ask_for_the_papers(
    world, chair, as_chair
):
    review = decided(world.standard, chair)

    page = said(as_chair.get(url("letter", review.pk)))

    assert "Your supervision level is now <strong>Medium</strong>. It was High." in page
    assert "Good conduct." in page
    assert "You can ask for the papers" in page


def test_the_letter_says_that_something_is_withheld_but_not_on_which_ground(world, chair, as_chair):
    review = decided(world.standard, chair)
    SupervisionReview.objects.filter(pk=review.pk).update(documents_withheld="An informant")

    page = said(as_chair.get(url("letter", review.pk)))

    assert "Some information here is withheld." in page
    assert "An informant" not in page


def test_after_a_decision_the_next_review_is_named_with_its_day(world, chair, as_chair):
    review = decided(world.standard, chair)

    page = said(as_chair.get(url("decided", review.pk)))

    assert f"Decided on {moment(review.decided_at)}." in page
    assert "The next review is to be held by" in page


def test_there_is_no_letter_before_there_is_something_to_say(world, chair, as_chair):
    review = proposed(world.standard, chair)

    assert as_chair.get(url("letter", review.pk)).status_code == 404
    assert as_chair.get(url("decided", review.pk)).status_code == 404


def test_the_page_of_a_reception_review_asks_for_no_criteria(world, signed_in, chair):
    client = signed_in(Role.RECEPTION)
    client.post(url("receive"), arrival(world, _confirmed="yes"))
    review = SupervisionReview.objects.get(kind="reception")

    page = client.get(url("review", review.pk)).context["page"]

    assert (page.criteria, page.notice) == ((), ())


def test_a_review_of_which_little_is_recorded_is_no_error(world, as_chair):
    review = SupervisionReview.objects.create(
        person=world.standard,
        reference="old",
        kind="12m",
        state="decided",
        proposed_level="low",
        proposed_at=persons.NOW,
        level_after="low",
        decided_at=persons.NOW,
        criteria={"an older criterion": "noted"},
    )

    page = said(as_chair.get(url("review", review.pk)))

    assert "An older criterion" in page
    assert "It was" not in said(as_chair.get(url("letter", review.pk)))
    assert "from the record system" in said(as_chair.get(url("reviews", world.standard.pk)))


def test_every_look_at_a_review_is_kept(world, chair, as_chair):
    review = proposed(world.standard, chair)

    for name in ("review", "decide"):
        as_chair.get(url(name, review.pk))

    looked = Consultation.objects.order_by("pk").values_list("page", "persons")
    assert list(looked) == [
        ("risk:review", [world.standard.pk]),
        ("risk:decide", [world.standard.pk]),
    ]
