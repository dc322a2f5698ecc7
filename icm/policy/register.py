"""Every dated value and rule of the modules given, for the policy register page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from icm.policy.dated import Dated, Source, Standing
from icm.policy.rules import Rule


@dataclass(frozen=True, slots=True)
class Version:
    """One line of a rule's history; `value` is in words, empty where the value is the rule itself."""

    start: date
    value: str
    source: Source

    @property
    def standing(self) -> Standing:
        return self.source.standing


@dataclass(frozen=True, slots=True)
class Entry:
    rule: str
    title: str
    module: str
    versions: tuple[Version, ...]
    ends: date | None
    verified: date | None


def every_dated(modules: Iterable[ModuleType]) -> tuple[Entry, ...]:
    """One entry for each `Dated` in the modules, alone or in a `Rule` or tuple; sorted by rule."""
    found: dict[int, Entry] = {}
    for module in modules:
        for value in vars(module).values():
            for dated in _dated_in(value):
                found.setdefault(id(dated), _entry(dated, module.__name__))
    return tuple(sorted(found.values(), key=lambda e: (e.rule, e.title, e.versions[0].start)))


def _dated_in(value: object) -> Iterator[Dated[object]]:
    if isinstance(value, Dated):
        yield value
    elif isinstance(value, Rule):
        yield value.history  # type: ignore[misc]  # Dated only hands its values out
    elif isinstance(value, tuple):
        for item in value:
            yield from _dated_in(item)


def _entry(dated: Dated[object], module: str) -> Entry:
    versions = tuple(
        Version(s.start, _with_unit(s.value, dated.unit), s.source) for s in dated.history
    )
    return Entry(dated.rule, dated.title, module, versions, dated.ends, dated.verified)


def _with_unit(value: object, unit: str) -> str:
    words = _in_words(value)
    return f"{words} {unit}" if words and unit else words


def _in_words(value: object) -> str:
    if callable(value) or value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{_in_words(key)}: {_in_words(one)}" for key, one in value.items())
    if isinstance(value, frozenset):
        return ", ".join(sorted(_in_words(item) for item in value))
    if isinstance(value, tuple):
        return "; ".join(_in_words(item) for item in value)
    return str(getattr(value, "label", value))
