"""What a run came to, as a table of figures."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One figure. Without a goal it is only a reading; ``good`` is None then."""

    name: str
    value: str
    goal: str = ""
    good: bool | None = None


@dataclass
class Report:
    title: str
    lines: list[Line] = field(default_factory=list)

    def reading(self, name: str, value: object) -> None:
        self.lines.append(Line(name, str(value)))

    def exactly(self, name: str, value: object, wanted: object) -> None:
        self.lines.append(Line(name, str(value), f"= {wanted}", value == wanted))

    def at_most(self, name: str, value: float, most: float) -> None:
        self.lines.append(Line(name, f"{value:.2f}", f"<= {most:g}", value <= most))

    def more_than(self, name: str, value: int, least: int) -> None:
        self.lines.append(Line(name, str(value), f"> {least}", value > least))

    @property
    def good(self) -> bool:
        return all(line.good is not False for line in self.lines)

    def __str__(self) -> str:
        rows = [f"\n{self.title}"]
        for line in self.lines:
            mark = "" if line.good is None else ("ok" if line.good else "MISSED")
            rows.append(f"  {line.name:<56} {line.value:>12}  {line.goal:<8} {mark}".rstrip())
        return "\n".join(rows)
