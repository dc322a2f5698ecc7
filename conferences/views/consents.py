"""Relatives whom the person agreed to involve, and the acts on each consent."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions import consents as actions
from conferences.forms import consents as forms
from conferences.models import FamilyConsent
from conferences.policy.preparing import Form, Scope
from conferences.queries import consents
from conferences.views.bases import ConferencesAct, ConferencesPage
from icm.people.models import Person


class Family(ConferencesPage):
    """Each relative with what was agreed to and what social work found."""

    permission_required = access.FAMILY
    template_name = "conferences/family.html"

    def held(self, person: Person) -> frozenset[str]:
        return access.with_family(super().held(person))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        may_add = access.CONSENT in self.verbs
        return super().get_context_data(
            cards=consents.family(self.person, principals, self.verbs),
            add_url=reverse("conferences:add_consent", args=[self.person.pk]) if may_add else "",
            **kwargs,
        )


class _Act(ConferencesAct):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(back=self.next_url(self.record, None), **kwargs)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:family", args=[record.pk])


class AddConsent(_Act):
    """The person agrees to involve a relative."""

    permission_required = access.CONSENT
    form_class = forms.Consent
    template_name = "conferences/consent_add.html"
    done = "The consent is recorded. Social work looks at it before anybody is invited."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Person, form: forms.Consent) -> FamilyConsent:
        said = form.cleaned_data
        given = actions.Given(
            reference=said["reference"],
            name=said["name"],
            relation=said["relation"],
            contact=said["contact"],
            scope=[Scope(one) for one in said["scope"]],
            on=said["on"],
            form=Form(said["form"]),
        )
        return actions.consent(record, given, **self.pressed)


class _OfConsent(_Act):
    def load(self) -> Person:
        principals = self.request.principals
        self.consent: FamilyConsent = consents.consent(principals, self.kwargs["consent"])
        return self.consent.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consent=self.consent, **kwargs)


class Look(_OfConsent):
    """Social work looks at whom it is."""

    permission_required = access.VET
    form_class = forms.Look
    template_name = "conferences/consent_look.html"
    done = "What social work found is recorded."

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.consent.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before = consents.refused_before(self.consent, self.request.principals)
        return super().get_context_data(before=before, **kwargs)

    def act(self, record: Person, form: forms.Look) -> FamilyConsent:
        said = form.cleaned_data
        found = actions.Look(approved=said["approved"], why=said["why"], version=said["version"])
        return actions.look(self.consent, found, **self.pressed)


class Forbid(_OfConsent):
    """No contact is allowed, from now on."""

    permission_required = access.FORBID
    form_class = forms.Forbid
    template_name = "conferences/consent_no_contact.html"
    done = (
        "No contact is allowed from now on. They are not invited, and nothing is shared with them."
    )

    def held(self, record: Person) -> frozenset[str]:
        return access.with_family(super().held(record))

    def act(self, record: Person, form: forms.Forbid) -> FamilyConsent:
        return actions.forbid(self.consent, why=form.cleaned_data["why"], **self.pressed)


class Allow(_OfConsent):
    """No contact is over."""

    permission_required = access.VET
    form_class = forms.Allow
    template_name = "conferences/consent_contact.html"
    done = "Contact is allowed again. Look at whom it is before anything is shared."

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.consent.version}

    def act(self, record: Person, form: forms.Allow) -> FamilyConsent:
        said = form.cleaned_data
        return actions.allow(self.consent, why=said["why"], version=said["version"], **self.pressed)


class WithdrawConsent(_OfConsent):
    """The person takes it back."""

    permission_required = access.CONSENT
    form_class = forms.Withdraw
    template_name = "conferences/consent_withdraw.html"
    done = "The consent is withdrawn. They are not invited any more."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"on": timezone.localdate()}

    def act(self, record: Person, form: forms.Withdraw) -> FamilyConsent:
        said = form.cleaned_data
        return actions.withdraw(self.consent, on=said["on"], why=said["why"], **self.pressed)
