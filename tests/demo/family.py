"""A program with a child that is deaf to polite requests, for the tests of processes."""

import signal
import subprocess
import sys
import time

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(300)"

if __name__ == "__main__":
    child = subprocess.Popen([sys.executable, "-c", DEAF])
    sys.stdout.write(f"{child.pid}\n")
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        time.sleep(1)
