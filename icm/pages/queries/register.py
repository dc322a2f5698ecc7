"""The policy register: every rule and value, its history, its authority, and how far that carries."""

import importlib
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

from icm.core.dates import day
from icm.core.screen import Fact
from icm.policy.dated import Standing
from icm.policy.register import Entry, every_dated

# Where rules live. Packages are walked whole.
PACKAGES = (
    "icm.people.policy",
    "risk.policy",
    "casework.policy",
    "icm.clocks.policy",
    "icm.policy",
)
_STANDING = {
    Standing.STATED: "Stated by the source",
    Standing.PARTLY_STATED: "Partly stated by the source",
    Standing.ASSUMED: "Local default, not national policy",
}


@dataclass(frozen=True)
class Registered:
    rule: str
    title: str
    versions: tuple[Fact, ...]
    local: str
    ended: str


@lru_cache(maxsize=1)
def register() -> tuple[Registered, ...]:
    """The whole rulebook as it stands in this release; it cannot change while the process runs."""
    return tuple(_registered(entry) for entry in every_dated(list(_modules())))


def _modules() -> list[ModuleType]:
    found: list[ModuleType] = []
    for name in PACKAGES:
        package = importlib.import_module(name)
        found.append(package)
        found += [
            value
            for value in vars(package).values()
            if isinstance(value, ModuleType) and value.__name__.startswith(f"{name}.")
        ]
    return found


def _registered(entry: Entry) -> Registered:
    return Registered(
        rule=entry.rule,
        title=entry.title,
        versions=tuple(
            Fact(
                f"From {day(version.start)}",
                version.value or "The rule itself",
                source=str(version.source),
                note=_STANDING[version.standing],
            )
            for version in reversed(entry.versions)
        ),
        local=next(
            (version.source.section for version in entry.versions if version.source.is_local), ""
        ),
        ended=f"Ended on {day(entry.ends)}." if entry.ends else "",
    )
