"""One measurement of the sweep in a process and a database of its own: `python -m bench._sweep WHAT TIMES`."""

import importlib
import sys

import django

if __name__ == "__main__":
    django.setup()
    importlib.import_module("bench._sweep_parts").run(sys.argv[1], int(sys.argv[2]))
