"""The list of services: opened, changed and closed by those who keep it for their establishment."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from casework import access, actions
from casework.forms import services as forms
from casework.models import Provider
from casework.queries import services
from icm.core.paging import page_number
from icm.core.sending import Press
from icm.core.views import ActionView, Page
from icm.policy.roles import Role

KEEPER = frozenset({access.KEEP})


class Services(Page):
    """All that the asker keeps."""

    permission_required = None  # asked of the asker's posts: 403 where none of them keeps services
    template_name = "casework/services.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not services.may_keep(self.request.principals):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = services.services_page(
            self.request.principals, timezone.localdate(), page_number(self.request.GET)
        )
        return super().get_context_data(page=page, **kwargs)


class OneService(Page):
    """What is kept of one, and what can be done about it."""

    permission_required = access.KEEP  # held by whoever keeps it: 404 to all others
    template_name = "casework/service.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = services.service(self.request.principals, self.kwargs["service"])
        page = services.service_page(row, timezone.localdate())
        return super().get_context_data(page=page, **kwargs)


class _OfService(ActionView):
    permission_required = access.KEEP
    record: Provider

    def load(self) -> Provider:
        return services.service(self.request.principals, self.kwargs["service"])

    def held(self, record: Provider) -> frozenset[str]:
        return KEEPER

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("casework:service", args=[self.record.pk])
        return super().get_context_data(service=self.record, back=back, **kwargs)

    def next_url(self, record: Provider, result: Any) -> str:
        return reverse("casework:service", args=[record.pk])


class OpenService(ActionView):
    """One more service."""

    permission_required = access.KEEP
    form_class = forms.Open
    template_name = "casework/service_open.html"
    done = "The service is open. People can be referred to it now."

    def load(self) -> Provider:
        return Provider()

    def held(self, record: Provider) -> frozenset[str]:
        return KEEPER if services.may_keep(self.request.principals) else frozenset()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"places": services.places(self.request.principals)}

    def act(self, record: Provider, form: forms.Open) -> Provider:
        said = form.cleaned_data
        establishment, authority = services.place(said["at"])
        return actions.open_provider(
            actions.Service(
                slug=services.slug_of(said["name"], said["at"]),
                name=said["name"],
                agency=said["agency"],
                domains=said["domains"],
                about=said["about"],
                establishment=establishment,
                authority=authority,
                role=Role(said["role"]) if said["role"] else None,
            ),
            principals=self.request.principals,
        )

    def next_url(self, record: Provider, result: Provider) -> str:
        return reverse("casework:service", args=[result.pk])


class ChangeService(_OfService):
    """What it is called, does and helps with, and how long it says people wait."""

    form_class = forms.Change
    template_name = "casework/service_change.html"
    done = "The change is saved."

    def get_initial(self) -> dict[str, Any]:
        names = ("name", "about", "agency", "domains", "wait", "version")
        return super().get_initial() | {name: getattr(self.record, name) for name in names}

    def act(self, record: Provider, form: forms.Change) -> Provider:
        change = actions.Particulars(**form.cleaned_data)
        return actions.change_provider(
            record, change, principals=self.request.principals, at=timezone.now()
        )


class CloseService(_OfService):
    """It takes nobody on; whoever is referred there is handed over."""

    form_class = forms.Close
    template_name = "casework/service_close.html"
    done = "The service is closed."

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"on": timezone.localdate()}

    def get_form_kwargs(self) -> dict[str, Any]:
        principals, today = self.request.principals, timezone.localdate()
        return super().get_form_kwargs() | {
            "standing": services.standing(self.record),
            "successors": services.successors(self.record, principals, today),
            "today": today,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(standing=services.standing(self.record), **kwargs)

    def act(self, record: Provider, form: forms.Close) -> Provider:
        said, over = form.cleaned_data, None
        if said.get("to"):
            to = access.kept_services(self.request.principals).get(pk=said["to"])
            over = actions.HandOver(to=to, why=said["why"])
        return actions.close_provider(record, on=said["on"], over=over, **self.pressed)


class ReopenService(_OfService):
    """It takes people on again."""

    form_class = Press
    template_name = "casework/service_reopen.html"
    done = "The service is open. People can be referred to it now."

    def act(self, record: Provider, form: Press) -> Provider:
        return actions.reopen_provider(record, principals=self.request.principals)
