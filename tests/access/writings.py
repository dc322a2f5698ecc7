"""What stands in one domain of the plan, with a secret in every text of it."""

from casework import actions
from casework.models import Narrative
from casework.policy.areas import Domain
from icm.core.disclosure import Disclosure
from icm.people.models import Person
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import persons, plans
from tests.factories.receptions import principals
from tests.factories.worlds import World


def plant(world: World) -> dict[str, int | str]:
    """An entry for social work alone, one withdrawn, and a rating. The first is whose address the pages take."""
    person, social_worker = Person.objects.get(pk=world.person.pk), world.user(Role.PBSW)
    texts = {name: secret(f"Narrative.{name}") for name in ("body", "gist", "ground", "source")}
    entry = plans.entry(person, social_worker, disclosure=Disclosure.SOCIAL_WORK, **texts)
    withdrawn = plans.entry(person, social_worker)
    actions.withdraw_narrative(
        withdrawn,
        why=secret("Narrative.withdrawn_why"),
        version=withdrawn.version,
        principals=principals(social_worker),
        at=persons.NOW,
    )
    plans.rating(person, social_worker, why=secret("DomainRating.why"))
    assert Narrative.objects.filter(person=person, domain=Domain.VIOLENCE).count() == 2
    return {"narrative": entry.pk, "domain": Domain.VIOLENCE.value}
