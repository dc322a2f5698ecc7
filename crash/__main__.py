"""`python -m crash [reminders] [conferences] [broker]`: kills real processes, prints what came of it.

Ends with 1 where anything was lost.
"""

import argparse
import os
import sys
from pathlib import Path

from crash import broker, conferences, reminders
from icm.demo.services import running

PARTS = {"reminders": reminders.play, "conferences": conferences.play, "broker": broker.play}


def main() -> int:
    options = _options()
    folder = Path(os.environ.get("ICM_DATA", ".data/crash")).resolve()
    good = True
    for name in options.parts or PARTS:
        for turn in range(options.turns):
            # A folder of its own each time, so that no run lives off another.
            with running(folder / f"{name}-{os.getpid()}-{turn}") as services:
                report = PARTS[name](services, quick=options.quick)
            print(report, flush=True)
            good = good and report.good
    return 0 if good else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m crash", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], help="which parts; all if left out"
    )
    parser.add_argument("--turns", type=int, default=1, help="how often each part is played")
    parser.add_argument("--quick", action="store_true", help="fewer people: to see that it works")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
