"""R2: invitations, changes of date, chasers and minutes of conferences, with whoever arranges them killed too.

Two processes arrange the same conferences at once and are killed in the middle of it, and so are workers, broker and
database. Each guest is to get every letter once, and their calendar files are to say how it ended.
"""

import time
from collections import Counter
from functools import partial

from crash.cases import chased, wanted
from crash.crew import Crew, Sink
from crash.database import Database
from crash.reminders import (
    UNDONE,
    UNSENT,
    Blows,
    crew_of,
    report_stalls,
    restart_broker,
    restart_database,
    set_up,
    start_workers,
    strike,
    wait,
)
from crash.report import Report
from icm.demo.services import Services

PLACE = "barlinnie"  # where the one who arranges has their post
OPEN = "SELECT count(*) FROM core_slot WHERE schedule = 'chasers' AND finished_at IS NULL"
CHASE = "INSERT INTO core_slot (schedule, slot_at) VALUES ('chasers', now())"
POSTED = "SELECT count(*) FROM core_outgoing"


def play(services: Services, *, quick: bool = False) -> Report:
    cases = 21 if quick else 140
    due = wanted(cases)
    report = Report(f"R2: {due.total()} letters about {cases} conferences; kill -9 throughout")
    with Sink(services.data / "icm") as sink, crew_of(services, sink) as crew:
        set_up(crew, services, str(cases), "0", PLACE)
        began = time.monotonic()
        look = Database(services)
        blows = _arrange(crew, services, cases)
        struck = strike(blows, crew, sink, due.total())
        wait(lambda: look.number(POSTED) >= due.total() - chased(cases))
        # Asked again twice, as if the worker that chased had died after it had written, before it was noted.
        for _ in range(2):
            look.execute(CHASE)
            wait(lambda: look.number(OPEN) == 0)
        last: Blows = ((0.9, "worker of the chasers", partial(crew.kill_and_restart, "worker1")),)
        struck |= strike(last, crew, sink, due.total())
        wait(lambda: look.number(UNSENT) == 0)
        wait(lambda: look.number(UNDONE) == 0)
        crew.look_after()
        _report(report, crew, sink, due)
        report_stalls(report, sink, struck)
        report.reading("seconds from the first start to the end", f"{time.monotonic() - began:.1f}")
    return report


def _arrange(crew: Crew, services: Services, cases: int) -> Blows:
    start_workers(crew)
    for name in ("arranger1", "arranger2"):
        crew.start(name, "crash.arranging", str(cases))
    kill = crew.kill_and_restart
    return (
        (0.1, "first arranger", partial(kill, "arranger1")),
        (0.2, "first worker", partial(kill, "worker1")),
        (0.3, "broker", partial(restart_broker, services)),
        (0.4, "second arranger", partial(kill, "arranger2")),
        (0.5, "database", partial(restart_database, services)),
        (0.6, "second worker", partial(kill, "worker2")),
    )


def _report(report: Report, crew: Crew, sink: Sink, due: Counter[str]) -> None:
    letters, readers = sink.letters(), Counter(sink.readers())
    report.exactly("letters lost, counted at the recipient", (due - readers).total(), 0)
    report.exactly("letters too many", (readers - due).total(), 0)
    # By reader and subject: nothing befalls a conference of this run twice.
    report.exactly("letters delivered twice", len(letters) - len(set(letters)), 0)
    report.reading("letters the gateway was handed again", sink.resubmitted())
    files, wrong = crew.run("-m", "crash.calendars").split()
    report.exactly("calendar files that do not say how it ended", int(wrong), 0)
    report.more_than("calendar files read (0 voids the run)", int(files), 0)
    report.exactly("processes that ended without being killed", len(crew.ended_by_themselves), 0)
