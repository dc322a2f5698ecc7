"""An action plan with a secret in every text of it: one in force and a draft of the next."""

from casework import actions
from casework.models import ActionPlan, PlanAction
from casework.queries.action_plan import rows_of
from icm.core.access import Principals
from icm.people.models import Person
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import action_plans, persons
from tests.factories.plans import provider
from tests.factories.receptions import principals
from tests.factories.worlds import World


def planted(world: World) -> int:
    """The line of an action that whoever makes plans may change; beside it stands one for social work alone."""
    person = Person.objects.get(pk=world.person.pk)
    social_worker = world.user(Role.PBSW)
    made = action_plans.draft(person, social_worker)
    texts = {name: secret(f"ActionPlan.{name}") for name in ("aims", "family_help")}
    asking = {"principals": principals(social_worker), "at": persons.NOW}
    actions.write_aims(made, actions.Aims(**texts, review_on=None, version=1), **asking)
    row = action_plans.action(
        made,
        social_worker,
        disclosure="team",
        provider_id=provider().pk,
        owner_id=world.user(Role.PERSONAL_OFFICER).pk,
        risk_factor=secret("PlanAction.risk_factor"),
        gist=secret("PlanAction.gist"),
        ground=secret("PlanAction.ground"),
    )
    withheld = {"gist": "Work on anger", "ground": "Scores."}
    what = secret("PlanAction.what")
    action_plans.action(made, social_worker, what=what, disclosure="social work", **withheld)
    words = secret("ActionPlan.view_words")
    action_plans.said(made, social_worker, "no-answer", words=words)
    action_plans.agreed(made, social_worker)
    _progress(made, world)
    _say(made, person, world)
    action_plans.draft(person, social_worker)
    return row.line


def _say(made: ActionPlan, person: Person, world: World) -> None:
    """By themselves: nobody else says it for them."""
    asking = Principals(user_id=world.outsider.pk, posts=(), broken_glass={}, person=person.pk)
    say = actions.Say(view="disagreed", words=secret("ActionSay.words"))
    actions.say_of_action(
        rows_of(made)[0], say, by=world.outsider, principals=asking, at=persons.NOW
    )


def _progress(made: ActionPlan, world: World) -> None:
    first, second = rows_of(made)
    officer = world.user(Role.PERSONAL_OFFICER)
    action_plans.progress(first, officer, evidence=secret("PlanAction.evidence"))
    why = secret("PlanAction.not_done_why")
    action_plans.progress(second, officer, "not-done", not_done_why=why)
    assert PlanAction.objects.filter(plan=made).count() == 2
