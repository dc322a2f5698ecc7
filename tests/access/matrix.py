"""Who may open which page: for each address, the roles to whom it is open."""

from collections.abc import Iterable

from icm.policy.roles import BY_COUNCIL, Role
from tests.access.secrets import (
    ASSESSORS,
    CONSENT,
    FAMILY,
    KNOW,
    PLAN,
    PRISON_BASED,
    READ_RISK,
    SOCIAL_WORKERS,
    VICTIMS,
)

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
EXPLAIN = CO_ORDINATOR | CASE_CO_ORDINATOR | {R.PERSONAL_OFFICER, R.FIRST_LINE_MANAGER} | ASSESSORS
ASK = CO_ORDINATOR | CASE_CO_ORDINATOR | CHAIR | SOCIAL_WORKERS
MAPPA = CO_ORDINATOR | CASE_CO_ORDINATOR | CHAIR | {R.PBSW, R.PBSW_TEAM_MANAGER}
HOLD = CO_ORDINATOR | CASE_CO_ORDINATOR | {R.PBSW, R.PBSW_TEAM_MANAGER}
PREPARE = HOLD | {R.PERSONAL_OFFICER, R.FIRST_LINE_MANAGER}
CONFERRING_NUMBERS = ICM | CHAIR | HQ | {R.FIRST_LINE_MANAGER, R.PBSW_TEAM_MANAGER}
KEEP_TERMINALS = CO_ORDINATOR | LINE_MANAGER
CONFER = PREPARE | {R.RESIDENTIAL_OFFICER, R.CBSW}
ALL = frozenset(Role)
NOBODY: set[Role] = set()

# Pages about one person, or one review of theirs.
ABOUT_A_PERSON: dict[str, Iterable[Role]] = {
    "pages:person": KNOW,
    "pages:why": KNOW,
    "terminals:access": CO_ORDINATOR | CASE_CO_ORDINATOR | OFFICERS | LINKS,
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
    "conferences:conferences": READ_RISK,
    "conferences:conference": READ_RISK,
    "conferences:plan": ICM,
    "conferences:next": READ_RISK,
    "conferences:judge": ICM,
    "conferences:requests": READ_RISK,
    "conferences:request": READ_RISK,
    "conferences:ask": CONFER,
    "conferences:answer_request": CO_ORDINATOR,
    "conferences:withdraw_request": CONFER,
    "conferences:fix": ICM,
    "conferences:move": ICM,
    "conferences:postpone": ICM,
    "conferences:cancel": ICM,
    "conferences:hold": HOLD,
    "conferences:adjourn": HOLD,
    "conferences:invite": ICM,
    "conferences:contributions": READ_RISK,
    "conferences:agenda": READ_RISK,
    "conferences:papers": READ_RISK,
    "conferences:send_papers": CO_ORDINATOR | CASE_CO_ORDINATOR,
    "conferences:contribute": {R.PBSW} | CO_ORDINATOR | CASE_CO_ORDINATOR,  # theirs, or to note
    "conferences:correct": {R.PBSW},  # withheld from who notes what others sent
    "conferences:prepare": PREPARE,
    "conferences:family": FAMILY,
    "conferences:family_letter": ICM,
    "conferences:open_letter": ICM,
    "conferences:letter_progress": ICM,
    "windows:one": ICM,
    "windows:news": ICM,
    "windows:letter": ICM,
    "windows:progress": ICM,
    "conferences:add_consent": CONSENT,
    "conferences:look": SOCIAL_WORK,
    "conferences:withdraw_consent": CONSENT,
    "conferences:forbid": CONSENT | SOCIAL_WORK,
    "conferences:allow": SOCIAL_WORK,
    "conferences:answer_for": ICM,
    "conferences:excuse": CO_ORDINATOR,
    "conferences:uninvite": ICM,
    "conferences:minute": READ_RISK,
    "conferences:edition": READ_RISK,
    "conferences:minute_for": READ_RISK,
    "conferences:minute_paper": READ_RISK,
    "conferences:open_minute": READ_RISK,
    "conferences:tell_for": PREPARE,
    "conferences:pass_on": PREPARE,
    "conferences:hand_over": PREPARE,
    "conferences:send_on": CO_ORDINATOR,
    "conferences:settle": CO_ORDINATOR,
    "conferences:write_minute": HOLD,
    "conferences:sign_minute": HOLD,
    "conferences:reopen_minute": HOLD,
    "conferences:issue_minute": CO_ORDINATOR | CASE_CO_ORDINATOR,
    "conferences:engagements": READ_RISK,
    "conferences:add_engagement": ICM,
    "conferences:end_engagement": ICM,
    "conferences:placing": READ_RISK,
    "conferences:pin": ICM,
    "conferences:unpin": ICM,
    "conferences:refuse": ICM,
    "conferences:place": ICM,
    "risk:assessments": READ_RISK,
    "risk:compare": READ_RISK,
    "risk:assessment": READ_RISK,
    "risk:figures": SOCIAL_WORKERS,
    "risk:ask_assessment": ASK,
    "risk:record_assessment": SOCIAL_WORKERS,
    "risk:complete_assessment": PRISON_BASED,
    "risk:correct_assessment": PRISON_BASED,
    "risk:settle": PRISON_BASED,
    "risk:withdraw_assessment": PRISON_BASED,
    "risk:words": PRISON_BASED,
    "risk:needs": PRISON_BASED,
    "risk:serious_harm": PRISON_BASED,
    "risk:explain": EXPLAIN,
    "risk:take_back_explanation": PRISON_BASED,
    "risk:changes": READ_RISK,
    "risk:tell_change": EXPLAIN | CHAIR | {R.RESIDENTIAL_OFFICER},
    "risk:answer_change": ASSESSORS,
    "risk:risk_plan": READ_RISK,
    "risk:risk_plan_version": READ_RISK,
    "risk:start_risk_plan": VICTIMS,
    "risk:write_risk_plan": VICTIMS,
    "risk:risk_plan_in_force": VICTIMS,
    "risk:rma_sent": VICTIMS,
    "risk:rma_approved": VICTIMS,
    "risk:rma_report": VICTIMS,
    "risk:rma_notice": VICTIMS,
    "risk:rma_told": VICTIMS,
    "risk:rma_answer": VICTIMS,
    "risk:mappa": READ_RISK,
    "risk:keep_mappa": MAPPA,
    "risk:mappa_stage": MAPPA,
    "risk:notify_police": MAPPA,
    "risk:police_reply": MAPPA,
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
    "casework:person_asks": KNOW,
    "casework:answer_ask": OFFICERS | CO_ORDINATOR | CASE_CO_ORDINATOR,
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
    "risk:contradictions": SOCIAL_WORKERS,
    "risk:psychology": {R.PSYCHOLOGY},
    "risk:early": PROPOSE,
    "pages:social_work": {R.PBSW_TEAM_MANAGER},
    "pages:community": BY_COUNCIL,
    "casework:referral_list": PROVIDING,
    "casework:chasing": ALL,
    "casework:asks": ALL,
    "conferences:mine": ALL,
    "casework:services": KEEP,
    "casework:open_service": KEEP,
    "conferences:next_list": READ_RISK,
    "conferences:numbers": CONFERRING_NUMBERS,
    "conferences:load": CONFERRING_NUMBERS,
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

# An assessment psychology was asked for: not there for anybody but those who were asked.
OF_PSYCHOLOGY: dict[str, Iterable[Role]] = {
    "risk:asked": {R.PSYCHOLOGY},
    "risk:promise": {R.PSYCHOLOGY},
    "risk:tell_dates": {R.PSYCHOLOGY},
    "risk:psychology_done": {R.PSYCHOLOGY},
    "risk:psychology_words": {R.PSYCHOLOGY},
}

# Of one establishment: not there for those who know of nobody in it.
OF_A_PLACE: dict[str, Iterable[Role]] = {"pages:establishment": KNOW}

# Rooms, hours, schedule and week of one establishment: not there for whoever has no post that reads or keeps them.
ROOMS: dict[str, Iterable[Role]] = {
    "conferences:calendar": ICM,
    "conferences:add_room": ICM,
    "conferences:change_room": ICM,
    "conferences:room_hours": ICM,
    "conferences:close_day": ICM,
    "conferences:open_day": ICM,
    "conferences:social_work_days": ICM,
    "conferences:schedule": ICM,
    "conferences:make_schedule": ICM,
    "conferences:fix_dates": ICM,
    "conferences:place_load": CONFERRING_NUMBERS,
    "conferences:week": READ_RISK - {R.CBSW, R.CBSW_TEAM_MANAGER},
}

# Where people in custody read of their own case: not there for whoever does not keep the terminals of the place.
TERMINALS: dict[str, Iterable[Role]] = {
    "terminals:all": KEEP_TERMINALS,
    "terminals:add": KEEP_TERMINALS,
    "terminals:one": KEEP_TERMINALS,
    "terminals:retire": KEEP_TERMINALS,
}

# Somebody's own: not there for anybody else.
OWN: dict[str, Iterable[Role]] = {
    "people:end_glass": NOBODY,
    "conferences:my_minute": {R.PBSW},  # the invitation of this world's
    "conferences:tell": {R.PBSW},  # the invitation of this world's
    "conferences:remark": {R.PBSW},  # the invitation of this world's
    "conferences:answer": {R.PBSW},  # the invitation of this world's
    "conferences:calendar_file": {R.PBSW},  # the invitation of this world's
    "pages:team_member": LINE_MANAGER,
    "casework:shifts": LINE_MANAGER,
    "casework:absence": LINE_MANAGER,
    "casework:cover": LINE_MANAGER,
    "casework:end_absence": LINE_MANAGER,
    "casework:reading": LINE_MANAGER,
}

MATRIX = (
    ABOUT_A_PERSON
    | ABOUT_NOBODY
    | OF_PSYCHOLOGY
    | OF_A_PLACE
    | OF_A_SERVICE
    | A_SERVICE
    | ROOMS
    | TERMINALS
    | OWN
)
ROOMS_WITH_ACTS = {
    *("people", "risk", "clocks", "casework", "conferences", "terminals", "windows"),
}
ACTS = sorted(
    name
    for name in ABOUT_A_PERSON
    if name.split(":")[0] in ROOMS_WITH_ACTS
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
        "risk:assessments",
        "risk:compare",
        "risk:assessment",
        "risk:figures",
        "risk:changes",
        "risk:risk_plan",
        "risk:risk_plan_version",
        "risk:mappa",
        "casework:plan",
        "casework:domain",
        "casework:talks",
        "casework:duties",
        "casework:person_asks",
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
        "conferences:conferences",
        "conferences:conference",
        "conferences:next",
        "conferences:requests",
        "conferences:request",
        "conferences:contributions",
        "conferences:agenda",
        "conferences:papers",
        "conferences:family",
        "conferences:open_letter",
        "conferences:letter_progress",
        "windows:letter",
        "windows:progress",
        "conferences:minute",
        "conferences:edition",
        "conferences:minute_for",
        "conferences:minute_paper",  # whoever reads a version may ask for it on paper
        "conferences:open_minute",
        "conferences:engagements",
        "conferences:placing",
    }
)
