"""Written contributions: read on the case, written by whoever is invited, in the case or outside it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions import contributing as actions
from conferences.forms import contributing as forms
from conferences.models import Contribution, Invitation
from conferences.policy.kinds import Party
from conferences.queries import conferences, contributing
from conferences.views.bases import ConferencePage
from icm.core.disclosure import Disclosure
from icm.core.views import ActionView
from icm.people.views.bases import keep_look


class Contributions(ConferencePage):
    """Who is asked, who has given, who is late, and the texts."""

    template_name = "conferences/contributions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.conference
        page = contributing.contributions_page(
            row, self.request.principals, self.verbs, timezone.localdate()
        )
        return super().get_context_data(
            page=page, conference=row, conference_title=conferences.title(row), **kwargs
        )


class Contribute(ActionView):
    """One contribution. Whoever is invited knows of the conference, and of nothing else."""

    permission_required = access.CONTRIBUTE
    form_class: type[forms.Contribute] = forms.Contribute
    template_name = "conferences/contribute.html"

    def load(self) -> Invitation:
        self.corrected: Contribution | None = None
        return contributing.to_contribute(self.request.principals, self.kwargs["pk"])

    def held(self, record: Invitation) -> frozenset[str]:
        may = access.may_contribute(record, self.request.principals)
        return frozenset({access.CONTRIBUTE}) if may else frozenset()

    def get_form_kwargs(self) -> dict[str, Any]:
        readers = contributing.reader_choices_for(self.record, self.request.principals)
        return super().get_form_kwargs() | {"readers": readers}

    def get_initial(self) -> dict[str, Any]:
        row, asker = self.record, self.request.principals.user_id
        draft = contributing.draft_of(row, asker, self.corrected)
        words = draft or self.corrected
        # What a relative tells is a third party's: kept from the person unless the writer says otherwise.
        usual = Disclosure.TEAM if row.party == Party.FAMILY else Disclosure.PERSON
        found = super().get_initial() | {"version": draft.version if draft else 0}
        if words is None:
            return found | {"disclosure": usual.value}
        names = ("body", "disclosure", "gist", "ground")
        known = {name: getattr(words, name) for name in names}
        return found | known | {"why": draft.why if draft else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, asked = self.record, self.request.principals
        keep_look(self.request, row.conference.person)
        return super().get_context_data(
            invitation=row,
            conference=row.conference,
            conference_title=conferences.title(row.conference),
            standing=contributing.standing(row, timezone.localdate()),
            texts=contributing.texts_of(row, asked),
            back_url=self._back(),
            own=access.is_invited(row, asked.user_id),
            corrected=self.corrected,
            **kwargs,
        )

    def act(self, record: Invitation, form: forms.Contribute) -> Contribution:
        return actions.contribute(record, form.said, corrects=self.corrected, **self.pressed)

    @property
    def done(self) -> str:  # type: ignore[override]
        sends = forms.SEND in self.request.POST
        return "Your contribution is sent." if sends else "The draft is kept. It is not sent yet."

    def next_url(self, record: Invitation, result: Contribution) -> str:
        """Back to the page while it is a draft; what was sent stands on that page too."""
        if self.corrected is not None and result.sent_at is None:
            return reverse("conferences:correct", args=[self.corrected.pk])
        return reverse("conferences:contribute", args=[record.pk])

    def _back(self) -> str:
        row = self.record
        if access.is_invited(row, self.request.principals.user_id):
            return reverse("conferences:mine")
        return reverse("conferences:contributions", args=[row.conference_id])


class Correct(Contribute):
    """Other words for what was sent. Both are kept."""

    form_class = forms.Correct

    def load(self) -> Invitation:
        found = contributing.to_correct(self.request.principals, self.kwargs["contribution"])
        self.corrected = found
        return found.invitation

    def held(self, record: Invitation) -> frozenset[str]:
        """Nobody corrects words they may not read."""
        found, corrected = super().held(record), self.corrected
        reads = corrected is not None and contributing.reads(corrected, self.request.principals)
        return found if reads else frozenset()
