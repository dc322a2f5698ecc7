"""Brings what ICM needs onto this machine: run by `make` with the system's own Python, so it imports nothing else.

    python3 icm/demo/install.py [--dev] [--browser]

What is already there is left alone, so a second run takes no time. What is missing is installed where this
account may do so (Debian packages as root); otherwise one line says exactly what to install.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")


def main(arguments: list[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file alone is also run by older ones
        sys.exit("Install Python 3.11 or newer: this one is " + sys.version.split()[0] + ".")
    install_python_packages("dev" if "--dev" in arguments else "run")
    install_design_system()
    compile_words()
    install_pango()
    if "--browser" in arguments:
        install_browser()


def install_python_packages(which: str) -> None:
    """Exactly what the lock names, each file checked against its hash."""
    if not (VENV / "bin" / "python").exists():
        make_venv()
    stamp = VENV / "installed.txt"
    # What the developers' lock brings includes all that running needs.
    wanted = {fingerprint(LOCKS[which]), fingerprint(LOCKS["dev"])}
    if stamp.exists() and stamp.read_text().strip() in wanted:
        return
    say("Installing Python packages (about a minute)")
    pip = [
        str(VENV / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "-qq",
    ]
    run([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(LOCKS[which])], "")
    stamp.write_text(fingerprint(LOCKS[which]) + "\n")


def make_venv() -> None:
    say("Making the virtual environment .venv")
    command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        apt_install("python3-venv", needed="to make a virtual environment")
        run([*command, "--clear"], "")


def install_design_system() -> None:
    """The Scottish Government Design System's own style sheets and scripts, as published."""
    lock, modules = ROOT / "package-lock.json", ROOT / "node_modules"
    stamp = modules / "installed.txt"
    if stamp.exists() and stamp.read_text().strip() == fingerprint(lock):
        return
    if not shutil.which("npm"):
        apt_install("npm", needed="for the design system's style sheets")
    say("Installing the design system")
    run(
        ["npm", "ci", "--silent", "--ignore-scripts"],
        "Try again: npm could not install package-lock.json.",
    )
    stamp.write_text(fingerprint(lock) + "\n")


def compile_words() -> None:
    """The texts of terminals in other languages, as the programs read them."""
    run([str(VENV / "bin" / "python"), "-m", "icm.demo.words"], "")


def install_pango() -> None:
    if all(loads(library) for library in PANGO):
        return
    if not apt_install(*PANGO_PACKAGES, needed="to print PDFs", insist=False):
        say("Left out: PDFs")


def install_browser() -> None:
    if any(shutil.which(name) for name in BROWSERS):
        return
    if not apt_install("chromium", needed="for browser tests", insist=False):
        say("Left out: browser tests")


def apt_install(*packages: str, needed: str, insist: bool = True) -> bool:
    """Debian packages, where this account may install them; else one line that says what to install."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing " + " ".join(packages) + " " + needed)
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
        subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, check=False)
        install = [*apt, "install", "-y", "--no-install-recommends", *packages]
        if subprocess.run(install, stdout=subprocess.DEVNULL, check=False).returncode == 0:
            return True
    line = "Install " + needed + ": apt-get install " + " ".join(packages)
    if insist:
        sys.exit(line)
    say(line)
    return False


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def fingerprint(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def run(command: list[str], otherwise: str) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        sys.exit(otherwise or "This did not work: " + " ".join(command))


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
