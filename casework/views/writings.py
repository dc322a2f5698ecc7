"""Writing in the plan. Words a reader will ask about and near copies are shown beside the text; nothing is blocked."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from casework import access, actions
from casework.forms import writings as forms
from casework.models import DomainRating, Narrative
from casework.policy import prompts
from casework.policy.areas import Domain
from casework.queries import entries, likeness
from casework.queries import plan as reading
from casework.views.bases import CaseAct
from casework.views.plan import domain_or_404
from icm.core.disclosure import Disclosure
from icm.people.models import Person


class _PlanAct(CaseAct):
    permission_required = access.WRITE
    current = "plan"

    @property
    def domain(self) -> Domain | None:
        """The part of the plan it is about, where that is known before anything is typed."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan_url = reverse("casework:plan", args=[self.record.pk])
        return super().get_context_data(**({"domain": self.domain, "plan_url": plan_url} | kwargs))

    def next_url(self, record: Person, result: Narrative | DomainRating) -> str:
        return reverse("casework:domain", args=[record.pk, result.domain])


class _Words(_PlanAct):
    """What writing anew and changing share: the questions beside the box, the check of words, the near copy."""

    near: likeness.Alike | None = None
    stands: str = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        audience = access.audience_of(self.record, self.request.principals)
        values = {"today": timezone.localdate(), "readers": entries.readers(audience)}
        return super().get_form_kwargs() | values

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "_check" not in request.POST:
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data(form=self.get_form(), checked=True))

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except actions.NearCopy as found:
            audience = access.audience_of(self.record, self.request.principals)
            self.near = likeness.alike(found.earlier, found.likeness, self.record, audience)
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


class Write(_Words):
    """A new entry; ``?domain=`` says in which part of the plan."""

    form_class = forms.Write
    template_name = "casework/plan_write.html"
    done = "Your entry is saved. The plan counts as brought up to date today."

    @property
    def domain(self) -> Domain | None:
        asked = self.request.POST.get("domain") or self.request.GET.get("domain", "")
        return Domain(asked) if asked in set(Domain) else None

    def get_initial(self) -> dict[str, Any]:
        domain = self.domain.value if self.domain else ""
        usual = {"on": timezone.localdate(), "disclosure": Disclosure.PERSON.value}
        return super().get_initial() | usual | {"domain": domain}

    def act(self, record: Person, form: forms.Write) -> Narrative:
        writing = actions.Writing(
            reference=form.cleaned_data["reference"],
            domain=Domain(form.cleaned_data["domain"]),
            anyway=self.anyway,
            **form.words,
        )
        principals, by = self.request.principals, self.request.user
        return actions.write_narrative(
            record, writing, by=by, principals=principals, at=timezone.now()
        )


class _AboutEntry(_PlanAct):
    """An act on an entry that stands; one of another person is not there."""

    @cached_property
    def narrative(self) -> Narrative:
        return reading.narrative(self.record, self.kwargs["narrative"])

    @property
    def domain(self) -> Domain:
        return Domain(self.narrative.domain)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.narrative.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(narrative=self.narrative, **kwargs)


class Change(_AboutEntry, _Words):
    """One's own entry in other words."""

    form_class = forms.Change
    template_name = "casework/plan_change.html"
    done = "Your entry is changed. The history keeps what stood there before."

    def held(self, record: Person) -> frozenset[str]:
        verbs = super().held(record)
        audience = access.audience_of(record, self.request.principals)
        mine = access.may_change(self.narrative, self.request.principals, audience)
        return verbs if mine else verbs - {access.WRITE}

    def get_initial(self) -> dict[str, Any]:
        row = self.narrative
        names = ("body", "source", "on", "disclosure", "gist", "ground")
        return super().get_initial() | {name: getattr(row, name) for name in names}

    def act(self, record: Person, form: forms.Change) -> Narrative:
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


class Withdraw(_AboutEntry):
    """An entry made by mistake, or in the wrong place."""

    form_class = forms.Withdraw
    template_name = "casework/plan_withdraw.html"
    done = "The entry is withdrawn. What it did for the clocks is taken back."

    def held(self, record: Person) -> frozenset[str]:
        verbs, principals = super().held(record), self.request.principals
        audience = access.audience_of(record, principals)
        keeps = access.kept_classes(record, principals)
        theirs = access.may_withdraw(self.narrative, principals, audience, keeps)
        return verbs if theirs else verbs - {access.WRITE}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        audience = access.audience_of(self.record, self.request.principals)
        return super().get_context_data(text=access.classed(self.narrative, audience), **kwargs)

    def act(self, record: Person, form: forms.Withdraw) -> Narrative:
        why, version = form.cleaned_data["why"], form.cleaned_data["version"]
        principals = self.request.principals
        return actions.withdraw_narrative(
            self.narrative, why=why, version=version, principals=principals, at=timezone.now()
        )


class Rate(_PlanAct):
    """How far they need intervention and support in one domain."""

    form_class = forms.Rate
    template_name = "casework/plan_rate.html"
    done = "The rating is saved. The earlier ones stay to be read."

    @property
    def domain(self) -> Domain:
        return domain_or_404(self.kwargs["domain"])

    def act(self, record: Person, form: forms.Rate) -> DomainRating:
        rating = actions.Rating(
            reference=form.cleaned_data["reference"],
            domain=self.domain,
            why=form.cleaned_data["why"],
            **form.needs,
        )
        principals, by = self.request.principals, self.request.user
        return actions.rate_domain(record, rating, by=by, principals=principals, at=timezone.now())
