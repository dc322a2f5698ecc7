"""The pages of a safety alert: what to do now, what was seen, what was done."""

from typing import Any

from django.urls import reverse

from casework import access
from casework.actions import alerts as actions
from casework.forms import screens as forms
from casework.models import SafetyAlert
from casework.queries import alerts as queries
from casework.views.bases import CaseAct, CasePage
from icm.people.models import Person


class Alert(CasePage):
    """The first thing shown after the form was stopped."""

    current = "screen"
    template_name = "casework/alert.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alert = queries.alert_of(self.person, self.kwargs["alert"])
        audience = access.audience_of(self.person, self.request.principals)
        return super().get_context_data(
            page=queries.alert_page(alert, audience),
            may_act=access.ALERT in self.verbs,
            **kwargs,
        )


class _AlertAct(CaseAct):
    current = "screen"

    def load(self) -> Person:
        person = super().load()
        self.alert = queries.alert_of(person, self.kwargs["alert"])
        return person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = reverse("casework:alert", args=[self.record.pk, self.alert.pk])
        audience = access.audience_of(self.record, self.request.principals)
        page = queries.alert_page(self.alert, audience)
        return super().get_context_data(page=page, alert_url=address, **kwargs)

    def next_url(self, record: Person, result: SafetyAlert) -> str:
        return reverse("casework:alert", args=[record.pk, result.pk])


class Describe(_AlertAct):
    """What was seen and heard; several may write."""

    permission_required = access.ALERT
    form_class = forms.Describe
    template_name = "casework/alert_describe.html"
    done = "It is written down. Say what was done once it is."

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"kind": self.alert.kind}

    def act(self, record: Person, form: forms.Describe) -> SafetyAlert:
        return actions.describe_alert(self.alert, **form.cleaned_data, **self.pressed)


class Close(_AlertAct):
    """What was done: the alert waits no longer."""

    permission_required = access.ALERT
    form_class = forms.Close
    template_name = "casework/alert_close.html"
    done = "It is written down what was done. The alert waits no longer."

    def act(self, record: Person, form: forms.Close) -> SafetyAlert:
        return actions.close_alert(self.alert, **form.cleaned_data, **self.pressed)
