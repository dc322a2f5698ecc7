"""One's own case conference: when it is, whether one comes, what one wants raised, and whom of the family it is for."""

from typing import Any

from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from conferences import access as conferences
from conferences.actions import asking, consents
from conferences.models import Conference, FamilyConsent, Preparation
from conferences.policy.preparing import Attends, Form, Help, Scope
from conferences.queries import asking as asked
from conferences.queries import own
from icm.core.refusals import Refused
from icm.core.sending import Press
from icm.kiosk.forms import conferences as forms
from icm.kiosk.queries.conferences import SCOPES, meeting_page
from icm.kiosk.views.bases import ConferencesAct, KioskPage
from icm.people.models import Person


class Meeting(KioskPage):
    """When and where the next one is, what for and with whom; or why there is none."""

    template_name = "kiosk/conference.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = meeting_page(self.person, self.mine.account.user_id, at=self.at)
        return super().get_context_data(page=page, **kwargs)


class _Preparing(ConferencesAct):
    """What one says before the next conference. Where there is none to prepare for, back to the page that says so."""

    permission_required = conferences.PREPARE
    meeting: Conference

    def elsewhere(self) -> HttpResponseBase | None:
        found = super().elsewhere()
        if found is not None:
            return found
        row = own.next_one(self.person, at=self.at)
        if row is None:
            return HttpResponseRedirect(reverse("kiosk:conference"))
        self.meeting = row
        return None

    def get_initial(self) -> dict[str, Any]:
        found = super().get_initial() | {"meeting": self.meeting.pk}
        before = asked.latest(self.meeting)
        if before is None:
            return found
        words = ("attends", "wants", "help", "help_words")
        return found | {name: getattr(before, name) for name in words}

    def act(self, record: Person, form: Any) -> Preparation:
        """Said anew, with what was said before of all that this page does not ask."""
        sent = form.cleaned_data
        if sent["meeting"] != self.meeting.pk:
            raise Refused(_("Your meeting has changed. Go back and look at it again."))
        said: dict[str, Any] = {
            "attends": Attends.UNSURE.value,
            "wants": "",
            "help": [],
            "help_words": "",
        }
        said |= {name: value for name, value in self.get_initial().items() if name in said}
        said |= {name: value for name, value in sent.items() if name in said}
        words = asking.Asked(
            reference=sent["reference"],
            attends=Attends(said["attends"]),
            wants=said["wants"],
            help=[Help(one) for one in said["help"]],
            help_words=said["help_words"],
            on=self.today,
        )
        return asking.prepare(self.meeting, words, **self.pressed)

    def next_url(self, record: Person, result: Preparation) -> str:
        if result.attends == Attends.NOTE and not result.wants:
            return reverse("kiosk:raise")
        return reverse("kiosk:conference")


class Coming(_Preparing):
    """Whether one comes, and what help one needs there."""

    form_class = forms.Coming
    template_name = "kiosk/coming.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by_video": self.meeting.by_video}


class Raise(_Preparing):
    """What one wants talked about, in one's own words."""

    form_class = forms.Raise
    template_name = "kiosk/raise.html"


class MyFamily(KioskPage):
    """Whom of the family one agreed to involve, in what, and what social work found."""

    template_name = "kiosk/family.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = [
            (one, [SCOPES[scope] for scope in one.scope]) for one in own.relatives(self.person)
        ]
        return super().get_context_data(relatives=found, **kwargs)


class _Consenting(ConferencesAct):
    permission_required = conferences.CONSENT

    def next_url(self, record: Any, result: FamilyConsent) -> str:
        return reverse("kiosk:family")


class AddFamily(_Consenting):
    """One more. Social work looks at whom it is before anybody is invited."""

    form_class = forms.Relative
    template_name = "kiosk/family_add.html"

    def act(self, record: Person, form: forms.Relative) -> FamilyConsent:
        sent = form.cleaned_data
        given = consents.Given(
            reference=sent["reference"],
            name=sent["name"],
            relation=sent["relation"],
            contact=sent["contact"],
            scope=[Scope(one) for one in sent["scope"]],
            on=self.today,
            form=Form.SELF,
        )
        return consents.consent(record, given, **self.pressed)


class StopFamily(_Consenting):
    """The consent is taken back, from now on. Nobody is asked why."""

    form_class = Press
    template_name = "kiosk/family_stop.html"

    def load(self) -> Person:
        self.relative = own.relative(self.person, self.kwargs["pk"])
        return self.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stands = self.relative.stands
        name = own.named(self.relative) if stands else ""
        return super().get_context_data(name=name, stands=stands, **kwargs)

    def act(self, record: Person, form: Press) -> FamilyConsent:
        on = self.today
        return consents.withdraw(self.relative, on=on, why="", **self.pressed)
