"""What was said at one's case conference: read, and said to be wrong or seen otherwise in one's own words."""

from typing import Any

from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from conferences import access as conferences
from conferences.actions import objecting
from conferences.actions.receiving import note_opened
from conferences.models import Issue, Objection
from conferences.queries import own_minutes
from icm.core.disclosure import Disclosure
from icm.kiosk.forms import conferences as forms
from icm.kiosk.queries.minutes import lines, minute_page
from icm.kiosk.views.bases import ConferencesAct, KioskPage
from icm.people.models import Person


class Minutes(KioskPage):
    """All that were issued to them."""

    template_name = "kiosk/minutes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lines=lines(self.person), **kwargs)


class OwnMinute(KioskPage):
    """One, as they read it. That it was opened is kept, as for everybody it was issued to."""

    template_name = "kiosk/minute.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = own_minutes.issue(self.person, self.kwargs["pk"])
        note_opened(found, by=self.mine.account.user, at=self.at)
        page = minute_page(found, self.person, self.today)
        return super().get_context_data(page=page, **kwargs)


class _OfMinute(ConferencesAct):
    """Something said of one that was issued to them; 404 for any other."""

    permission_required = conferences.PREPARE

    def load(self) -> Person:
        self.issue: Issue = own_minutes.issue(self.person, self.kwargs["pk"])
        return self.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(key=self.issue.pk, **kwargs)

    def said(self, form: Any) -> objecting.Said:
        return objecting.Said(
            reference=form.cleaned_data["reference"],
            words=form.cleaned_data["words"],
            disclosure=Disclosure.PERSON.value,
            on=self.today,
        )

    def next_url(self, record: Person, result: Objection) -> str:
        return reverse("kiosk:minute", args=[self.issue.pk])


class Wrong(_OfMinute):
    """What is wrong in it, while there is time; after that the page of the minute says what one can do."""

    form_class = forms.Wrong
    template_name = "kiosk/minute_wrong.html"

    def elsewhere(self) -> HttpResponseBase | None:
        found = super().elsewhere()
        if found is not None:
            return found
        pk = self.kwargs["pk"]
        if self.today > own_minutes.until(own_minutes.issue(self.person, pk)):
            return HttpResponseRedirect(reverse("kiosk:minute", args=[pk]))
        return None

    def act(self, record: Person, form: forms.Wrong) -> Objection:
        return objecting.tell(self.issue, self.said(form), **self.pressed)


class Comment(_OfMinute):
    """What one thinks of it, at any time."""

    form_class = forms.Comment
    template_name = "kiosk/minute_comment.html"

    def act(self, record: Person, form: forms.Comment) -> Objection:
        return objecting.pass_on(self.issue, self.said(form), **self.pressed)
