"""Assessments out of an extract: the clocks they answer, figures kept apart, contradictions stopped and counted."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from icm.clocks.models import Due
from icm.people.actions.extract import import_folder
from icm.people.models import Event, Person
from icm.policy.roles import Role
from risk import actions, queries
from risk.actions.assessments_extract import ASSESSMENTS
from risk.models import Assessment, Finding, Scores
from tests.factories import assessments, persons, staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/London"))
PEOPLE = """number,family_name,given_names,establishment,admitted_at,legal
X1,Roe,Ann,barlinnie,2026-05-04T15:00,sentenced
"""
SENTENCES = """number,reference,kind,imposed_on,start_on,term_years,domestic_abuse,listed_sexual
X1,S1,ltp,2026-05-04,2026-05-04,6,no,no
"""
FIGURES = "4,5,2,1,2,4,1,1,20"
NAMES = (
    "number,reference,tool,purpose,side,requested_on,due_on,done_on,band,override,override_why,"
    "history,education,family,leisure,companions,substances,attitude,pattern,total\n"
)
DONE = f"X1,A1,lscmi,admission,prison,2026-05-20,2026-11-04,2026-09-01,high,none,,{FIGURES}\n"
WRONG = DONE.replace(",20\n", ",27\n")


@pytest.fixture
def take_in(tmp_path):
    def run(rows=DONE, names=NAMES, at=AT, **files):
        (tmp_path / "people.csv").write_text(PEOPLE)
        (tmp_path / "sentences.csv").write_text(SENTENCES)
        (tmp_path / "assessments.csv").write_text(names + rows)
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text)
        return import_folder(tmp_path, at=at, further=[ASSESSMENTS])

    return run


def clock(rule="LSCMI-6M"):
    return Due.objects.get(rule=rule)


def written():
    tables = (Assessment, Scores, Finding, Event)
    return [table._meta.get_field("events").related_model.objects.count() for table in tables]


def settle(row, **values):
    worker = staff.user((Role.PBSW, "barlinnie"))
    row.refresh_from_db()
    return actions.settle_assessment(
        row,
        assessments.result(**{"version": row.version, "done_on": row.done_on} | values),
        how="The form says twenty.",
        by=worker,
        principals=principals(worker),
        at=persons.NOW,
    )


def test_it_answers_the_clock_and_gives_the_level(take_in):
    assert take_in().problems == ()

    row, ann = Assessment.objects.get(), Person.objects.get()
    assert (row.state, row.imported, row.stopped) == ("done", True, False)
    assert Scores.objects.get(assessment=row).total == 20
    assert ann.risk_band == "high"
    assert (clock().status, clock().met_on) == ("met", date(2026, 9, 1))
    assert queries.usable(ann.pk).band == "high"


def test_taken_in_again_nothing_is_written(take_in):
    take_in()
    before = written()

    assert take_in().unchanged == 1
    assert written() == before


def test_what_contradicts_itself_is_taken_in_stopped_and_counted(take_in):
    done = take_in(WRONG)

    assert done.problems == ()
    finding = Finding.objects.get()
    assert (finding.kind, finding.seen) == ("total", "import")
    assert "27" in finding.said
    assert "20" in finding.found
    assert not queries.usable(Person.objects.get().pk).is_usable
    assert clock().status != "met"
    assert Person.objects.get().risk_band == ""
    before = written()
    assert take_in(WRONG).unchanged == 1
    assert written() == before


def test_a_later_extract_that_agrees_does_not_settle_it(take_in):
    take_in(WRONG)

    take_in()

    assert Scores.objects.get().total == 20
    assert Assessment.objects.get().stopped


def test_what_was_settled_here_is_not_undone_by_the_next_extract(take_in):
    take_in(WRONG)
    settle(Assessment.objects.get())
    before = written()

    assert take_in(WRONG).unchanged == 1

    assert written() == before
    assert (Assessment.objects.get().stopped, Scores.objects.get().total) == (False, 20)
    assert clock().status == "met"


def test_a_correction_of_the_extract_moves_what_the_rules_read(take_in):
    take_in()

    take_in(DONE.replace("2026-09-01,high", "2026-09-03,high").replace("4,5,2", "5,5,1"))

    assert clock().met_on == date(2026, 9, 3)
    assert Event.objects.get(kind="lscmi").on == date(2026, 9, 3)
    assert Scores.objects.get().history == 5


def test_a_correction_into_a_contradiction_takes_the_level_back(take_in):
    take_in()

    take_in(WRONG)

    assert (Person.objects.get().risk_band, clock().status) == ("", "overdue")
    assert not Event.objects.filter(kind="lscmi").exists()


def test_the_same_in_the_events_is_one_assessment(take_in):
    events = "number,reference,kind,on,value\nX1,E1,lscmi,2026-09-01,high\n"
    take_in(events=events)

    assert Event.objects.filter(kind="lscmi").count() == 1


def test_settled_it_is_still_one_assessment_where_the_events_have_it(take_in):
    take_in(WRONG, events="number,reference,kind,on,value\nX1,E1,lscmi,2026-09-01,high\n")

    settle(Assessment.objects.get())

    assert Event.objects.filter(kind="lscmi").count() == 1


def test_one_of_the_community_answers_no_clock_of_the_prison(take_in):
    take_in(DONE.replace(",prison,", ",community,"))

    assert clock().status != "met"
    assert Assessment.objects.get().band == "high"


def test_psychology_is_asked_and_answers(take_in):
    row = "X1,P1,psychological,asked,psychology,2026-10-01,,,,,,,,,,,,,,\n"
    take_in(row)
    assert clock("PRA-TIMESCALE").status == "unknown"

    take_in(row.replace("2026-10-01,,,", "2026-10-01,,2026-11-02,"))

    assert Event.objects.get(kind="psychological-done").on == date(2026, 11, 2)


def test_columns_that_are_missing_leave_the_figures_as_they_are(take_in):
    take_in()
    names = NAMES.split(",history")[0] + "\n"
    row = DONE.split(f",{FIGURES}")[0] + "\n"

    assert take_in(row.replace("2026-11-04", "2026-11-05"), names).changed == 1
    assert Scores.objects.get().total == 20


def test_what_was_asked_for_there_and_completed_here_stays(take_in):
    asked = "X1,A1,lscmi,admission,prison,2026-05-20,2026-11-04,,,,,,,,,,,,,\n"
    take_in(asked)
    worker = staff.user((Role.PBSW, "barlinnie"))
    actions.complete_assessment(
        Assessment.objects.get(),
        assessments.result(),
        by=worker,
        principals=principals(worker),
        at=persons.NOW,
    )

    assert take_in(asked).unchanged == 1
    assert Assessment.objects.get().state == "done"


def test_the_reference_of_something_recorded_here_is_refused(take_in):
    take_in()
    Assessment.objects.update(requested_by=staff.user((Role.PBSW, "barlinnie")))

    (problem,) = [one for one in take_in().problems if one.column == "reference"]
    assert problem.file == "assessments.csv"


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        pytest.param("2026-09-01", "2026-11-22", "done_on", id="done tomorrow"),
        pytest.param("2026-05-20", "2026-11-22", "requested_on", id="asked for tomorrow"),
        pytest.param(",high,", ",,", "band", id="done without a level"),
        pytest.param(",high,", ",35,", "band", id="a score for a level"),
        pytest.param(",none,", ",35,", "override", id="a score for an override"),
        pytest.param(",2026-09-01,", ",35,", "done_on", id="a score for a day"),
        pytest.param(",20\n", ",20,35\n", "", id="a score beyond the last column"),
        pytest.param(",4,5,", ",minus,5,", "history", id="no number"),
        pytest.param(",4,5,", ",-4,5,", "history", id="below nought"),
        pytest.param("lscmi", "sa07", "override", id="figures of another tool"),
        pytest.param(",prison,", ",psychology,", "side", id="an LS/CMI of psychology"),
        pytest.param(",2026-09-01,", ",,", "band", id="a level of what is not done"),
    ],
)
def test_what_cannot_be_read_is_refused_without_repeating_it(take_in, old, new, column):
    done = take_in(DONE.replace(old, new))

    assert column in {problem.column for problem in done.problems}
    assert "35" not in " ".join(problem.reason for problem in done.problems)
    assert not Assessment.objects.exists()
