"""Reading for quality: by lot, recorded, never one's own; the writer is told, nobody is ranked."""

import pytest
from django.urls import reverse

from casework.actions import quality as actions
from casework.models import Narrative, QualityReading
from casework.policy.quality import Question
from casework.queries import quality
from icm.core.access import principals_of
from icm.core.models import Consultation
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.policy.roles import Role
from tests.factories import persons, staff

GOOD = {question.value: "yes" for question in Question}


@pytest.fixture
def manager(world):
    return world.user(Role.FIRST_LINE_MANAGER)


@pytest.fixture
def wrote(world):
    """``wrote(by=user)``: one entry about the person of the first world."""
    numbers = iter(range(1000))

    def write(*, by=None, days=3, **values):
        return Narrative.objects.create(
            **{
                "person": world.person,
                "reference": f"n{next(numbers)}",
                "domain": "learning",
                "agency": "residential",
                "role": Role.PERSONAL_OFFICER,
                "author": by or world.user(Role.PERSONAL_OFFICER),
                "on": persons.days_ago(days).date(),
                "body": "He began the course on Monday.",
                "written_at": persons.days_ago(days),
            }
            | values
        )

    return write


def asking(user):
    return principals_of(user, at=persons.NOW)


def drawn(world, user, place="here"):
    return actions.draw(getattr(world, place), by=user, principals=asking(user), at=persons.NOW)


def read(reading, user, marks=GOOD, feedback="Clear, and says who told you."):
    return actions.read_entry(
        reading, marks, feedback=feedback, by=user, principals=asking(user), at=persons.NOW
    )


def test_a_drawn_entry_is_recorded_with_who_drew_it(world, manager, wrote):
    entry = wrote()

    made = drawn(world, manager)

    assert (made.narrative, made.drawn_by, made.drawn_at) == (entry, manager, persons.NOW)


def test_which_is_drawn_is_left_to_chance(world, manager, wrote, monkeypatch):
    entries = [wrote().pk for _ in range(3)]
    offered = []
    monkeypatch.setattr(actions.secrets, "choice", lambda keys: offered.append(keys) or keys[-1])

    assert drawn(world, manager).narrative_id == entries[-1]
    assert offered == [entries]


def test_whoever_has_one_open_reads_that_one_first(world, manager, wrote):
    wrote(), wrote()

    assert drawn(world, manager) == drawn(world, manager)
    assert QualityReading.objects.count() == 1


def test_none_is_drawn_twice(world, manager, wrote):
    wrote()
    read(drawn(world, manager), manager)

    with pytest.raises(Refused, match="no entry left"):
        drawn(world, manager)


@pytest.mark.parametrize(
    ("values", "drawable"),
    [
        pytest.param({}, True, id="a recent one by staff here"),
        pytest.param({"days": 90}, True, id="the last day that is recent"),
        pytest.param({"days": 91}, False, id="too old"),
        pytest.param({"withdrawn_at": persons.NOW}, False, id="taken back"),
        pytest.param(
            {"disclosure": "restricted", "ground": "Intelligence."}, False, id="withheld from them"
        ),
    ],
)
def test_what_can_be_drawn(world, manager, wrote, values, drawable):
    wrote(**values)

    found = quality.drawable(world.here, asking(manager), on=persons.TODAY)

    assert found.exists() is drawable


def test_ones_own_and_those_of_strangers_are_not_drawn(world, manager, wrote):
    wrote(by=manager)
    wrote(by=world.user(Role.PERSONAL_OFFICER, "perth"))
    wrote(by=world.user(Role.CBSW))
    elsewhere = wrote(person=world.person_there)

    found = quality.drawable(world.here, asking(manager), on=persons.TODAY)

    assert not found.exists()
    assert elsewhere.author.groups.exists()


@pytest.mark.parametrize("role", [Role.PERSONAL_OFFICER, Role.ICM_CO_ORDINATOR, Role.HQ])
def test_only_the_first_line_manager_draws(world, wrote, role):
    wrote()

    with pytest.raises(NotAllowed):
        drawn(world, world.user(role))


def test_a_manager_draws_at_their_own_establishment_only(world, manager, wrote):
    with pytest.raises(NotAllowed):
        drawn(world, manager, "there")


def test_reading_keeps_answers_and_words_once(world, manager, wrote):
    wrote()
    reading = read(drawn(world, manager), manager)

    assert read(reading, manager) == reading
    assert (reading.marks, reading.read_by) == (GOOD, manager)
    with pytest.raises(SentBefore):
        read(reading, manager, feedback="Something else.")


@pytest.mark.parametrize(
    ("marks", "feedback", "why"),
    [
        ({**GOOD, "own": "perhaps"}, "Good.", "every question"),
        ({"own": "yes"}, "Good.", "every question"),
        (GOOD, "  ", "to the writer"),
    ],
)
def test_reading_answers_everything_and_says_something(world, manager, wrote, marks, feedback, why):
    wrote()
    reading = drawn(world, manager)

    with pytest.raises(Refused, match=why):
        read(reading, manager, marks, feedback)
    reading.refresh_from_db()
    assert reading.read_at is None


def test_only_who_drew_it_reads_it(world, manager, wrote):
    wrote()
    reading = drawn(world, manager)

    with pytest.raises(NotAllowed):
        read(reading, staff.user((Role.FIRST_LINE_MANAGER, "barlinnie")))


def test_an_entry_taken_back_or_out_of_sight_keeps_nobody_from_drawing(world, manager, wrote):
    first, second = wrote(), wrote()
    reading = drawn(world, manager)
    other = second if reading.narrative == first else first
    Narrative.objects.filter(pk=reading.narrative_id).update(withdrawn_at=persons.NOW)

    assert drawn(world, manager).narrative == other


def test_the_writer_sees_what_was_said_until_they_say_so(world, manager, wrote):
    entry = wrote()
    officer = entry.author
    assert quality.unseen_feedback(asking(officer)) == ()
    marks = {**GOOD, "next": "no"}
    reading = read(drawn(world, manager), manager, marks)

    (said,) = quality.unseen_feedback(asking(officer))
    assert (said.said, said.not_yet) == ("Clear, and says who told you.", ("Says what comes next",))

    with pytest.raises(NotAllowed):
        actions.mark_seen(reading, principals=asking(manager), at=persons.NOW)
    seen = actions.mark_seen(reading, principals=asking(officer), at=persons.NOW)
    again = actions.mark_seen(reading, principals=asking(officer), at=persons.days_ago(-1))
    assert seen.seen_at == again.seen_at == persons.NOW
    assert quality.unseen_feedback(asking(officer)) == ()


def test_nothing_is_seen_before_it_is_said(world, manager, wrote):
    entry = wrote()
    reading = drawn(world, manager)

    with pytest.raises(NotAllowed):
        actions.mark_seen(reading, principals=asking(entry.author), at=persons.NOW)


def test_results_are_by_question_and_month_and_name_nobody(world, manager, wrote):
    for mark in ("yes", "no", "cannot-tell"):
        wrote()
        read(drawn(world, manager), manager, {**GOOD, "own": mark})

    names = {"barlinnie": "HMP Barlinnie"}
    (found,) = quality.results(["barlinnie"], names, on=persons.TODAY)

    assert (found.number, found.unseen) == (3, 3)
    assert found.chart.bars[-1].parts == (1, 1, 1)
    (row,) = found.by_month.rows
    assert (row["month"], row["own"], row["specific"]) == (
        "November 2026",
        "Yes in 1 of 2",
        "Yes in 3 of 3",
    )
    assert "Tester" not in str(found)


def test_a_month_in_which_nobody_could_tell_says_so(world, manager, wrote):
    wrote()
    read(drawn(world, manager), manager, dict.fromkeys(GOOD, "cannot-tell"))

    (found,) = quality.results(["barlinnie"], {"barlinnie": "Here"}, on=persons.TODAY)

    assert found.by_month.rows[0]["own"] == "Cannot tell"


# -- pages ------------------------------------------------------------------------------------------


def test_a_manager_draws_reads_and_the_writer_marks_it_as_seen(world, manager, wrote, signed_in):
    earlier = wrote(days=30, body="He thinks about a course.", withdrawn_at=None)
    QualityReading.objects.create(
        narrative=earlier, establishment=world.here, drawn_at=persons.NOW, drawn_by=manager,
        marks=GOOD, feedback="Good.", read_at=persons.NOW, read_by=manager, seen_at=persons.NOW,
    )  # fmt: skip
    entry = wrote(like=earlier, likeness=0.9)
    client = signed_in(manager)
    assert "There are 1" in client.get(reverse("casework:draw")).content.decode()

    address = client.post(reverse("casework:draw")).headers["Location"]
    page = client.get(address).content.decode()
    assert "He began the course on Monday." in page
    assert "He thinks about a course." in page
    assert "nearly like an earlier entry" in page
    assert "have not read it yet" in client.get(reverse("casework:draw")).content.decode()

    answer = client.post(address, GOOD | {"feedback": "Say who told you."})
    assert answer.headers["Location"] == reverse("casework:quality")
    assert "Say who told you." in client.get(address).content.decode()
    assert "Yes in 2 of 2" in client.get(reverse("casework:quality")).content.decode()

    writer = signed_in(entry.author)
    assert "Say who told you." in writer.get("/my-people/").content.decode()
    seen = reverse("casework:feedback_seen", args=[QualityReading.objects.latest("pk").pk])
    assert writer.post(seen).headers["Location"] == "/my-people/"
    assert "Say who told you." not in writer.get("/my-people/").content.decode()
    assert client.post(seen).status_code == 404
    looked = Consultation.objects.filter(page="casework:reading", persons=[world.person.pk])
    assert looked.count() == 2


def test_feedback_not_yet_given_cannot_be_marked_as_seen(world, manager, wrote, signed_in):
    entry = wrote()
    reading = drawn(world, manager)

    answer = signed_in(entry.author).post(reverse("casework:feedback_seen", args=[reading.pk]))

    assert answer.status_code == 403


def test_there_is_nothing_to_draw_at_another_establishment(world, manager, signed_in):
    page = signed_in(manager)

    assert page.get(reverse("casework:draw")).status_code == 200
    assert page.get(reverse("casework:draw") + "?place=perth").status_code == 404
    assert signed_in(Role.PBSW).get(reverse("casework:draw")).status_code == 403


def test_results_cost_the_same_for_any_number(
    world, manager, wrote, signed_in, assert_constant_queries
):
    client = signed_in(manager)

    def add():
        wrote()
        read(drawn(world, manager), manager)

    assert_constant_queries(add_row=add, call=lambda: client.get(reverse("casework:quality")))
