"""Break-glass access: taking it, giving it up, and who took it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.models import BreakGlass as Glass
from icm.core.sending import Press
from icm.core.views import ActionView, Page
from icm.people import access, actions, queries
from icm.people.forms import record as forms


class BreakGlass(ActionView):
    """See somebody outside one's own places, for a reason."""

    permission_required = access.VIEW
    form_class = forms.BreakGlass
    template_name = "people/break_glass.html"
    done = "You can see this record for now. Every page you open is kept, with your reason."

    def load(self) -> Any:
        return None  # about nobody until a number is given

    def held(self, record: Any) -> frozenset[str]:
        may = access.may_break_glass(self.request.principals)
        return frozenset({access.VIEW}) if may else frozenset()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        mine = queries.my_broken_glass(principals.user_id, at=timezone.now())
        persons = [row.person_id for row in mine]
        record_consultation(
            principals, page="people:break_glass", persons=persons, at=timezone.now()
        )
        logged = bool(access.places_with(principals, access.SEE_CONSULTATIONS))
        return super().get_context_data(
            mine=mine,
            logged=logged,
            hours=int(settings.BREAK_GLASS_LASTS.total_seconds() // 3600),
            a_day=settings.BREAK_GLASS_A_DAY,
            **kwargs,
        )

    def act(self, record: Any, form: forms.BreakGlass) -> Glass:
        return actions.break_glass(**form.cleaned_data, **self.pressed)

    def next_url(self, record: Any, result: Glass) -> str:
        return reverse("pages:person", args=[result.person_id])


class EndBreakGlass(ActionView):
    """Give the sight up before it ends by itself. One button on the page above; no page of its own."""

    permission_required = access.VIEW
    http_method_names = ["post"]
    form_class = Press
    done = "Your break-glass access has ended."

    def load(self) -> Glass:
        own = Glass.objects.filter(user=self.request.principals.user_id, pk=self.kwargs["glass"])
        found = own.first()
        if found is None:
            raise Http404
        return found

    def held(self, record: Glass) -> frozenset[str]:
        return frozenset({access.VIEW})  # one's own

    def act(self, record: Glass, form: Any) -> None:
        actions.end_break_glass(record, at=timezone.now())

    def next_url(self, record: Glass, result: Any) -> str:
        return reverse("people:break_glass")


class GlassLog(Page):
    """Every opening from outside of the records of one's own people."""

    permission_required = access.SEE_CONSULTATIONS
    template_name = "people/glass_log.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        roles = self.request.principals.roles
        if not any(access.SEE_CONSULTATIONS in access.VERBS.get(role, ()) for role in roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        found = queries.glass_log(principals)
        record_consultation(
            principals, page="people:glass_log", persons=found.persons, at=timezone.now()
        )
        return super().get_context_data(table=found.table, **kwargs)
