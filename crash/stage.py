"""Sets up Django and makes what a run is played on: `python -m crash.stage people users [place]`."""

import importlib
import sys

import django

LEADER, PASSWORD = "co-ordinator", "on this stage only, never elsewhere"

if __name__ == "__main__":
    django.setup()
    importlib.import_module("crash.population").make(
        int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]
    )
