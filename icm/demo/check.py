"""`make check`: every linter and contract, quickest first, the same here and in continuous integration."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from icm.demo.services import running

BIN = Path(sys.executable).parent
CODE = ("icm", "conferences", "casework", "risk", "tests", "bench", "crash", "manage.py")


def main() -> int:
    failed = _steps(dict(_static_checks()), os.environ | _settings())
    if failed:
        return failed
    with running(os.environ.get("ICM_DATA", ".data/test"), durable=False) as services:
        environment = os.environ | _settings() | services.environment(owner=True)
        manage = (sys.executable, "manage.py")
        checks = {
            "every model has its migration": (*manage, "makemigrations", "--check", "--dry-run"),
            "fit to deploy": (*manage, "check", "--deploy", "--fail-level", "WARNING"),
        }
        return _steps(checks, environment)


def _static_checks() -> Iterator[tuple[str, tuple[str, ...]]]:
    code = [name for name in CODE if Path(name).exists()]
    yield "format", (str(BIN / "ruff"), "format", "--check", "--quiet", *code)
    yield "lint", (str(BIN / "ruff"), "check", "--quiet", *code)
    templates = [str(file) for file in sorted(Path("templates").rglob("*.html"))]
    if templates:
        yield "templates", (str(BIN / "djade"), "--check", "--target-version", "5.2", *templates)
    yield "who imports whom", (str(BIN / "lint-imports"), "--no-logo")
    yield "types", (str(BIN / "mypy"), *(name for name in code if name != "tests"))


def _settings() -> dict[str, str]:
    """As a deployment has them: checks of a demonstration's settings would prove nothing."""
    return {"ICM_SECURE": "1", "ICM_DEBUG": "0", "ICM_SECRET_KEY": secrets.token_urlsafe(60)}


def _steps(checks: dict[str, tuple[str, ...]], environment: dict[str, str]) -> int:
    for name, command in checks.items():
        began = time.monotonic()
        print(f"check: {name} …", end=" ", flush=True)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"FAILED\n{done.stdout}{done.stderr}", flush=True)
            return done.returncode
        print(f"good ({time.monotonic() - began:.1f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
