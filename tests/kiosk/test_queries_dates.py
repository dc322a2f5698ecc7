"""The days that matter to somebody: in order of time, each with its reason, and those nobody knows."""

from datetime import timedelta

import pytest

from icm.clocks.models import Due
from icm.kiosk.queries.dates import WHAT_IT_IS, WHAT_MOVES_IT, dates_page
from icm.people.models import EnteredDate, Sentence
from icm.people.policy import DateKind
from icm.policy.roles import Role
from tests import plain
from tests.factories import conferences, persons

pytestmark = pytest.mark.django_db
NOW, TODAY = persons.NOW, persons.TODAY


def titles(rows):
    return [one.title for one in rows]


def test_every_kind_of_date_says_what_it_is_and_what_moves_it():
    assert set(WHAT_IT_IS) == set(WHAT_MOVES_IT) == set(DateKind)


def test_the_dates_of_the_sentence_stand_in_order_of_time(world):
    page = dates_page(world.person, at=NOW)

    days = [one.on for one in page.coming]
    assert days == sorted(days)
    assert days[0] >= TODAY
    assert {"The first day you can get parole", "Your sentence ends"} <= set(titles(page.coming))
    parole = next(one for one in page.coming if "parole" in one.title)
    assert "The Parole Board decides if you can leave." in parole.why
    assert parole.why.endswith("We worked this out from your sentence.")
    assert parole.moves


def test_why_somebody_changed_a_date_stays_among_staff(world):
    EnteredDate.objects.create(
        person=world.person,
        kind=DateKind.PQD,
        on=TODAY + timedelta(400),
        overrides=TODAY,
        why="A victim wrote to us",
        by=world.user(Role.ICM_CO_ORDINATOR),
        at=NOW,
    )

    page = dates_page(world.person, at=NOW)

    changed = next(one for one in page.coming if one.on == TODAY + timedelta(400))
    assert changed.why.endswith("Staff changed this date by hand.")
    assert "victim" not in str(page)


def test_what_nobody_knows_is_said_with_whom_to_ask(world):
    Sentence.objects.filter(person=world.person).update(start_on=None, imposed_on=None)

    page = dates_page(world.person, at=NOW)

    assert page.unknown
    assert {one.when for one in page.unknown} == {"Nobody knows this date yet. Ask your officer."}
    assert {one.moves for one in page.unknown} == {""}


def test_what_is_over_stands_apart(world):
    parole = "The first day you can get parole"
    now = dates_page(world.person, at=NOW)
    days = next(one.on for one in now.coming if one.title == parole) - TODAY

    on_it, after = (dates_page(world.person, at=NOW + days + timedelta(more)) for more in (0, 1))

    assert parole in titles(on_it.coming)
    assert parole in titles(after.past)
    assert parole not in titles(after.coming)


def test_meetings_and_reviews_stand_among_them(world):
    conferences.fixed(world.person, world.user(Role.ICM_CO_ORDINATOR), conferences.sitting(45))
    Due.objects.filter(person=world.person).delete()
    for rule, days, status in (("PSS-6M", -3, "overdue"), ("CSA-REFER", None, "unknown")):
        Due.objects.create(
            person=world.person,
            rule=rule,
            status=status,
            due_on=days and TODAY + timedelta(days),
            basis="",
            staff="",
            evidence={"person": f"Said of {rule}."},
        )

    page = dates_page(world.person, at=NOW)

    late = next(one for one in page.coming if one.title == "Said of PSS-6M.")
    assert late.late
    assert "why it is late" in late.moves
    meeting = next(one for one in page.coming if one.title.startswith("You have a plan meeting"))
    assert meeting.when == "Tuesday 5 January 2027 at 10 am"
    assert "Said of CSA-REFER." not in str(page)


def test_somebody_on_remand_has_no_dates(world):
    page = dates_page(world.remand, at=NOW)

    assert (page.coming, page.unknown, page.past) == ((), (), ())
    assert not page.sentenced
    assert dates_page(world.person, at=NOW).sentenced


def test_every_date_can_be_read_at_eleven():
    texts = [str(text) for text in (*WHAT_IT_IS.values(), *WHAT_MOVES_IT.values())]

    assert plain.too_hard(texts) == {}
    assert plain.too_long(texts) == []
    assert {text: found for text in texts if (found := plain.jargon(text))} == {}
