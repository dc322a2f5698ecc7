"""A browser becomes a terminal by a code that counts once and not for long."""

from datetime import timedelta

import pytest

from icm.core.refusals import NotAllowed, Refused
from icm.kiosk import actions, policy
from icm.kiosk.models import Terminal, Visit
from icm.kiosk.queries.visits import terminal_of
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.kiosk import OWN
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW = persons.NOW


def add(world, by, name="Hall A", reference="r"):
    return actions.add_terminal(
        world.here, name=name, reference=reference, by=by, principals=principals(by), at=NOW
    )


def test_a_code_makes_one_browser_the_terminal(world, keeper):
    added = add(world, keeper)
    key = actions.register(f" {added.code.lower()} ", at=NOW)

    assert terminal_of(key) == added.terminal
    with pytest.raises(Refused, match="too old"):
        actions.register(added.code, at=NOW)
    row = Terminal.objects.get()
    assert key not in row.key


def test_a_code_that_is_too_old_or_none_makes_nothing(world, keeper):
    added = add(world, keeper)

    for code, at in ((added.code, NOW + policy.CODE_LASTS), ("", NOW), ("ABCDEFGHJK", NOW)):
        with pytest.raises(Refused, match="not right, or it is too old"):
            actions.register(code, at=at)


def test_sent_twice_there_is_one_terminal(world, keeper):
    first, second = add(world, keeper), add(world, keeper)

    assert first.terminal == second.terminal
    assert first.code != second.code
    with pytest.raises(Refused, match="of this name"):
        add(world, keeper, reference="s")


def test_a_terminal_out_of_use_shows_nobody_anything(world, keeper, terminal, account):
    visit = actions.sign_in(terminal.row, account.person.number, OWN, at=NOW).visit
    for _ in range(2):
        actions.retire(terminal.row, by=keeper, principals=principals(keeper), at=NOW)

    visit.refresh_from_db()
    assert visit.ended == Visit.End.RETIRED
    assert terminal_of(terminal.key) is None
    with pytest.raises(Refused, match="out of use"):
        actions.new_code(terminal.row, by=keeper, principals=principals(keeper), at=NOW)


def test_a_new_code_takes_the_old_key_away(keeper, terminal):
    code = actions.new_code(terminal.row, by=keeper, principals=principals(keeper), at=NOW)

    assert terminal_of(terminal.key) is None
    key = actions.register(code.code, at=NOW + timedelta(minutes=1))
    assert terminal_of(key) == terminal.row


def test_terminals_are_kept_by_those_who_keep_them_there(world, terminal):
    for user in (world.user(Role.PERSONAL_OFFICER), world.user(Role.FIRST_LINE_MANAGER, "perth")):
        with pytest.raises(NotAllowed):
            add(world, user, name="B", reference="b")
        with pytest.raises(NotAllowed):
            actions.retire(terminal.row, by=user, principals=principals(user), at=NOW)
