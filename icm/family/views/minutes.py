"""The notes of meetings that were given to the relative: read, and said to be wrong."""

from typing import Any

from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from conferences.actions import objecting
from conferences.actions.receiving import note_opened
from conferences.models import FamilyConsent, Issue, Objection
from conferences.policy.preparing import Scope
from icm.core.disclosure import Disclosure
from icm.family.forms.meetings import Wrong as WrongForm
from icm.family.queries.minutes import is_open, issue, lines, minute_page
from icm.family.views.bases import FamilyAct, FamilyPage


class Minutes(FamilyPage):
    template_name = "family/minutes.html"
    scope = Scope.MINUTE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lines=lines(self.consent), **kwargs)


class FamilyMinute(FamilyPage):
    """One. That it was opened is kept, as for everybody it was issued to."""

    template_name = "family/minute.html"
    scope = Scope.MINUTE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = issue(self.consent, self.kwargs["pk"])
        if self.consent.user is not None:
            note_opened(found, by=self.consent.user, at=self.at)
        page = minute_page(found, self.consent, self.today)
        return super().get_context_data(page=page, **kwargs)


class Wrong(FamilyAct):
    """What is wrong in it, while there is time; after that its page says so."""

    scope = Scope.MINUTE
    form_class = WrongForm
    template_name = "family/minute_wrong.html"
    done = "Thank you. The answer will stand here."

    def elsewhere(self) -> HttpResponseBase | None:
        found = super().elsewhere()
        if found is not None:
            return found
        self.issue: Issue = issue(self.consent, self.kwargs["pk"])
        if is_open(self.issue, self.today):
            return None
        return HttpResponseRedirect(reverse("family:minute", args=[self.issue.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(key=self.issue.pk, **kwargs)

    def act(self, record: FamilyConsent, form: WrongForm) -> Objection:
        said = objecting.Said(
            reference=form.cleaned_data["reference"],
            words=form.cleaned_data["words"],
            disclosure=Disclosure.TEAM.value,
            on=self.today,
        )
        return objecting.tell(self.issue, said, **self.pressed)

    def next_url(self, record: FamilyConsent, result: Objection) -> str:
        return reverse("family:minute", args=[self.issue.pk])
