"""The reminders page, and setting a deadline aside."""

from datetime import timedelta

import pytest
from django.urls import reverse

from icm.clocks import actions
from icm.clocks.models import Due, Reminder, Waiver
from icm.core.models import Consultation, User
from icm.people import access
from icm.people.models import Person
from icm.policy.roles import Role
from tests.factories import persons

TODAY, NOW = persons.TODAY, persons.NOW
REMINDERS = "/reminders/"
RULE = "CSA-72H"


@pytest.fixture
def reminded(world):
    """``reminded(person, stage=…)``: a reminder given to the first world's Links Centre."""

    def make(person=None, *, stage=1, on=TODAY, rule=RULE, due_on=TODAY):
        return Reminder.objects.create(
            person=person or world.person,
            rule=rule,
            due_on=due_on,
            stage=stage,
            on=on,
            recipient=world.user(Role.LINKS_CENTRE),
        )

    return make


@pytest.fixture
def links(signed_in):
    return signed_in(Role.LINKS_CENTRE)


class TestReminders:
    def test_shows_whom_what_why_and_how_it_stands_now(self, links, reminded, world):
        Due.objects.create(
            person=world.person, rule=RULE, due_on=TODAY, status="overdue", basis="72 hours after"
        )
        reminded()

        page = links.get(REMINDERS).content.decode()

        assert world.person.family_name.upper() in page
        assert "72 hours after" in page
        assert "overdue" in page
        assert "Reminded on 21 November 2026" in page
        assert reverse("pages:why", args=[world.person.pk]) in page

    def test_a_deadline_that_is_gone_says_so(self, links, reminded):
        reminded()

        assert "This deadline no longer stands." in links.get(REMINDERS).content.decode()

    def test_shows_only_whom_the_reader_may_still_see(self, links, reminded, world):
        reminded()
        Person.objects.filter(pk=world.person.pk).update(establishment=world.there)
        access.sync(Person.objects.get(pk=world.person.pk))

        page = links.get(REMINDERS).content.decode()

        assert world.person.number not in page
        assert "No reminders." in page

    def test_shows_nobody_elses(self, signed_in, reminded, world):
        reminded()

        page = signed_in(Role.ICM_CO_ORDINATOR).get(REMINDERS).content.decode()

        assert world.person.number not in page

    def test_of_each_deadline_the_newest_and_of_the_last_four_weeks(self, links, reminded, world):
        reminded(stage=-1, on=TODAY - timedelta(days=2))
        reminded(stage=1)
        reminded(world.standard, on=TODAY - timedelta(days=28))

        found = links.get(REMINDERS).context["found"]

        assert found.persons == (world.person.pk,)
        assert found.pages.total == 1

    def test_writes_down_whom_it_showed(self, links, reminded, world):
        reminded()
        reminded(world.standard)

        links.get(REMINDERS)

        row = Consultation.objects.get(page="clocks:reminders")
        assert row.persons == sorted([world.person.pk, world.standard.pk])

    def test_tells_whoever_has_no_address(self, links, world):
        assert "no e-mail address" not in links.get(REMINDERS).content.decode()
        User.objects.update(email="")

        assert "no e-mail address" in links.get(REMINDERS).content.decode()

    def test_mark_read_marks_ones_own(self, links, reminded, world):
        own = reminded()
        other = reminded(stage=7)
        Reminder.objects.filter(pk=other.pk).update(recipient=world.user(Role.FIRST_LINE_MANAGER))

        answer = links.post("/reminders/read/")

        assert answer.url == REMINDERS
        assert Reminder.objects.get(pk=own.pk).read_at == NOW
        assert Reminder.objects.get(pk=other.pk).read_at is None

    @pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9999999999", ""])
    def test_a_strange_page_number_is_no_error(self, links, reminded, page):
        reminded()

        assert links.get(REMINDERS, {"page": page}).status_code == 200

    def test_costs_the_same_for_any_number(self, links, reminded, assert_constant_queries):
        rules = iter(range(99))

        assert_constant_queries(
            add_row=lambda: reminded(rule=f"R{next(rules)}"), call=lambda: links.get(REMINDERS)
        )


class TestWaive:
    @pytest.fixture
    def url(self, world):
        actions.reevaluate([world.person.pk], at=NOW)
        return reverse("clocks:waive", args=[world.person.pk, RULE])

    @pytest.fixture
    def co_ordinator(self, signed_in):
        return signed_in(Role.ICM_CO_ORDINATOR)

    def send(self, client, url, why="In hospital."):
        form = client.get(url).context["form"]
        return client.post(url, {"due_on": form["due_on"].value() or "", "why": why})

    def test_sets_aside_what_the_page_showed_and_can_be_taken_back(self, co_ordinator, url, world):
        answer = self.send(co_ordinator, url)

        assert answer.status_code == 302
        assert Due.objects.get(person=world.person, rule=RULE).status == "waived"
        assert "set aside already" in co_ordinator.get(url).content.decode()

        answer = co_ordinator.post(f"{url}withdraw/")

        assert answer.status_code == 302
        assert Due.objects.get(person=world.person, rule=RULE).status == "overdue"

    def test_wants_a_reason(self, co_ordinator, url):
        answer = self.send(co_ordinator, url, why=" ")

        assert answer.status_code == 200
        assert answer.context["form"].errors["why"]
        assert not Waiver.objects.exists()

    def test_says_so_where_the_deadline_changed_meanwhile(self, co_ordinator, url):
        answer = co_ordinator.post(url, {"due_on": "2026-01-01", "why": "In hospital."})

        assert "has changed since" in answer.content.decode()
        assert "In hospital." in answer.content.decode()

    def test_says_so_where_there_is_nothing_to_set_aside(self, co_ordinator, world):
        page = co_ordinator.get(reverse("clocks:waive", args=[world.person.pk, "ROUTE-ENH"]))

        assert "nothing to set aside" in page.content.decode()

    def test_of_a_rule_that_is_not_one_is_not_found(self, co_ordinator, world):
        url = reverse("clocks:waive", args=[world.person.pk, "NO-SUCH-RULE"])

        assert co_ordinator.get(url).status_code == 404

    @pytest.mark.parametrize(
        ("role", "place", "status"),
        [
            (Role.ICM_CO_ORDINATOR, "barlinnie", 200),
            (Role.RMT_CHAIR, "barlinnie", 200),
            (Role.RESIDENTIAL_OFFICER, "barlinnie", 403),
            (Role.ICM_CO_ORDINATOR, "perth", 404),
            (None, None, 404),
        ],
    )
    def test_is_for_those_entitled(self, signed_in, url, role, place, status):
        client = signed_in(role, place)

        for address in (url, f"{url}withdraw/"):
            assert client.get(address).status_code == status
        assert client.post(url, {"why": "x"}).status_code == status

    @pytest.mark.parametrize("address", ["waive", "withdraw_waiver"])
    def test_of_what_the_law_asks_is_for_the_chair_and_says_so(self, signed_in, world, address):
        url = reverse(f"clocks:{address}", args=[world.person.pk, "PSS-72H"])

        refused = signed_in(Role.ICM_CO_ORDINATOR).get(url)

        assert refused.status_code == 403
        assert "only the RMT chair" in refused.content.decode()
        assert signed_in(Role.RMT_CHAIR).get(url).status_code == 200

    def test_without_a_day_asks_until_when_and_shows_it(self, co_ordinator, world):
        actions.reevaluate([world.person.pk], at=NOW)
        url = reverse("clocks:waive", args=[world.person.pk, "PBSW-10WD"])
        page = co_ordinator.get(url).content.decode()
        assert "Until which day?" in page
        assert "Local default" in page

        unsaid = co_ordinator.post(url, {"due_on": "", "why": "In hospital."})
        said = co_ordinator.post(
            url, {"due_on": "", "why": "In hospital.", "until_on": "2026-12-24"}
        )

        assert unsaid.context["form"].errors["until_on"]
        assert said.status_code == 302
        assert "until 24 December 2026" in co_ordinator.get(url).content.decode()

    def test_writes_down_who_looked(self, co_ordinator, url, world):
        co_ordinator.get(url)

        assert Consultation.objects.get(page="clocks:waive").persons == [world.person.pk]

    def test_is_offered_only_to_those_who_may(self, signed_in, world):
        def offered(role):
            why = signed_in(role).get(reverse("pages:why", args=[world.person.pk]))
            return {
                rule
                for rule in ("PSS-72H", RULE)
                if reverse("clocks:waive", args=[world.person.pk, rule]) in why.content.decode()
            }

        assert offered(Role.ICM_CO_ORDINATOR) == {RULE}
        assert offered(Role.RMT_CHAIR) == {RULE, "PSS-72H"}
