"""Who may open which page: every address, every role, in two worlds that must not see each other.

For somebody who may know of the person, a page is open (200) or not theirs (403); for all others it is not there
(404). The table names, for each address, the roles to whom it is open.
"""

from collections.abc import Iterable

import pytest

from icm.policy.roles import Role
from tests.access import addresses
from tests.access.secrets import KNOW, PLAN
from tests.access.survey import BUTTONS

# The survey needs the rows that migrations made: before any test that empties tables.
pytestmark = pytest.mark.django_db

R = Role
CO_ORDINATOR = {R.ICM_CO_ORDINATOR}
CASE_CO_ORDINATOR = {R.ICM_CASE_CO_ORDINATOR}
ICM = CO_ORDINATOR | CASE_CO_ORDINATOR | {R.ICM_ADMINISTRATOR}
OFFICERS = {R.PERSONAL_OFFICER, R.RESIDENTIAL_OFFICER, R.FIRST_LINE_MANAGER}
FRONT = OFFICERS | {R.LINKS_CENTRE, R.RECEPTION}
SOCIAL_WORK = {R.PBSW, R.PBSW_TEAM_MANAGER, R.CBSW, R.CBSW_TEAM_MANAGER}
MANAGERS = {R.FIRST_LINE_MANAGER, R.PBSW_TEAM_MANAGER, R.CBSW_TEAM_MANAGER}
CHAIR, HQ, PAROLE, RECEPTION = {R.RMT_CHAIR}, {R.HQ}, {R.PAROLE_CO_ORDINATOR}, {R.RECEPTION}
NATIONAL = {R.HQ, R.MINISTERS, R.RMA, R.POLICE, R.HMIPS, R.SYSTEM_ADMINISTRATOR}

PROPOSE = CO_ORDINATOR | CASE_CO_ORDINATOR | OFFICERS | CHAIR
MOVE = CO_ORDINATOR | RECEPTION
ENTER = CO_ORDINATOR | CASE_CO_ORDINATOR | PAROLE
SENTENCE = CO_ORDINATOR | CASE_CO_ORDINATOR | RECEPTION | PAROLE
WAIVE = CO_ORDINATOR | CHAIR | {R.PBSW_TEAM_MANAGER}
ASSURE = CO_ORDINATOR | CHAIR | HQ
REFER = CO_ORDINATOR | CASE_CO_ORDINATOR | FRONT | SOCIAL_WORK - {R.CBSW_TEAM_MANAGER}
LINKS = {R.LINKS_CENTRE}
KEEP = CO_ORDINATOR | LINKS | HQ
WRITE = CO_ORDINATOR | CASE_CO_ORDINATOR | OFFICERS | {R.LINKS_CENTRE} | SOCIAL_WORK
TALK = CO_ORDINATOR | CASE_CO_ORDINATOR | OFFICERS | LINKS | SOCIAL_WORK - {R.CBSW_TEAM_MANAGER}
LINE_MANAGER = {R.FIRST_LINE_MANAGER}
PROVIDING = {R.PROVIDER, R.NHS, R.PROGRAMMES_OFFICER, R.PSYCHOLOGY}
SCREEN = CO_ORDINATOR | CASE_CO_ORDINATOR | FRONT
ALERT = SCREEN | CHAIR | {R.PBSW, R.PBSW_TEAM_MANAGER}
ALL = frozenset(Role)
NOBODY: set[Role] = set()

# Pages about one person, or one review of theirs.
ABOUT_A_PERSON: dict[str, Iterable[Role]] = {
    "pages:person": KNOW,
    "pages:why": KNOW,
    "pages:events": KNOW,
    "pages:history": CO_ORDINATOR
    | CASE_CO_ORDINATOR
    | CHAIR
    | HQ
    | MANAGERS - {R.CBSW_TEAM_MANAGER},
    "pages:consultations": ASSURE,
    "people:move": MOVE,
    "people:transfer": MOVE,
    "people:plan_transfer": MOVE,
    "people:release": MOVE,
    "people:relocate": MOVE,
    "people:allocate": MANAGERS,
    "people:record_event": KNOW - CHAIR - HQ,
    "people:record_kind": ICM | FRONT,
    "people:withdraw_event": ICM | FRONT,
    "people:enter_date": ENTER,
    "people:withdraw_date": ENTER,
    "people:details": ICM | RECEPTION,
    "people:sentences": KNOW,
    "people:new_sentence": SENTENCE,
    "people:record_sentence": SENTENCE,
    "people:sentence_kind": SENTENCE,
    "people:change_sentence": SENTENCE,
    "risk:received": MOVE,
    "risk:reviews": KNOW,
    "risk:propose": PROPOSE,
    "risk:review": KNOW,
    "risk:letter": KNOW,
    "risk:decided": KNOW,
    "risk:notify": CHAIR,
    "risk:give": PROPOSE,
    "risk:represent": PROPOSE,
    "risk:decide": CHAIR,
    "risk:withdraw": CHAIR,  # the case has had its notice; before that, whoever proposes
    "risk:tell": PROPOSE,
    "risk:ask": PROPOSE,
    "risk:answer": CHAIR,
    "risk:acknowledge": PROPOSE,
    "casework:copies": KNOW,
    "casework:order_copy": KNOW,
    "casework:copy": KNOW,
    "casework:copy_progress": KNOW,
    "casework:open_copy": SOCIAL_WORK,  # the one of the case was made for them
    "casework:give_copy": ICM | OFFICERS | {R.PBSW, R.PBSW_TEAM_MANAGER},
    "casework:referrals": KNOW,
    "casework:refer": REFER,
    "casework:withdraw_referral": REFER,
    "casework:chase_referral": REFER,
    "casework:move_on_referral": REFER,
    "casework:action_plan": KNOW,
    "casework:plan_day": KNOW,
    "casework:plan_changes": KNOW,
    "casework:plan_draft": KNOW,
    "casework:start_plan_draft": PLAN,
    "casework:plan_aims": PLAN,
    "casework:plan_view": PLAN,
    "casework:put_in_force": PLAN,
    "casework:plan_in_force": PLAN,
    "casework:add_plan_action": PLAN,
    "casework:order_plan_actions": PLAN,
    "casework:change_plan_action": PLAN,
    "casework:remove_plan_action": PLAN,
    "casework:plan_progress": PLAN,
    "casework:refer_plan_action": PLAN,
    "casework:record_answer": CO_ORDINATOR | CASE_CO_ORDINATOR | LINKS,
    "casework:plan": KNOW,
    "casework:domain": KNOW,
    "casework:write": WRITE,
    "casework:rate": WRITE,
    "casework:change_narrative": {R.PBSW},  # who wrote the entry of the case
    "casework:withdraw_narrative": {R.PBSW, R.PBSW_TEAM_MANAGER, R.CBSW_TEAM_MANAGER},
    "casework:talks": KNOW,
    "casework:talk": TALK,
    "casework:duties": KNOW,
    "casework:screen": KNOW,
    "casework:begin_screen": SCREEN,
    "casework:answer_area": SCREEN,
    "casework:end_sitting": SCREEN,
    "casework:check_screen": SCREEN,
    "casework:abandon_screen": SCREEN,
    "casework:stop_screen": SCREEN,
    "casework:screen_answers": KNOW,
    "casework:screen_done": KNOW,
    "casework:route_slip": KNOW,
    "casework:tell_route": SCREEN,
    "casework:read_screen": {R.PERSONAL_OFFICER},
    "casework:alert": KNOW,
    "casework:describe_alert": ALERT,
    "casework:close_alert": ALERT,
    "clocks:waive": WAIVE,
    "clocks:withdraw_waiver": WAIVE,
}

# Pages about nobody in particular: open, or not theirs; what they list is shown elsewhere to be theirs.
ABOUT_NOBODY: dict[str, Iterable[Role]] = {
    "pages:home": ALL,
    "pages:work": ALL,
    "pages:my_people": {R.PERSONAL_OFFICER},
    "pages:team": LINE_MANAGER,
    "casework:quality": LINE_MANAGER,
    "casework:draw": LINE_MANAGER,
    "pages:people": ALL,
    "pages:register": ALL,
    "pages:establishments": ALL,
    "pages:components": ALL,
    "clocks:reminders": ALL,
    "people:break_glass": KNOW - HQ,
    "people:glass_log": ASSURE,
    "risk:receive": MOVE,
    "casework:referral_list": PROVIDING,
    "casework:chasing": ALL,
    "casework:services": KEEP,
    "casework:open_service": KEEP,
    "casework:waits": ICM | HQ | LINKS | {R.FIRST_LINE_MANAGER},
}

# Whose day begins on another page than the list of deadlines.
BEGINS_ELSEWHERE = PROVIDING | {R.PERSONAL_OFFICER}

# Of one referral: not there for anybody who does not work for the service it was made to.
OF_A_SERVICE: dict[str, Iterable[Role]] = {
    "casework:referral": {R.PROVIDER},
    "casework:answer": {R.PROVIDER},
    "casework:provider_entry": {R.PROVIDER},
    "casework:change_own_entry": {R.PROVIDER},
    "casework:withdraw_own_entry": {R.PROVIDER},
    "casework:own_progress": {R.PROVIDER},
}

# One service of an establishment: not there for anybody who does not keep the services there.
A_SERVICE: dict[str, Iterable[Role]] = {
    "casework:service": KEEP,
    "casework:change_service": KEEP,
    "casework:close_service": KEEP,
    "casework:reopen_service": KEEP,
}

# Of one establishment: not there for those who know of nobody in it.
OF_A_PLACE: dict[str, Iterable[Role]] = {"pages:establishment": KNOW}

# Somebody's own: not there for anybody else.
OWN: dict[str, Iterable[Role]] = {
    "people:end_glass": NOBODY,
    "pages:team_member": LINE_MANAGER,
    "casework:shifts": LINE_MANAGER,
    "casework:absence": LINE_MANAGER,
    "casework:cover": LINE_MANAGER,
    "casework:end_absence": LINE_MANAGER,
    "casework:reading": LINE_MANAGER,
}

MATRIX = ABOUT_A_PERSON | ABOUT_NOBODY | OF_A_PLACE | OF_A_SERVICE | A_SERVICE | OWN
ACTS = sorted(
    name
    for name in ABOUT_A_PERSON
    if name.split(":")[0] in ("people", "risk", "clocks", "casework")
    and name
    not in {
        "people:move",
        "people:record_event",
        "people:sentences",
        "people:new_sentence",
        "people:sentence_kind",
        "risk:received",
        "risk:reviews",
        "risk:review",
        "risk:letter",
        "risk:decided",
        "casework:plan",
        "casework:domain",
        "casework:talks",
        "casework:duties",
        "casework:screen",
        "casework:screen_answers",
        "casework:screen_done",
        "casework:route_slip",
        "casework:alert",
        "casework:copies",
        "casework:order_copy",  # whoever reads may ask for the staff version: tests/casework
        "casework:copy",
        "casework:copy_progress",
        "casework:open_copy",
        "casework:referrals",
        "casework:action_plan",
        "casework:plan_day",
        "casework:plan_changes",
        "casework:plan_draft",
        "casework:plan_in_force",
    }
)


def expected(name: str, role: Role | None) -> int:
    if name == "pages:home" and role in BEGINS_ELSEWHERE:
        return 302
    if role in MATRIX[name]:
        return 200
    if name in ABOUT_NOBODY:
        return 200 if MATRIX[name] is ALL else 403
    return 403 if name in ABOUT_A_PERSON and role in KNOW else 404


def expected_from_there(name: str, role: Role) -> int:
    """Whoever works in the other world knows of nobody here; national roles are of both."""
    if name in ABOUT_NOBODY or role in NATIONAL:
        return expected(name, role)
    return 404


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_each_page_is_open_to_those_of_the_table_and_nobody_else(name, surveyed):
    found = {role: answer.status for role, answer in surveyed.here[name].items()}

    assert found == {role: expected(name, role) for role in found}


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_nobody_sees_into_the_other_world(name, surveyed):
    found = {role: answer.status for role, answer in surveyed.there[name].items()}

    if name == "people:end_glass":
        assert found.pop(Role.RESIDENTIAL_OFFICER) == 405  # their own, and only a button
    assert found == {role: expected_from_there(name, role) for role in found}


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_nobody_sees_anything_without_signing_in(name, surveyed):
    answer = surveyed.anonymous[name]

    assert answer.status == 302
    assert answer.leads_to.startswith("/account/login/")


@pytest.mark.parametrize("name", ACTS)
def test_an_act_sent_by_somebody_it_is_not_open_to_changes_nothing(name, surveyed):
    assert surveyed.posted[name] == (403, 404, 404)
    assert surveyed.changed_by_posting[name] == 0


@pytest.mark.parametrize("name", sorted(BUTTONS))
def test_a_button_is_no_page(name, surveyed):
    assert {answer.status for answer in surveyed.here[name].values()} == {405}


def test_every_address_is_in_the_table():
    assert set(addresses.ours()) == set(MATRIX) | BUTTONS


def test_every_exception_is_still_needed():
    names = {name for name, _ in addresses.patterns()}
    starts = addresses.ELSEWHERE

    assert [start for start in starts if not any(name.startswith(start) for name in names)] == []


def test_who_knows_is_who_the_table_says():
    assert ICM | FRONT | SOCIAL_WORK | CHAIR | HQ | PAROLE == KNOW
