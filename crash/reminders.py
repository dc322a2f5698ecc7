"""R1: 700 letters to 700 people while everybody is swept, with workers, broker and database killed.

Played twice: with plain Celery first, which must lose some, or the run proves nothing; then with ICM.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from crash.crew import Crew, Sink
from crash.database import Database
from crash.report import Report
from icm.demo.services import Services

# When so large a share of the letters has come, what is killed, and how.
Blows = tuple[tuple[float, str, Callable[[], None]], ...]

Struck = dict[str, tuple[float, float]]

PATIENCE = 180.0  # seconds, for anything to happen
NOTHING_MORE = 40.0  # seconds without a delivery: what has not come by now is gone
SET_ASIDE = (
    "CREATE VIEW stands AS SELECT person_id, rule, status, owner, due_on, met_on, basis, staff,"
    " evidence::text, risk_rank FROM clocks_due",
    "CREATE TABLE expected AS SELECT * FROM stands",
    "DELETE FROM clocks_due",
    # At whatever hour this is played, a night's sweep is due, and the reminders of the morning after it.
    "INSERT INTO core_slot (schedule, slot_at) VALUES ('sweep', now()), ('reminders', now())",
)
UNSENT = "SELECT count(*) FROM core_outgoing WHERE state <> 'sent'"
UNDONE = "SELECT count(*) FROM core_slot WHERE finished_at IS NULL"
MISSING = "SELECT count(*) FROM (SELECT * FROM expected EXCEPT SELECT * FROM stands) AS missing"
SURPLUS = "SELECT count(*) FROM (SELECT * FROM stands EXCEPT SELECT * FROM expected) AS surplus"
# As if a night had passed: half of what stands is gone, and the next sweep is due.
ANOTHER_NIGHT = (
    "DELETE FROM clocks_due WHERE person_id % 2 = 0",
    "INSERT INTO core_slot (schedule, slot_at) VALUES ('sweep', now())",
)
LEASE = "3"  # seconds; a send to this sink takes a fraction of one


def play(services: Services, *, quick: bool = False) -> Report:
    letters, people = (140, 400) if quick else (700, 4000)
    report = Report(f"R1: {letters} letters while {people} people are swept; kill -9 throughout")
    with Sink(services.data / "plain") as sink, crew_of(services, sink) as crew:
        _play_plain(crew, services, sink, letters)
        lost = letters - len(set(sink.delivered()))
        report.more_than("lost by plain Celery, workers killed twice (0 voids the run)", lost, 0)
        report.more_than("delivered by it (0 voids the run too)", letters - lost, 0)
    with Sink(services.data / "icm") as sink, crew_of(services, sink) as crew:
        prepare(crew, services, people, letters)
        began = time.monotonic()
        struck = _play_icm(crew, services, sink, letters)
        _report_icm(report, services, sink, letters, struck)
        report.exactly(
            "processes that ended without being killed", len(crew.ended_by_themselves), 0
        )
        report.reading("seconds from the first start to the end", f"{time.monotonic() - began:.1f}")
    return report


@contextmanager
def crew_of(services: Services, sink: Sink) -> Iterator[Crew]:
    environment = services.environment() | {
        "ICM_SECURE": "0",
        "ICM_REQUIRE_MFA": "0",
        "ICM_TESTING": "1",  # style sheets as they lie there: nobody looks
        "ICM_EMAIL_HOST": "127.0.0.1",
        "ICM_EMAIL_PORT": str(sink.port),
        "ICM_OUTBOX_LEASE": LEASE,
        "ICM_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "icm.settings",
    }
    with Crew(services.data / "log", environment) as crew:
        yield crew


def _play_plain(crew: Crew, services: Services, sink: Sink, letters: int) -> None:
    worker = ("celery", "-A", "crash.plain", "worker", "-c", "2", "--loglevel", "ERROR")
    crew.run("-m", "crash.plain", str(letters))
    crew.start("plain", *worker)
    for share in (0.2, 0.5):
        wait(_delivered(sink, share * letters))
        crew.kill_and_restart("plain")
    _until_nothing_comes(sink)


def prepare(crew: Crew, services: Services, people: int, letters: int) -> None:
    """Tables, people, and the due list as an undisturbed sweep makes it, set aside to compare with."""
    set_up(crew, services, str(people), str(letters))
    crew.run("manage.py", "sweep", "--verbosity", "0")
    Database(services).execute(*SET_ASIDE)
    # Setting the stage is no part of the play: the database need not recover it.
    with psycopg.connect(services.postgres.url("postgres"), autocommit=True) as server:
        server.execute("CHECKPOINT")


def set_up(crew: Crew, services: Services, *stage: str) -> None:
    """Tables, and what the run is played on."""
    owner = services.environment(owner=True)
    for command in ("migrate", "createcachetable", "secure_database"):
        crew.run("manage.py", command, "--verbosity", "0", owner=owner)
    crew.run("-m", "crash.stage", *stage)


def start_workers(crew: Crew) -> None:
    """Two workers and beat."""
    worker = ("celery", "-A", "icm.celery", "worker", "--without-gossip", "--without-mingle")
    crew.start("worker1", *worker, "-n", "one@%h")
    crew.start("worker2", *worker, "-n", "two@%h")
    crew.start(
        "beat", "celery", "-A", "icm.celery", "beat", "-s", str(crew.folder / "beat"), "--pidfile="
    )


def strike(blows: Blows, crew: Crew, sink: Sink, letters: int) -> Struck:
    """Kill each when its share of the letters has come; when, and how long it was away."""
    struck: Struck = {}
    for share, whom, act in blows:
        wait(_delivered(sink, share * letters))
        crew.look_after()
        began = time.monotonic()
        act()
        struck[whom] = began, time.monotonic() - began
    return struck


def _play_icm(crew: Crew, services: Services, sink: Sink, letters: int) -> Struck:
    """First the night's sweep under a kill, then letters and another sweep together under the others.

    Returns when each was killed, and how long it was away (a process: until it was started again).
    """
    look = Database(services)
    start_workers(crew)
    wanted = look.number("SELECT count(*) FROM expected")
    wait(lambda: look.number("SELECT count(*) FROM clocks_due") > wanted * 0.2)
    crew.kill_and_restart("worker1")
    wait(lambda: look.number("SELECT count(*) FROM core_outgoing") == letters)
    look.execute(*ANOTHER_NIGHT)
    blows: Blows = (
        (0.1, "broker", lambda: restart_broker(services)),
        (0.35, "worker", lambda: crew.kill_and_restart("worker2")),
        (0.6, "database", lambda: restart_database(services)),
    )
    struck = strike(blows, crew, sink, letters)
    wait(lambda: look.number(UNSENT) == 0)
    wait(lambda: look.number(UNDONE) == 0)
    crew.look_after()
    return struck


def _report_icm(
    report: Report, services: Services, sink: Sink, letters: int, struck: Struck
) -> None:
    look = Database(services)
    delivered, readers = sink.delivered(), sink.readers()
    report.exactly("letters lost, counted at the recipient", letters - len(set(delivered)), 0)
    # By reader, not by name: a letter sent again under another name would be a second letter.
    report.exactly("letters delivered twice", len(readers) - len(set(readers)), 0)
    report.reading("letters the gateway was handed again", sink.resubmitted())
    report.exactly("standings missing or different in the due list", look.number(MISSING), 0)
    report.exactly("standings that should not be there", look.number(SURPLUS), 0)
    report.reading("standings in the due list", look.number("SELECT count(*) FROM clocks_due"))
    report_stalls(report, sink, struck)


def report_stalls(report: Report, sink: Sink, struck: Struck) -> None:
    for whom, (moment, away) in struck.items():
        stall = sink.stall_after(moment, until=_next(moment, struck))
        report.reading(
            f"longest wait for a letter after the {whom} was killed, s",
            f"{stall:.1f}",
        )
        report.reading(f"  of which the {whom} itself was away, s", f"{away:.1f}")


def _next(moment: float, struck: Struck) -> float:
    """When the next was killed, or the end of time."""
    return min((began for began, _ in struck.values() if began > moment), default=float("inf"))


def restart_broker(services: Services) -> None:
    services.valkey.kill()
    time.sleep(0.5)
    services.valkey.start()


def restart_database(services: Services) -> None:
    services.postgres.kill()
    time.sleep(0.5)
    services.postgres.start()


def _delivered(sink: Sink, number: float) -> Callable[[], bool]:
    return lambda: len(sink.delivered()) >= number


def wait(done: Callable[[], bool], patience: float = PATIENCE) -> None:
    until = time.monotonic() + patience
    while not done():
        if time.monotonic() > until:
            raise TimeoutError("Waited too long; the logs are in the folder of the run.")
        time.sleep(0.1)


def _until_nothing_comes(sink: Sink) -> None:
    """Until nothing has been delivered for so long that nothing more will be."""
    seen, since = -1, time.monotonic()
    while time.monotonic() - since < NOTHING_MORE:
        if (now := len(sink.lines())) != seen:
            seen, since = now, time.monotonic()
        time.sleep(0.1)
