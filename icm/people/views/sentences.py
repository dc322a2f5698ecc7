"""Sentences as the warrants give them, and the details of a person."""

from dataclasses import fields
from typing import Any

from django.forms import Form
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from icm.people import access, actions, queries
from icm.people.forms import sentences as forms
from icm.people.models import LocalAuthority, Person, Sentence
from icm.people.views.acts import PersonAct
from icm.people.views.choices import Choose
from icm.policy.facts import SentenceKind

KINDS = {kind.value: kind.label for kind in SentenceKind} | {forms.UNKNOWN_KIND: "Not known"}
_FIELDS = tuple(field.name for field in fields(actions.Warrant))


class Sentences(Choose):
    """Every sentence on record."""

    permission_required = access.VIEW
    template_name = "people/sentences.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sentences=queries.sentence_cards(self.person, self.verbs),
            case_navigation=queries.navigation(self.person.pk, self.verbs, current="sentences"),
            **kwargs,
        )


class ChooseKind(Choose):
    """What kind of sentence is it? Of a new one, or of one on record that is to be put right."""

    permission_required = access.SENTENCE
    template_name = "people/sentence_kind.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key = self.kwargs.get("sentence")
        found = _sentence(self.person, key) if key else None
        choices = queries.sentence_kinds(self.person.pk, found, KINDS)
        return super().get_context_data(choices=choices, **kwargs)


class _Warrant(PersonAct):
    permission_required = access.SENTENCE
    template_name = "people/sentence.html"

    @property
    def kind(self) -> str:
        kind: str = self.kwargs["kind"]
        if kind not in KINDS:
            raise Http404
        return kind

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kind": self.kind}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kind_label=KINDS[self.kind], **kwargs)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("people:sentences", args=[record.pk])


class RecordSentence(_Warrant):
    """One more sentence."""

    form_class = forms.RecordSentence
    done = "The sentence is recorded. Dates, route and what is due have been worked out again."

    def act(self, record: Person, form: forms.RecordSentence) -> Sentence:
        return actions.record_sentence(
            record,
            actions.Warrant(**form.values),
            reference=form.cleaned_data["reference"],
            principals=self.request.principals,
            at=timezone.now(),
        )


class ChangeSentence(_Warrant):
    """A sentence on record, put right."""

    form_class = forms.ChangeSentence
    done = "The sentence is changed. Dates, route and what is due have been worked out again."

    @property
    def sentence(self) -> Sentence:
        return _sentence(self.record, self.kwargs["sentence"])

    def get_initial(self) -> dict[str, Any]:
        words = {True: "yes", False: "no", None: ""}
        stored = {name: getattr(self.sentence, name) for name in _FIELDS}
        flags = {name: words[stored[name]] for name in ("domestic_abuse", "listed_sexual")}
        return stored | flags | super().get_initial()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sentence=self.sentence, **kwargs)

    def act(self, record: Person, form: forms.ChangeSentence) -> Sentence:
        sentence, values = self.sentence, form.values
        if sentence.kind == values["kind"]:  # what this kind is not asked about stays on record
            values = {name: getattr(sentence, name) for name in _FIELDS} | values
        return actions.change_sentence(
            sentence,
            actions.Warrant(**values),
            version=form.cleaned_data["version"],
            principals=self.request.principals,
            at=timezone.now(),
        )


class ChangeDetails(PersonAct):
    """Who they are, put right."""

    permission_required = access.DETAILS
    form_class = forms.ChangeDetails
    template_name = "people/details.html"
    done = "The details are changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        councils = LocalAuthority.objects.order_by("name")
        return super().get_form_kwargs() | {"councils": councils}

    def get_initial(self) -> dict[str, Any]:
        names = [field.name for field in fields(actions.Details)]
        return {name: getattr(self.record, name) for name in names} | super().get_initial()

    def act(self, record: Person, form: Form) -> Person:
        details = actions.Details(**form.cleaned_data)
        principals = self.request.principals
        return actions.change_details(record, details, principals=principals, at=timezone.now())


def _sentence(person: Person, key: int) -> Sentence:
    found = Sentence.objects.filter(person=person, pk=key).first()
    if found is None:
        raise Http404
    return found
