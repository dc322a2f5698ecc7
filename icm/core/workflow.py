"""States and moves: the one engine that changes a state."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models

from icm.core.refusals import NotAllowed, Refused

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Move(Generic[M]):
    """One arrow of the diagram; with an empty ``to`` it leads back to where it came from.

    ``unless`` gives "" or the reason, in words for the screen, why not now.
    """

    name: str
    label: str
    from_: frozenset[str]
    to: str
    needs: str
    unless: Callable[[M], str] = lambda _: ""


class Workflow(Generic[M]):
    """A table of moves over a model's ``state`` column."""

    def __init__(self, *moves: Move[M]) -> None:
        self.moves = {move.name: move for move in moves}

    def refusal(self, name: str, record: M) -> str:
        move = self.moves[name]
        state: str = record.state  # type: ignore[attr-defined]
        if state not in move.from_:
            return f"Not possible: this is already {state}."
        return move.unless(record)

    def apply(self, name: str, record: M, *, held: Collection[str], **changes: Any) -> M:
        """Lock the row, ask again of the locked row, change it. Call inside a transaction.

        Raises NotAllowed without the permission, Refused with the reason where the move is not possible.
        """
        move = self.moves[name]
        if move.needs not in held:
            raise NotAllowed
        locked = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
        if reason := self.refusal(name, locked):
            raise Refused(reason)
        if move.to:
            changes["state"] = move.to
        for field, value in changes.items():
            setattr(locked, field, value)
        locked.save(update_fields=list(changes))
        return locked

    def available(self, record: M, held: Collection[str]) -> list[tuple[Move[M], str]]:
        """The moves the asker could take from here, each with the reason why it is locked, if it is."""
        state: str = record.state  # type: ignore[attr-defined]
        return [
            (move, move.unless(record))
            for move in self.moves.values()
            if state in move.from_ and move.needs in held
        ]
