"""The pages of one person's case, and of the acts on it."""

from casework import access
from icm.people.models import Person
from icm.people.views.bases import AboutAct, AboutPage


class CasePage(AboutPage):
    """A page that shows a part of the case."""

    permission_required = access.READ

    def held(self, person: Person) -> frozenset[str]:
        return access.held(person, self.request.principals)


class CaseAct(AboutAct):
    """A page that does one act on somebody's case."""

    def held(self, record: Person) -> frozenset[str]:
        return access.held(record, self.request.principals)
