"""The staff's pages: terminals of an establishment, and giving somebody a PIN."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from icm.core.refusals import NotAllowed, Refused
from icm.core.sending import Press
from icm.core.views import ActionView, Page
from icm.kiosk import access, actions
from icm.kiosk.actions.terminals import Code
from icm.kiosk.forms import keeping as forms
from icm.kiosk.models import Terminal
from icm.kiosk.queries import keeping
from icm.people.models import Establishment, Person
from icm.people.views.bases import AboutAct

KEEPER = frozenset({access.KEEP})


class _ShownOnce(ActionView):
    """What the act answers with is shown at once and never again: it stands in no address and in no message."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            shown = self.act(self.record, form)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, shown=shown))


class GivePin(_ShownOnce, AboutAct):
    """Whether somebody can sign in at terminals, and a new PIN for them."""

    permission_required = access.GIVE
    current = "kiosk"
    form_class = Press
    template_name = "kiosk/access.html"

    def held(self, record: Person) -> frozenset[str]:
        return access.held(record, self.request.principals)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            standing=keeping.standing(self.record),
            **kwargs,
        )

    def act(self, record: Person, form: Any) -> str:
        request = self.request
        return actions.give_pin(
            record, by=request.user, principals=request.principals, at=timezone.now()
        )


class Terminals(Page):
    """The terminals of an establishment, for whoever keeps them; to all others the page is not there."""

    permission_required = access.KEEP
    template_name = "kiosk/terminals.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = keeping.kept_place(self.request.principals, kwargs["slug"])
        return super().get_context_data(place=place, table=keeping.terminals(place), **kwargs)


class AddTerminal(_ShownOnce):
    """One more terminal, and the code that makes a browser it."""

    permission_required = access.KEEP
    form_class = forms.AddTerminal
    template_name = "kiosk/terminal_add.html"
    record: Establishment

    def load(self) -> Establishment:
        return keeping.kept_place(self.request.principals, self.kwargs["slug"])

    def held(self, record: Any) -> frozenset[str]:
        return KEEPER

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(place=self.record, **kwargs)

    def act(self, record: Establishment, form: Any) -> Code:
        request = self.request
        return actions.add_terminal(
            record,
            **form.cleaned_data,
            by=request.user,
            principals=request.principals,
            at=timezone.now(),
        )


class _OfTerminal(ActionView):
    permission_required = access.KEEP
    form_class = Press
    template_name = "kiosk/terminal.html"
    record: Terminal

    def load(self) -> Terminal:
        return keeping.kept_terminal(self.request.principals, self.kwargs["pk"])

    def held(self, record: Any) -> frozenset[str]:
        return KEEPER

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.record
        return super().get_context_data(terminal=row, place=row.establishment, **kwargs)


class NewCode(_ShownOnce, _OfTerminal):
    """A terminal, and a new code where its browser was set up anew."""

    def act(self, record: Terminal, form: Any) -> Code:
        request = self.request
        return actions.new_code(
            record, by=request.user, principals=request.principals, at=timezone.now()
        )


class Retire(_OfTerminal):
    """Out of use."""

    template_name = "kiosk/retire.html"
    done = "The terminal is out of use. Its browser finds no pages from now on."

    def act(self, record: Terminal, form: Any) -> Terminal:
        request = self.request
        return actions.retire(
            record, by=request.user, principals=request.principals, at=timezone.now()
        )

    def next_url(self, record: Terminal, result: Any) -> str:
        return reverse("terminals:all", args=[record.establishment.slug])
