"""The command: what it says, how it ends, and that a process killed half-way loses and doubles nothing."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from icm.clocks.models import Due
from icm.people.actions.extract.run import BATCH, LOCK
from icm.people.models import Event, Movement, Person, PersonGroupGrant, Sentence
from tests.databases import url_of

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples"


@pytest.fixture
def run(db, tmp_path, capsys):
    def command(folder, *options):
        ended = 0
        rejects = tmp_path / "not-taken-in.csv"
        try:
            call_command("import_extract", str(folder), "--rejects", str(rejects), *options)
        except SystemExit as ending:
            ended = ending.code
        with rejects.open(encoding="utf-8", newline="") as file:
            return ended, capsys.readouterr().out, list(csv.DictReader(file))

    return command


def test_the_example_is_taken_in_whole(run):
    ended, said, rejects = run(EXAMPLES / "extract")

    assert (ended, rejects) == (0, [])
    assert "6 people: 6 new" in said
    routes = dict(Person.objects.values_list("number", "route"))
    assert routes["EX-1001"] == "none"
    assert routes["EX-1002"] == "standard"
    assert routes["EX-1003"] == routes["EX-1004"] == routes["EX-1005"] == "enhanced"
    assert Person.objects.get(number="EX-1006").released_on


def test_the_example_with_mistakes_shows_each_with_its_line_and_column(run):
    ended, said, rejects = run(EXAMPLES / "extract-with-mistakes")

    assert ended == 1
    assert "2 new" in said
    assert "6 not taken in" in said
    found = {(row["file"], row["line"], row["column"], row["number"]) for row in rejects}
    assert {
        ("people.csv", "3", "born_on", "EX-2002"),
        ("people.csv", "4", "establishment", "EX-2003"),
        ("people.csv", "4", "residence", "EX-2003"),
        ("people.csv", "7", "number", "EX-2005"),
        ("people.csv", "8", "", "EX-2006"),
        ("sentences.csv", "3", "term_months", "EX-2004"),
        ("sentences.csv", "4", "number", "EX-2099"),
        ("events.csv", "3", "value", "EX-2004"),
    } <= found
    assert set(Person.objects.values_list("number", flat=True)) == {"EX-2001", "EX-2007"}


def test_mended_and_taken_in_again_the_rest_comes_too(run, tmp_path):
    (tmp_path / "in").mkdir()
    people = tmp_path / "in" / "people.csv"
    people.write_text("number,family_name,given_names\nX1,Roe,\nX2,Doe,Ian\n")
    assert run(tmp_path / "in")[0] == 1
    people.write_text("number,family_name,given_names\nX1,Roe,Ann\nX2,Doe,Ian\n")
    ended, said, rejects = run(tmp_path / "in")
    assert (ended, rejects) == (0, [])
    assert "1 new, 0 changed, 1 as they were" in said


def test_a_formula_in_the_rejects_is_made_harmless(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "people.csv").write_text("number,family_name,given_names\n=1+1,Roe,\n")
    _, _, (row,) = run(tmp_path / "in")
    assert row["number"] == "'=1+1"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda folder: folder / "nowhere", id="no folder"),
        pytest.param(lambda folder: folder, id="no files"),
    ],
)
def test_a_folder_that_cannot_be_read_at_all_ends_with_two(db, tmp_path, make):
    with pytest.raises(CommandError, match="Nothing was imported") as ending:
        call_command("import_extract", str(make(tmp_path)), verbosity=0)
    assert ending.value.returncode == 2


def test_without_a_place_for_the_rejects_nothing_is_imported(db, tmp_path):
    (tmp_path / "people.csv").write_text("number,family_name,given_names\nX1,Roe,Ann\n")
    nowhere = tmp_path / "missing" / "rejects.csv"
    with pytest.raises(CommandError, match="--rejects") as ending:
        call_command("import_extract", str(tmp_path), "--rejects", str(nowhere))
    assert ending.value.returncode == 2
    assert not Person.objects.exists()


def test_unknown_columns_stop_the_import_until_they_are_named(run, tmp_path):
    (tmp_path / "in").mkdir()
    names = "number,family_name,given_names,Shoe Size\n"
    (tmp_path / "in" / "people.csv").write_text(names + "X1,Roe,Ann,42\n")
    with pytest.raises(CommandError, match="shoe size"):
        call_command("import_extract", str(tmp_path / "in"), verbosity=0)
    assert run(tmp_path / "in", "--leave-out", "Shoe size")[0] == 0


def extract_of(people, folder):
    folder.mkdir()
    numbers = [f"K{number:05}" for number in range(people)]
    rows = {
        "people": "number,family_name,given_names,establishment,admitted_at",
        "sentences": "number,reference,kind,imposed_on,start_on,term_years",
        "movements": "number,reference,kind,at,to_establishment",
        "events": "number,reference,kind,on",
    }
    one = {
        "people": "{},Roe,Ann,perth,2026-05-04T15:00",
        "sentences": "{},W1,ltp,2026-05-04,2026-05-04,6",
        "movements": "{},M1,reception,2026-05-04T15:00,perth",
        "events": "{0},E1,core-screen,2026-05-06\n{0},E2,route-told,2026-05-07",
    }
    for name, header in rows.items():
        lines = [header, *(one[name].format(number) for number in numbers)]
        (folder / f"{name}.csv").write_text("\n".join(lines))
    return folder


def start(folder):
    environment = os.environ | {"DATABASE_URL": url_of(connection.settings_dict["NAME"])}
    command = [sys.executable, str(ROOT / "manage.py"), "import_extract", str(folder), "-v0"]
    return subprocess.Popen(command, env=environment)


def wait_for(people, process):
    until = time.monotonic() + 120
    while Person.objects.count() < people:
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_killed_half_way_nothing_is_half_there_and_the_next_run_does_the_rest(tmp_path):
    people = 5 * BATCH
    folder = extract_of(people, tmp_path / "in")
    for least in (BATCH, 3 * BATCH):
        process = start(folder)
        wait_for(least, process)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        _wait_until_its_connection_is_gone()
        there = Person.objects.count()
        assert least <= there < people
        assert_whole(there)

    assert start(folder).wait() == 0
    assert_whole(people)
    event = Person._meta.get_field("events").related_model
    assert event.objects.filter(pgh_label="insert").count() == people


def _wait_until_its_connection_is_gone():
    """The server finds out that the client died when it next writes to it; until then its lock stands."""
    asked = (
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    until = time.monotonic() + 60
    with connection.cursor() as cursor:
        while True:
            cursor.execute(asked, [LOCK])
            if cursor.fetchone() == (0,):
                return
            assert time.monotonic() < until
            time.sleep(0.05)


def assert_whole(people):
    """Everybody who is there is there with everything, once."""
    assert Person.objects.count() == people
    assert Sentence.objects.count() == Movement.objects.count() == people
    assert Event.objects.count() == 2 * people
    assert not Person.objects.exclude(route="enhanced").exists()
    assert PersonGroupGrant.objects.values("content_object").distinct().count() == people
    assert Due.objects.filter(rule="CC-INITIAL-6M").count() == people
