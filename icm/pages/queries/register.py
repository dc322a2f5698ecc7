"""The policy register: every rule and value, its history, its authority, and how far that carries."""

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import ModuleType

from icm.core.dates import day
from icm.core.screen import Fact
from icm.pages.queries.work import TITLES
from icm.policy.dated import Standing
from icm.policy.register import Entry, every_dated

# Where rules live. Packages are walked whole.
PACKAGES = (
    "icm.people.policy",
    "risk.policy",
    "casework.policy",
    "conferences.policy",
    "icm.clocks.policy",
    "icm.policy",
)
LOCAL = "Local default, not national policy"
_STANDING = {
    Standing.STATED: "Stated by the source",
    Standing.PARTLY_STATED: "Partly stated by the source",
    Standing.ASSUMED: LOCAL,
}


SHORT = 60  # letters of a value that can stand beside its rule's name


@dataclass(frozen=True)
class Registered:
    """One value of a rule, or the rule itself, with its history, newest first."""

    title: str
    versions: tuple[Fact, ...]
    local: str
    ended: str
    now: str


@dataclass(frozen=True)
class RuleEntry:
    """Everything registered under one rule, in one row that opens."""

    rule: str
    title: str
    values: tuple[Registered, ...]

    @property
    def local(self) -> bool:
        return any(value.local for value in self.values)

    @property
    def note(self) -> str:
        """What the rule's values are now, and that some are this system's own. A long value, or a number that only
        its own title explains, is read by opening the row.
        """
        now = [value.now for value in self.values if not value.ended]
        told = [one for one in now if len(one) <= SHORT and any(map(str.isalpha, one))]
        parts = [self.rule, "; ".join(dict.fromkeys(told))]
        return ". ".join([part for part in parts if part] + [LOCAL] * self.local)

    def has(self, words: Iterable[str]) -> bool:
        text = " ".join([self.rule, self.title, *(value.title for value in self.values)]).lower()
        return all(word in text for word in words)


@lru_cache(maxsize=1)
def register() -> tuple[RuleEntry, ...]:
    """The whole rulebook as it stands in this release; it cannot change while the process runs."""
    entries = every_dated(list(_modules()))
    return tuple(
        _rule(rule, tuple(_registered(entry) for entry in same))
        for rule, same in groupby(entries, key=lambda entry: entry.rule)
    )


def found_in_register(asked: str, *, local: bool) -> tuple[RuleEntry, ...]:
    """The rules in which every word occurs; with ``local`` only those that stand on a local default."""
    words = asked.lower().split()
    return tuple(rule for rule in register() if rule.has(words) and (rule.local or not local))


def _rule(rule: str, values: tuple[Registered, ...]) -> RuleEntry:
    """Named as the rule itself is, wherever one is evaluated; else as its first value."""
    return RuleEntry(rule, TITLES.get(rule, values[0].title), values)


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
        now=entry.versions[-1].value,
    )
