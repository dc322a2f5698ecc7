"""Who may set aside which deadline: what the law asks of the prison is the Governor's alone."""

from icm.clocks.access import verb_to_waive, whose_it_is
from icm.clocks.policy import RULES
from icm.people.access import WAIVE, WAIVE_STATUTORY
from icm.policy.roles import Role


def test_what_the_law_asks_needs_more_than_what_guidance_asks():
    asked = {rule.id: verb_to_waive(rule.id) for rule in RULES}

    assert asked["PSS-72H"] == WAIVE_STATUTORY
    assert asked["CSA-72H"] == WAIVE


def test_a_rule_nobody_knows_is_waived_as_guidance_is():
    assert verb_to_waive("NO-SUCH-RULE") == WAIVE


def test_the_refusal_names_whose_it_is():
    assert Role.RMT_CHAIR.label in whose_it_is()
    assert Role.ICM_CO_ORDINATOR.label not in whose_it_is()
