"""Runs one command with the embedded servers up: `python -m icm.demo.with_services [--owner] COMMAND…`.

Where `make run` is up on the same folder, its servers are used and left running.
"""

import os
import signal
import subprocess
import sys

from icm.demo.services import running


def main(arguments: list[str]) -> int:
    owner = arguments[:1] == ["--owner"]
    command = arguments[1:] if owner else arguments
    if not command:
        sys.exit(__doc__)
    with running(os.environ.get("ICM_DATA", ".data")) as services:
        environment = os.environ | services.environment(owner=owner)
        # Ctrl-C reaches the command too; it decides, and we stop the servers after it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        child = subprocess.Popen(command, env=environment)
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
