"""Writing in the plan, whoever writes: staff in ``writings``, a service in ``service_parts``.

Each class stands behind a page that says whom it is about, as whom the asker reads, and in which domain.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from casework import access, actions
from casework.forms import writings as forms
from casework.models import Narrative, Referral
from casework.policy import prompts
from casework.policy.areas import Domain
from casework.queries import entries, likeness
from icm.core.disclosure import Audience, Disclosure
from icm.core.views import ActionView
from icm.people.models import Person


class _Words(ActionView):
    """What writing anew and changing share: the questions beside the box, the check of words, the near copy."""

    person: Person
    audience: Audience
    domain: Domain | None
    near: likeness.Alike | None = None
    stands: str = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        values = {"today": timezone.localdate(), "readers": entries.readers(self.audience)}
        return super().get_form_kwargs() | values

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "_check" not in request.POST:
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data(form=self.get_form(), checked=True))

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except actions.NearCopy as found:
            self.near = likeness.alike(found.earlier, found.likeness, self.person, self.audience)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on, posted = timezone.localdate(), self.request.POST
        body, source = posted.get("body", ""), posted.get("source", "")
        return super().get_context_data(
            questions=prompts.questions(self.domain, on),
            hints=prompts.hints(body, source, on) if body else (),
            near=self.near,
            stands=self.stands,
            **kwargs,
        )

    @property
    def anyway(self) -> bool:
        return "_anyway" in self.request.POST


class WriteWords(_Words):
    """A new entry."""

    referral: Referral | None = None  # that for which a service writes

    def get_initial(self) -> dict[str, Any]:
        usual = {"on": timezone.localdate(), "disclosure": Disclosure.PERSON.value}
        return super().get_initial() | usual

    def act(self, record: Any, form: Any) -> Narrative:
        writing = actions.Writing(
            reference=form.cleaned_data["reference"],
            domain=Domain(form.cleaned_data.get("domain", self.domain)),
            anyway=self.anyway,
            **form.words,
        )
        return actions.write_narrative(
            self.person,
            writing,
            by=self.request.user,
            principals=self.request.principals,
            at=timezone.now(),
            referral=self.referral,
        )


class _OfEntry(ActionView):
    """An act on an entry that stands."""

    narrative: Narrative

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.narrative.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(narrative=self.narrative, **kwargs)


class ChangeWords(_OfEntry, _Words):
    """One's own entry in other words."""

    form_class = forms.Change
    done = "Your entry is changed. The history keeps what stood there before."

    def get_initial(self) -> dict[str, Any]:
        names = ("body", "source", "on", "disclosure", "gist", "ground")
        return super().get_initial() | {name: getattr(self.narrative, name) for name in names}

    def act(self, record: Any, form: forms.Change) -> Narrative:
        change = actions.Rewriting(
            version=form.cleaned_data["version"], anyway=self.anyway, **form.words
        )
        principals, by = self.request.principals, self.request.user
        try:
            return actions.change_narrative(
                self.narrative, change, by=by, principals=principals, at=timezone.now()
            )
        except actions.StaleWords as stale:
            self.stands = stale.current
            raise


class WithdrawWords(_OfEntry):
    """An entry made by mistake, in the wrong place, or about somebody else."""

    form_class = forms.Withdraw
    audience: Audience

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = access.classed(self.narrative, self.audience)
        return super().get_context_data(text=text, **kwargs)

    def act(self, record: Any, form: forms.Withdraw) -> Narrative:
        why, version = form.cleaned_data["why"], form.cleaned_data["version"]
        principals = self.request.principals
        return actions.withdraw_narrative(
            self.narrative, why=why, version=version, principals=principals, at=timezone.now()
        )
