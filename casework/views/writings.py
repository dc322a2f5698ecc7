"""Writing in the plan. Words a reader will ask about and near copies are shown beside the text; nothing is blocked."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from casework import access, actions
from casework.forms import writings as forms
from casework.models import DomainRating, Narrative
from casework.policy.areas import Domain
from casework.queries import plan as reading
from casework.views.bases import CaseAct
from casework.views.plan import domain_or_404
from casework.views.wording import ChangeWords, WithdrawWords, WriteWords
from icm.people.models import Person


class _PlanAct(CaseAct):
    permission_required = access.WRITE
    current = "plan"
    domain: Domain | None  # where it is known before anything is typed

    def load(self) -> Person:
        self.person = super().load()
        self.audience = access.audience_of(self.person, self.request.principals)
        return self.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan_url = reverse("casework:plan", args=[self.record.pk])
        return super().get_context_data(**({"domain": self.domain, "plan_url": plan_url} | kwargs))

    def next_url(self, record: Person, result: Narrative | DomainRating) -> str:
        return reverse("casework:domain", args=[record.pk, result.domain])


class Write(_PlanAct, WriteWords):
    """A new entry; ``?domain=`` says in which part of the plan."""

    form_class = forms.Write
    template_name = "casework/plan_write.html"
    done = "Your entry is saved. The plan counts as brought up to date today."

    def load(self) -> Person:
        asked = self.request.POST.get("domain") or self.request.GET.get("domain", "")
        self.domain = Domain(asked) if asked in set(Domain) else None
        return super().load()

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"domain": self.domain.value if self.domain else ""}


class _AboutEntry(_PlanAct):
    """An act on an entry that stands; one of another person is not there."""

    def load(self) -> Person:
        person = super().load()
        self.narrative = reading.narrative(person, self.kwargs["narrative"])
        self.domain = Domain(self.narrative.domain)
        return person


class Change(_AboutEntry, ChangeWords):
    """One's own entry in other words."""

    template_name = "casework/plan_change.html"

    def held(self, record: Person) -> frozenset[str]:
        verbs = super().held(record)
        mine = access.may_change(self.narrative, self.request.principals, self.audience)
        return verbs if mine else verbs - {access.WRITE}


class Withdraw(_AboutEntry, WithdrawWords):
    """An entry made by mistake, or in the wrong place."""

    template_name = "casework/plan_withdraw.html"
    done = "The entry is withdrawn. What it did for the clocks is taken back."

    def held(self, record: Person) -> frozenset[str]:
        verbs, principals = super().held(record), self.request.principals
        keeps = access.kept_classes(record, principals)
        theirs = access.may_withdraw(self.narrative, principals, self.audience, keeps)
        return verbs if theirs else verbs - {access.WRITE}


class Rate(_PlanAct):
    """How far they need intervention and support in one domain."""

    form_class = forms.Rate
    template_name = "casework/plan_rate.html"
    done = "The rating is saved. The earlier ones stay to be read."
    domain: Domain

    def load(self) -> Person:
        self.domain = domain_or_404(self.kwargs["domain"])
        return super().load()

    def act(self, record: Person, form: forms.Rate) -> DomainRating:
        rating = actions.Rating(
            reference=form.cleaned_data["reference"],
            domain=self.domain,
            why=form.cleaned_data["why"],
            **form.needs,
        )
        principals, by = self.request.principals, self.request.user
        return actions.rate_domain(record, rating, by=by, principals=principals, at=timezone.now())
