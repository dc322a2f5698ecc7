"""The minute: read, kept live while the conference sits, signed, opened again."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions import issuing, minuting, signing
from conferences.actions.receiving import note_opened
from conferences.forms import minutes as forms
from conferences.models import Edition, Minute
from conferences.models import Issue as Issued
from conferences.queries import agenda, conferences, issues, minutes
from conferences.views.bases import ConferenceAct, ConferencePage
from icm.core.consultations import record_consultation
from icm.core.sending import Versioned
from icm.core.views import Page
from icm.people.models import Person


class Read(ConferencePage):
    """The minute as the asker may read it: the draft for who keeps it, else the newest edition that was issued."""

    template_name = "conferences/minute.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, asked = self.conference, self.request
        page = minutes.minute_page(row, asked.principals, self.kwargs.get("number"))
        for one in issues.own_of(asked.user.pk, row, page.number):
            note_opened(one, by=asked.user, at=timezone.now())
        return super().get_context_data(
            page=page,
            conference=row,
            conference_title=conferences.title(row),
            **kwargs,
        )


class _Act(ConferenceAct):
    """An act on the minute: what may be done with it follows from the conference too, whose chair signs."""

    def held(self, record: Person) -> frozenset[str]:
        return access.held_on(self.conference, self.request.principals)

    def load(self) -> Person:
        found = super().load()
        self.minute = minutes.minute(self.conference)
        return found

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.minute.version if self.minute else 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = reverse("conferences:minute", args=[self.conference.pk])
        return super().get_context_data(minute_url=address, **kwargs)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:minute", args=[self.conference.pk])


class Write(_Act):
    """The live page: everything at once, saved as often as one likes."""

    permission_required = access.MINUTE
    form_class = forms.Keep
    template_name = "conferences/minute_write.html"
    done = "The minute is saved."

    def load(self) -> Person:
        found = super().load()
        self.offered = minutes.offered(self.conference, self.minute, self.request.principals)
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"offered": self.offered}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(
            agreed=minutes.agreed(self.minute, self.record, self.request.principals),
            hidden=self.offered.hidden,
            **kwargs,
        )
        return found | {"parts": self._parts(found["form"])}

    def _parts(self, form: forms.Keep) -> list[tuple[forms.Row, str, tuple[str, ...]]]:
        """Each part with what the agenda has to it: there the writing begins."""
        asked = self.request.principals
        page = agenda.agenda_page(self.conference, asked, timezone.localdate())
        return [
            (row, f"On the agenda: {section.label.lower()}", page.of(section))
            for section, row in zip(form.sections, form.part_rows, strict=True)
        ]

    def act(self, record: Person, form: forms.Keep) -> Minute:
        return minuting.keep_minute(self.conference, form.kept, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        """Back to the page: the conference goes on."""
        return reverse("conferences:write_minute", args=[self.conference.pk])


class Sign(_Act):
    """What stands there is read once more, and signed."""

    permission_required = access.SIGN
    form_class = Versioned
    template_name = "conferences/minute_sign.html"
    done = "The minute is signed. Issue it to those who attended."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.minute
        return super().get_context_data(
            page=minutes.minute_page(self.conference, self.request.principals),
            gaps=signing.gaps_of(row) if row else [minuting.NOT_BEGUN],
            **kwargs,
        )

    def act(self, record: Person, form: Versioned) -> Edition:
        version = form.cleaned_data["version"]
        return signing.sign(self.conference, version=version, **self.pressed)


class Issue(_Act):
    """To whom it goes, as which version, and that it goes."""

    permission_required = access.ISSUE
    form_class = Versioned
    template_name = "conferences/minute_issue.html"
    done = "The minute is issued."

    def get_initial(self) -> dict[str, Any]:
        """The number of the edition is what is confirmed, not the count of changes to a draft."""
        found = super().get_initial()
        return found | {"version": self.minute.number if self.minute else 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        readers = issues.readers_page(self.conference)
        return super().get_context_data(readers=readers, **kwargs)

    def act(self, record: Person, form: Versioned) -> list[Issued]:
        number = form.cleaned_data["version"]
        return issuing.issue(self.conference, number=number, **self.pressed)


class Reopen(_Act):
    """Something in it is to be changed: another edition."""

    permission_required = access.SIGN
    form_class = forms.Reopen
    template_name = "conferences/minute_reopen.html"
    done = "Another edition is open. What was signed stays as it was."

    def act(self, record: Person, form: forms.Reopen) -> Minute:
        return signing.reopen(self.conference, why=form.cleaned_data["why"], **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:write_minute", args=[self.conference.pk])


class ForReader(ConferencePage):
    """The edition as one audience reads it, to be printed and given to them. Only where it was issued to them."""

    template_name = "conferences/minute_for.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = issues.issued_page(self.conference, self.request.principals, self.kwargs["issue"])
        return super().get_context_data(
            page=page,
            conference=self.conference,
            conference_title=conferences.title(self.conference),
            **kwargs,
        )


class Mine(Page):
    """The newest edition that was issued to oneself: whoever attended reads it, and nothing else of the case."""

    permission_required = None  # one's own invitation: 404 for any other
    template_name = "conferences/minute_mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request
        found = issues.own(asked.user.pk, self.kwargs["pk"])
        person = found.edition.minute.conference.person
        record_consultation(
            asked.principals, page="conferences:my_minute", persons=[person.pk], at=timezone.now()
        )
        note_opened(found, by=asked.user, at=timezone.now())
        page = issues.my_page(found, timezone.localdate())
        return super().get_context_data(page=page, **kwargs)
