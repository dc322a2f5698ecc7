"""Who is reminded of what, when, and what leaves the system because of it."""

from datetime import date, timedelta

import pytest

from icm.clocks import actions
from icm.clocks.models import Due, Reminder
from icm.core.models import Outgoing, User
from icm.people import access
from icm.people.models import Allocation
from icm.policy.roles import Role
from tests.factories import persons, staff

TODAY, NOW = persons.TODAY, persons.NOW
RULE = "CSA-72H"


@pytest.fixture
def deadline(world):
    """``deadline(in_days=3)``: one open deadline of the first world's person."""

    def make(in_days=0, *, owner=Role.LINKS_CENTRE, person=None, rule=RULE, status=""):
        due_on = TODAY + timedelta(days=in_days)
        return Due.objects.create(
            person=person or world.person,
            rule=rule,
            status=status or ("due" if in_days >= 0 else "overdue"),
            owner=owner,
            due_on=due_on,
        )

    return make


def remind(days=0):
    on = TODAY + timedelta(days=days)
    return actions.remind(on=on, at=NOW + timedelta(days=days))


def told():
    """Username and stage of every reminder."""
    found = Reminder.objects.order_by("stage", "recipient__username")
    return list(found.values_list("recipient__username", "stage"))


LINKS, OFFICER = "links-centre@barlinnie", "personal-officer@barlinnie"
MANAGER, CO_ORDINATOR = "first-line-manager@barlinnie", "icm-co-ordinator@barlinnie"


class TestStages:
    @pytest.mark.parametrize(
        ("in_days", "stage"),
        [(15, None), (14, -14), (8, -14), (7, -7), (2, -7), (1, -1), (0, -1), (-1, 1), (-6, 1)],
    )
    def test_the_newest_that_has_come_is_told_to_the_owner(self, deadline, in_days, stage):
        deadline(in_days)

        remind()

        assert told() == ([] if stage is None else [(LINKS, stage)])

    @pytest.mark.parametrize(
        ("in_days", "above"), [(-7, [MANAGER]), (-13, [MANAGER]), (-14, [MANAGER, CO_ORDINATOR])]
    )
    def test_late_deadlines_are_passed_on_as_well(self, deadline, in_days, above):
        deadline(in_days)

        remind()

        escalated = Reminder.objects.filter(escalated=True)
        assert {name for name, _ in told()} == {LINKS, *above}
        assert set(escalated.values_list("recipient__username", flat=True)) == set(above)

    def test_each_is_told_once_on_its_day(self, deadline):
        deadline(2)

        for day in range(12):
            remind(day)
            remind(day)

        days = Reminder.objects.filter(recipient__username=LINKS).order_by("on")
        assert [(row.stage, (row.on - TODAY).days) for row in days] == [
            (-7, 0),
            (-1, 1),
            (1, 3),
            (7, 9),
        ]

    def test_a_new_deadline_of_the_same_rule_is_told_anew(self, deadline):
        due = deadline(1)
        remind()

        Due.objects.filter(pk=due.pk).update(due_on=TODAY + timedelta(days=7))
        remind()

        assert told() == [(LINKS, -7), (LINKS, -1)]

    @pytest.mark.parametrize("status", ["met", "met late", "waived", "unknown", "not possible"])
    def test_only_open_deadlines_are_told(self, deadline, status):
        deadline(1, status=status)

        remind()

        assert told() == []

    def test_are_those_the_installation_sets(self, deadline, settings):
        settings.REMINDER_STAGES = "-30, 3 icm-co-ordinator"
        deadline(20)
        deadline(-3, rule="OTHER")

        remind()

        assert told() == [(LINKS, -30), (CO_ORDINATOR, 3), (LINKS, 3)]

    def test_before_the_rulebook_has_any_nobody_is_told(self, deadline):
        deadline(0)

        assert actions.remind(on=date(2020, 1, 1), at=NOW).reminders == 0


class TestRecipients:
    def test_the_allocated_officer_comes_before_their_team(self, deadline, world):
        colleague = staff.user((Role.PBSW, "barlinnie"))
        deadline(owner=Role.PERSONAL_OFFICER)
        deadline(owner=Role.PBSW, rule="PBSW-10WD")

        remind()

        assert {name for name, _ in told()} == {OFFICER, "pbsw@barlinnie"}
        assert colleague.username not in dict(told())

    def test_without_an_allocated_worker_the_team_is_told(self, deadline, world):
        colleague = staff.user((Role.PBSW, "barlinnie"))
        Allocation.objects.filter(role=Role.PBSW).update(until_on=TODAY)
        access.sync(world.person)
        deadline(owner=Role.PBSW)

        remind()

        assert {name for name, _ in told()} == {"pbsw@barlinnie", colleague.username}

    def test_where_nobody_of_the_role_may_know_of_the_person_the_manager_is_told(
        self, deadline, world
    ):
        deadline(owner=Role.PERSONAL_OFFICER, person=world.standard)

        remind()

        (reminder,) = Reminder.objects.all()
        assert (reminder.recipient.username, reminder.escalated) == (MANAGER, True)

    def test_nobody_is_told_of_a_person_elsewhere(self, deadline, world):
        deadline(-14, person=world.person_there)

        remind()

        assert {name.split("@")[1] for name, _ in told()} == {"perth"}

    def test_a_closed_account_is_told_nothing(self, deadline):
        User.objects.filter(username=LINKS).update(is_active=False)
        deadline()

        remind()

        assert told() == [(MANAGER, -1)]

    def test_who_holds_two_of_the_roles_is_told_once(self, deadline, world):
        staff.appoint(world.user(Role.LINKS_CENTRE), (Role.FIRST_LINE_MANAGER, "barlinnie"))
        deadline(-7)

        remind()

        assert sorted(told()) == [(MANAGER, 7), (LINKS, 7)]


class TestDigest:
    def test_is_one_a_day_for_each_reader_and_names_nobody(self, deadline, world, settings):
        settings.BASE_URL = "https://icm.example.test"
        deadline(1)
        deadline(-1, rule="A")
        deadline(-2, rule="B", person=world.standard)

        found = remind()

        (letter,) = Outgoing.objects.all()
        reader = world.user(Role.LINKS_CENTRE)
        assert (found.reminders, found.letters) == (3, 1)
        assert (letter.recipient, letter.key) == (reader, f"digest:{reader.pk}:2026-11-21")
        assert letter.subject.endswith("2 overdue and 1 coming up")
        assert "https://icm.example.test/" in letter.body
        for person in (world.person, world.standard):
            for detail in (person.number, person.family_name, person.given_names, "Core Screen"):
                assert detail not in letter.subject + letter.body

    def test_is_not_sent_again_the_same_day(self, deadline):
        deadline(1)
        remind()
        deadline(-1, rule="LATER")

        remind()

        assert Outgoing.objects.count() == 1
        assert Reminder.objects.count() == 2

    def test_is_sent_on_days_with_something_new_only(self, deadline):
        deadline(2)

        for day in range(3):
            remind(day)

        keys = Outgoing.objects.order_by("pk").values_list("key", flat=True)
        assert [key.rpartition(":")[2] for key in keys] == ["2026-11-21", "2026-11-22"]

    def test_does_not_go_to_whoever_has_no_address(self, deadline):
        User.objects.filter(username=LINKS).update(email="")
        deadline(1)

        assert remind().letters == 0
        assert told() == [(LINKS, -1)]

    def test_says_only_what_there_is(self, deadline):
        deadline(1)

        remind()

        assert Outgoing.objects.get().subject == "Integrated Case Management: 1 coming up"


def test_reminding_costs_the_same_for_any_number(deadline, world, assert_constant_queries):
    rules = iter(range(99))

    def begin_anew():
        Reminder.objects.all().delete()
        Outgoing.objects.all().delete()
        remind()

    assert_constant_queries(add_row=lambda: deadline(rule=f"R{next(rules)}"), call=begin_anew)
