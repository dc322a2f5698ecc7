"""Decided reviews out of an extract: the level that holds, and clocks that do not start from nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from icm.clocks.models import Due
from icm.people.actions.extract import import_folder
from icm.people.models import Person
from risk.actions.extract import REVIEWS
from risk.models import SupervisionReview
from tests.factories import staff

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/London"))
PEOPLE = """number,family_name,given_names,establishment,admitted_at,legal,supervision_level
X1,Roe,Ann,barlinnie,2026-05-04T15:00,convicted,low
"""
NAMES = "number,reference,kind,decided_at,level_after,level_before,notice_on,told_on,reasons\n"
REVIEWED = """X1,R1,reception,2026-05-04T15:00,high,,,,
X1,R2,72h,2026-05-07T11:00,medium,high,,2026-05-07,Settled.
"""


@pytest.fixture
def take_in(tmp_path):
    def run(rows=REVIEWED, people=PEOPLE):
        (tmp_path / "people.csv").write_text(people)
        (tmp_path / "reviews.csv").write_text(NAMES + rows)
        return import_folder(tmp_path, at=AT, further=[REVIEWS])

    return run


def test_the_level_is_that_of_the_last_decision(take_in):
    take_in()
    ann = Person.objects.get()
    assert ann.supervision_level == "medium"
    assert ann.supervision_reviews.count() == 2
    review = ann.supervision_reviews.get(reference="R2")
    assert (review.state, review.proposed_level, review.level_before) == (
        "decided",
        "medium",
        "high",
    )


def test_reviews_that_were_held_do_not_come_out_as_overdue(take_in):
    take_in()
    standing = dict(Due.objects.filter(rule__startswith="PSS-").values_list("rule", "status"))
    assert standing["PSS-RECEPTION"] == standing["PSS-72H"] == "met"
    assert Due.objects.get(rule="PSS-6M").due_on.isoformat() == "2026-11-07"


def test_taken_in_again_nothing_is_written(take_in):
    take_in()
    events = SupervisionReview._meta.get_field("events").related_model.objects
    before = events.count()
    assert take_in().unchanged == 1
    assert events.count() == before


def test_a_corrected_review_corrects_the_level_and_the_version(take_in):
    take_in()
    done = take_in(REVIEWED.replace("medium,high", "low,high"))
    assert done.changed == 1
    assert Person.objects.get().supervision_level == "low"
    assert Person.objects.get().version == 2


def test_a_later_decision_made_here_holds(take_in):
    take_in()
    ann = Person.objects.get()
    SupervisionReview.objects.create(
        person=ann,
        reference="here",
        kind="governor",
        state="decided",
        proposed_level="low",
        proposed_at=AT,
        level_after="low",
        decided_at=AT,
        decided_by=staff.user(),
    )
    take_in()
    assert Person.objects.get().supervision_level == "low"


def test_a_review_recorded_here_is_not_overwritten(take_in):
    take_in()
    SupervisionReview.objects.filter(reference="R2").update(decided_by=staff.user())
    done = take_in(REVIEWED.replace("medium,high", "low,high"))
    assert [(p.file, p.line, p.column) for p in done.problems if p.column] == [
        ("reviews.csv", 3, "reference")
    ]
    assert Person.objects.get().supervision_level == "medium"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        pytest.param("X1,R1,72h,2026-12-07T11:00,medium,high,,,", "decided_at", id="to come"),
        pytest.param(
            "X1,R1,72h,2026-05-07T11:00,medium,,2026-05-08,,", "notice_on", id="notice late"
        ),
        pytest.param("X1,R1,72h,2026-05-07T11:00,medium,,,2026-05-06,", "told_on", id="told early"),
        pytest.param(
            "X1,R1,72h,2026-05-07T11:00,medium,,,2027-05-06,", "told_on", id="told in 2027"
        ),
        pytest.param("X1,R1,72h,2026-05-07T11:00,,high,,,", "level_after", id="no level"),
        pytest.param("X1,R1,yearly,2026-05-07T11:00,low,high,,,", "kind", id="no such kind"),
    ],
)
def test_a_review_that_cannot_be_keeps_its_person_out(take_in, row, column):
    done = take_in(f"{row}\n")
    assert ("reviews.csv", 2, column) in {(p.file, p.line, p.column) for p in done.problems}
    assert not Person.objects.exists()
