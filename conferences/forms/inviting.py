"""Inviting people, and what they answer: text into values."""

from collections.abc import Sequence
from typing import Any

from django import forms

from conferences.forms.arranging import Named, text
from conferences.policy.kinds import Party
from conferences.policy.replies import Reply
from icm.core.models import User
from icm.core.sending import Versioned

# As what somebody who does not sign in can be invited. Family comes with consent, in another way.
OUTSIDE = (Party.NHS, Party.SERVICE, Party.POLICE, Party.OTHER)


class Invite(Versioned):
    """Those who should come, ticked beforehand; and others."""

    guests = forms.MultipleChoiceField(
        label="Who is invited?", widget=forms.CheckboxSelectMultiple, required=False
    )
    staff = forms.TypedChoiceField(
        label="A member of staff besides", required=False, coerce=int, empty_value=None
    )
    name = forms.CharField(
        label="Somebody who does not sign in here",
        max_length=100,
        required=False,
        help_text="Their name and post. They are invited by telephone or letter.",
    )
    party = forms.ChoiceField(
        label="As what?",
        required=False,
        choices=[("", "Choose"), *((party.value, party.label) for party in OUTSIDE)],
    )

    def __init__(
        self,
        *args: Any,
        proposed: Sequence[tuple[str, str]],
        others: dict[str, list[User]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guests"].choices = list(proposed)  # type: ignore[attr-defined]
        self.fields["staff"].choices = [  # type: ignore[attr-defined]
            ("", "Nobody"),
            *(
                (role, [(str(user.pk), user.display_name()) for user in users])
                for role, users in others.items()
                if users
            ),
        ]
        if not proposed:
            del self.fields["guests"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("name") and not found.get("party"):
            self.add_error("party", "As what? Choose an answer")
        if found.get("party") and not found.get("name"):
            self.add_error("name", "Say who is invited")
        if not any(found.get(name) for name in ("guests", "staff", "name")) and not self.errors:
            raise forms.ValidationError("Choose whom to invite.")
        return found


class Answer(Versioned):
    """Coming or not, why not, who instead."""

    reply = forms.ChoiceField(
        label="What is the answer?",
        widget=forms.RadioSelect,
        choices=[(reply.value, reply.label) for reply in Reply],
    )
    deputy = Named(
        label="Who comes instead?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody",
        help_text="Only where somebody else is sent.",
    )
    why = text("If they do not come: why not?", "For the team, and for the minute.", required=False)

    def __init__(self, *args: Any, deputies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = deputies  # type: ignore[attr-defined]


class Excuse(Versioned):
    why = text(
        "Why can the conference do without them?",
        "How recent their contact is, whether there is new information, the stage of the sentence, the risk.",
    )
