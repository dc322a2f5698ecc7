"""After the meeting: that it was held, or adjourned."""

from typing import Any

from django.utils import timezone

from conferences import access, actions
from conferences.forms.arranging import End
from conferences.forms.holding import Hold as HoldForm
from conferences.models import Conference
from conferences.policy.replies import Reply
from conferences.queries import invitations
from conferences.views.bases import ConferenceAct
from icm.people.models import Person
from risk.queries import usable

_EXPECTED = {
    Reply.ACCEPTED: "attended",
    Reply.DEPUTY: "attended",
    Reply.VIDEO: "video",
    Reply.WRITTEN: "written",
    Reply.CANNOT: "absent",
}


class Hold(ConferenceAct):
    """Who was there, as they answered, to be put right; and what it decided comes next."""

    permission_required = access.HOLD
    form_class = HoldForm
    template_name = "conferences/hold.html"
    done = "The conference is recorded as held."

    def get_form_kwargs(self) -> dict[str, Any]:
        self.invited = list(invitations.standing(self.conference))
        return super().get_form_kwargs() | {
            "invited": self.invited,
            "today": timezone.localdate(),
        }

    def get_initial(self) -> dict[str, Any]:
        row = self.conference
        on = timezone.localtime(row.starts_at).date() if row.starts_at else None
        return super().get_initial() | {
            "on": on,
            **{
                f"came_{one.pk}": _EXPECTED[Reply(one.reply)]
                for one in invitations.standing(row)
                if one.reply
            },
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = usable(self.record.pk)
        return super().get_context_data(assessed=found, kind=self.conference.kind, **kwargs)

    def act(self, record: Person, form: HoldForm) -> Conference:
        said = form.cleaned_data
        held = actions.Holding(on=said["on"], came=form.came, after=form.after)
        return actions.hold(self.conference, held, version=said["version"], **self.pressed)


class Adjourn(ConferenceAct):
    """It could not be finished."""

    permission_required = access.HOLD
    form_class = End
    template_name = "conferences/adjourn.html"
    done = "The conference is adjourned. Fix the day on which it goes on."

    def act(self, record: Person, form: End) -> Conference:
        said = form.cleaned_data
        return actions.adjourn(
            self.conference, why=said["why"], version=said["version"], **self.pressed
        )
