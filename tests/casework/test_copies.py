"""Copies of the plan: what stands on each, who may ask for which, who may open it, and that giving it is kept."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from casework import access, actions
from casework.models import PlanCopy
from casework.policy.areas import Domain, Need
from casework.policy.copies import DATES, HELP, PLAIN, WHY_DATE, Copy, in_plain_words
from casework.queries import copies as queries
from casework.queries.copies import Head
from icm.core import documents
from icm.core.disclosure import CLEARED, WITHHELD, Audience, Disclosure
from icm.core.models import Document
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people.models import Allocation, Event, Person
from icm.people.policy import DateKind
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests import pdf, plain
from tests.core.reading import read
from tests.factories import copies, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
R = Role


@pytest.fixture
def officer(world):
    return world.user(R.PERSONAL_OFFICER)


@pytest.fixture
def social_worker(world):
    return world.user(R.PBSW)


@pytest.fixture
def provider(world, officer):
    return copies.whole(world.person, officer)


def text_of(row):
    return pdf.read(bytes(Document.objects.get(pk=row.pk).content)).text


def one_line(text):
    return " ".join(text.split())


def head(person):
    return Head.of(person, reader="Somebody", by="Officer", at=persons.NOW)


class TestWhatStandsOnIt:
    def test_the_person_reads_their_aims_their_steps_and_who_helps(self, world, officer, provider):
        text = one_line(text_of(copies.made(world.person, Copy.PERSON, officer)))

        for words in (
            "I want to work as a joiner.",
            "You said on 21 November 2026 that you agree with this plan.",
            "Start the joinery course.",
            "You and Personal Officer Tester and Turning Point",
            "Finish by 21 December 2026.",
            "Skills and work: No trade",
            "This has not started yet.",
            "You need a lot of help with this.",
            "Goes to the work shed every day.",
            "Your personal officer",
            "My sister can bring my tools.",
            "If something is wrong",
        ):
            assert words in text

    def test_it_says_for_whom_it_was_printed_and_when(self, world, officer, provider):
        text = one_line(text_of(copies.made(world.person, Copy.PERSON, officer)))
        name = f"{world.person.given_names} {world.person.family_name}"

        assert f"Printed for {name} on 21 November 2026 at 10:00" in text
        assert f"{name}, {world.person.number}" in text

    def test_staff_read_every_domain_with_who_wrote_it(self, world, officer, provider):
        text = one_line(text_of(copies.made(world.person, Copy.STAFF, officer)))

        assert all(domain.label in text for domain in Domain)
        assert "Personal Officer Tester, Residential staff, 21 November 2026" in text
        assert "Number 1, in force since 21 November 2026" in text

    def test_a_provider_reads_its_referrals_and_its_entries_and_nothing_else(
        self, world, officer, provider
    ):
        other = copies.provider("Another service")
        copies.referral(world.person, other, officer, why="Something for others")
        copies.narrative(world.person, officer, body="Their own words", provider=provider)

        text = one_line(text_of(copies.made(world.person, Copy.PROVIDER, officer, provider.pk)))

        assert "Asked for help with drink." in text
        assert "Their own words" in text
        for words in ("Another service", "Something for others", "joiner", "work shed", "sister"):
            assert words not in text

    def test_what_the_person_refused_is_not_told_to_a_provider(self, world, officer, provider):
        copies.referral(world.person, provider, officer, why="They said no", consent="refused")

        text = text_of(copies.made(world.person, Copy.PROVIDER, officer, provider.pk))

        assert "They said no" not in one_line(text)

    def test_the_slip_tells_the_person_their_route(self, world, officer):
        copies.screen(world.person, officer)

        text = one_line(text_of(copies.made(world.person, Copy.SLIP, officer)))

        assert "You are on the Enhanced route" in text
        assert "Your own officer: Personal Officer Tester" in text

    def test_the_newest_rating_counts_and_what_was_taken_back_does_not(self, world, officer):
        copies.rating(world.person, officer, intervention="considerable", at=persons.days_ago(9))
        copies.rating(world.person, officer, intervention="none", support="", why="Settled now")
        copies.narrative(world.person, officer, body="A slip", withdrawn_at=persons.NOW)

        (area,) = queries.person_copy(world.person, head(world.person), at=persons.NOW).areas

        assert (area.needs, area.why, area.said) == (HELP[Need.NONE], "Settled now", ())

    def test_each_copy_costs_the_same_for_any_number_of_rows(
        self, world, officer, assert_constant_queries
    ):
        to, plan = copies.provider(), copies.plan(world.person, officer)

        def add():
            line = copies.action(plan, owner=officer, provider=to).line
            copies.say(plan, line, officer)
            copies.narrative(world.person, officer)
            copies.rating(world.person, officer)
            copies.referral(world.person, to, officer)

        def read():
            about = head(world.person)
            queries.person_copy(world.person, about, at=persons.NOW)
            queries.staff_copy(world.person, about, Audience.TEAM, at=persons.NOW)
            queries.extract(world.person, to, about)

        assert_constant_queries(add_row=add, call=read)


class TestPlainWords:
    def test_every_domain_and_date_has_some(self):
        assert set(PLAIN) == set(Domain)
        assert set(DATES) == set(DateKind)
        assert set(HELP) == set(Need)

    @pytest.mark.parametrize(
        ("intervention", "support", "words"),
        [
            ("", "", ""),
            ("none", "", HELP[Need.NONE]),
            ("none", "some", HELP[Need.SOME]),
            ("considerable", "none", HELP[Need.CONSIDERABLE]),
        ],
    )
    def test_the_greater_of_two_needs_is_told(self, intervention, support, words):
        assert in_plain_words(intervention, support) == words

    def test_the_fixed_words_can_be_read_at_eleven(self, world, officer):
        """An empty case shows all that is ours."""
        copy = queries.person_copy(world.standard, head(world.standard), at=persons.NOW)
        body = render_to_string("documents/person.html", {"copy": copy})
        sentences = [*_sentences(body), *HELP.values(), *WHY_DATE.values()]

        assert len(sentences) > 15
        assert plain.too_hard([" ".join(sentences), *sentences]) == {}
        assert plain.jargon(" ".join(sentences)) == {}

    def test_no_sentence_is_long(self, world, officer, provider):
        copy = queries.person_copy(world.person, head(world.person), at=persons.NOW)
        body = render_to_string("documents/person.html", {"copy": copy})

        assert plain.too_long(_sentences(body)) == []


def _sentences(body):
    """What stands in plain paragraphs; what staff wrote stands in marked ones."""
    paragraphs = read(body.partition("\n")[2]).all("p")
    texts = [one_line(one.text) for one in paragraphs if one.get("class") is None]
    parts = [part.strip() for text in texts for part in text.replace("?", ".").split(".")]
    return [f"{part}." for part in parts if len(part.split()) > 2]


# One text of each class in everything that carries its own; the grounds are for the record alone.
def plant(person, by, to):
    plan = copies.plan(person, by)
    for kind in Disclosure:
        word, ground = f"canary{kind.name}", f"groundof{kind.name}"
        held_back = {
            "disclosure": kind.value,
            "ground": "" if kind in copies.OPEN_TO_THE_PERSON else ground,
        }
        copies.narrative(person, by, body=f"{word}entry", agency="pbsw", provider=to, **held_back)
        copies.action(plan, what=f"{word}action", **held_back)
        copies.referral(person, to, by, why=f"{word}referral", **held_back)
    copies.narrative(person, by, body="Sourced", source="canarysource", domain="violence")


class TestSecrets:
    @pytest.fixture
    def planted(self, world, officer):
        to = copies.provider()
        plant(world.person, officer, to)
        return to

    @pytest.mark.parametrize(
        ("kind", "role", "audience"),
        [
            (Copy.PERSON, R.PERSONAL_OFFICER, Audience.PERSON),
            (Copy.PERSON, R.PBSW, Audience.PERSON),
            (Copy.STAFF, R.PERSONAL_OFFICER, Audience.TEAM),
            (Copy.STAFF, R.PBSW, Audience.SOCIAL_WORK),
            (Copy.PROVIDER, R.PBSW, Audience.PROVIDER),
        ],
    )
    def test_no_document_tells_its_readers_what_they_are_not_cleared_for(
        self, world, planted, kind, role, audience
    ):
        to = planted.pk if kind is Copy.PROVIDER else None
        row = copies.made(world.person, kind, world.user(role), to)

        found = pdf.read(bytes(Document.objects.get(pk=row.pk).content))
        text = "".join(found.text.split())
        told = {one for one in Disclosure if f"canary{one.name}" in text}

        assert row.audience == audience.value
        # Of several entries the person reads the newest of each agency alone.
        assert told == CLEARED[audience]
        assert "groundof" not in text
        assert ("canarysource" in text) == (kind is Copy.STAFF)
        assert WITHHELD.replace(" ", "") in text
        for one in set(Disclosure) - CLEARED[audience]:
            assert _hidden_in(found.everything, f"canary{one.name}") == []

    def test_what_is_planted_can_be_found(self):
        """A search that finds nothing anywhere shows nothing."""
        word = "canaryTEAM"
        for packed in (
            word.encode(),
            word.encode("utf-16-be"),
            word.encode("utf-16-be").hex().encode(),
        ):
            assert _hidden_in(b"<" + packed + b">", word)


def _hidden_in(everything, word):
    """In which ways of writing the word stands in the objects and streams: outlines and metadata write it plain."""
    ways = {
        "plain": word.encode(),
        "wide": word.encode("utf-16-be"),
        "in figures": word.encode("utf-16-be").hex().encode(),
    }
    return [
        name
        for name, written in ways.items()
        if written in everything or written.upper() in everything
    ]


class TestOrdering:
    @pytest.mark.parametrize(
        ("kind", "role", "allowed"),
        [
            (Copy.PERSON, R.PERSONAL_OFFICER, True),
            (Copy.PERSON, R.LINKS_CENTRE, False),
            (Copy.STAFF, R.HQ, True),
            (Copy.PROVIDER, R.RECEPTION, True),
            (Copy.PROVIDER, R.HQ, False),
            (Copy.PERSON, R.HQ, False),
        ],
    )
    def test_who_may_ask_for_which(self, world, provider, kind, role, allowed):
        to = provider.pk if kind is Copy.PROVIDER else None
        if allowed:
            assert copies.ordered(world.person, kind, world.user(role), to).state == "waiting"
        else:
            with pytest.raises(NotAllowed):
                copies.ordered(world.person, kind, world.user(role), to)

    def test_sent_twice_it_is_asked_for_once(self, world, officer, provider):
        wanted = actions.CopyRequest("c1", Copy.PERSON)
        asking = {"by": officer, "principals": principals(officer), "at": persons.NOW}

        first = actions.order_copy(world.person, wanted, **asking)

        assert actions.order_copy(world.person, wanted, **asking).pk == first.pk
        assert Document.objects.count() == 1

    def test_an_empty_plan_is_not_printed(self, world):
        with pytest.raises(Refused, match="nothing to print"):
            copies.ordered(world.standard, Copy.PERSON, world.user(R.RESIDENTIAL_OFFICER))

    def test_before_a_core_screen_is_completed_there_is_no_slip(self, world, officer):
        with pytest.raises(Refused, match="no slip"):
            copies.ordered(world.person, Copy.SLIP, officer)

    def test_an_extract_goes_only_to_whom_the_person_was_referred(self, world, officer, provider):
        refused = copies.provider()
        copies.referral(world.person, refused, officer, consent="refused")
        for stranger in (copies.provider().pk, refused.pk, None):
            with pytest.raises(Refused, match="was referred to"):
                copies.ordered(world.person, Copy.PROVIDER, officer, stranger)


class TestMaking:
    def test_it_is_not_made_for_somebody_whose_rights_went_meanwhile(
        self, world, officer, provider
    ):
        row = copies.ordered(world.person, Copy.STAFF, officer)
        officer.groups.clear()

        documents.make(clock=lambda: persons.NOW)

        row.refresh_from_db()
        assert (row.state, row.content) == ("failed", None)
        assert "may no longer see this" in row.problem

    def test_nor_for_somebody_whose_account_was_closed(self, world, officer, provider):
        row = copies.ordered(world.person, Copy.STAFF, officer)
        type(officer).objects.filter(pk=officer.pk).update(is_active=False)

        documents.make(clock=lambda: persons.NOW)

        row.refresh_from_db()
        assert row.state == "failed"

    def test_nor_for_a_social_worker_who_is_one_no_more(self, world, provider, social_worker):
        row = copies.ordered(world.person, Copy.STAFF, social_worker)
        Allocation.objects.filter(user=social_worker).update(until_on=persons.TODAY)
        social_worker.groups.set(world.user(R.RESIDENTIAL_OFFICER).groups.all())

        documents.make(clock=lambda: persons.NOW)

        row.refresh_from_db()
        assert row.state == "failed"


class TestOpening:
    def test_what_social_work_may_read_is_not_opened_by_an_officer(
        self, world, asking, provider, social_worker
    ):
        row = copies.made(world.person, Copy.STAFF, social_worker)
        person = Person.objects.get(pk=world.person.pk)

        def opens(role):
            return access.may_open(row.kind, row.audience, person, asking(role))

        assert opens(R.PBSW_TEAM_MANAGER)
        assert not opens(R.PERSONAL_OFFICER)
        assert not opens(R.RMT_CHAIR)


class TestGiving:
    @pytest.fixture
    def copy(self, world, officer, provider):
        return copies.made(world.person, Copy.PERSON, officer)

    def give(self, document, by, at=persons.NOW, **values):
        handing = actions.Handing(
            **{"to": actions.THE_PERSON, "how": PlanCopy.How.BY_HAND, "on": persons.TODAY} | values
        )
        return actions.give_copy(document, handing, by=by, principals=principals(by), at=at)

    def events(self, world):
        return Event.objects.filter(person=world.person, kind=EventKind.PLAN_COPY)

    def test_given_to_the_person_it_is_their_copy_of_the_plan(self, world, officer, copy):
        given = self.give(copy, officer)

        assert (given.issued_by, given.issued_on, given.document) == (officer, persons.TODAY, copy)
        assert self.events(world).get().on == persons.TODAY

    def test_recorded_twice_it_is_given_once(self, world, officer, copy):
        assert self.give(copy, officer).pk == self.give(copy, officer).pk
        assert (PlanCopy.objects.count(), self.events(world).count()) == (1, 1)

    def test_another_way_on_the_same_day_is_refused(self, officer, copy):
        self.give(copy, officer)

        with pytest.raises(SentBefore):
            self.give(copy, officer, how=PlanCopy.How.POST)

    def test_given_to_somebody_else_it_is_not_yet_the_persons(self, world, officer, copy):
        self.give(copy, officer, to="Their solicitor")

        assert PlanCopy.objects.get().to == "Their solicitor"
        assert not self.events(world).exists()

    def test_an_extract_goes_to_the_provider_it_was_made_for(self, world, officer, provider):
        extract = copies.made(world.person, Copy.PROVIDER, officer, provider.pk)

        self.give(extract, officer, to="anybody", how=PlanCopy.How.EMAIL)

        assert PlanCopy.objects.get().to == "Turning Point"
        assert not self.events(world).exists()

    @pytest.mark.parametrize(
        ("on", "words"),
        [
            pytest.param(persons.TODAY + timedelta(days=1), "future", id="tomorrow"),
            pytest.param(persons.TODAY - timedelta(days=1), "before it was made", id="yesterday"),
        ],
    )
    def test_a_day_that_cannot_be_is_refused(self, officer, copy, on, words):
        with pytest.raises(Refused, match=words):
            self.give(copy, officer, on=on)

    def test_what_is_not_made_yet_cannot_be_given(self, world, officer, provider):
        waiting = copies.ordered(world.person, Copy.PERSON, officer)

        with pytest.raises(Refused, match="not made yet"):
            self.give(waiting, officer)

    def test_the_staff_version_is_given_to_nobody(self, world, officer, provider):
        row = copies.made(world.person, Copy.STAFF, officer)

        with pytest.raises(Refused, match="not recorded as a copy"):
            self.give(row, officer)

    def test_a_slip_is_no_copy_of_the_plan(self, world, officer):
        copies.screen(world.person, officer)
        row = copies.made(world.person, Copy.SLIP, officer)

        with pytest.raises(Refused, match="not recorded as a copy"):
            self.give(row, officer)

    def test_who_gives_out_no_copies_cannot_record_one(self, world, copy):
        with pytest.raises(NotAllowed):
            self.give(copy, world.user(R.LINKS_CENTRE))

    def test_what_was_made_for_others_cannot_be_given(
        self, world, officer, social_worker, provider
    ):
        row = copies.made(world.person, Copy.STAFF, social_worker)

        with pytest.raises(NotAllowed):
            self.give(row, officer)
