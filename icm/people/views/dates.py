"""Critical dates entered by hand."""

from typing import Any

from django.http import Http404
from django.utils import timezone

from icm.people import access, actions, queries
from icm.people.forms import record as forms
from icm.people.models import Person
from icm.people.policy import DateKind
from icm.people.views.acts import PersonAct


class _Date(PersonAct):
    permission_required = access.ENTER_DATE

    @property
    def kind(self) -> DateKind:
        try:
            return DateKind(self.kwargs["kind"])
        except ValueError:
            raise Http404 from None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = queries.date_to_enter(self.record, self.kind, timezone.localdate())
        return super().get_context_data(date=found, **kwargs)


class EnterDate(_Date):
    """A date in place of, or beside, what the rules give."""

    form_class = forms.EnterDate
    template_name = "people/enter_date.html"
    done = "The date is entered. What depends on it has been worked out again."

    def act(self, record: Person, form: forms.EnterDate) -> Any:
        entry = actions.Entry(kind=self.kind, **form.cleaned_data)
        return actions.enter_date(record, entry, **self.pressed)


class WithdrawDate(_Date):
    """What the rules give stands again."""

    form_class = forms.WithdrawDate
    template_name = "people/withdraw_date.html"
    done = "The entered date counts no more. What the rules give stands again."

    def act(self, record: Person, form: forms.WithdrawDate) -> None:
        gone = actions.Withdrawal(kind=self.kind, **form.cleaned_data)
        actions.withdraw_date(record, gone, **self.pressed)
