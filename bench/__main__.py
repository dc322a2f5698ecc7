"""`python -m bench [name ...]`: every module of this package with a ``figures()``, or those named."""

import importlib
import os
import pkgutil
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import bench

SKIPPED = {"bench.measure", "bench.__main__"}


def _modules(wanted: list[str]) -> Iterator[str]:
    for found in pkgutil.iter_modules(bench.__path__, "bench."):
        short = found.name.removeprefix("bench.")
        if (
            found.name not in SKIPPED
            and not short.startswith("_")
            and (not wanted or short in wanted)
        ):
            yield short


def main() -> int:
    """Run each part in a process of its own (memory figures must not add up); 1 when a goal is missed."""
    if sys.argv[1:2] == ["--in-process"]:
        return _run(sys.argv[2])
    from icm.demo.services import running

    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}")
    missed = 0
    with running(Path(os.environ.get("ICM_DATA", ".data/bench"))) as services:
        env = os.environ | services.environment(owner=True) | {
            "ICM_SECURE": "0", "ICM_DEMO": "1", "ICM_REQUIRE_MFA": "0", "ICM_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "icm.settings",
        }  # fmt: skip
        for name in _modules(sys.argv[1:]):
            print(f"\n== {name}", flush=True)
            missed += subprocess.call(
                [sys.executable, "-m", "bench", "--in-process", name], env=env
            )
    print("\nall goals met" if not missed else "\nsome goals were missed")
    return 1 if missed else 0


def _run(name: str) -> int:
    import django

    django.setup()
    good = True
    for figure in importlib.import_module(f"bench.{name}").figures():
        print(figure, flush=True)
        good = good and figure.good
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
