"""R4: the broker is away. The pages answer, the letters go, and the workers hear it again when it is back."""

import statistics
import time

import psycopg
import redis

from crash.crew import Crew, Sink, free_port
from crash.database import Database
from crash.reminders import UNDONE, UNSENT, crew_of, prepare, wait
from crash.report import Report
from crash.stage import LEADER, PASSWORD
from crash.visitor import Visitor
from icm.demo.services import Services

AWAY = 6.0  # seconds at least; the clients' tries to come back have grown apart by then
VISITS = 10  # rounds over the pages, each time
PAGES = ("/", "/people/", "/people/{}/", "/people/{}/why/", "/reminders/")
ACT = "/people/{}/record/learner-reports/"


def play(services: Services, *, quick: bool = False) -> Report:
    people, times = (200, 2) if quick else (1000, 5)
    report = Report(f"R4: the broker killed and brought back {times} times")
    with Sink(services.data / "icm") as sink, crew_of(services, sink) as crew:
        prepare(crew, services, people, 1)
        stage = _Stage(services, crew, sink)
        before = stage.visit()
        during: list[tuple[str, int, float]] = []
        letters: list[float] = []
        again: list[float] = []
        for turn in range(times):
            services.valkey.kill()
            gone = time.monotonic()
            during += stage.visit()
            letters.append(stage.seconds_for_a_letter(f"away-{turn}"))
            time.sleep(max(0.0, AWAY - (time.monotonic() - gone)))
            crew.look_after()
            services.valkey.start()
            letters.append(stage.seconds_for_a_letter(f"back-{turn}"))
            again.append(stage.seconds_until_heard())
        crew.look_after()
        report.exactly(
            "processes that ended without being killed", len(crew.ended_by_themselves), 0
        )
    _report(report, before, during, letters)
    report.reading("workers waiting at the broker again after, seconds", _span(again))
    return report


class _Stage:
    """Web server, worker and beat, and somebody signed in."""

    def __init__(self, services: Services, crew: Crew, sink: Sink) -> None:
        self._services, self._sink = services, sink
        self._look = Database(services)
        port = free_port()
        crew.start(
            "web",
            *("granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
            *("--workers", "1", "--blocking-threads", "1", "--log-level", "warning"),
            "icm.wsgi:application",
        )
        crew.start("worker", *("celery", "-A", "icm.celery", "worker", "--without-gossip"))
        crew.start("beat", *("celery", "-A", "icm.celery", "beat", "--pidfile="),
                   *("-s", str(crew.folder / "beat")))  # fmt: skip
        self._visitor = Visitor(f"http://127.0.0.1:{port}")
        wait(lambda: bool(self._visitor.get("/account/login/")))
        self._visitor.sign_in(LEADER, PASSWORD)
        self._persons = self._look.column(
            "SELECT p.id FROM people_person p JOIN people_establishment e ON e.id = p.establishment_id"
            " WHERE e.slug = 'barlinnie' ORDER BY p.id"
        )
        self._acted = 0
        wait(lambda: self._look.number(UNDONE) == 0)
        wait(lambda: self._look.number(UNSENT) == 0)
        self.seconds_until_heard()

    def visit(self) -> list[tuple[str, int, float]]:
        """Every page, and one act, so many times."""
        self._visitor.asked.clear()
        for turn in range(VISITS):
            person = self._persons[turn % len(self._persons)]
            for page in PAGES:
                self._visitor.get(page.format(person))
            self._visitor.send(ACT.format(person), on=time.strftime("%Y-%m-%d"))
            self._acted += 1
        recorded = self._look.number("SELECT count(*) FROM people_event")
        if recorded != self._acted:
            answers = sorted({(page, status) for page, status, _ in self._visitor.asked})
            raise RuntimeError(f"{self._acted} acts sent, {recorded} recorded; {answers}")
        return list(self._visitor.asked)

    def seconds_for_a_letter(self, key: str) -> float:
        """From the row in the outbox to the recipient."""
        began, seen = time.monotonic(), len(self._sink.delivered())
        with psycopg.connect(self._services.owner_url, autocommit=True) as connection:
            connection.execute(
                "INSERT INTO core_outgoing (key, recipient_id, subject, body, state, created_at, attempts, problem)"
                " SELECT %s, id, 'Something is due', 'A link.', 'waiting', now(), 0, '' FROM core_user"
                " WHERE email <> '' LIMIT 1",
                [key],
            )
        wait(lambda: len(self._sink.delivered()) > seen)
        return time.monotonic() - began

    def seconds_until_heard(self) -> float:
        """Until a worker waits at the broker for the next message."""
        began = time.monotonic()
        with redis.Redis.from_url(self._services.redis_url) as broker:
            wait(lambda: any(one["cmd"] == "brpop" for one in broker.client_list()))
        return time.monotonic() - began


def _report(
    report: Report,
    before: list[tuple[str, int, float]],
    during: list[tuple[str, int, float]],
    letters: list[float],
) -> None:
    report.exactly("answers other than 200 with the broker there", _failed(before), 0)
    report.reading("requests while the broker was away", len(during))
    report.exactly("answers other than 200 with the broker away", _failed(during), 0)
    ratio = _p95(during) / _p95(before)
    report.at_most("p95 of the pages, away to there", ratio, 1.5)
    report.at_most(
        "seconds from posting a letter while away to delivery, worst", max(letters[::2]), 5
    )
    report.at_most("seconds from posting a letter at the return, worst", max(letters[1::2]), 5)


def _failed(asked: list[tuple[str, int, float]]) -> int:
    return sum(status != 200 for _, status, _ in asked)


def _p95(asked: list[tuple[str, int, float]]) -> float:
    return statistics.quantiles([seconds for _, _, seconds in asked], n=20)[-1]


def _span(seconds: list[float]) -> str:
    return f"{min(seconds):.1f}–{max(seconds):.1f}"
