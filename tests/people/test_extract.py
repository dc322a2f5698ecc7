"""An extract in the tables: all or nothing for each person, safe to repeat, settled as every act settles."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.db import connection

from icm.clocks.actions import reevaluate
from icm.clocks.models import Due
from icm.people import access
from icm.people.actions import settle
from icm.people.actions.extract import Busy, Watch, import_folder
from icm.people.actions.extract.run import LOCK
from icm.people.models import Allocation, Event, Movement, Person, PersonGroupGrant, Sentence
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.databases import url_of
from tests.factories import persons, staff

AT = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/London"))
KEPT = (Person, Sentence, Movement, Event, PersonGroupGrant, Due)

PEOPLE = """number,family_name,given_names,born_on,establishment,admitted_at,residence,legal
X1,Roe,Ann,1990-02-03,barlinnie,2026-05-04T15:00,fife,sentenced
X2,Doe,Ian,,perth,2026-11-18T16:00,,untried
"""
SENTENCES = """number,reference,kind,imposed_on,start_on,term_years,domestic_abuse
X1,W1,ltp,2026-05-04,2026-05-04,6,
"""
MOVEMENTS = """number,reference,kind,at,to_establishment
X1,M1,reception,2026-05-04T15:00,barlinnie
"""
EVENTS = """number,reference,kind,on,at,value
X1,E1,core-screen,2026-05-06,2026-05-06T10:00,
X1,E2,lscmi,2026-09-01,,high
"""


@pytest.fixture
def folder(tmp_path, db):
    def write(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def whole(folder):
    return folder(people=PEOPLE, sentences=SENTENCES, movements=MOVEMENTS, events=EVENTS)


def take_in(where, **options):
    return import_folder(where, **{"at": AT} | options)


def reasons(done):
    return {(problem.file, problem.line, problem.column) for problem in done.problems}


def stored():
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


def history():
    return [model._meta.get_field("events").related_model.objects.count() for model in KEPT]


def test_people_come_in_with_all_that_belongs_to_them(whole):
    done = take_in(whole)

    assert (done.people, done.new, done.problems) == (2, 2, ())
    ann = Person.objects.get(number="X1")
    assert ann.full_name == "Ann Roe"
    assert ann.establishment.slug == "barlinnie"
    assert ann.residence.slug == "fife"
    assert ann.sentences.get().term_years == 6
    assert ann.movements.get().recorded_by is None
    assert ann.happenings.filter(kind=EventKind.CORE_SCREEN).get().at.hour == 9  # UTC


def test_what_an_empty_cell_leaves_open_stays_not_known(whole):
    take_in(whole)
    ian = Person.objects.get(number="X2")
    assert (ian.born_on, ian.residence, ian.supervision_level, ian.gender) == (None, None, "", "")
    assert Sentence.objects.get().domestic_abuse is None
    assert Sentence.objects.get().terrorism is False


def test_route_band_grants_and_due_list_are_settled_at_once(whole):
    take_in(whole)
    ann = Person.objects.get(number="X1")
    assert (ann.route, ann.risk_band, ann.legal) == ("enhanced", "high", "sentenced")
    assert Person.objects.get(number="X2").route == "none"
    teams = set(ann.group_grants.values_list("group__name", flat=True))
    assert {"pbsw@barlinnie", "cbsw-team-manager@fife", "hq@scotland"} <= teams
    assert Due.objects.filter(person=ann, rule="CC-INITIAL-6M").exists()


def test_it_is_settled_as_an_act_would_settle_it(whole):
    take_in(whole)
    before = stored()
    for person in Person.objects.select_related("establishment", "residence"):
        settle(person, at=AT)
    reevaluate(list(Person.objects.values_list("pk", flat=True)), at=AT)
    assert stored() == before


def test_taken_in_again_it_writes_nothing_and_leaves_no_history(whole):
    take_in(whole)
    before, kept = stored(), history()
    done = take_in(whole, at=AT + timedelta(hours=1))
    assert (done.new, done.changed, done.unchanged) == (0, 0, 2)
    assert stored() == before
    assert history() == kept


def test_a_later_extract_changes_what_it_says_otherwise_and_nothing_else(whole, folder):
    take_in(whole)
    ian = Person.objects.get(number="X2")
    done = take_in(folder(people=PEOPLE.replace("1990-02-03", "1990-02-04")))

    assert (done.changed, done.unchanged) == (1, 1)
    ann = Person.objects.get(number="X1")
    assert (ann.born_on, ann.version) == (date(1990, 2, 4), 2)
    assert Person.objects.get(number="X2") == ian
    assert ann.sentences.count() == 1


def test_a_changed_sentence_changes_the_route_and_who_may_know(whole, folder):
    take_in(whole)
    take_in(folder(sentences=SENTENCES.replace(",6,", ",2,").replace("ltp", "stp")))
    ann = Person.objects.get(number="X1")
    assert ann.route == "standard"
    assert not ann.group_grants.filter(group__name="pbsw@barlinnie").exists()


def test_columns_that_a_later_extract_does_not_have_stay_as_they_are(whole, folder):
    take_in(whole)
    done = take_in(folder(people="number,family_name,given_names\nX1,Roe,Ann\n"))
    assert done.changed == 0
    assert Person.objects.get(number="X1").establishment.slug == "barlinnie"


def test_rows_alone_reach_people_on_record(whole, folder):
    take_in(whole)
    (whole / "people.csv").unlink()
    done = take_in(folder(events=EVENTS + "X1,E3,route-told,2026-10-01,,\n"))
    assert done.changed == 1
    assert Person.objects.get(number="X1").happenings.count() == 3


def test_a_sentence_settles_the_legal_status_whatever_else_is_said(folder):
    said = PEOPLE.replace("fife,sentenced", "fife,untried")
    where = folder(people=said, sentences=SENTENCES)
    take_in(where)
    assert Person.objects.get(number="X1").legal == "sentenced"
    assert take_in(where).changed == 0


def test_a_bad_row_takes_its_person_out_and_nobody_else(folder):
    where = folder(
        people=PEOPLE,
        sentences=SENTENCES.replace(",6,", ",-6,"),
        movements=MOVEMENTS,
        events=EVENTS,
    )
    done = take_in(where)

    assert (done.new, done.rejected) == (1, 1)
    assert not Person.objects.filter(number="X1").exists()
    assert not Event.objects.exists()
    assert reasons(done) == {
        ("people.csv", 2, ""),
        ("sentences.csv", 2, "term_years"),
        ("movements.csv", 2, ""),
        ("events.csv", 2, ""),
        ("events.csv", 3, ""),
    }
    left_out = next(problem for problem in done.problems if problem.file == "people.csv")
    assert left_out.reason.endswith("because of sentences.csv line 2")


def test_a_bad_row_for_somebody_on_record_leaves_them_as_they_were(whole, folder):
    take_in(whole)
    before = stored()
    done = take_in(folder(people=PEOPLE.replace("Roe", "Rowe"), events=EVENTS + "X1,E2,lscmi,,,\n"))
    assert done.rejected == 1
    assert stored() == before


@pytest.mark.parametrize(
    ("file", "row", "found"),
    [
        pytest.param("people", "X1,Roe,Ann,,,,,", ("people.csv", 4, "number"), id="two rows"),
        pytest.param("people", "X9,A,B,2030-01-01,,,,", ("people.csv", 4, "born_on"), id="unborn"),
        pytest.param(
            "people",
            "X9,A,B,,perth,2026-11-21T11:00,,",
            ("people.csv", 4, "admitted_at"),
            id="admitted later today",
        ),
        pytest.param("sentences", "X9,W1,ltp,,,,", ("sentences.csv", 3, "number"), id="of nobody"),
        pytest.param(
            "sentences", "X1,W1,stp,,,,", ("sentences.csv", 3, "reference"), id="reference twice"
        ),
        pytest.param(
            "movements",
            "X1,M2,transfer,2026-06-01T10:00,",
            ("movements.csv", 3, "to_establishment"),
            id="transfer to nowhere",
        ),
        pytest.param(
            "movements",
            "X1,M2,release,2026-06-01T10:00,perth",
            ("movements.csv", 3, "to_establishment"),
            id="release into prison",
        ),
        pytest.param(
            "movements",
            "X1,M2,return,2027-06-01T10:00,perth",
            ("movements.csv", 3, "at"),
            id="movement to come",
        ),
        pytest.param(
            "events", "X1,E3,core-screen,2026-12-01,,", ("events.csv", 4, "on"), id="event to come"
        ),
        pytest.param(
            "events",
            "X1,E3,core-screen,2026-11-21,2026-11-21T11:00,",
            ("events.csv", 4, "at"),
            id="event later today",
        ),
        pytest.param(
            "events",
            "X1,E3,core-screen,2026-11-02,2026-11-03T11:00,",
            ("events.csv", 4, "at"),
            id="two days",
        ),
        pytest.param(
            "events", "X1,E3,referral,2026-11-02,,high", ("events.csv", 4, "value"), id="band"
        ),
    ],
)
def test_what_contradicts_itself_is_refused(folder, file, row, found):
    texts = {"people": PEOPLE, "sentences": SENTENCES, "movements": MOVEMENTS, "events": EVENTS}
    done = take_in(folder(**texts | {file: f"{texts[file]}{row}\n"}))
    assert found in reasons(done)
    assert done.rejected == 1


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        pytest.param(
            "events",
            "number,reference,kind,on,note\nX1,E1,core-screen,2026-05-06,His LS/CMI score is 27.\n",
            ("events.csv", 2, "note"),
            id="note of an event",
        ),
        pytest.param(
            "people",
            PEOPLE.replace("legal", "communication_needs").replace("sentenced", "Scored 27/43"),
            ("people.csv", 2, "communication_needs"),
            id="what helps them",
        ),
    ],
)
def test_a_figure_of_an_assessment_is_refused_and_not_repeated(folder, file, text, found):
    texts = {"people": PEOPLE, "sentences": SENTENCES, "movements": MOVEMENTS, "events": EVENTS}
    done = take_in(folder(**texts | {file: text}))

    assert found in reasons(done)
    assert (done.new, done.rejected) == (1, 1)  # nobody else is left out
    said = next(p.reason for p in done.problems if (p.file, p.line, p.column) == found)
    assert "reads like a score" in said
    assert "27" not in said


def test_a_note_with_other_numbers_is_taken_in(folder):
    note = "Came to 3 sessions of 8 since 4 May 2026; now at level 2."
    events = f"number,reference,kind,on,note\nX1,E1,core-screen,2026-05-06,{note}\n"
    take_in(folder(people=PEOPLE, sentences=SENTENCES, movements=MOVEMENTS, events=events))

    assert Event.objects.get().note == note


PLACED = "number,family_name,given_names,establishment,location,transfer_to,released_on\n"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        pytest.param("perth,nte,,", "location", id="no such unit"),
        pytest.param("perth,,perth,", "transfer_to", id="transfer to the same"),
        pytest.param("perth,,,2026-05-01", "released_on", id="released and held"),
    ],
)
def test_a_place_that_cannot_be_is_refused(folder, row, column):
    done = take_in(folder(people=f"{PLACED}X1,Roe,Ann,{row}\n"))
    assert reasons(done) == {("people.csv", 2, column)}


@pytest.mark.parametrize(
    ("dates", "column"),
    [
        pytest.param("2026-05-04,2026-05-04,2026-05-01,,", "ends_on", id="ends before it starts"),
        pytest.param("2026-05-04,,,2026-05-01,", "recalled_on", id="recalled before imposed"),
        pytest.param("2026-05-04,,,,2026-05-01", "quashed_on", id="quashed before imposed"),
    ],
)
def test_sentence_dates_out_of_order_are_refused(folder, dates, column):
    names = "number,reference,imposed_on,start_on,ends_on,recalled_on,quashed_on\n"
    done = take_in(folder(people=PEOPLE, sentences=f"{names}X1,W1,{dates}\n"))
    assert ("sentences.csv", 2, column) in reasons(done)


def test_in_the_open_estate_everybody_is_in_the_unit(folder):
    where = folder(people=f"{PLACED}X1,Roe,Ann,castle-huntly,,,\n")
    take_in(where)
    assert Person.objects.get().location == "open"
    assert take_in(where).changed == 0


def test_a_number_that_belongs_to_somebody_else_is_refused(whole, folder):
    take_in(whole)
    names = "number,family_name,given_names,born_on\n"
    done = take_in(folder(people=f"{names}X1,Another,Ann,1971-01-01\n"))
    assert ("people.csv", 2, "number") in reasons(done)
    assert Person.objects.get(number="X1").family_name == "Roe"


def test_a_new_name_alone_is_a_correction(whole, folder):
    take_in(whole)
    names = "number,family_name,given_names,born_on\n"
    take_in(folder(people=f"{names}X1,Rowe,Ann,1990-02-03\n"))
    assert Person.objects.get(number="X1").family_name == "Rowe"


def test_a_level_decided_here_is_not_undone_by_an_extract(folder):
    names = "number,family_name,given_names,supervision_level\n"
    take_in(folder(people=f"{names}X1,Roe,Ann,high\nX2,Doe,Ian,\n"))
    take_in(folder(people=f"{names}X1,Roe,Ann,low\nX2,Doe,Ian,medium\n"))
    levels = dict(Person.objects.values_list("number", "supervision_level"))
    assert levels == {"X1": "high", "X2": "medium"}


def test_what_was_recorded_here_is_not_overwritten(whole):
    take_in(whole)
    ann = Person.objects.get(number="X1")
    ann.happenings.filter(reference="E1").update(recorded_by=staff.user())
    before = stored()
    (whole / "events.csv").write_text(EVENTS.replace("2026-05-06", "2026-05-07"))

    done = take_in(whole)

    assert ("events.csv", 2, "reference") in reasons(done)
    assert (done.rejected, done.unchanged) == (1, 1)
    assert stored() == before


def test_officers_left_behind_are_theirs_no_more(whole, folder):
    take_in(whole)
    ann = Person.objects.get(number="X1")
    officer = staff.user((Role.PERSONAL_OFFICER, "barlinnie"))
    Allocation.objects.create(
        person=ann, user=officer, role=Role.PERSONAL_OFFICER, from_on=date(2026, 5, 10)
    )
    access.sync(ann)

    take_in(folder(people=PEOPLE.replace("barlinnie", "shotts")))

    assert Allocation.objects.get().until_on == date(2026, 11, 21)
    ann.refresh_from_db()
    assert -officer.pk not in ann.acl
    assert ann.group_grants.filter(group__name="reception@shotts").exists()
    assert not ann.group_grants.filter(group__name="reception@barlinnie").exists()


def test_when_something_was_recorded_does_not_become_not_known(whole):
    take_in(whole)
    before = Event.objects.get(reference="E1").recorded_at
    (whole / "events.csv").write_text(EVENTS.replace("value", "note"))
    take_in(whole, at=AT + timedelta(days=1))
    assert Event.objects.get(reference="E1").recorded_at == before == AT


def test_somebody_the_database_refuses_takes_nobody_with_them(whole):
    """A constraint that the checks do not know: here, that nobody's name is Roe."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE people_person ADD CONSTRAINT no_roe CHECK (family_name <> 'Roe')"
        )
    done = take_in(whole)
    assert (done.new, done.rejected) == (1, 1)
    problem = next(problem for problem in done.problems if problem.file == "people.csv")
    assert "no_roe" in problem.reason


def test_history_says_that_an_extract_brought_it(whole):
    take_in(whole)
    event = Person._meta.get_field("events").related_model.objects.first()
    assert event.pgh_context == {"extract": whole.name}


def test_any_number_of_people_costs_as_many_queries_as_a_few(folder, django_assert_max_num_queries):
    names = "number,family_name,given_names,establishment\n"
    rows = "".join(f"X{number},Roe{number},Ann,perth\n" for number in range(120))
    with django_assert_max_num_queries(45):
        take_in(folder(people=names + rows))


def test_progress_is_told(whole):
    told = []
    take_in(whole, watch=Watch(lambda number: told.append(("of", number)), told.append))
    assert told == [("of", 2), 0, 2]


def test_nobody_else_is_touched(whole):
    other = persons.person("perth")
    version = other.version
    take_in(whole)
    other.refresh_from_db()
    assert other.version == version


def test_two_imports_at_once_are_one_too_many(whole):
    with psycopg.connect(url_of(connection.settings_dict["NAME"])) as other:
        other.execute("SELECT pg_advisory_lock(%s, 0)", [LOCK])
        with pytest.raises(Busy):
            take_in(whole)
    assert not Person.objects.exists()
