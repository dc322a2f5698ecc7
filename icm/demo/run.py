"""`make run`: the whole of ICM on one machine, from an empty folder to a sign-in page, until Ctrl-C."""

import argparse
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from icm.demo import static_files
from icm.demo.processes import Processes
from icm.demo.services import NotStarted, Services, running

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
SHARED = min(os.cpu_count() or 1, 4)  # processes that load the estate, beside the database's own


class Stop(Exception):
    """Somebody asked us to end."""


def main() -> int:
    options = _options()
    data = Path(os.environ.get("ICM_DATA", ".data")).resolve()
    data.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        with _alone(data):
            _run(data, options.port, options.people)
    except Stop:
        print("\nStopped.", flush=True)
        return 0
    except NotStarted as problem:
        print(problem, file=sys.stderr, flush=True)
        return 1
    return 0


def _run(data: Path, port: int, people: int) -> None:
    processes = Processes(data)
    processes.end_leftovers()
    if _taken(port):
        raise NotStarted(
            f"Port {port} is in use: choose another, for example make run PORT={port + 1}"
        )
    _say("Starting PostgreSQL and Valkey")
    with running(data) as services:
        environment = _environment(services, data, port)
        password = _demo_password(data)
        _prepare(services, environment | {"ICM_DEMO_PASSWORD": password}, people)
        try:
            _start(processes, environment, data, port)
            _wait_until_it_answers(processes, port)
            _print_welcome(data, port, password)
            _watch(processes)
        finally:
            _say("Stopping")
            processes.stop()


def _environment(services: Services, data: Path, port: int) -> dict[str, str]:
    """Settings of a demonstration: plain HTTP on this machine, invented people, mail into a folder."""
    mail = data / "mail"
    mail.mkdir(exist_ok=True)
    defaults = {
        "ICM_SECURE": "0",
        "ICM_DEMO": "1",
        "ICM_REQUIRE_MFA": "0",
        "ICM_BASE_URL": f"http://localhost:{port}",
        "ICM_EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "ICM_EMAIL_FOLDER": str(mail),
        "ICM_LOG_LEVEL": "WARNING",
    }
    return services.environment() | {
        name: os.environ.get(name, value) for name, value in defaults.items()
    }


def _prepare(services: Services, environment: dict[str, str], people: int) -> None:
    """Tables and style sheets, side by side: each needs one core."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    _say("Bringing the database up to date")
    stamp = services.data / "static-files.txt"
    gather = [*manage, "collectstatic", "--noinput", "--verbosity", "0"]
    if static_files.gathered(stamp):
        gather = ["true"]
    gathering = subprocess.Popen(gather, env=os.environ | environment)
    try:
        command = [*manage, "prepare_demo", "--people", str(people), "--processes", str(SHARED)]
        command += ["--sign-ins", str(services.data / "sign-ins.txt")]
        owner = os.environ | environment | services.environment(owner=True)
        failed = subprocess.run(command, env=owner, check=False).returncode or gathering.wait()
    finally:
        gathering.kill()
        gathering.wait()
    if failed:
        raise NotStarted("ICM could not be prepared; the reason stands above.")
    static_files.remember(stamp)


def _start(processes: Processes, environment: dict[str, str], data: Path, port: int) -> None:
    _say("Starting the web server, the worker and beat")
    processes.start(
        "web",
        "granian",
        *("--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws"),
        *("--workers", "2", "--blocking-threads", "1", "--respawn-failed-workers"),
        *("--log-level", "warning", "icm.wsgi:application"),
        environment=environment,
    )
    celery = ("celery", "-A", "icm.celery")
    processes.start(
        "worker",
        *(*celery, "worker", "--queues", "wake,sweep,documents,schedules", "--concurrency", "2"),
        *("--without-gossip", "--without-mingle", "--loglevel", "WARNING"),
        environment=environment,
    )
    processes.start(
        "beat",
        *(
            *celery,
            "beat",
            "--schedule",
            str(data / "beat"),
            "--pidfile",
            "",
            "--loglevel",
            "WARNING",
        ),
        environment=environment,
    )


def _wait_until_it_answers(processes: Processes, port: int, patience: float = 60) -> None:
    until = time.monotonic() + patience
    while not _healthy(port):
        _complain_if_one_ended(processes)
        if time.monotonic() > until:
            raise NotStarted(f"The web server does not answer; its log is {processes.log('web')}")
        time.sleep(0.1)


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _watch(processes: Processes) -> None:
    while True:
        time.sleep(0.5)
        _complain_if_one_ended(processes)


def _complain_if_one_ended(processes: Processes) -> None:
    if name := processes.ended():
        raise NotStarted(f"The {name} process ended by itself; its log is {processes.log(name)}")


def _print_welcome(data: Path, port: int, password: str) -> None:
    rows = [line.split("\t") for line in (data / "sign-ins.txt").read_text().splitlines()]
    width = max((len(role) for role, _ in rows), default=0)
    lines = [
        "",
        f"ICM is ready: http://localhost:{port}",
        "",
        "Everybody in it is invented. Sign in as",
    ]
    lines += [f"  {role:<{width}}  {username}" for role, username in rows]
    lines += [
        f"with the password  {password}",
        "",
        "What people in custody see of their own case: `make terminal`, in another shell, says how.",
        "",
        f"E-mails it would send are in {data / 'mail'}, logs in {data / 'log'}.",
        "Ctrl-C stops everything.",
    ]
    print("\n".join(lines), flush=True)


def _demo_password(data: Path) -> str:
    """As given, or made at random; kept, because the synthetic staff keep the one they were made with."""
    file = data / "demo-password.txt"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(os.environ.get("ICM_DEMO_PASSWORD") or secrets.token_urlsafe(12))
    return file.read_text()


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    with (data / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotStarted(
                f"ICM already runs on {data}: stop it, or choose another ICM_DATA."
            ) from None
        yield


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
        return False


def _stop(signum: int, frame: FrameType | None) -> None:
    # A second Ctrl-C must not leave half of it running.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stop


def _say(line: str) -> None:
    print(line, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--people", type=int, default=8300, help="synthetic people, if there are none yet"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
