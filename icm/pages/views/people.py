"""The people list."""

from typing import Any

from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.views import Page
from icm.pages.forms import PeopleFilter
from icm.pages.queries.people import people_page
from icm.pages.views.work import page_number
from icm.people import queries as people


class People(Page):
    """The people the asker may know of, searched and filtered."""

    permission_required = None  # the list holds only people the asker may know of
    template_name = "pages/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        form = PeopleFilter(self.request.GET, principals=principals)
        found = people_page(principals, form.wanted(), page=page_number(self.request))
        record_consultation(
            principals, page="pages:people", persons=found.persons, at=timezone.now()
        )
        return super().get_context_data(
            found=found,
            form=form,
            filtered=bool(form.wanted()),
            may_receive=people.may_receive(principals),
            may_break_glass=people.may_break_glass(principals),
            **kwargs,
        )
