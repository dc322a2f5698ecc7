"""The pages of the plan: what they show to whom, and writing in it without losing a word."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.html import escape

from casework import actions
from casework.models import DomainRating, Narrative
from casework.policy.areas import Agency, Domain, Need
from icm.clocks import queries as clocks
from icm.core.access import principals_of
from icm.core.disclosure import WITHHELD, Disclosure
from icm.core.models import Consultation, Team
from icm.pages.queries.acts import Acts
from icm.people import access
from icm.people.models import Person
from icm.policy.roles import Role
from tests.factories import persons, plans, worlds

LONG = (
    "He told me on Tuesday that he rings his sister every second day and that she will take him in"
    " when he is out, until the council has a flat for him."
)


def url(name, person, *args):
    return reverse(f"casework:{name}", args=[person.pk, *args])


def said(answer):
    return answer.content.decode()


def typed(**values):
    return {
        "reference": "page-1",
        "domain": "violence",
        "body": LONG,
        "source": "",
        "on": "2026-11-21",
        "disclosure": "person",
        "gist": "",
        "ground": "",
    } | values


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def as_officer(signed_in):
    return signed_in(Role.PERSONAL_OFFICER)


class TestPlan:
    def test_says_what_is_not_known(self, world, as_officer):
        page = said(as_officer.get(url("plan", world.person)))

        assert "Nothing is written in this plan yet" in page
        assert all(escape(domain.label) in page for domain in Domain)
        assert page.count("Need not known; nothing written") == len(Domain)

    def test_shows_ratings_newest_entry_and_what_is_under_way(self, world, officer, as_officer):
        plans.entry(world.person, officer, at=persons.days_ago(3), body="The older one of two.")
        plans.entry(world.person, officer, body=LONG)
        plans.rating(
            world.person, world.user(Role.PBSW), intervention=Need.CONSIDERABLE, support=None
        )
        plans.referral(world.person, plans.provider(name="Calm Minds"), officer)

        page = said(as_officer.get(url("plan", world.person)))

        assert LONG in page
        assert "The older one of two" not in page
        assert "Considerable need" in page
        assert "Not rated" in page
        assert "Calm Minds" in page
        assert "Under way" in page

    def test_flags_what_is_stale_by_the_rule(self, world, officer, as_officer):
        Person.objects.update(admitted_at=persons.days_ago(400))
        plans.entry(world.person, officer, at=persons.days_ago(120))
        plans.entry(world.person, officer, at=persons.days_ago(5), domain=Domain.LEARNING)

        page = said(as_officer.get(url("plan", world.person)))

        assert "Stale. 24 July 2026" in page
        assert page.count("Stale.") == 1
        assert "Local default" in page

    @pytest.mark.parametrize(
        ("role", "reads"), [(Role.PBSW, True), (Role.PERSONAL_OFFICER, False), (Role.HQ, False)]
    )
    def test_shows_a_withheld_text_to_its_readers_only(self, world, signed_in, role, reads):
        writer = world.user(Role.PBSW)
        kept = {"disclosure": Disclosure.SOCIAL_WORK, "ground": "Scores"}
        plans.entry(world.person, writer, body=LONG, gist="Work goes on.", **kept)
        plans.entry(world.person, writer, body=plans.TEXTS[1], domain=Domain.LEARNING, **kept)

        page = said(signed_in(role).get(url("plan", world.person)))

        assert (LONG in page) is reads
        assert (WITHHELD in page) is not reads
        assert "Work goes on." in page
        assert "Scores" not in page

    def test_keeps_who_looked(self, world, as_officer):
        as_officer.get(url("plan", world.person))
        as_officer.get(url("domain", world.person, "violence"))
        as_officer.get(url("write", world.person))

        assert set(Consultation.objects.values_list("page", flat=True)) == {
            "casework:plan", "casework:domain", "casework:write",
        }  # fmt: skip

    def test_costs_the_same_for_any_number(
        self, world, officer, as_officer, assert_constant_queries
    ):
        health = plans.provider()

        def add_row():
            row = plans.entry(world.person, officer, domain=domains.pop())
            Narrative.objects.filter(pk=row.pk).update(like=row, likeness=0.9)
            plans.rating(world.person, officer, domain=Domain(row.domain))
            plans.referral(world.person, health, officer, domain=row.domain)

        domains = list(Domain)
        assert_constant_queries(
            add_row=add_row, call=lambda: as_officer.get(url("plan", world.person))
        )


@pytest.mark.parametrize(
    ("rule", "page"),
    [
        ("CIP-ALL", "casework:plan"),
        ("STAFF-QUARTER", "casework:plan"),
        ("PLAN-COPY", "casework:copies"),
        ("PO-ALLOC", "people:allocate"),
    ],
)
def test_what_is_due_leads_to_where_it_is_done(world, rule, page):
    outcome = next(
        one for one in clocks.explain(world.person.pk, on=persons.TODAY) if one.rule == rule
    )
    acts = Acts(world.person.pk, frozenset({"allocate an officer"}), ())

    assert acts.for_rule(outcome).href == reverse(page, args=[world.person.pk])


class TestDomain:
    def test_shows_everything_newest_first(self, world, officer, as_officer):
        plans.entry(world.person, officer, at=persons.days_ago(9), on=persons.days_ago(9).date())
        plans.entry(world.person, officer, body=LONG)
        plans.rating(world.person, officer, at=persons.days_ago(5), why="He asked for help.")
        plans.referral(world.person, plans.provider(name="Calm Minds"), officer)

        page = said(as_officer.get(url("domain", world.person, "violence")))

        places = [
            page.index(text) for text in (LONG, "He asked for help.", "Referred to Calm Minds")
        ]
        assert places == sorted(places)
        assert "Ratings, newest first" in page

    def test_can_be_read_one_agency_at_a_time(self, world, officer, as_officer):
        plans.entry(world.person, officer, body=LONG)
        plans.entry(world.person, world.user(Role.PBSW), body=plans.TEXTS[2])
        address = url("domain", world.person, "violence")

        page = said(as_officer.get(f"{address}?agency=pbsw"))

        assert plans.TEXTS[2] in page
        assert LONG not in page
        assert LONG in said(as_officer.get(f"{address}?agency=nobody&page=x"))

    def test_says_why_an_entry_was_withdrawn_and_no_more(self, world, officer, as_officer):
        row = plans.entry(world.person, officer, body=LONG)
        actions.withdraw_narrative(
            row,
            why="Written in the wrong plan",
            version=1,
            principals=principals_of(officer, at=persons.NOW),
            at=persons.NOW,
        )

        page = said(as_officer.get(url("domain", world.person, "violence")))

        assert "Written in the wrong plan" in page
        assert LONG not in page

    def test_says_which_entries_are_like_which(self, world, officer, as_officer):
        plans.entry(world.person, officer, body=LONG, on=persons.days_ago(9).date())
        plans.entry(world.person, officer, body=LONG)

        page = said(as_officer.get(url("domain", world.person, "violence")))

        assert "100 in 100 like the entry of 12 November 2026" in page

    def test_of_no_such_name_is_not_there(self, world, as_officer):
        assert as_officer.get(url("domain", world.person, "cooking")).status_code == 404
        assert as_officer.get(url("rate", world.person, "cooking")).status_code == 404

    def test_costs_the_same_for_any_number(
        self, world, officer, as_officer, assert_constant_queries
    ):
        health = plans.provider()

        def add_row():
            row = plans.entry(world.person, officer)
            Narrative.objects.filter(pk=row.pk).update(like=row, likeness=0.9)
            plans.rating(world.person, officer)
            plans.referral(world.person, health, officer)

        assert_constant_queries(
            add_row=add_row,
            call=lambda: as_officer.get(url("domain", world.person, "violence")),
        )


class TestWriting:
    def test_asks_the_questions_of_the_domain(self, world, as_officer):
        page = said(as_officer.get(f"{url('write', world.person)}?domain=accommodation"))

        assert "Where will they live? Who has said so?" in page
        assert '<option value="accommodation" selected>' in page
        assert "What did you see or hear yourself?" in said(
            as_officer.get(url("write", world.person))
        )

    def test_needs_nothing_but_the_text_and_the_domain(self, world, officer, as_officer):
        answer = as_officer.post(url("write", world.person), typed())

        assert answer.headers["Location"] == url("domain", world.person, "violence")
        row = Narrative.objects.get()
        assert (row.body, row.author, row.disclosure, row.on) == (
            LONG,
            officer,
            "person",
            persons.TODAY,
        )

    def test_sent_twice_is_one_entry(self, world, as_officer):
        for _ in range(2):
            assert as_officer.post(url("write", world.person), typed()).status_code == 302

        assert Narrative.objects.count() == 1

    def test_gives_hints_and_saves_nothing_while_words_are_checked(self, world, as_officer):
        text = "He is engaging well."

        page = said(as_officer.post(url("write", world.person), typed(body=text, _check="1")))

        assert "“engaging well”: What did they do?" in page
        assert "Who says so?" in page
        assert text in page
        assert Narrative.objects.count() == 0
        assert "Nothing stood out" in said(
            as_officer.post(url("write", world.person), typed(_check="1"))
        )

    def test_gives_no_hints_about_words_that_are_not_there(self, world, as_officer):
        page = said(as_officer.post(url("write", world.person), typed(body="")))

        assert "What a reader will ask" not in page

    def test_never_blocks_vague_words(self, world, as_officer):
        answer = as_officer.post(url("write", world.person), typed(body="Engaging well."))

        assert answer.status_code == 302

    def test_shows_what_it_nearly_repeats_and_keeps_what_was_typed(
        self, world, officer, as_officer
    ):
        plans.entry(world.person, officer, body=LONG, on=persons.days_ago(9).date())
        again = LONG.replace("Tuesday", "Friday")

        page = said(as_officer.post(url("write", world.person), typed(body=again)))

        assert "like the entry of 12 November 2026 (Violent conduct, Residential staff)" in page
        assert LONG in page
        assert again in page
        assert Narrative.objects.count() == 1

        answer = as_officer.post(url("write", world.person), typed(body=again, _anyway="1"))

        assert answer.status_code == 302
        assert Narrative.objects.filter(likeness__gt=0.7).count() == 1

    def test_shows_nothing_of_an_entry_about_somebody_else(self, world, signed_in):
        """Written about somebody the writer may see no longer."""
        cbsw = world.user(Role.CBSW)
        gone = worlds.another(world, worlds.HERE)
        plans.entry(gone, cbsw, body=LONG, at=persons.days_ago(4), on=persons.days_ago(5).date())
        gone.allocations.update(until_on=persons.TODAY)
        access.sync(gone)
        typed_text = LONG.replace("sister", "mother")

        page = said(signed_in(cbsw).post(url("write", world.person), typed(body=typed_text)))

        assert "like an entry you wrote on 17 November 2026" in page
        assert LONG not in page
        assert gone.family_name not in page
        assert "Violent conduct," not in page

    def test_withheld_needs_its_ground(self, world, as_officer):
        sent = typed(disclosure="team", gist="Something about home.")

        page = said(as_officer.post(url("write", world.person), sent))

        assert "Say why the person may not read it" in page
        assert LONG in page
        assert "<details" in page
        assert Narrative.objects.count() == 0
        grounded = sent | {"ground": "Third party"}
        assert as_officer.post(url("write", world.person), grounded).status_code == 302

    @pytest.mark.parametrize(
        ("role", "offered"), [(Role.PBSW, True), (Role.PERSONAL_OFFICER, False)]
    )
    def test_offers_only_readers_the_writer_is_one_of(self, world, signed_in, role, offered):
        page = said(signed_in(role).get(url("write", world.person)))

        assert ("Social work only" in page) is offered
        assert "Intelligence only" not in page

    def test_is_two_pages_from_home(self, world, as_officer):
        """Home leads to the person's plan; a button there leads to the box."""
        page = said(as_officer.get(url("plan", world.person)))

        assert url("write", world.person) in page


class TestChanging:
    def test_of_a_page_made_before_shows_both_texts(self, world, officer, as_officer):
        row = plans.entry(world.person, officer)
        address = url("change_narrative", world.person, row.pk)
        as_officer.post(address, typed(version=1))
        mine = "She told me about the course on Monday, which begins in the second week of March."

        page = said(as_officer.post(address, typed(version=1, body=mine)))

        assert "Both texts are on this page" in page
        assert LONG in page
        assert mine in page
        assert Narrative.objects.get().body == LONG
        assert 'name="version" value="2"' in page
        assert as_officer.post(address, typed(version=2, body=mine)).status_code == 302
        assert Narrative.objects.get().body == mine

    def test_is_open_to_its_author_alone(self, world, officer, signed_in):
        row = plans.entry(world.person, officer)
        address = url("change_narrative", world.person, row.pk)

        assert signed_in(officer).get(address).status_code == 200
        assert signed_in(Role.ICM_CO_ORDINATOR).get(address).status_code == 403
        elsewhere = url("change_narrative", world.standard, row.pk)
        assert signed_in(Role.ICM_CO_ORDINATOR).get(elsewhere).status_code == 404


def test_withdrawing_takes_it_off_the_plan(world, officer, as_officer):
    row = plans.entry(world.person, officer, body=LONG)
    address = url("withdraw_narrative", world.person, row.pk)

    assert LONG in said(as_officer.get(address))
    answer = as_officer.post(address, {"version": 1, "why": "The wrong person"})

    assert answer.headers["Location"] == url("domain", world.person, "violence")
    assert LONG not in said(as_officer.get(url("plan", world.person)))


def test_rating_one_of_the_two_leaves_the_other_unsaid(world, as_officer):
    address = url("rate", world.person, "violence")

    refused = as_officer.post(address, {"reference": "r1", "why": "Because"})
    assert "Rate at least one of the two" in said(refused)
    answer = as_officer.post(address, {"reference": "r1", "intervention": "some", "why": "Because"})

    assert answer.headers["Location"] == url("domain", world.person, "violence")
    row = DomainRating.objects.get()
    assert (row.intervention, row.support, row.why) == ("some", "", "Because")


def test_a_providers_entry_stands_under_its_name(world, officer, as_officer):
    team = Team.objects.get(role=Role.PROVIDER, place="barlinnie")
    calm = plans.provider(Agency.THIRD_SECTOR, name="Calm Minds", team=team)
    referral = plans.referral(world.person, calm, officer)
    plans.entry(world.person, world.user(Role.PROVIDER), referral=referral, body=LONG)

    page = said(as_officer.get(url("plan", world.person)))

    assert "Calm Minds" in page
    assert LONG in page


@pytest.mark.django_db(transaction=True)
def test_two_who_save_one_entry_at_once_both_keep_their_text(world):
    """One author at two screens: one text stands, the other comes back to be put together; neither is lost."""
    officer = world.user(Role.PERSONAL_OFFICER)
    row = plans.entry(world.person, officer)
    together, ended = Barrier(2), []

    def save(text):
        change = actions.Rewriting(on=row.on, body=text, version=1, anyway=True)
        together.wait(10)
        try:
            asking = principals_of(officer, at=persons.NOW)
            actions.change_narrative(row, change, by=officer, principals=asking, at=persons.NOW)
            ended.append(("saved", text))
        except actions.StaleWords as stale:
            ended.append(("both shown", stale.current))
        finally:
            connection.close()

    threads = [Thread(target=save, args=(text,)) for text in plans.TEXTS[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    stands = Narrative.objects.get(pk=row.pk)
    assert sorted(ended) == [("both shown", stands.body), ("saved", stands.body)]
    assert stands.body in plans.TEXTS[:2]
    assert stands.version == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_write_in_one_domain_at_once_are_both_kept(world):
    together, ended = Barrier(2), []

    def write(role, text):
        together.wait(10)
        try:
            ended.append(plans.entry(world.person, world.user(role), body=text).body)
        finally:
            connection.close()

    pairs = zip((Role.PERSONAL_OFFICER, Role.PBSW), plans.TEXTS, strict=False)
    threads = [Thread(target=write, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(ended) == sorted(plans.TEXTS[:2])
    assert set(Narrative.objects.values_list("body", flat=True)) == set(plans.TEXTS[:2])
