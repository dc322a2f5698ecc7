"""The account that root lends to PostgreSQL, which refuses to run as root."""

import os
import pwd
import stat
import subprocess
from pathlib import Path
from typing import Any

NAME = "embedded_postgres"


def for_servers() -> str | None:
    """The account's name where one is needed; made at the first need."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(NAME)
    except KeyError:
        options = ("--system", "--no-create-home", "--shell", "/usr/sbin/nologin")
        subprocess.run(["useradd", *options, NAME], check=True)
    return NAME


def run_as(account: str | None) -> dict[str, Any]:
    """How subprocess starts a program as that account, without any of root's groups."""
    if account is None:
        return {}
    return {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}


def open_way(folder: Path) -> None:
    """Let the account pass through (not list) the folders above: root's own are often closed."""
    for step in (folder, *folder.parents):
        mode = step.stat().st_mode
        if not mode & stat.S_IXOTH:
            step.chmod(mode | stat.S_IXOTH)
